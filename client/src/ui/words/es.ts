import type { Words } from "./en.ts";
import { files } from "./files/es.ts";
import { guests } from "./guests/es.ts";
import { history } from "./history/es.ts";
import { log } from "./log/es.ts";
import { office } from "./office/es.ts";
import { officers } from "./officers/es.ts";
import { recognition } from "./recognition/es.ts";
import { second } from "./second/es.ts";
import { tenure } from "./tenure/es.ts";
import { verification } from "./verification/es.ts";

const plural = new Intl.PluralRules("es");
const many = (count: number, one: string, other: string) =>
  `${count} ${plural.select(count) === "one" ? one : other}`;

const share = (done: string, total: string, count: number, one: string, other: string) =>
  `${done} de ${total} ${plural.select(count) === "one" ? one : other}`;

/** El catálogo español. */
export const es: Words = {
  app: {
    name: "Comity",
    tagline: "Mensajes cifrados entre fiscales y autoridades centrales",
    loading: "Comity se está iniciando…",
    skip: "Ir al contenido",
    back: "Volver",
    close: "Cerrar",
    cancel: "Cancelar",
    copy: "Copiar",
    copied: "Copiado",
    print: "Imprimir",
    save: "Guardar",
    continue: "Continuar",
    optional: "opcional",
    you: "usted",
    working: "En curso…",
    none: "ninguna",
  },
  entry: {
    welcome: "Le damos la bienvenida a Comity",
    noLink:
      "A Comity se entra por invitación. Si la secretaría de su red le ha enviado un enlace, ábralo en este navegador o péguelo aquí.",
    pasteLink: "Abrir un enlace",
    openLink: "Abrir",
    linkLabel: "Enlace de invitación, de fundación o de traslado",
    haveKey: "Tengo una clave de recuperación",
    foundTitle: "Fundar una red",
    foundLead:
      "Usted será la primera persona responsable de la secretaría. Todas las claves se crean en este navegador; el servidor nunca las ve.",
    networkName: "Nombre de la red",
    yourCard: "Su ficha en el directorio",
    found: "Fundar la red",
    inviteTitle: (network) => `Incorporarse a ${network}`,
    inviteLead: (who) =>
      `${who} le invita y ha preparado esta ficha para el directorio. Si algo en ella no es correcto, comuníquelo a la secretaría antes de aceptar.`,
    inviteCard: "Su ficha",
    accept: "Crear mis claves y aceptar",
    validUntil: (date) => `La invitación es válida hasta el ${date}.`,
    deviceName: "Nombre de este dispositivo",
    defaultDevice: "Computadora de trabajo",
    passphrase: "Frase de contraseña",
    passphraseAgain: "Frase de contraseña, otra vez",
    passphraseHint:
      "Al menos 12 caracteres. Varias palabras sin relación entre sí son una buena elección. Nadie puede restablecerla por usted.",
    passphraseDiffers: "Las dos frases de contraseña no coinciden.",
    passphraseTooShort: (least) => `La frase de contraseña necesita al menos ${least} caracteres.`,
    makingKeys:
      "Se crean sus claves y se protegen con la frase de contraseña. Tarda unos segundos a propósito.",
    recoveryTitle: "Imprima su clave de recuperación",
    recoveryLead:
      "Le devuelve su identidad si este dispositivo se pierde. Imprímala o anótela y guárdela donde guarda los sellos oficiales. Solo se muestra ahora; quien la tenga puede actuar en su nombre.",
    recoveryNumber: (number, date) => `Clave de recuperación n.º ${number}, ${date}`,
    recoveryStored: "La he imprimido o anotado",
    recoveryTypeTitle: "Compruebe lo que ha anotado",
    recoveryTypeLead: "Escriba dos grupos leídos de su papel. Así sabrá que se puede leer cuando haga falta.",
    recoveryGroup: (place, all) => `Grupo ${place} de ${all}`,
    recoveryGroupWrong: "No es eso lo que pone. Mire otra vez su papel o muestre la clave de nuevo.",
    recoveryShowAgain: "Mostrar la clave de nuevo",
    recoveryCheck: "Comprobar",
    recoveryOutdated: (number, date) =>
      `Esta es la clave de recuperación n.º ${number} del ${date}. Ya no es la vigente. Use la más reciente que haya impreso.`,
    waitingTitle: "A la espera de la secretaría",
    waitingLead: (who, network) =>
      `Sus claves están listas. ${who} las verificará y firmará su membresía en ${network}.`,
    waitingNext:
      "Puede dejar esta página abierta o cerrarla: entrará en cuanto conste la firma. Si tarda, recuérdeselo a la secretaría por el medio por el que recibió la invitación.",
    waitingLook: "Comprobar ahora",
    restoreTitle: "Restaurar con una clave de recuperación",
    restoreLead:
      "Su identidad, sus redes y sus conversaciones vuelven a este navegador como un dispositivo nuevo, con el historial que sus dispositivos guardaron.",
    recoveryKey: "Clave de recuperación",
    restore: "Restaurar",
    moveTitle: "Traer su dispositivo aquí",
    moveLead:
      "Su dispositivo pasa a este navegador con sus mensajes. El enlace sirve una sola vez; el navegador anterior ya no lo abre.",
    moveHere: "Traerlo aquí",
    lookingAtInvitation: "Consultando la invitación…",
  },
  lock: {
    title: "Bloqueado",
    lead: "Sus claves y mensajes están cifrados en este dispositivo.",
    unlock: "Desbloquear",
    unlocking: "Se comprueba la frase de contraseña. Tarda unos segundos a propósito.",
    lock: "Bloquear",
    lost: "¿La olvidó? Nadie puede restablecerla. Pida una nueva invitación a la secretaría, o abra Comity en otro perfil del navegador y use su clave de recuperación.",
    elsewhereTitle: "Comity está abierto en otra pestaña",
    elsewhereLead:
      "La otra pestaña no puede compartir sus claves con esta, quizá porque se abrió antes de una actualización. Ciérrela y esta tomará el relevo por sí sola.",
    movedTitle: "Este dispositivo se ha trasladado",
    movedLead:
      "Sus claves y mensajes están ahora en otro navegador. Aquí no queda nada. Para volver a usar Comity en este navegador, tráigalo de vuelta desde allí, o borre los datos de este sitio y use una invitación.",
    restarted:
      "Comity tuvo que reiniciarse en este navegador. Lo que se mostraba como enviado o en espera se conserva. Desbloquee para continuar.",
    stoppedTitle: "Comity no puede iniciarse aquí",
    stoppedLead:
      "Nada de lo guardado en este navegador se ha perdido. Compruebe la conexión y recargue la página. Si no basta, cierre todas las pestañas de Comity y reinicie el navegador; si persiste, avise al operador del servidor.",
    reload: "Recargar la página",
    refusedTitle: "El servidor no admite este dispositivo",
    refused: {
      "device-revoked":
        "Este dispositivo fue revocado. Lo guardado aquí se conserva. Si es un error, diríjase a su secretaría.",
      "membership-suspended":
        "Su membresía está suspendida. Lo guardado aquí se conserva, y el acceso vuelve por sí solo cuando la secretaría levante la suspensión. Diríjase a su secretaría.",
      "membership-expired":
        "Su membresía ha caducado. Lo guardado aquí se conserva, y el acceso vuelve por sí solo cuando la secretaría la renueve. Diríjase a su secretaría.",
      "account-disabled":
        "El operador de este servidor ha desactivado aquí su cuenta. Lo guardado en este dispositivo se conserva, y el acceso vuelve por sí solo cuando la reactive. Diríjase al operador o a su secretaría.",
      "membership-ended":
        "Su membresía ha terminado. Lo guardado aquí se conserva. Si es un error, diríjase a su secretaría.",
      "office-handed-over":
        "Su cargo pasó a quien le sucede, y con él terminó su membresía. Lo guardado aquí se conserva. Si es un error, diríjase a su secretaría.",
      "unknown-device":
        "El servidor no conoce este dispositivo. Quizá se instaló de nuevo. Lo guardado aquí se conserva; pida una nueva invitación a su secretaría.",
    },
  },
  lost: {
    title: {
      "thrown-away": "Este navegador ha borrado las claves de Comity",
      damaged: "Las claves de Comity en este navegador están dañadas",
      unavailable: "Este navegador no abre el almacenamiento de Comity",
      outdated: "Existe una clave de recuperación más reciente",
    },
    lead: {
      "thrown-away":
        "Aquí estaba instalado un dispositivo suyo. Sus claves y mensajes ya no están en este navegador: se borraron los datos de este sitio, o el navegador necesitó el espacio. Su identidad no se ha perdido y nadie más ha obtenido nada.",
      damaged:
        "Falta una parte de lo guardado aquí, o ya no puede leerse. Su identidad no se ha perdido y nadie más ha obtenido nada. Lo que queda aquí se reemplaza solo cuando haya vuelto por una de las vías siguientes.",
      unavailable:
        "Es posible que sus claves sigan ahí. Compruebe que el disco no esté lleno, cierre las demás pestañas de Comity, reinicie el navegador y vuelva a abrir esta página. Si no basta, use su clave de recuperación en otro perfil del navegador.",
      outdated:
        "Este dispositivo se restableció a partir de una copia de sus claves que corresponde a una clave de recuperación que usted ya había reemplazado. Se descubrió en cuanto pudo leerse el directorio de su red. El dispositivo se dio de baja y no se ha guardado nada en este navegador. Vuelva con la clave de recuperación más reciente, o vincule este navegador desde otro dispositivo suyo. Avise a su secretaría: el servidor ya no debería tener esa copia.",
    },
    mark: (number, date) => `La clave de recuperación que le corresponde es la n.º ${number}, ${date}.`,
    invitation:
      "¿No tiene ni clave de recuperación ni otro dispositivo? Pida una nueva invitación a la secretaría. Crea una identidad nueva: sus homólogos deberán añadirle de nuevo a sus conversaciones.",
    goOn: "Continuar con el enlace que abrí",
    here: "Cómo volver",
  },
  storage: {
    title: "Almacenamiento en este navegador",
    persistent: "Este navegador conserva las claves y los mensajes de Comity hasta que usted los borre.",
    volatile:
      "Este navegador puede borrar las claves de Comity cuando falte espacio. Permítale conservar los datos de este sitio (suele bastar un marcador o instalar Comity como aplicación) y tenga a mano su clave de recuperación.",
    nearlyFull: (share) =>
      `El almacenamiento de Comity en este navegador está ocupado al ${share}. Libere pronto espacio en el disco: cuando se llene, no se podrá recibir ni escribir nada nuevo aquí. Lo guardado permanece.`,
    used: (used, all) => `Se usan ${used} de ${all}.`,
    ask: "Volver a preguntar al navegador",
    later: "Recordármelo más tarde",
  },
  nav: {
    main: "Principal",
    conversations: "Conversaciones",
    notices: "Tablón de anuncios",
    directory: "Directorio",
    office: "Despacho",
    settings: "Ajustes",
    newRoom: "Nueva sala de caso",
    newMessage: "Nuevo mensaje",
    find: "Buscar una conversación",
    noConversations:
      "Todavía no hay conversaciones. Busque a un homólogo en el directorio y escríbale, o abra una sala de caso.",
    unread: (count) => many(count, "sin leer", "sin leer"),
    direct: "Canal directo",
    room: "Sala de caso",
  },
  connection: {
    online: "Conectado",
    connecting: "Conectando…",
    offline: "Sin conexión",
    now: "Intentar ahora",
    next: (seconds) => `próximo intento en ${seconds} s`,
  },
  health: {
    title: "Estado",
    lead: (days) =>
      `Lo que falló en este dispositivo en los últimos ${days} días y lo que se reparó. Estas cifras se quedan en este dispositivo y no se envían a nadie.`,
    fine: "Todo se pudo leer.",
    unreadable: "Mensajes que no se pudieron leer",
    reasons: {
      "before-you-joined": "enviados antes de su incorporación",
      "device-added-later": "enviados antes de añadir este dispositivo",
      damaged: "dañados",
      "keys-gone": "claves ya no disponibles",
      gap: "perdidos por desfase",
      "lost-device": "ilegibles en el dispositivo que guardó su historial",
      "archive-damaged": "en una parte dañada de su historial",
      "server-restored": "servidor restablecido desde una copia de seguridad",
      "not-archived": "no guardados por ninguno de sus dispositivos",
      "unknown-sender": "autor aún no conocido",
      "refused-sender": "autor rechazado",
    },
    counts: {
      refusedCommits: "Cambios de miembros rechazados",
      refusedWelcomes: "Invitaciones a conversaciones rechazadas",
      refusedLeaves: "Dispositivos rechazados",
      heals: "Conversaciones en las que se volvió a entrar",
      reconnects: "Conexiones restablecidas",
      resendsAsked: "Mensajes pedidos de nuevo",
      resendsReceived: "Mensajes recibidos de nuevo",
      resendsAnswered: "Mensajes enviados de nuevo a otros",
      deviceDifferences: "Diferencias entre la lista de dispositivos del servidor y la del grupo",
      directoryWaits: "Esperas de un directorio que no se podía leer",
    },
    longest: "Mayor espera de un mensaje hasta su envío",
    caughtUp: "Última puesta al día completa",
    never: "todavía no",
    storage: "Este navegador conserva lo guardado",
    keeps: { yes: "sí", no: "no, puede borrarlo si falta espacio", unknown: "no lo dice" },
  },
  stuck: {
    lead: {
      server:
        "Esta conversación está creada en este dispositivo; el servidor aún no ha respondido. Lo que escriba se conserva y sale en cuanto responda. Se intenta de nuevo automáticamente.",
      welcome:
        "Se le ha incorporado a esta conversación; sus claves están en camino. Se intenta de nuevo en cada conexión. Si sigue así, pida a un miembro que le retire y le añada de nuevo.",
      repair:
        "Este dispositivo ha perdido el paso de esta conversación y no puede leer lo nuevo. Lo que tiene se conserva. Se repara por sí solo en cuanto sea posible; cualquier miembro puede también añadir de nuevo este dispositivo.",
      outside:
        "El servidor dice que este dispositivo fue retirado de esta conversación. El dispositivo no puede comprobarlo por sí mismo: sus claves son de antes. Lo que tiene se conserva; lo que no se había enviado está señalado. Si todavía debe estar en ella, pida a un miembro, por otra vía, que le añada de nuevo.",
      directory:
        "Aquí hay mensajes en espera. No se puede comprobar quién los escribió, porque ahora no se puede leer el directorio: el servidor no lo entrega, o este dispositivo no tiene espacio para guardarlo. No se pierde nada, y aparecerán por sí solos en cuanto pueda leerse. Si sigue así, libere espacio en este dispositivo o avise al operador del servidor.",
      refused:
        "El servidor se ha negado a abrir esta conversación. Nadie más la ha visto y no se envió nada de ella. Revise quién está en ella y abra otra, o diríjase a su secretaría.",
    },
    act: {
      server: "Intentar ahora",
      welcome: "Intentar ahora",
      repair: "Reparar ahora",
      outside: "Preguntar de nuevo al servidor",
      directory: "Comprobar de nuevo",
      refused: "Quitarla de este dispositivo",
    },
    again: {
      offer: "Empezarla de nuevo…",
      title: "¿Empezar de nuevo esta conversación?",
      lead: "Ninguno de los dispositivos consultados tiene ya las claves de esta conversación, o el servidor ha perdido su último cambio. Puede empezar de nuevo con claves nuevas para los dispositivos que estas personas tienen ahora. Lo que usted tiene queda en este hilo, lo que espera se envía, y una línea dice a todos quién la empezó de nuevo.",
      act: "Empezar de nuevo",
    },
  },
  thread: {
    choose: "Elija una conversación, o busque a un homólogo en el directorio.",
    empty: "Todavía no hay mensajes. Lo que escribe se cifra en este dispositivo antes de salir de él.",
    write: "Mensaje",
    send: "Enviar",
    composerHint: "Intro envía, Mayús+Intro empieza una línea",
    older: "Mostrar mensajes anteriores",
    arriving: "Su historial está en camino. Lo que ya ha llegado aparece aquí solo.",
    newest: "Ir al mensaje más reciente",
    messages: "Mensajes",
    delivery: {
      queued: "pendiente de envío",
      sent: "enviado",
      delivered: "entregado",
      read: "leído",
      failed: "no enviado",
    },
    tryAgain: "Intentar de nuevo",
    ascribed: (who) =>
      `Según el servidor, es de ${who}. Nadie ha firmado eso: quien lo envió responderá en su propio nombre.`,
    askAgain: "Pedir que se envíe de nuevo",
    askedAgain: (when) =>
      `Pedido el ${when}. Aparecerá aquí en cuanto su autor esté conectado, si aún lo tiene.`,
    resent: (when) => `enviado de nuevo el ${when}`,
    lookAgain: "Comprobar de nuevo",
    discard: "Descartar",
    deliveredTo: (count, of) => `entregado a ${count} de ${of}`,
    readBy: (count, of) => `leído por ${count} de ${of}`,
    reachTitle: "Quién tiene este mensaje",
    reachLead:
      "Entregado es lo que dice el servidor: guardado en uno de los dispositivos de la persona. Leído es lo que dice, cifrado, el propio dispositivo de la persona.",
    reachNotYet: "aún no entregado",
    reachReadAt: (time) => `leído ${time}`,
    unreadable: {
      "before-you-joined":
        "Un mensaje anterior a su incorporación. Pida a alguien de esta conversación que lo repita si lo necesita.",
      damaged: "Un mensaje que llegó dañado.",
      "keys-gone": "Un mensaje cuyas claves este dispositivo ya no tiene.",
      "device-added-later":
        "Un mensaje anterior a la incorporación de este dispositivo. Ábralo en su otro dispositivo o pida a alguien de esta conversación que lo repita.",
      "unknown-sender":
        "Un mensaje de alguien a quien su directorio aún no conoce. Está guardado y aparecerá aquí por sí solo en cuanto el directorio de su secretaría responda de su autor.",
      gap: "Aquí faltan mensajes: este dispositivo había perdido el paso de las claves de la conversación y ha vuelto a entrar. Los demás los tienen; pida a alguien que repita lo que necesite.",
      "lost-device":
        "Este mensaje no se pudo leer en su dispositivo perdido, o en otro dispositivo suyo que guardó su historial. Falta en su historial; quien lo envió puede enviarlo de nuevo.",
      "archive-damaged":
        "Aquí faltan mensajes: la parte de su historial que los contiene está dañada en el servidor, o este no la entrega. Se vuelve a pedir de vez en cuando, y cuando pulse el botón de abajo. Si otro de sus dispositivos los tiene, aparecerán por sí solos cuando se conecte; si no, pida a alguien de esta conversación que repita lo que necesite.",
      "server-restored":
        "El servidor se restableció aquí a un estado anterior. Lo enviado poco antes puede faltarles a algunos: si nadie ha respondido, dígalo de nuevo.",
      "not-archived":
        "Puede que aquí falten mensajes: se enviaron antes de añadir este dispositivo y ninguno de sus dispositivos los guardó en su historial. Si otro dispositivo suyo los tiene, aparecerán solos en cuanto se conecte. Si no, pida a alguien de esta conversación que repita lo que necesite.",
      "refused-sender":
        "Un mensaje que no procede de un miembro en regla. No se abrió; comuníquelo a su secretaría.",
    },
    newer:
      "Enviado por una versión más reciente de Comity. Recargue la página para actualizar y se mostrará.",
    damaged: "Este mensaje está dañado. Pida a su autor que lo envíe de nuevo.",
    restarted: (who) => `${who} empezó de nuevo esta conversación, con claves nuevas para todos`,
    created: (who) => `${who} abrió la conversación`,
    added: (who, whom) => `${who} añadió a ${whom}`,
    removed: (who, whom) => `${who} retiró a ${whom}`,
    deviceAdded: (whom) => `${whom} lee ahora también en otro dispositivo`,
    deviceRemoved: (whom) => `Se retiró un dispositivo de ${whom}`,
    somebody: "Alguien",
    left: "Usted ya no está en esta conversación. Puede leer lo anterior.",
    details: "Detalles",
    renamed: (reference, title) => `Caso ${reference}: ${title}`,
    handling: "Tratamiento",
    noHandling: "Sin marca",
    encrypted: "Cifrado de extremo a extremo",
    newMessageFrom: (who) => `Nuevo mensaje de ${who}`,
    edit: "Modificar",
    editLead:
      "Todas las personas que están ahora en esta conversación pueden leer la nueva redacción; la anterior queda a la vista.",
    changed: (time) => `modificado ${time}`,
    earlier: (time) => `Como estaba a las ${time}`,
    changing: "la modificación espera a ser enviada",
    withdraw: "Retirar",
    withdrawTitle: "¿Retirar este mensaje?",
    withdrawLead:
      "Los dispositivos que lo tienen borran su contenido la próxima vez que se conecten. Quien ya lo leyó lo seguirá sabiendo. Una línea indica que usted lo retiró.",
    withdrawn: "Su autor retiró este mensaje.",
    today: "Hoy",
    yesterday: "Ayer",
  },
  room: {
    newTitle: "Nueva sala de caso",
    reference: "Referencia",
    title: "Título",
    members: "Miembros",
    addMembers: "Añadir miembros",
    choosePeople: "Elegir personas",
    chosen: (count) => many(count, "elegida", "elegidas"),
    open: "Abrir la sala",
    opening: "Abriendo la sala…",
    add: "Añadir",
    remove: "Retirar",
    removeTitle: (who) => `¿Retirar a ${who} de esta sala?`,
    removeLead:
      "Las claves cambian de inmediato: esa persona no podrá leer nada de lo que se envíe a partir de ahora. Lo que ya recibió queda en su poder.",
    readers: "Quién puede leer esto",
    devices: (count) => many(count, "dispositivo", "dispositivos"),
    keysComing: "Claves en camino",
    serverBlind: "Solo estas personas conocen la referencia, el título y los mensajes; el servidor, no.",
    untitled: "Sala de caso",
  },
  directory: {
    title: "Directorio",
    search: "Buscar por nombre, autoridad o país",
    country: "País",
    competence: "Competencia",
    language: "Idioma",
    role: "Función",
    any: "cualquiera",
    found: (count) => many(count, "persona", "personas"),
    nobody: "Nadie coincide. Quite un filtro, o pregunte a la secretaría quién es competente.",
    clear: "Quitar filtros",
    write: "Escribir",
    card: "Ficha de contacto",
    authority: "Autoridad",
    countryLabel: "País",
    roles: "Funciones",
    competences: "Competencias",
    languages: "Idiomas de trabajo",
    email: "Correo electrónico",
    telephone: "Teléfono",
    vouched: (who, date) => `Acreditado por ${who} el ${date}`,
    logPosition: (position) => `Entrada ${position} del registro de la red`,
    validUntil: (date) => `Válido hasta el ${date}`,
    standing: {
      current: "Vigente",
      "not-yet": "Aún no válida",
      expired: "Caducada",
      suspended: "Suspendida",
      revoked: "Terminada",
      unrecognised: "Red que ya no se reconoce",
    },
    officer: "Responsable de la secretaría",
    choose: "Elija a una persona para ver su ficha.",
    name: "Nombre",
  },
  board: {
    title: "Tablón de anuncios",
    empty: "Todavía no hay anuncios. La secretaría publica aquí plenarias y capacitaciones.",
    emptyOfficer:
      "Todavía no hay anuncios. Publique el primero: una plenaria, una capacitación, un cambio de reglas.",
    post: "Nuevo anuncio",
    postTitle: "Nuevo anuncio",
    headline: "Título",
    text: "Texto",
    date: "Fecha y hora",
    place: "Lugar",
    publish: "Publicar para toda la red",
    posted: (who, date) => `${who}, ${date}`,
    answer: "Su respuesta",
    attendance: { attending: "Asistiré", "not-attending": "No asistiré", maybe: "Quizá" },
    counts: (attending, maybe, not) =>
      `${many(attending, "asistirá", "asistirán")}, ${maybe} quizá, ${many(not, "no asistirá", "no asistirán")}`,
    answers: "Respuestas",
    noAnswers: "Todavía no hay respuestas.",
    calendar: "Añadir al calendario",
  },
  office,
  recognition,
  officers,
  second,
  tenure,
  devices: {
    title: "Sus dispositivos",
    lead: "Cada uno lee y escribe en su nombre. Si no reconoce alguno, desactívelo y avise a la secretaría.",
    current: "este dispositivo",
    since: (date) => `desde el ${date}`,
    lastUse: (date) => `último uso: ${date}`,
    lastUnknown: "último uso desconocido",
    ended: "desactivado",
    rename: "Cambiar el nombre",
    nameSeen: "Los miembros de sus redes pueden ver este nombre.",
    end: "Desactivar",
    endTitle: (name) => `¿Desactivar ${name}?`,
    endLead:
      "El servidor lo rechaza de inmediato y se retira de todas las conversaciones: nada de lo que se envíe a partir de ahora podrá leerse en él. Lo que ha recibido permanece en él, protegido por su frase de contraseña. Un dispositivo que otra persona pueda desbloquear sigue teniendo sus claves: en ese caso avise también a la secretaría.",
    link: "Vincular otro dispositivo",
    linkHere: "Vincular con mi otro dispositivo",
    hereTitle: "Vincular este navegador con su otro dispositivo",
    hereLead:
      "Necesita un dispositivo en el que ya haya entrado. Este navegador será otro dispositivo suyo, con su propia frase de contraseña.",
    defaultName: "Segundo dispositivo",
    showCode: "Mostrar el código",
    codeTitle: "Introduzca este código en su otro dispositivo",
    codeLead:
      "En el dispositivo en el que ya ha entrado, abra Ajustes, Sus dispositivos, Vincular otro dispositivo, e introduzca este código. También puede escanear el cuadro con él.",
    qr: "El mismo código para una cámara",
    waiting: "Esperando a su otro dispositivo…",
    expires: (time) => `El código es válido hasta las ${time}.`,
    again: "Empezar de nuevo",
    enterLead:
      "En el dispositivo nuevo abra Comity y elija «Vincular con mi otro dispositivo». Mostrará un código: introdúzcalo aquí.",
    openedLead:
      "Esta página se abrió con el código de un dispositivo nuevo. Continúe solo si tiene ese dispositivo delante. Si alguien le envió este enlace, cierre: el dispositivo de esa persona leería y escribiría en su nombre.",
    linkElsewhere:
      "Este enlace contiene el código de un dispositivo nuevo. Ábralo, o introduzca el código, en un dispositivo en el que ya haya entrado. Este navegador no lo es.",
    codeLabel: "Código del dispositivo nuevo",
    scan: "Escanear con la cámara",
    noCamera: "No se puede usar la cámara. Introduzca el código.",
    meeting: "Buscando el dispositivo nuevo…",
    compareTitle: "¿Es este número el mismo en las dos pantallas?",
    compareLead:
      "Mire usted las dos pantallas. Si los números son distintos, alguien está entre sus dispositivos.",
    same: "Son iguales",
    differ: "Son distintos",
    confirmLead: (name) =>
      `${name} leerá y escribirá en su nombre en todas sus redes. Introduzca su frase de contraseña para entregarlo.`,
    confirm: "Vincular el dispositivo",
    handingOver: "Entregando. Deje Comity abierto en los dos dispositivos.",
    receiving: "Confirme ahora en su otro dispositivo. Después tardará unos segundos.",
    linked: (name) => `${name} está vinculado. Se está incorporando a sus conversaciones.`,
  },
  mute: {
    title: "Notificaciones",
    off: "activadas",
    until: (date) => `en silencio hasta el ${date}`,
    hours: (count) => `en silencio durante ${count} horas`,
    week: "en silencio durante una semana",
    always: "en silencio hasta que yo las active",
    quiet: "en silencio",
  },
  recoveryTest: {
    title: "Su clave de recuperación",
    never: (number, date) =>
      `La clave de recuperación n.º ${number} del ${date} no se ha comprobado. Sin ella nadie podrá devolverle el acceso tras una pérdida. Escríbala una vez, a partir de su papel.`,
    again: (number, date) =>
      `¿Sigue encontrando la clave de recuperación n.º ${number} del ${date}? Escríbala una vez más, para no descubrir que el papel se perdió cuando lo necesite.`,
    renewing: (number) =>
      `Ha creado una nueva clave de recuperación y aún no la ha escrito. Hasta entonces vale la n.º ${number}.`,
    unkept: (number) =>
      `La clave de recuperación n.º ${number} solo vale cuando su copia está en el servidor. Se envía sola en cuanto haya conexión.${number > 1 ? " Hasta entonces, conserve la clave anterior." : ""}`,
    open: "Comprobarla ahora",
    later: "Dentro de una semana",
    field: "Clave de recuperación, los diez grupos",
    check: "Comprobar",
    right: "Es la clave correcta. Se le volverá a pedir dentro de tres meses.",
    close: "Cerrar",
  },
  term: {
    title: "Su membresía",
    ends: (network, date, days) =>
      days === 1
        ? `Su membresía en ${network} termina mañana, el ${date}.`
        : `Su membresía en ${network} termina en ${days} días, el ${date}.`,
    ask: (who) => `Pida a la secretaría que la renueve: ${who}.`,
    askOwn: "Puede renovarla en el despacho, en Miembros.",
    later: "He tomado nota",
  },
  settings: {
    title: "Ajustes",
    language: "Idioma",
    theme: "Apariencia",
    themes: { system: "Como el dispositivo", light: "Clara", dark: "Oscura" },
    passphraseTitle: "Frase de contraseña",
    current: "Frase de contraseña actual",
    next: "Nueva frase de contraseña",
    change: "Cambiar la frase de contraseña",
    changed: "La frase de contraseña se ha cambiado.",
    recoveryTitle: "Clave de recuperación",
    recoveryLead: "Solo hay una clave de recuperación a la vez. Una nueva deja sin efecto la anterior.",
    recoveryState: (number, date) => `La vigente es la n.º ${number} del ${date}.`,
    recoveryTested: (date) => `Comprobada por última vez el ${date}.`,
    recoveryNeverTested: "Aún no se ha comprobado.",
    renew: "Crear una nueva clave de recuperación",
    moveTitle: "Trasladarse a otro navegador",
    moveLead:
      "Lleva este dispositivo, con sus claves y mensajes, a otro navegador u otra computadora. Aquí termina.",
    move: "Trasladar este dispositivo",
    moved: "Abra este enlace en el otro navegador. Sirve una sola vez.",
    idle: "Bloquear tras una inactividad de",
    minutes: (count) => many(count, "minuto", "minutos"),
    aboutTitle: "Cómo está usted protegido",
    about: [
      "Los mensajes, los títulos de los casos y los anuncios se cifran en su dispositivo con MLS (RFC 9420), con claves que resisten también a las computadoras cuánticas. Solo las personas indicadas en una conversación tienen las claves.",
      "Quién es quién lo firma la secretaría y lo verifica su dispositivo, persona por persona y dispositivo por dispositivo. El servidor no puede añadir a nadie.",
      "El servidor sí ve quién se comunica con quién, cuándo y cuánto. Ve el directorio. Nunca ve lo que se dice.",
    ],
    device: "Este dispositivo",
    receiptsTitle: "Confirmaciones de lectura",
    receiptsLead:
      "Los demás ven cuándo usted ha leído sus mensajes, y usted ve cuándo han leído los suyos. Si se desactiva, no se comunica ni lo uno ni lo otro. Solo pueden verlo las personas de una conversación, nunca el servidor. En las salas de más de 20 personas no se comunica a nadie.",
    receiptsOn: "Comunicar y mostrar lo leído",
  },
  version: {
    title: "Versión de este programa",
    running: "Este navegador ejecuta la versión",
    newest: (network, date) =>
      `La secretaría de ${network} la señaló en su registro el ${date} como la correcta.`,
    older: (network, date) =>
      `La secretaría de ${network} la señaló el ${date} y desde entonces ha señalado otra más reciente. Acepte la más reciente cuando se ofrezca.`,
    nonePublished:
      "Ninguna de sus secretarías ha señalado todavía una versión en su registro: no hay con qué compararla.",
    unknown:
      "Ninguna de sus secretarías ha señalado esta versión en su registro. Pregunte a su secretaría si la conoce antes de escribir algo confidencial.",
    pinned: "Este navegador guarda esta versión y la comprueba: otra se acepta solo cuando usted lo diga.",
    unpinned: "Este navegador no puede guardar una versión: cada inicio toma lo que envía el servidor.",
    publishLead: (network) =>
      `Usted es responsable en la secretaría de ${network}. Si usted o alguien de confianza ha construido esta versión a partir del código fuente y ha obtenido la misma huella, dígalo en el registro: los navegadores de los miembros comparan la suya.`,
    publish: (network) => `Señalar esta versión en el registro de ${network}`,
    offered: "Hay una nueva versión de este programa. Su huella es",
    offeredUnknown:
      "Ninguna de sus secretarías la ha señalado en su registro. Pregunte a su secretaría si la conoce antes de aceptarla.",
    notKnownYet: "Desbloquee primero para ver qué dice de ella el registro de su secretaría.",
    takeLead: "Todas las pestañas se recargan y piden la frase de contraseña. Lo que ha escrito se conserva.",
    take: "Aceptar la nueva versión",
    later: "Ahora no",
    tampered: (path) =>
      `El servidor envía un programa que no es lo que dice ser (${path}). Se ha rechazado, y la versión que usted tiene sigue. No borre los datos de este navegador y avise a su secretaría y al operador.`,
  },
  warning: {
    title: "Atención",
    dismiss: "Lo he leído",
    about: (conversation) => `Conversación: ${conversation}`,
    open: "Abrir la conversación",
    by: (who) => `Lo hizo ${who}.`,
    codes: {
      "leaf-refused":
        "Se propuso como lector de una conversación un dispositivo que nadie ha acreditado. Fue rechazado. Comuníquelo a su secretaría.",
      "log-refused":
        "El servidor envió una entrada del directorio sin firma válida. Fue rechazada; el directorio que ve es el último correcto. Comuníquelo a su secretaría.",
      "commit-refused":
        "Un cambio en los miembros de una conversación no era válido y fue rechazado. Comuníquelo a su secretaría.",
      "welcome-refused":
        "Una incorporación a una conversación no era válida y fue rechazada. Pida a quien le añadió que lo intente de nuevo, y comuníquelo a su secretaría.",
      "conversation-shorter":
        "El servidor muestra menos de esta conversación de lo que este dispositivo ha visto: puede que se haya restablecido a partir de una copia antigua. Es posible que aquí no aparezcan mensajes nuevos. Avise al operador del servidor y abra una sala nueva para lo importante.",
      "archive-rolled-back":
        "El servidor muestra un archivo de historial más antiguo, u otro distinto, del que conservaba. Nada se ha perdido en sus dispositivos, y lo que tienen se guarda de nuevo. Avise al operador del servidor, y a su secretaría si vuelve a ocurrir.",
      "archive-damaged":
        "Una parte de su archivo de historial está dañada o fue alterada en el servidor. Fue rechazada; el resto se leyó. Quizá otros dispositivos suyos aún la tengan. Avise al operador del servidor.",
      "archive-full":
        "Su archivo de historial en el servidor está lleno. Los mensajes nuevos quedan solo en sus dispositivos. Avise al operador del servidor.",
      "invitation-tampered":
        "Las claves de una persona invitada fueron cambiadas en el camino. No firme. Cancele la invitación y haga una nueva.",
      "devices-differ":
        "La lista de dispositivos de una conversación en el servidor no es la del grupo, o el grupo contiene un dispositivo que nadie ha acreditado. Abra los detalles de la conversación para ver cuál, por ahora no escriba allí nada confidencial, y avise a la secretaría y al operador.",
      "removal-withheld":
        "Alguien fue retirado de una conversación, y el servidor se lo oculta a este dispositivo. Quien fue retirado puede seguir leyendo lo que usted escribe allí. No se envía nada allí antes de que haya leído esto. Pregunte por teléfono quién sigue en ella, y avise a la secretaría y al operador. Lo dice el dispositivo de:",
      "removal-unknown":
        "El autor de un mensaje no sabía que alguien había sido retirado de la conversación: el servidor se lo oculta, o fue a su vez engañado. Quien fue retirado puede seguir leyendo lo que el autor escribe allí. Pida al autor por teléfono que por ahora no escriba nada allí, y avise a la secretaría y al operador. El autor:",
      "further-than-here":
        "En una conversación llegó algo que correspondería a un estado de sus claves posterior al de este dispositivo, y el servidor dice que nadie tiene tal estado. Puede deberse a la mala fe de un miembro, o el servidor oculta a este dispositivo un cambio, por ejemplo que alguien fue retirado. No se envía nada allí antes de que haya leído esto. Pregunte por teléfono quién sigue en ella antes de escribir allí algo confidencial.",
      "removal-undone":
        "Una persona que había sido retirada de esta conversación está de nuevo en ella. Este dispositivo había perdido el paso y tuvo que volver a entrar, así que no ve cómo ha vuelto: puede que un miembro la haya readmitido, o que el servidor haya deshecho su retirada. No se envía nada allí antes de que haya leído esto. Mire quién está en la conversación y pregunte por teléfono a los miembros. Si ninguno la readmitió, retírela de nuevo y avise a su secretaría. Se trata de:",
    },
  },
  log,
  verification,
  guests,
  history,
  files,
  fault: {
    "request.malformed": "El servidor no lo entendió. Recargue la página e inténtelo de nuevo.",
    "request.unknown-event": "El servidor es de otra versión. Recargue la página e inténtelo de nuevo.",
    "rate.limited": "Demasiados intentos. No se ha perdido nada; espere un minuto e inténtelo de nuevo.",
    "session.unauthenticated": "No ha iniciado sesión. Espere la conexión e inténtelo de nuevo.",
    "session.bad-signature": "El servidor no aceptó la firma de este dispositivo. Recargue la página.",
    "session.wrong-origin": "El servidor no responde en esta dirección. Use la que le dio su secretaría.",
    "session.unknown-device": "El servidor no conoce este dispositivo. Diríjase a su secretaría.",
    "session.revoked": "Este dispositivo o esta membresía ha terminado. Diríjase a su secretaría.",
    "session.ended": "Esta membresía ha terminado. Diríjase a su secretaría.",
    "session.succeeded": "Este cargo pasó a otra persona. Diríjase a su secretaría.",
    "session.suspended": "Esta membresía está suspendida. Diríjase a su secretaría.",
    "session.expired": "Esta membresía ha caducado. Pida a su secretaría que la renueve.",
    "session.disabled":
      "El operador de este servidor ha desactivado esta cuenta. Diríjase a él o a su secretaría.",
    "session.pending": "La secretaría aún no ha firmado su membresía. Inténtelo cuando lo haya hecho.",
    "session.outdated-client": "Esta página no está actualizada. Recárguela.",
    "founding.token-invalid":
      "Este enlace de fundación no es válido o ya se usó. Pida uno nuevo al operador del servidor.",
    "invitation.unknown": "Esta invitación no existe. Pida un nuevo enlace a la secretaría.",
    "invitation.used": "Esta invitación ya se usó o se canceló. Pida una nueva a la secretaría.",
    "invitation.expired": "Esta invitación ha caducado. Pida una nueva a la secretaría.",
    "network.unknown": "La red no se conoce aquí. Compruebe la conexión e inténtelo de nuevo.",
    "statement.invalid":
      "El servidor rechazó la firma. No se cambió nada. Recargue la página e inténtelo de nuevo.",
    "clock.wrong":
      "El reloj de este dispositivo difiere demasiado del reloj del servidor: la firma llevaría una fecha equivocada. No se firmó nada. Ajuste la hora y la zona horaria e inténtelo de nuevo.",
    "log.moved": "Otra persona firmó en el mismo momento. No se cambió nada; inténtelo de nuevo.",
    "account.unknown": "El servidor no conoce a esta persona.",
    "not-permitted": "Usted no está autorizado para esto. Diríjase a su secretaría.",
    "key-package.none":
      "El dispositivo de esta persona aún no ha dejado claves para nuevas conversaciones. Inténtelo cuando se haya conectado.",
    "key-package.pool-full": "El servidor tiene suficientes claves de este dispositivo.",
    "conversation.unknown": "Esta conversación ya no existe.",
    "conversation.exists": "Esta conversación ya existe; aparecerá en un momento.",
    "conversation.not-member": "Usted ya no está en esta conversación. Lo recibido sigue siendo legible.",
    "conversation.full": "Esta conversación tiene tantos dispositivos como puede tener.",
    "epoch.moved": "Los miembros cambiaron en el mismo momento. No se ha perdido nada; inténtelo de nuevo.",
    "transfer.unknown": "Este enlace de traslado no es válido, ha caducado o se usó en otro navegador.",
    "link.unknown":
      "No hay ningún dispositivo esperando con este código. Mire de nuevo el código en la otra pantalla.",
    "link.taken":
      "Otro dispositivo ya usó este código. Empiece de nuevo en el dispositivo nuevo; si no fue usted, comuníquelo a su secretaría.",
    "link.expired": "Este código ha caducado. Empiece de nuevo en el dispositivo nuevo.",
    "link.cancelled":
      "La vinculación se canceló en el otro dispositivo. No se entregó nada. Empiece de nuevo si lo desea.",
    "link.tampered":
      "Las claves que llegaron no son las anunciadas: alguien entre los dos dispositivos las ha cambiado. No se entregó nada. Comuníquelo a su secretaría antes de intentarlo de nuevo.",
    "backup.unknown":
      "La clave está bien escrita, pero este servidor no tiene ninguna copia para ella. No se ha cambiado nada. Use la clave más reciente que haya impreso: una que nunca se volvió a escribir no cuenta. Si es la más reciente, compruebe que este es el servidor de su red y pregunte a su operador.",
    "backup.outdated":
      "Esta clave de recuperación se renovó en otro de sus dispositivos. Desbloquee ese dispositivo para poner este al día.",
    "archive.moved":
      "Otro de sus dispositivos guardó el historial en el mismo momento. No se ha perdido nada; se intenta de nuevo.",
    "archive.full":
      "Su archivo de historial en el servidor está lleno. Los mensajes siguen siendo legibles en sus dispositivos; avise al operador del servidor.",
    "archive.unknown": "El servidor no tiene esta parte de su archivo de historial.",
    "blob.unknown":
      "Este archivo ya no está en el servidor, o nunca estuvo. Pida a quien lo envió que lo envíe de nuevo.",
    "blob.taken":
      "El servidor ya tiene otro archivo con este identificador. Descarte este y adjúntelo de nuevo.",
    "blob.quota":
      "Ya ha enviado todo lo que una persona puede enviar en un día. El archivo se conserva aquí; inténtelo de nuevo mañana.",
    "storage.unavailable":
      "El servidor no puede guardar nada en este momento. Lo que escribió se conserva aquí y se enviará más tarde.",
    "server.internal":
      "El servidor cometió un error. Lo que escribió se conserva aquí. Inténtelo de nuevo; si persiste, avise al operador del servidor.",
    "transport.offline": "No hay conexión. Lo que escribió se conserva aquí. Inténtelo cuando haya conexión.",
    "transport.timeout": "El servidor no respondió a tiempo. Compruebe la conexión e inténtelo de nuevo.",
    "passphrase.wrong":
      "Esa no es la frase de contraseña. Compruebe las mayúsculas y el idioma del teclado e inténtelo de nuevo.",
    "passphrase.weak": "La frase de contraseña es demasiado corta.",
    "link.invalid":
      "Este no es un enlace completo de Comity. Cópielo entero, con todo lo que sigue al signo #.",
    "vault.exists": "Ya hay un dispositivo en este navegador. Úselo, o use otro perfil del navegador.",
    "vault.missing": "No hay ningún dispositivo en este navegador.",
    "vault.full":
      "El navegador no tiene más espacio para Comity. Libere algo e inténtelo de nuevo; nada de lo mostrado se ha perdido.",
    "vault.damaged":
      "Los datos de este dispositivo están dañados. Use su clave de recuperación en otro perfil del navegador.",
    "not-ready": "Comity aún no está listo. Espere un momento e inténtelo de nuevo.",
    "engine.restarted":
      "Comity tuvo que reiniciarse en este navegador. Compruebe si la operación llegó a realizarse; si no, inténtelo de nuevo.",
    "engine.failed":
      "Comity cometió un error. Lo guardado se conserva. Recargue la página e inténtelo de nuevo; si persiste, avise al operador del servidor.",
    "recovery.outdated":
      "Esta clave de recuperación ya no es la vigente. Use la más reciente que haya impreso.",
    "recovery.damaged":
      "La copia de esta clave de recuperación está dañada o se modificó en el servidor y se ha rechazado. Su clave es correcta. Avise al operador; otro dispositivo suyo vuelve a guardar la copia cuando se desbloquea.",
    "recovery.mistyped":
      "Esto no es una clave de recuperación: un grupo está mal escrito o falta. Son diez grupos de cuatro letras y cifras; compárelos uno por uno con el papel.",
    "recovery.wrong-key":
      "Es una clave de recuperación, pero no la suya, o una que nunca llegó a ser la vigente. Use la más reciente que haya impreso; si ya no la tiene, cree una nueva en los ajustes.",
    "activity.damaged":
      "Este archivo fue modificado después de firmarse, o no es un registro de actividad. Pida el original a quien se lo entregó.",
    "activity.differs":
      "Este archivo no coincide con el registro de la red, o no fue firmado por uno de sus responsables. Consérvelo y pida a otro responsable que lo compare.",
    "member.changed":
      "Entretanto, otro responsable ha firmado sobre esta persona. No se ha cambiado nada; mire la ficha de nuevo.",
    "contact.unreachable":
      "Una de estas personas aún no tiene ningún dispositivo localizable. Inténtelo cuando se haya conectado, o prescinda de ella.",
    "conversation.doubted":
      "Hay una advertencia sin leer sobre quién puede leer esta conversación. Léala primero: lo que ha escrito sigue aquí.",
    "keys.changed":
      "No se envía nada aquí hasta que haya mirado las claves nuevas de una persona. Abra la conversación y compare los códigos, o siga.",
    "history.nothing":
      "Aquí no hay nada que transmitir: no tiene nada anterior a la llegada de esta persona que se pueda transmitir.",
    "history.too-much": "Es más de lo que se puede transmitir de una vez. Elija una fecha más reciente.",
    "history.under-way":
      "Ya está en curso una transmisión de usted a esta persona. Espere a que termine, o retírela.",
    "files.too-many": "Un mensaje lleva diez archivos como máximo. Envíe los demás en otro mensaje.",
    "file.too-large": "Un archivo puede tener 25 MB como máximo. Redúzcalo o envíelo en partes.",
    "file.unreadable":
      "El archivo no se puede leer: fue movido, modificado o retirado después de elegirlo. Elíjalo de nuevo.",
    "file.damaged":
      "El archivo que entrega el servidor no es el que se envió: fue alterado, sustituido o dañado. Fue rechazado, y no se guardó nada de él. Pida a quien lo envió que lo envíe de nuevo.",
    "file.gone": "El archivo ya no está en el servidor. Pida a quien lo envió que lo envíe de nuevo.",
    "text.empty": "No hay nada que enviar.",
    "log.stopped":
      "Hay una alarma abierta sobre el registro de la red: no se envía nada a sus miembros. Lo que ha escrito se conserva. Arriba en la página consta qué hacer.",
    "network.not-recognised":
      "Su red y esta ya no se reconocen: no se puede enviar nada. Lo dicho se conserva aquí. Su secretaría puede informarle.",
    "room.unrecognised":
      "Alguien pertenece a una red que la red de otra persona no reconoce. Quite a una de ellas o pregunte a su secretaría.",
    "network.code-wrong":
      "No es el código de ninguna red, o el servidor muestra otra red. Pida a la otra secretaría que vuelva a leer su código.",
    "network.own": "Es el código de su propia red. Pida a la otra secretaría el suyo.",
    "log.code-wrong":
      "No es el código del registro de este dispositivo ni el de lo que muestra el servidor. No se cambió nada. Pida a la secretaría que vuelva a leer su código, precedido del número de entradas.",
    "text.too-long": "El mensaje es demasiado largo. Envíelo por partes.",
  },
  progress: {
    invitations: "Creando las invitaciones",
    unlock: "Trabajando con sus claves",
    "own-device": "Incorporando su nuevo dispositivo a sus conversaciones",
    "catch-up": "Poniendo los mensajes al día",
    "key-packages": "Preparando claves",
    "room-members": "Añadiendo miembros",
    "board-members": "Actualizando el tablón de anuncios",
    move: "Trasladando el dispositivo",
    history: "Recuperando su historial",
  },
  progressOf: {
    messages: (done, total, count) => share(done, total, count, "mensaje", "mensajes"),
    members: (done, total, count) => share(done, total, count, "miembro", "miembros"),
    conversations: (done, total, count) => share(done, total, count, "conversación", "conversaciones"),
    invitations: (done, total, count) => share(done, total, count, "invitación", "invitaciones"),
    parts: (done, total, count) => share(done, total, count, "parte", "partes"),
  },
  roles: {
    secretariat: "Secretaría",
    "focal-point": "Punto focal nacional",
    "alternate-focal-point": "Punto focal suplente",
    "central-authority": "Autoridad central",
    prosecutor: "Fiscal",
    judge: "Juez o jueza",
    investigator: "Investigador o investigadora",
  },
  competences: {
    "mla.a": "Recepción de testimonios o declaraciones",
    "mla.b": "Presentación de documentos judiciales",
    "mla.c": "Inspecciones, incautaciones y embargos preventivos",
    "mla.d": "Examen de objetos y lugares",
    "mla.e": "Información, elementos de prueba y evaluaciones de peritos",
    "mla.f": "Documentos y expedientes (bancarios, sociales, públicos)",
    "mla.g": "Identificación o localización del producto del delito",
    "mla.h": "Comparecencia voluntaria de personas",
    "mla.i": "Otro tipo de asistencia",
    confiscation: "Decomiso y disposición del producto del delito",
    "spontaneous-information": "Transmisión espontánea de información",
    extradition: "Extradición",
    "transfer-of-sentenced-persons": "Traslado de personas condenadas",
    "transfer-of-proceedings": "Remisión de actuaciones penales",
    "joint-investigations": "Investigaciones conjuntas",
    "controlled-delivery": "Entrega vigilada",
    videoconference: "Audiencia por videoconferencia",
    "preservation-of-stored-data": "Conservación rápida de datos almacenados",
    "access-to-stored-data": "Acceso a datos almacenados",
    "real-time-traffic-data": "Obtención en tiempo real de datos de tráfico",
    "contact-point-24-7": "Punto de contacto 24/7",
  },
  handling: {
    H0: "Para prevenir y combatir el delito, conforme a la carta de la red",
    H1: "No divulgar en procedimientos judiciales sin autorización de quien la proporcionó",
    H2: "No difundir sin autorización de quien la proporcionó",
    H3: "Otras restricciones: véase el texto",
  },
};
