import type { SecondWords } from "./words.ts";

export const second: SecondWords = {
  rule: "Regla de dos responsables",
  off: "Desactivada: basta la firma de un responsable para admitir a un miembro o a un responsable.",
  on: "Activada: admitir a un miembro, a un responsable o a un sucesor, y reconocer otra red, tienen efecto cuando también ha firmado un segundo responsable.",
  tooFew:
    "Se puede activar cuando hay tres responsables: así quedan dos que pueden firmar si uno pierde sus dispositivos.",
  switchOn: "Activar la regla",
  onSays: (network) =>
    `Usted firma: «En ${network}, los nuevos miembros, responsables y sucesores, y el reconocimiento de redes, necesitan desde ahora la firma de dos responsables».`,
  onLead:
    "Tiene efecto inmediato. Dar de baja a miembros y responsables sigue en manos de uno solo, pero deben quedar dos. Para desactivarla también hacen falta dos.",
  switchOff: "Desactivar la regla",
  offSays: (network) =>
    `Usted firma: «En ${network}, basta de nuevo la firma de un responsable para los nuevos miembros y responsables».`,
  offLead: "Tiene efecto cuando también ha firmado un segundo responsable.",
  waiting: "A la espera de un segundo responsable",
  what: {
    network: "Reconocimiento de una red",
    member: "Nuevo miembro",
    officer: "Nuevo responsable",
    successor: "Traspaso de un cargo",
    "rule-off": "Desactivación de la regla de dos responsables",
  },
  first: (who, date) => `Primera firma: ${who}, el ${date}`,
  until: (date) => `Un segundo responsable puede firmar hasta el ${date}`,
  expired: "Nadie ha firmado a tiempo: ya no tiene efecto. Retírelo, y firme de nuevo si aún procede.",
  own: "Usted ha firmado primero: otro responsable debe firmar después.",
  look: "Mirar y firmar",
  signTitle: "¿Firmar como segundo responsable?",
  says: {
    network: (network, other) =>
      `Usted firma como segundo responsable: «${network} reconoce la red ${other}».`,
    member: (network) => `Usted firma como segundo responsable: «${network} responde por esta persona».`,
    officer: (network, who) =>
      `Usted firma como segundo responsable: «En ${network}, ${who} es responsable y firma con esta clave».`,
    successor: (network, who, heir) =>
      `Usted firma como segundo responsable: «En ${network}, la membresía de ${who} ha terminado; le sucede ${heir}».`,
    "rule-off": (network) =>
      `Usted firma como segundo responsable: «En ${network}, basta de nuevo la firma de un responsable».`,
  },
  signLead:
    "Tiene efecto inmediato. La invitación era del primer responsable: pregúntele cómo sabe que fue esta persona quien respondió.",
  networkLead:
    "Tiene efecto cuando la otra red también lo declare: sus miembros entran en este directorio y se los puede traer a las salas. Compare usted el código con la otra secretaría, o pregunte al primer responsable cómo lo hizo.",
  sign: "Firmar como segundo",
  refuse: "Rechazar",
  takeBack: "Retirar",
  refuseTitle: "¿Terminar esto sin efecto?",
  refuseSays: (network) => `Usted firma: «En ${network}, esto se rechaza y nunca tiene efecto».`,
  refuseLead: "Queda en el registro como rechazado. Quien firmó primero puede firmarlo de nuevo.",
  ruleIsOn:
    "La regla de dos responsables está activada: tiene efecto cuando también ha firmado un segundo responsable.",
  personWaits:
    "Un responsable ha firmado. Las reglas de esta red piden un segundo: debe firmar todavía, y entonces esta página sigue por sí sola.",
};
