import type { LogWords } from "./words.ts";

export const log: LogWords = {
  title: "El registro del directorio",
  lead: "Todo lo que la secretaría y los miembros han firmado sobre quién es quién consta en un registro por cada red. Este dispositivo lo comprueba entero y lo compara con lo que se mostró a los dispositivos de otras personas. Dos personas también pueden comparar por teléfono: con el mismo número de entradas, el código debe ser el mismo.",
  code: "Entradas y código",
  checked: "Última comprobación",
  never: "Aún no desde que se desbloqueó este dispositivo",
  key: "La firma del servidor",
  keyNamed: "Con una clave que un responsable ha confirmado",
  keyUnnamed: "Con una clave que ningún responsable ha confirmado todavía",
  save: "Guardar el registro en un archivo",
  alarm: "Alarma sobre el servidor",
  codes: {
    split: (network) =>
      `El servidor muestra a distintas personas directorios distintos de ${network}. Uno de ellos puede contener una persona falsa o un dispositivo falso.`,
    rollback: (network) =>
      `El servidor muestra un directorio de ${network} más antiguo que antes. Quien fue retirado desde entonces puede parecer de nuevo miembro.`,
    "removed-entry": (network) =>
      `El servidor ha quitado o cambiado una entrada del directorio de ${network} que antes estaba.`,
    "wrong-signature": (network) =>
      `El servidor muestra, sobre el directorio de ${network}, algo que no está firmado por quien debe.`,
    "unlogged-member": (network) =>
      `El servidor muestra para el directorio de ${network} una entrada que su propio registro no contiene.`,
  },
  seen: (when) => `Advertido el ${when}.`,
  stopped:
    "No se envía nada nuevo a las personas de esta red ni se incorpora a nadie a las conversaciones con ellas. Lo que llega se guarda como siempre. El directorio queda como estaba la última vez que fue correcto.",
  todo: "Qué hacer",
  steps: [
    "Llame a la secretaría a un número de teléfono que no tenga de Comity. Diga lo que consta aquí.",
    "Pídale que le lea su código (en Ajustes): el número de entradas y treinta cifras. Escríbalo aquí.",
    "Guarde la prueba y entréguela. La secretaría puede comprobarla sin este servidor.",
  ],
  here: "El registro en este dispositivo",
  server: "Lo que mostró el servidor",
  typed: "Código de la secretaría",
  hint: "Primero el número de entradas, luego treinta cifras. Los espacios no importan.",
  settle: "Comparar y volver a enviar",
  proof: "Guardar la prueba",
  former: "Alarmas anteriores",
  settled: (when) => `Resuelta con el código de la secretaría el ${when}.`,
};
