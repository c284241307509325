import type { FileWords } from "./words.ts";

export const files: FileWords = {
  attach: "Adjuntar archivos",
  drop: "Suelte aquí los archivos para adjuntarlos",
  chosen: "Archivos por enviar",
  limits:
    "Hasta diez archivos de 25 MB cada uno. Se cifran en este dispositivo antes de salir de él, y sus nombres también.",
  remove: (name) => `Quitar ${name}`,
  encrypting: "Cifrando …",
  leaving: "Archivos en camino",
  states: {
    preparing: "Cifrando en este dispositivo",
    waiting: "Guardado aquí; el envío sigue por sí solo en cuanto sea posible",
    uploading: "Enviando",
    failed: "No enviado",
  },
  far: (done, total) => `${done} de ${total}`,
  files: "Archivos",
  save: "Guardar",
  saveName: (name) => `Guardar ${name}`,
  fetching: "Recibiendo y comprobando",
  saved: "Se comprobó cada byte. El archivo está ahora, sin cifrar, entre sus descargas.",
  damaged: (who) =>
    `El archivo que entrega el servidor no es el que envió ${who}: fue alterado, sustituido o dañado. Fue rechazado, y no se guardó nada de él. Pídale que lo envíe de nuevo.`,
  gone: (who) => `El archivo ya no está en el servidor. Pida a ${who} que lo envíe de nuevo.`,
  none: "Todavía no hay archivos en los mensajes que tiene este dispositivo.",
  show: "Mostrar el mensaje",
  showName: (name) => `Mostrar el mensaje con ${name}`,
  older: "Mostrar archivos anteriores",
  passedOnBy: (who) => `transmitido por ${who}`,
};
