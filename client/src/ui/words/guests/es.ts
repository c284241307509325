import type { GuestWords } from "./words.ts";

export const guests: GuestWords = {
  banner: (who, until, host) => `Un invitado lee aquí: ${who}, hasta el ${until}, invitado de ${host}.`,
  mine: (host, until) => `Usted es invitado en esta sala hasta el ${until}. ${host} responde por usted.`,
  mineNote:
    "Usted lee lo que se escribe desde su llegada, y lo que un miembro le transmita. No ve el directorio ni otras salas.",
  badge: (host) => `invitado de ${host}`,
  kind: "invitado",
  title: "Invitados",
  stays: (until, host) => `Hasta el ${until}, invitado de ${host}`,
  invite: "Invitar a alguien de fuera",
  inviteLead:
    "Un invitado viene de fuera de la red a esta única sala, hasta una fecha. Usted responde por él con su propia clave; todos en la sala ven de quién es invitado.",
  sees: "Un invitado lee lo que se escribe desde su llegada y, de lo anterior, solo lo que un miembro le transmita. Ve quién está en la sala.",
  until: "Hasta (último día)",
  untilHint: "Como máximo 180 días, y no más que su propia membresía. Puede prolongarlo después.",
  make: "Crear el enlace",
  link: "El enlace del invitado",
  linkLead: (name, date) =>
    `Entregue usted mismo este enlace a ${name}, por otra vía que su anuncio. Se abre una vez, hasta el ${date}.`,
  invited: (until) => `Invitado hasta el ${until}`,
  states: {
    open: "sin respuesta todavía",
    arrived: "ha llegado: falta su firma",
    tampered: "las claves se cambiaron en el camino: no deje entrar a nadie con ellas e invite de nuevo",
    granted: "admitido",
    cancelled: "retirada",
    expired: "el enlace ha caducado",
  },
  takeBack: "Retirar",
  admit: "Dejar entrar",
  admitSays: (network, until) =>
    `Usted firma, en el registro de ${network} y a la vista de todos sus miembros, que esta persona es su invitado en esta sala hasta el ${until}:`,
  answer:
    "Usted responde por ella hasta que usted o un responsable ponga fin a su estancia. También termina si termina su propia membresía.",
  sign: "Firmar y dejar entrar",
  bring: "Hacer entrar en la sala",
  prolong: "Cambiar la fecha",
  prolongLead: "Usted firma otro último día para su invitado.",
  end: "Terminar la estancia",
  endLead:
    "Se le rechaza de inmediato, sale de la sala y las claves de la sala cambian. Lo que ha leído queda con esa persona.",
  invitedTitle: (network) => `Está invitado a una sala de ${network}`,
  invitedLead: (host, until) =>
    `${host} le invita a una sola sala hasta el ${until}. Como invitado ve solo esa sala: lo que se escribe desde su llegada y lo que un miembro le transmita, y ningún directorio. Esto es lo que la sala verá de usted:`,
  waitingTitle: "Esperando a su anfitrión",
  waitingLead: (host) => `Sus claves están hechas. ${host} las comprueba ahora y le deja entrar.`,
  over: (who, host, day) => `La estancia de ${who}, invitado de ${host}, terminó el ${day}.`,
  endedBy: (who, host, by) =>
    `${by} puso fin antes de la fecha a la estancia de ${who}, invitado de ${host}.`,
  endedByHost: (who, host) => `${host} puso fin antes de la fecha a la estancia de su invitado ${who}.`,
  endedWithHost: (who, host) =>
    `La estancia del invitado ${who} terminó, porque ${host}, que respondía por él, ya no tiene la condición de miembro.`,
  refusedTitle: "Su estancia como invitado ha terminado",
  refusedOver: (host) =>
    `Ha pasado la fecha hasta la que le invitó ${host}. Lo que ha leído aquí queda en este dispositivo; no llega nada más. Si aún se le necesita en la sala, diríjase a ${host}: con otra fecha se le admite de nuevo automáticamente.`,
  refusedEnded: (host) =>
    `Se puso fin a su estancia antes de la fecha: por decisión de ${host}, de un responsable de la red, o porque ${host} ya no es miembro. Lo que ha leído aquí queda en este dispositivo; no llega nada más. Si es un error, diríjase a ${host}.`,
  stayOver: (host) =>
    `Su estancia como invitado ha terminado: aquí ya no se recibe ni se envía nada, tampoco archivos. Lo que ha leído aquí queda en este dispositivo. Si aún se le necesita en la sala, diríjase a ${host}.`,
  room: "Sala:",
};
