import type { SecondWords } from "./words.ts";

export const second: SecondWords = {
  rule: "Règle des deux responsables",
  off: "Désactivée : la signature d’un seul responsable suffit pour faire entrer un membre ou un responsable.",
  on: "Activée : faire entrer un membre, un responsable ou un successeur, et reconnaître un autre réseau, prennent effet quand un deuxième responsable a signé aussi.",
  tooFew:
    "Elle peut être activée quand il y a trois responsables : ainsi il en reste deux qui peuvent signer si l’un perd ses appareils.",
  switchOn: "Activer la règle",
  onSays: (network) =>
    `Vous signez : « Dans ${network}, il faut désormais la signature de deux responsables pour tout nouveau membre, responsable ou successeur, et pour reconnaître un réseau. »`,
  onLead:
    "L’effet est immédiat. Mettre fin à des membres et à des responsables reste possible à un seul, mais il doit en rester deux. Pour la désactiver, il en faut deux aussi.",
  switchOff: "Désactiver la règle",
  offSays: (network) =>
    `Vous signez : « Dans ${network}, la signature d’un seul responsable suffit de nouveau pour les nouveaux membres et responsables. »`,
  offLead: "L’effet commence quand un deuxième responsable a signé aussi.",
  waiting: "En attente d’un deuxième responsable",
  what: {
    network: "Reconnaissance d’un réseau",
    member: "Nouveau membre",
    officer: "Nouveau responsable",
    successor: "Transmission d’un poste",
    "rule-off": "Désactivation de la règle des deux responsables",
  },
  first: (who, date) => `Première signature : ${who}, le ${date}`,
  until: (date) => `Un deuxième responsable peut signer jusqu’au ${date}`,
  expired:
    "Personne n’a signé à temps : cela n’a plus d’effet. Retirez-le, et signez à nouveau si cela reste voulu.",
  own: "Vous avez signé en premier : un autre responsable doit signer en second.",
  look: "Regarder et signer",
  signTitle: "Signer comme deuxième responsable ?",
  says: {
    network: (network, other) => `Vous signez en second : « ${network} reconnaît le réseau ${other}. »`,
    member: (network) => `Vous signez en second : « ${network} se porte garant de cette personne. »`,
    officer: (network, who) =>
      `Vous signez en second : « Dans ${network}, ${who} est responsable et signe avec cette clé. »`,
    successor: (network, who, heir) =>
      `Vous signez en second : « Dans ${network}, l’adhésion de ${who} a pris fin ; ${heir} prend la suite. »`,
    "rule-off": (network) =>
      `Vous signez en second : « Dans ${network}, la signature d’un seul responsable suffit de nouveau. »`,
  },
  signLead:
    "L’effet est immédiat. L’invitation venait du premier responsable : demandez-lui comment il sait que c’est bien cette personne qui a répondu.",
  networkLead:
    "La reconnaissance prend effet quand l’autre réseau la déclare aussi : ses membres entrent dans cet annuaire et peuvent être ajoutés dans les salles. Comparez vous-même le code avec l’autre secrétariat, ou demandez au premier responsable comment il l’a fait.",
  sign: "Signer en second",
  refuse: "Refuser",
  takeBack: "Retirer",
  refuseTitle: "Mettre fin à ceci sans effet ?",
  refuseSays: (network) => `Vous signez : « Dans ${network}, ceci est refusé et ne prend jamais effet. »`,
  refuseLead: "Cela reste dans le journal comme refusé. Qui a signé en premier peut signer à nouveau.",
  ruleIsOn:
    "La règle des deux responsables est activée : l’effet commence quand un deuxième responsable a signé aussi.",
  personWaits:
    "Un responsable a signé. Les règles de ce réseau en demandent un deuxième : il doit encore signer, et alors cette page continue d’elle-même.",
};
