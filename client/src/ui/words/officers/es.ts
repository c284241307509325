import type { OfficersWords } from "./words.ts";

export const officers: OfficersWords = {
  view: "Quién firma",
  title: "Responsables",
  lead: "Los responsables firman por la red: quién es miembro, qué dicen las fichas, quién más es responsable. Cada uno tiene su propia clave, hecha en su propio dispositivo.",
  onlyOne:
    "Hay un solo responsable. Si esta persona pierde todos sus dispositivos y la clave de recuperación, nadie puede firmar ya por la red, y hay que fundarla de nuevo. Guarde bien la clave de recuperación y ofrezca la función a una segunda persona.",
  since: (date) => `En funciones desde el ${date}`,
  founder: "fundó la red",
  addedBy: (who) => `nombrado por ${who}`,
  key: "Clave",
  notOwnWord: "Esta persona no ha indicado esta clave: solo quien la nombró dice que es suya.",
  notHeld:
    "Este dispositivo no tiene esta clave y no puede firmar. Recupere su cuenta con la clave de recuperación, o pida a otro responsable que termine la clave y le ofrezca de nuevo la función.",
  nominate: "Ofrecer la función a un miembro",
  member: "Miembro",
  choose: "Elija un miembro",
  nobody: "No hay ningún miembro a quien ofrecer la función. Invite primero a alguien.",
  nominateSays: (network, who) => `Usted firma: «${network} ofrece la función de responsable a ${who}».`,
  nominateLead:
    "Todavía no da derecho a firmar. La persona ve el ofrecimiento, y su propio dispositivo hace una clave que nadie más tiene nunca. Después usted, u otro responsable, firma que esa clave está en funciones. El ofrecimiento vale treinta días.",
  nominations: "Ofrecimientos de la función",
  offered: (date, who) => `Ofrecida el ${date} por ${who}`,
  waits: "A la espera de que la persona acepte",
  expired: "Sin respuesta en treinta días",
  again: "Ofrecer de nuevo",
  named: "Aceptada. La persona ha hecho su clave y la ha indicado con su propia firma.",
  withdraw: "Retirar el ofrecimiento",
  withdrawTitle: (who) => `¿Retirar el ofrecimiento hecho a ${who}?`,
  withdrawSays: (network, who) =>
    `Usted firma: «${network} retira el ofrecimiento de la función hecho a ${who}».`,
  withdrawLead:
    "Tiene efecto inmediato: la persona ya no puede aceptar la función, y una clave que haya indicado no firma nada. Puede ofrecerla de nuevo más adelante.",
  add: "Nombrar con la firma",
  addTitle: (who) => `¿Nombrar responsable a ${who}?`,
  addSays: (network, who) => `Usted firma: «En ${network}, ${who} es responsable y firma con esta clave».`,
  addLead:
    "Desde entonces esta persona puede todo lo que usted puede: admitir y dar de baja a miembros, nombrar y cesar a responsables, también a usted.",
  remove: "Terminar la función",
  removeTitle: (who) => `¿Terminar la función de ${who}?`,
  removeSays: (network, who) => `Usted firma: «En ${network}, esta clave de ${who} ya no firma nada».`,
  removeLead:
    "Tiene efecto inmediato. La persona sigue siendo miembro, y todo lo que ha firmado hasta ahora vale. Si ha perdido sus dispositivos, termínelos también, o termine su membresía.",
  layDown: "Dejar mi función",
  layDownTitle: "¿Dejar su función?",
  layDownLead:
    "Tiene efecto inmediato. Usted sigue siendo miembro, y todo lo que ha firmado hasta ahora vale. Solo otro responsable puede hacerle volver.",
  renew: "Reemplazar mi clave",
  renewSays: (network) =>
    `Usted firma: «En ${network}, mi antigua clave de responsable termina, y desde ahora firmo con una nueva».`,
  renewLead:
    "Hágalo si alguien pudo ver la clave antigua, o de vez en cuando. Sus otros dispositivos reciben la nueva por sí solos. Si se interrumpe, repítalo: ocurre entero o no ocurre.",
  offer: (who, network, date) =>
    `${who} le ofrece la función de responsable de ${network}: usted firmaría por la red. Puede aceptarla hasta el ${date}.`,
  look: "Ver el ofrecimiento",
  later: "Ahora no",
  acceptTitle: "¿Aceptar la función?",
  acceptSays: (network) =>
    `Usted firma: «Estoy dispuesto a ser responsable de ${network}, y esta es mi clave», con una clave que se hace ahora en este dispositivo.`,
  acceptLead:
    "Nadie más recibe la clave: ni los otros responsables ni el servidor. Se guarda con su clave de recuperación y va a sus otros dispositivos. Otro responsable aún tiene que firmar antes de que usted esté en funciones.",
  accept: "Aceptar y firmar",
  answered: (network) =>
    `Usted ha aceptado la función de responsable de ${network}. Empieza cuando otro responsable haya firmado; no tiene que hacer nada más.`,
};
