import type { VerificationWords } from "./words.ts";

export const verification: VerificationWords = {
  validity: (from, until) => `Válido desde el ${from} hasta el ${until}`,
  signedWith: (code) => `Firmado con la clave ${code}`,
  history: "Todo lo que se ha firmado sobre esta persona",
  historyLead:
    "Las claves de los responsables se muestran en cifras: para estar seguro de una, pida a la secretaría que le lea las cifras de su clave.",
  unknownDevice: "Un dispositivo que ningún registro conoce",
  deviceCode: (code) => `Dispositivo ${code}`,
  compare: "Comparar con la lista del servidor",
  comparing: "Comparando con la lista del servidor …",
  same: (when) =>
    `Estos dispositivos son los que indica el propio grupo. La lista del servidor es la misma (comparada a las ${when}).`,
  unsettled: "Hay un cambio de dispositivos en curso. Las listas se compararán después.",
  differs: "La lista de dispositivos del servidor no es la del grupo.",
  serverOnly: (devices) =>
    `El servidor entrega esta conversación a: ${devices}. No están en el grupo y no pueden leerla.`,
  groupOnly: (devices) => `En el grupo, pero no en la lista del servidor: ${devices}.`,
  unvouched: (devices) => `En el grupo sin que nadie lo haya acreditado: ${devices}. Puede leer.`,
  differsDo:
    "Por ahora no escriba aquí nada confidencial. Diga a la secretaría y al operador del servidor lo que aparece aquí, y abra una sala nueva con las mismas personas.",
  verified: "Verificado en persona",
  verifiedOn: (date) => `Usted verificó a esta persona el ${date}.`,
  notVerified: "No ha comparado códigos con esta persona.",
  verify: "Comparar códigos",
  verifyTitle: (who) => `Comparar códigos con ${who}`,
  verifyLead:
    "Reúnanse, o llámense por una línea en la que conozcan la voz. Cada uno abre esta página del otro; las cifras deben ser las mismas en ambas pantallas. O escanee la imagen del otro.",
  code: "Su código común",
  qr: "Su imagen, para que la otra persona la escanee",
  codesSame: "Los códigos son iguales",
  codesDiffer: "Son distintos",
  differLead: (who) =>
    `Entonces usted y la otra persona no tienen las mismas claves: quizá abrió la ficha de otra persona, o alguien está en medio. No escriba nada a ${who} hasta que la secretaría diga de quién es esta cuenta.`,
  scan: "Escanear la imagen del otro",
  scanned: {
    match: (who) => `Es ${who}. Las claves están verificadas.`,
    other: (who) =>
      `Esta es la imagen de ${who}, no de la persona cuya ficha está abierta. Abra su ficha y escanee de nuevo.`,
    stranger:
      "Esta es la imagen de alguien a quien ninguno de sus registros conoce. No se fíe de ella y avise a la secretaría.",
    notForYou: (who) =>
      `${who} muestra una imagen destinada a otra persona. Pídale que abra la ficha de usted y escanee de nuevo.`,
    none: "Esto no es una imagen de Comity para comparar códigos.",
  },
  takeBack: "Retirar la marca",
  takeBackLead: "La persona deja de contar como verificada, en todos sus dispositivos.",
  changedLine: (who) => `${who} está aquí con una cuenta nueva: las claves no son las que usted conocía.`,
  changed: (who) => `${who} tiene una cuenta nueva, con claves distintas de las que usted conocía.`,
  changedDo:
    "Eso ocurre cuando alguien se ha inscrito de nuevo, cuando dos personas se llaman igual, y también cuando alguien se hace pasar por esa persona. Pregúntele por otra vía antes de seguir. Hasta entonces no se envía nada aquí.",
  changedVerified: "Usted había verificado la cuenta anterior en persona; eso no vale para la nueva.",
  acknowledge: "He preguntado; seguir",
};
