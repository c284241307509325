import type { HistoryWords } from "./words.ts";

export const history: HistoryWords = {
  passOn: "Transmitir el historial…",
  passOnTo: (who) => `Transmitir el historial a ${who}`,
  lead: "Usted transmite lo que se escribió aquí antes de que llegara esta persona, tal como lo tiene este dispositivo. Ella lo leerá como transmitido por usted: nada le prueba quién lo escribió, y usted responde de ello.",
  since: "Desde (primer día)",
  sinceHint: (first) => `El mensaje más antiguo que puede transmitir es del ${first}.`,
  says: (count, since, to) =>
    count === 1
      ? `Usted transmite 1 mensaje, escrito desde el ${since}, a ${to}.`
      : `Usted transmite ${count} mensajes, escritos desde el ${since}, a ${to}.`,
  withFiles: (count) =>
    count === 1
      ? "1 archivo se transmite también, mientras el servidor lo guarde."
      : `${count} archivos se transmiten también, mientras el servidor los guarde.`,
  markings: (markings) => `Marcas que llevan: ${markings}.`,
  behind: (count) =>
    count === 1
      ? "1 mensaje no se transmite: su marca lo prohíbe, o esta versión no sabe leerlo."
      : `${count} mensajes no se transmiten: su marca lo prohíbe, o esta versión no sabe leerlos.`,
  nothing: "Desde ese día no hay nada que pueda transmitir.",
  tooMany: "Desde ese día es más de lo que se puede transmitir de una vez. Elija un día más reciente.",
  effect:
    "Todos en la sala ven que usted lo transmitió, y desde qué día. Lo que se ha leído ya no se puede retirar.",
  confirm: "Transmitir",
  offered: (by, since, to, count) =>
    count === 1
      ? `${by} transmitió a ${to} el historial desde el ${since}: 1 mensaje.`
      : `${by} transmitió a ${to} el historial desde el ${since}: ${count} mensajes.`,
  ends: {
    done: "Ha llegado.",
    refused: "No era lo que se había anunciado y se rechazó: no se guardó nada.",
    stopped: "Se detuvo antes de llegar.",
  },
  block: (by, date) =>
    `Transmitido por ${by} el ${date}. Comity no puede probar quién escribió estos mensajes; quien los transmitió responde de ellos.`,
  waitingForThem: (who) => `Espera a que un dispositivo de ${who} esté en línea.`,
  underWay: (done, total) => `En camino: ${done} de ${total} partes.`,
  broken: "Falta una parte. Pídala de nuevo.",
  elsewhere: "Otro dispositivo suyo lo tiene. Aparece aquí por sí solo.",
  again: "Pedir de nuevo",
  takeBack: "Retirar",
  turnDown: "Rechazar",
  guestTitle: "Lo que se escribió antes",
  guestNothing: "Nada",
  guestSince: "Todo a partir de un día",
  guestGets: (since) =>
    `Cuando la persona esté en la sala, usted le transmite lo que se escribió desde el ${since}, tal como lo tiene su dispositivo. Los mensajes cuyas marcas lo prohíben no se transmiten.`,
};
