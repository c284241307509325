import type { OfficersWords } from "./words.ts";

export const officers: OfficersWords = {
  view: "Qui signe",
  title: "Responsables",
  lead: "Les responsables signent pour le réseau : qui en est membre, ce que disent les fiches, qui d’autre est responsable. Chacun a sa propre clé, faite sur son propre appareil.",
  onlyOne:
    "Il n’y a qu’un seul responsable. Si cette personne perd tous ses appareils et la clé de récupération, plus personne ne peut signer pour le réseau, et il faut le fonder à nouveau. Gardez bien la clé de récupération, et proposez la fonction à une deuxième personne.",
  since: (date) => `En fonction depuis le ${date}`,
  founder: "a fondé le réseau",
  addedBy: (who) => `nommé par ${who}`,
  key: "Clé",
  notOwnWord:
    "Cette personne n’a pas indiqué cette clé elle-même : seul qui l’a nommée dit que c’est la sienne.",
  notHeld:
    "Cet appareil n’a pas cette clé et ne peut pas signer. Récupérez votre compte avec la clé de récupération, ou demandez à un autre responsable de mettre fin à cette clé et de vous proposer la fonction à nouveau.",
  nominate: "Proposer la fonction à un membre",
  member: "Membre",
  choose: "Choisissez un membre",
  nobody: "Il n’y a aucun membre à qui proposer la fonction. Invitez d’abord quelqu’un.",
  nominateSays: (network, who) => `Vous signez : « ${network} propose la fonction de responsable à ${who}. »`,
  nominateLead:
    "Cela ne donne pas encore le droit de signer. La personne voit la proposition, et son propre appareil fait une clé que personne d’autre n’a jamais. Ensuite vous, ou un autre responsable, signez que cette clé est en fonction. La proposition vaut trente jours.",
  nominations: "Propositions en cours",
  offered: (date, who) => `Proposée le ${date} par ${who}`,
  waits: "En attente de la réponse de la personne",
  expired: "Sans réponse au bout de trente jours",
  again: "Proposer à nouveau",
  named: "Acceptée. La personne a fait sa clé et l’a indiquée avec sa propre signature.",
  withdraw: "Retirer la proposition",
  withdrawTitle: (who) => `Retirer la proposition faite à ${who} ?`,
  withdrawSays: (network, who) =>
    `Vous signez : « ${network} retire la proposition de la fonction faite à ${who}. »`,
  withdrawLead:
    "L’effet est immédiat : la personne ne peut plus accepter la fonction, et une clé qu’elle a indiquée ne signe rien. Vous pourrez proposer à nouveau plus tard.",
  add: "Nommer par signature",
  addTitle: (who) => `Nommer ${who} responsable ?`,
  addSays: (network, who) =>
    `Vous signez : « Dans ${network}, ${who} est responsable et signe avec cette clé. »`,
  addLead:
    "Dès lors cette personne peut tout ce que vous pouvez : faire entrer des membres et y mettre fin, nommer des responsables et y mettre fin, vous compris.",
  remove: "Mettre fin à la fonction",
  removeTitle: (who) => `Mettre fin à la fonction de ${who} ?`,
  removeSays: (network, who) => `Vous signez : « Dans ${network}, cette clé de ${who} ne signe plus rien. »`,
  removeLead:
    "L’effet est immédiat. La personne reste membre, et tout ce qu’elle a signé jusqu’ici vaut. Si ses appareils sont perdus, mettez fin à ceux-ci ou à l’adhésion également.",
  layDown: "Quitter ma fonction",
  layDownTitle: "Quitter votre fonction ?",
  layDownLead:
    "L’effet est immédiat. Vous restez membre, et tout ce que vous avez signé jusqu’ici vaut. Seul un autre responsable peut vous faire revenir.",
  renew: "Remplacer ma clé",
  renewSays: (network) =>
    `Vous signez : « Dans ${network}, mon ancienne clé de responsable prend fin, et je signe désormais avec une nouvelle. »`,
  renewLead:
    "Faites-le si quelqu’un a pu voir l’ancienne clé, ou de temps en temps. Vos autres appareils reçoivent la nouvelle clé d’eux-mêmes. En cas d’interruption, recommencez : cela se fait en entier ou pas du tout.",
  offer: (who, network, date) =>
    `${who} vous propose la fonction de responsable de ${network} : vous signeriez pour le réseau. Vous pouvez l’accepter jusqu’au ${date}.`,
  look: "Voir la proposition",
  later: "Plus tard",
  acceptTitle: "Accepter la fonction ?",
  acceptSays: (network) =>
    `Vous signez : « Je suis prêt à être responsable de ${network}, et voici ma clé », avec une clé faite à l’instant sur cet appareil.`,
  acceptLead:
    "Personne d’autre ne reçoit la clé : ni les autres responsables ni le serveur. Elle est conservée avec votre clé de récupération et va sur vos autres appareils. Un autre responsable doit encore signer avant que vous soyez en fonction.",
  accept: "Accepter et signer",
  answered: (network) =>
    `Vous avez accepté la fonction de responsable de ${network}. Elle commence quand un autre responsable a signé ; vous n’avez rien d’autre à faire.`,
};
