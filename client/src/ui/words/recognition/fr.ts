import type { RecognitionWords } from "./words.ts";

export const recognition: RecognitionWords = {
  title: "Réseaux reconnus",
  lead: "Quand deux réseaux se reconnaissent, leurs membres se trouvent dans l’annuaire, s’écrivent et partagent des salles. L’effet commence quand les deux ont signé.",
  empty: "Aucun autre réseau pour l’instant. Demandez son code à son secrétariat, et donnez-lui le vôtre.",
  ownTitle: "Code de ce réseau",
  ownLead:
    "Donnez-le à l’autre secrétariat autrement que par ce serveur : lisez-le au téléphone ou faites-le scanner.",
  qr: "Le code de ce réseau en image à scanner",
  state: {
    both: "Les deux se reconnaissent",
    ours: "Signé par nous ; en attente de l’autre réseau",
    "withdrawn-by-us": "Retiré par nous",
    "withdrawn-by-them": "Retiré par l’autre réseau",
  },
  ours: (date) => `Nous l’avons reconnu le ${date}.`,
  oursEnded: (date) => `Nous l’avons retiré le ${date}.`,
  theirs: (date) => `Il nous a reconnus le ${date}.`,
  theirsEnded: (date) => `Il l’a retiré le ${date}.`,
  people: (count) => (count === 1 ? "1 personne dans son annuaire" : `${count} personnes dans son annuaire`),
  code: "Code",
  recognise: "Reconnaître un réseau",
  again: "Reconnaître de nouveau",
  withdraw: "Retirer la reconnaissance",
  typed: "Code de l’autre réseau",
  typedHint: "Trente chiffres. Tapez-les ou collez-les ; les espaces ne comptent pas.",
  look: "Chercher",
  name: "Nom",
  founded: "Fondé",
  officerCode: "Clé du responsable qui l’a fondé",
  compare: "Rien n’est encore signé. Comparez avec l’autre secrétariat, au téléphone ou en personne.",
  theySay: "Le serveur dit que ce réseau reconnaît déjà le vôtre : l’effet commence à votre signature.",
  theyDont: "L’effet commence quand l’autre réseau aura aussi reconnu le vôtre.",
  compared: "J’ai comparé le nom et le code avec l’autre secrétariat",
  says: (own, other) => `Vous signez : « ${own} reconnaît le réseau ${other}. »`,
  signLead:
    "Les membres des deux verront les deux annuaires et pourront s’inviter dans des salles. Le tableau d’affichage, le bureau et le droit de signer restent à chaque réseau. Vous pouvez retirer la reconnaissance à tout moment.",
  withdrawTitle: (other) => `Retirer la reconnaissance de ${other} ?`,
  withdrawSays: (own, other) => `Vous signez : « ${own} ne reconnaît plus le réseau ${other}. »`,
  withdrawLead:
    "L’effet est immédiat, quoi que dise l’autre réseau. Ses membres sont retirés des salles de votre réseau, et les vôtres des siennes ; les canaux entre membres des deux sont fermés. Ce qui a été dit reste chez ceux qui l’ont.",
  parted: (by, from, people) => `${by} ne reconnaît plus ${from}. Retirés : ${people}`,
  closed: (network) =>
    `${network} et votre réseau ne se reconnaissent plus. Rien ne peut être envoyé ici ; ce qui a été dit reste. Votre secrétariat peut vous en dire plus.`,
  network: "Réseau",
  other: (name, code) => `${name} (code ${code})`,
};
