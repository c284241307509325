import type { TenureWords } from "./words.ts";

export const tenure: TenureWords = {
  absence: "Absence",
  ownAbsence: "Annoncer mon absence",
  successor: "Nommer un successeur",
  absenceTitle: (who) => `Absence de ${who}`,
  absenceLead:
    "Quiconque regarde la fiche ou écrit à cette personne lit qui la remplace. L’absence prend fin d’elle-même. Les salles et les messages restent tels quels : qui a besoin du suppléant dans une salle l’y ajoute.",
  from: "Premier jour d’absence",
  until: "Dernier jour d’absence",
  alternate: "Qui remplace",
  find: "Trouver une personne",
  nobody:
    "Personne ne correspond. Seuls les membres de ce réseau dont l’adhésion est valable peuvent être choisis.",
  dates:
    "Choisissez deux jours : le dernier ni avant le premier ni dans le passé, et pas plus d’un an d’écart.",
  absenceSays: (network, who, alternate, from, until) =>
    `Devant tous les membres de ${network}, vous signez : « ${who} est absent(e) du ${from} au ${until} ; ${alternate} assure la suppléance. »`,
  back: "Mettre fin à l’absence",
  backTitle: (who) => `Mettre fin à l’absence de ${who} ?`,
  backSays: (network, who) =>
    `Devant tous les membres de ${network}, vous signez : « ${who} n’est plus absent(e). »`,
  successorTitle: (who) => `Qui prend la suite de ${who} ?`,
  successorLead:
    "Le successeur doit déjà être membre : invitez-le d’abord et signez son adhésion. Nommez-le ensuite ici.",
  takesOver: "Qui prend la suite",
  successorSays: (network, from, to) =>
    `Devant tous les membres de ${network}, vous signez : « L’adhésion de ${from} a pris fin ; ${to} prend la suite. »`,
  successorEffect:
    "Les clés de la personne qui part cessent aussitôt. Dans chaque salle de dossier où elle était, les appareils des membres la retirent et font entrer le successeur par un seul changement, que tous y voient. Le successeur lit ce qui se dit dès lors ; de ce qui a été dit avant, seulement ce qu’un membre de la salle lui transmet. On ne peut pas revenir dessus.",
  rooms: (count) =>
    count === 0
      ? "Vous n’êtes dans aucune salle de dossier avec cette personne. Il peut y en avoir d’autres que vous ne connaissez pas."
      : count === 1
        ? "Cela concerne 1 salle de dossier où vous êtes. Il peut y en avoir d’autres que vous ne connaissez pas."
        : `Cela concerne ${count} salles de dossier où vous êtes. Il peut y en avoir d’autres que vous ne connaissez pas.`,
  away: (until, alternate) => `Absent(e) jusqu’au ${until} ; suppléance : ${alternate}`,
  awayFrom: (from, until, alternate) => `Absent(e) du ${from} au ${until} ; suppléance : ${alternate}`,
  standsInFor: (who, until) => `Remplace ${who} jusqu’au ${until}`,
  handedTo: (who, date) => `A passé la main à ${who} le ${date}`,
  tookOver: (who, date) => `A pris la suite de ${who} le ${date}`,
  inPlace: (who) => `À sa place : ${who}`,
  writeTo: (who) => `Écrire à ${who}`,
  add: (who) => `Ajouter ${who} à cette salle`,
  handedOver: (from, to, by) => `${from} a passé la main à ${to}. Effectué par l’appareil de ${by}.`,
  follows: (to, from, by) => `${by} a fait entrer ${to}, qui a pris la suite de ${from}.`,
};
