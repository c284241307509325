import type { TenureWords } from "./words.ts";

export const tenure: TenureWords = {
  absence: "Ausencia",
  ownAbsence: "Anunciar mi ausencia",
  successor: "Nombrar a un sucesor",
  absenceTitle: (who) => `Ausencia de ${who}`,
  absenceLead:
    "Quien mire la ficha o escriba a esta persona lee quién la suple. Termina por sí sola. Las salas y los mensajes quedan como están: quien necesite al suplente en una sala lo añade.",
  from: "Primer día de ausencia",
  until: "Último día de ausencia",
  alternate: "Quién suple",
  find: "Buscar a una persona",
  nobody: "Nadie coincide. Solo se puede elegir a miembros de esta red cuya membresía esté vigente.",
  dates:
    "Elija dos días: el último ni antes del primero ni en el pasado, y con no más de un año entre ellos.",
  absenceSays: (network, who, alternate, from, until) =>
    `Ante todos los miembros de ${network} usted firma: «${who} está ausente del ${from} al ${until}; suple ${alternate}.»`,
  back: "Terminar la ausencia",
  backTitle: (who) => `¿Terminar la ausencia de ${who}?`,
  backSays: (network, who) =>
    `Ante todos los miembros de ${network} usted firma: «${who} ya no está ausente.»`,
  successorTitle: (who) => `¿Quién sucede a ${who}?`,
  successorLead:
    "El sucesor ya debe ser miembro: invítelo primero y firme su membresía. Después nómbrelo aquí.",
  takesOver: "Quién sucede",
  successorSays: (network, from, to) =>
    `Ante todos los miembros de ${network} usted firma: «La membresía de ${from} ha terminado; le sucede ${to}.»`,
  successorEffect:
    "Las claves de quien se va terminan de inmediato. En cada sala de caso en la que estaba, los dispositivos de los miembros la retiran y traen al sucesor con un solo cambio, que todos allí ven. El sucesor lee lo que se diga desde entonces; de lo dicho antes, solo lo que un miembro de la sala le transmita. No se puede deshacer.",
  rooms: (count) =>
    count === 0
      ? "Usted no está en ninguna sala de caso con esta persona. Puede haber otras que no conoce."
      : count === 1
        ? "Afecta a 1 sala de caso en la que usted está. Puede haber otras que no conoce."
        : `Afecta a ${count} salas de caso en las que usted está. Puede haber otras que no conoce.`,
  away: (until, alternate) => `Ausente hasta el ${until}; suple ${alternate}`,
  awayFrom: (from, until, alternate) => `Ausente del ${from} al ${until}; suple ${alternate}`,
  standsInFor: (who, until) => `Suple a ${who} hasta el ${until}`,
  handedTo: (who, date) => `Traspasó el cargo a ${who} el ${date}`,
  tookOver: (who, date) => `Sucedió a ${who} el ${date}`,
  inPlace: (who) => `En su lugar: ${who}`,
  writeTo: (who) => `Escribir a ${who}`,
  add: (who) => `Añadir a ${who} a esta sala`,
  handedOver: (from, to, by) => `${from} ha traspasado el cargo a ${to}. Lo hizo el dispositivo de ${by}.`,
  follows: (to, from, by) => `${by} trajo a ${to}, que ha sucedido a ${from}.`,
};
