import type { FileWords } from "./words.ts";

export const files: FileWords = {
  attach: "Anexar ficheiros",
  drop: "Largue aqui os ficheiros para os anexar",
  chosen: "Ficheiros a enviar",
  limits:
    "Até dez ficheiros de 25 MB cada. São cifrados neste dispositivo antes de saírem dele, e os seus nomes também.",
  remove: (name) => `Retirar ${name}`,
  encrypting: "A cifrar …",
  leaving: "Ficheiros a caminho",
  states: {
    preparing: "A cifrar neste dispositivo",
    waiting: "Guardado aqui; o envio continua automaticamente assim que for possível",
    uploading: "A enviar",
    failed: "Não enviado",
  },
  far: (done, total) => `${done} de ${total}`,
  files: "Ficheiros",
  save: "Guardar",
  saveName: (name) => `Guardar ${name}`,
  fetching: "A receber e a verificar",
  saved: "Cada byte foi verificado. O ficheiro está agora, não cifrado, entre as suas transferências.",
  damaged: (who) =>
    `O ficheiro que o servidor fornece não é o que ${who} enviou: foi alterado, trocado ou danificado. Foi recusado, e nada dele foi guardado. Peça-lhe que o envie de novo.`,
  gone: (who) => `O ficheiro já não está no servidor. Peça a ${who} que o envie de novo.`,
  none: "Ainda não há ficheiros nas mensagens que este dispositivo tem.",
  show: "Mostrar a mensagem",
  showName: (name) => `Mostrar a mensagem com ${name}`,
  older: "Mostrar ficheiros mais antigos",
  passedOnBy: (who) => `transmitido por ${who}`,
};
