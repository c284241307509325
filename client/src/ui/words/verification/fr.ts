import type { VerificationWords } from "./words.ts";

export const verification: VerificationWords = {
  validity: (from, until) => `Valable du ${from} au ${until}`,
  signedWith: (code) => `Signé avec la clé ${code}`,
  history: "Tout ce qui a été signé sur cette personne",
  historyLead:
    "Les clés des responsables sont montrées en chiffres : pour être sûr d'une clé, demandez au secrétariat de vous lire ses chiffres.",
  unknownDevice: "Un appareil qu'aucun journal ne connaît",
  deviceCode: (code) => `Appareil ${code}`,
  compare: "Comparer avec la liste du serveur",
  comparing: "Comparaison avec la liste du serveur …",
  same: (when) =>
    `Ces appareils sont ceux que le groupe lui-même indique. La liste du serveur est la même (comparée à ${when}).`,
  unsettled: "Un changement d'appareils est en cours. Les listes seront comparées ensuite.",
  differs: "La liste d'appareils du serveur n'est pas celle du groupe.",
  serverOnly: (devices) =>
    `Le serveur remet cette conversation à : ${devices}. Ils ne sont pas dans le groupe et ne peuvent pas la lire.`,
  groupOnly: (devices) => `Dans le groupe, mais pas dans la liste du serveur : ${devices}.`,
  unvouched: (devices) => `Dans le groupe sans que personne ne l'ait attesté : ${devices}. Il peut lire.`,
  differsDo:
    "N'écrivez ici rien de confidentiel pour le moment. Dites au secrétariat et à l'exploitant du serveur ce qui est affiché ici, et ouvrez une nouvelle salle avec les mêmes personnes.",
  verified: "Vérifié en personne",
  verifiedOn: (date) => `Vous avez vérifié cette personne le ${date}.`,
  notVerified: "Vous n'avez pas comparé de codes avec cette personne.",
  verify: "Comparer les codes",
  verifyTitle: (who) => `Comparer les codes avec ${who}`,
  verifyLead:
    "Rencontrez-vous, ou appelez-vous sur une ligne où vous reconnaissez la voix. Chacun ouvre cette page de l'autre ; les chiffres doivent être les mêmes sur les deux écrans. Ou scannez l'image de l'autre.",
  code: "Votre code commun",
  qr: "Votre image, à scanner par l'autre personne",
  codesSame: "Les codes sont les mêmes",
  codesDiffer: "Ils diffèrent",
  differLead: (who) =>
    `Alors vous et l'autre personne n'avez pas les mêmes clés : vous avez peut-être ouvert la fiche d'une autre personne, ou quelqu'un s'est interposé. N'écrivez rien à ${who} tant que le secrétariat n'a pas dit à qui est ce compte.`,
  scan: "Scanner l'image de l'autre",
  scanned: {
    match: (who) => `C'est ${who}. Les clés sont vérifiées.`,
    other: (who) =>
      `C'est l'image de ${who}, et non de la personne dont la fiche est ouverte. Ouvrez sa fiche et scannez de nouveau.`,
    stranger:
      "C'est l'image de quelqu'un qu'aucun de vos journaux ne connaît. Ne vous y fiez pas et prévenez le secrétariat.",
    notForYou: (who) =>
      `${who} montre une image destinée à quelqu'un d'autre. Demandez-lui d'ouvrir votre fiche et scannez de nouveau.`,
    none: "Ce n'est pas une image de Comity pour comparer les codes.",
  },
  takeBack: "Retirer la marque",
  takeBackLead: "La personne ne compte plus comme vérifiée, sur tous vos appareils.",
  changedLine: (who) =>
    `${who} est ici avec un nouveau compte : les clés ne sont pas celles que vous connaissiez.`,
  changed: (who) => `${who} a un nouveau compte, avec d'autres clés que celles que vous connaissiez.`,
  changedDo:
    "Cela arrive quand quelqu'un s'est inscrit de nouveau, quand deux personnes portent le même nom, et aussi quand quelqu'un se fait passer pour cette personne. Demandez-lui par une autre voie avant de continuer. D'ici là, rien n'est envoyé ici.",
  changedVerified: "Vous aviez vérifié l'ancien compte en personne ; cela ne vaut pas pour le nouveau.",
  acknowledge: "J'ai demandé ; continuer",
};
