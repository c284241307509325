import type { OfficeWords } from "./words.ts";

export const office: OfficeWords = {
  title: "Despacho",
  invitations: "Invitaciones",
  members: "Miembros",
  invite: "Invitar a una persona",
  inviteLead: "Esta ficha es lo que usted firmará. Solo la persona a quien dé el enlace puede aceptarla.",
  make: "Crear la invitación",
  linkTitle: "Enlace de invitación",
  linkLead: (who, date) =>
    `Entregue este enlace a ${who} por un medio de confianza, y a nadie más. Sirve una sola vez y es válido hasta el ${date}.`,
  noInvitations: "Todavía no hay invitaciones. Invite a los puntos focales de su red.",
  state: {
    open: "Enviada, aún sin abrir",
    arrived: "Las claves han llegado: falta su firma",
    tampered: "Rechazada: las claves fueron cambiadas en el camino",
    granted: "Firmada",
    cancelled: "Cancelada",
    expired: "Caducada",
  },
  check: "Verificar y firmar",
  signTitle: (who) => `¿Firmar la membresía de ${who}?`,
  signLead: (network) =>
    `Las claves proceden de la persona que tiene el enlace de invitación. Con su firma usted acredita, ante todos los miembros de ${network}, que esa persona es:`,
  sign: "Firmar",
  cancelInvitation: "Cancelar la invitación",
  revoke: "Poner fin a la membresía",
  revokeTitle: (who) => `¿Poner fin a la membresía de ${who}?`,
  revokeLead:
    "Se le niega el acceso de inmediato, y los miembros que estén conectados retiran a la persona de las salas. Sus mensajes anteriores permanecen.",
  revoked: "Terminada",
  showLink: "Mostrar el enlace",
  validDays: "Validez (días)",
};
