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
    countersign: "Firmada por usted: debe firmar un segundo responsable",
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
  views: { people: "Personas", activity: "Actividad" },
  change: "Cambiar",
  close: "Listo",
  memberUntil: "Miembro hasta",
  memberFrom: "Miembro desde",
  memberUntilHint: "El último día. Vacío: dos años desde su firma.",
  memberSince: (from, until) => `Miembro desde el ${from} hasta el ${until}`,
  past: "Invitaciones respondidas y terminadas",
  inviteList: "Invitar desde una lista",
  listLead:
    "Una tabla con una persona por línea, guardada como CSV (UTF-8). Usted ve línea por línea qué está mal antes de que se cree nada.",
  listTemplate: "Guardar una plantilla",
  listFile: "La lista (archivo CSV)",
  listColumns: "Qué contienen las columnas",
  columns: {
    name: "El nombre tal como figura en la ficha.",
    authority: "El organismo en el que trabaja la persona.",
    country: "Dos letras (ISO 3166): GH, TG, KZ.",
    roles:
      "Uno o varios códigos, separados por espacios: secretariat, focal-point, alternate-focal-point, central-authority, prosecutor, judge, investigator.",
    languages: "Dos letras cada uno (ISO 639): en fr pt es ru ar.",
    competences: "Códigos separados por espacios, o vacío: mla.a a mla.i, extradition, confiscation …",
    email: "Puede quedar vacío.",
    telephone: "También puede quedar vacío.",
    member_until: "Último día de la membresía, como 2028-12-31. Vacío: dos años.",
  },
  listFault: {
    "not-utf8": () =>
      "El archivo no está guardado en UTF-8: los nombres con acentos saldrían mal. Guárdelo como «CSV UTF-8» y elíjalo de nuevo.",
    empty: () => "No hay nadie en esta lista. Rellene la plantilla, una persona por línea.",
    "columns-missing": (columns) =>
      `Faltan estas columnas en la primera línea: ${columns}. Compárela con la plantilla.`,
    "columns-unknown": (columns) =>
      `Estas columnas no se conocen: ${columns}. Compare la primera línea con la plantilla.`,
    "too-many": (limit) => `La lista es demasiado larga. Divídala: ${limit} personas a la vez como máximo.`,
  },
  line: (line) => `Línea ${line}`,
  lineGood: "lista",
  lineFault: {
    missing: (column) => `falta ${column}`,
    unknown: (column, value) => `${column}: «${value}» no es un código conocido`,
    malformed: (column, value) => `${column}: «${value}» no tiene la forma correcta`,
    past: (column, value) => `${column}: ${value} está en el pasado`,
    far: (column, value) => `${column}: ${value} queda a más de cinco años`,
    torn: () => "la línea no tiene tantos campos como columnas hay, o una comilla no está cerrada",
    doubled: (_column, line) => `la misma persona que en la línea ${line}`,
  },
  listSum: (good, wrong) => `${good} listas, ${wrong} por corregir`,
  listNext: "Las líneas que no están listas se dejan fuera. Corríjalas en su tabla y elíjala de nuevo.",
  makeMany: (count) => (count === 1 ? "Crear 1 invitación" : `Crear ${count} invitaciones`),
  madeMany: (made, all) => `${made} de ${all} invitaciones están creadas.`,
  stopped: "Algo lo ha interrumpido. Lo creado se conserva; las demás pueden crearse desde la misma lista.",
  links: "Enlaces por entregar",
  linksLead: (count) =>
    count === 1
      ? "Un enlace aún no se ha entregado. Entregue cada uno solo a su persona, por un medio de confianza."
      : `${count} enlaces aún no se han entregado. Entregue cada uno solo a su persona, por un medio de confianza.`,
  copyOnce: "Copiar y marcar como entregado",
  handed: (date) => `entregado el ${date}`,
  saveLinks: "Guardar todos en una tabla",
  saveLinksLead:
    "Quien tenga este archivo puede ocupar el lugar de todas las personas que figuran en él. Bórrelo cuando los enlaces estén entregados.",
  renewInvitation: "Crear un enlace nuevo",
  renewTitle: (who) => `¿Un enlace nuevo para ${who}?`,
  renewLead: "La ficha queda igual. El enlace anterior ya no abre nada.",
  amend: "Modificar la ficha",
  renew: "Renovar",
  suspend: "Suspender",
  resume: "Levantar la suspensión",
  amendTitle: (who) => `Modificar la ficha de ${who}`,
  renewMemberTitle: (who) => `Renovar la membresía de ${who}`,
  suspendTitle: (who) => `¿Suspender la membresía de ${who}?`,
  resumeTitle: (who) => `¿Levantar la suspensión de ${who}?`,
  suspendLead:
    "Se le niega el acceso de inmediato, y los miembros que estén conectados retiran a la persona de las salas. Dura hasta que un responsable la levante. Lo dicho antes permanece.",
  resumeLead:
    "El acceso vuelve de inmediato, igual que el tablón y los canales directos. A las salas tiene que traerla de nuevo alguien que esté en ellas.",
  says: {
    amend: (network) =>
      `Ante todos los miembros de ${network} usted firma: la ficha de esta persona es ahora la siguiente.`,
    suspend: (network) =>
      `Ante todos los miembros de ${network} usted firma: la membresía de esta persona está suspendida.`,
    resume: (network) =>
      `Ante todos los miembros de ${network} usted firma: la suspensión de esta persona queda levantada.`,
    revoke: (network) =>
      `Ante todos los miembros de ${network} usted firma: la membresía de esta persona ha terminado.`,
  },
  review: "Ver lo que firma",
  unchanged: "Nada difiere de lo que figura en el directorio.",
  field: "Campo",
  was: "Era",
  becomes: "Pasa a ser",
  notGiven: "no indicado",
  suspended: "Suspendida",
  find: "Buscar un miembro",
  ending: "Terminan en 60 días",
  endingLead: "Renueve a tiempo: una membresía caducada se rechaza al entrar.",
  endsIn: (days, date) =>
    days === 1 ? `termina en 1 día, el ${date}` : `termina en ${days} días, el ${date}`,
  carried: (left) =>
    left === 1
      ? "Aún en 1 de sus conversaciones; se está retirando"
      : `Aún en ${left} de sus conversaciones; se está retirando`,
  carriedAll: "Retirada de todas sus conversaciones",
  carriedElsewhere:
    "En las salas en las que usted no está, lo hacen los dispositivos de los miembros en cuanto uno se conecta.",
  alike: (count) =>
    count === 1
      ? "El nombre de otra persona puede confundirse con este:"
      : `Los nombres de ${count} otras personas pueden confundirse con este:`,
  alikeConfirm: "He comparado el país, la autoridad y la función: es la persona a la que me refiero",
  alikeLine: (who) => `puede confundirse con ${who}`,
  activity: {
    lead: "Lo que han firmado los responsables, y lo que han firmado los miembros sobre sus invitados y ausencias, tal como consta en el registro de la red. Nadie puede quitar nada de él.",
    empty: "Todavía no se ha firmado nada.",
    nothing: "Nada coincide con estos filtros.",
    what: {
      founded: "Red fundada",
      granted: "Membresía firmada",
      amended: "Ficha modificada",
      renewed: "Membresía renovada",
      suspended: "Membresía suspendida",
      resumed: "Suspensión levantada",
      revoked: "Membresía terminada",
      "device-ended": "Dispositivo desactivado",
      "officer-added": "Responsable añadido",
      "officer-removed": "Responsable retirado",
      recognised: "Red reconocida",
      "recognition-withdrawn": "Reconocimiento retirado",
      "officer-nominated": "Función ofrecida",
      "officer-key-named": "Clave de responsable indicada",
      "rule-on": "Regla de dos responsables activada",
      "signed-first": "Primera firma, falta la segunda",
      "signed-second": "Segunda firma",
      "second-refused": "Rechazado por un responsable",
      "stand-in": "Suplencia anunciada",
      returned: "Ausencia terminada",
      succeeded: "Cargo traspasado",
      "nomination-withdrawn": "Ofrecimiento de la función retirado",
      "build-published": "Versión de las páginas indicada como la correcta",
      "guest-admitted": "Invitado admitido",
      "guest-prolonged": "Último día de un invitado cambiado",
      "guest-ended": "Estancia de un invitado terminada",
    },
    by: (who) => `firmado por ${who}`,
    position: (position) => `entrada ${position} del registro`,
    kind: "Acto",
    person: "Nombre",
    from: "Desde",
    to: "Hasta",
    all: "Todo",
    shown: (count, all) => `${count} de ${all}`,
    csv: "Guardar como tabla (CSV)",
    signed: "Guardar como archivo firmado",
    signedLead:
      "El archivo firmado lo contiene todo, con su firma y el lugar en el registro. Cualquier miembro puede comprobarlo aquí.",
    check: "Comprobar un archivo firmado",
    checked: (network, acts, size, who, date) =>
      `Es correcto: ${acts} actos en ${network}, hasta la entrada ${size} del registro, firmado por ${who} el ${date}. El registro de este dispositivo dice lo mismo.`,
  },
};
