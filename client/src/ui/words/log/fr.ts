import type { LogWords } from "./words.ts";

export const log: LogWords = {
  title: "Le journal de l’annuaire",
  lead: "Tout ce que le secrétariat et les membres ont signé sur l’identité de chacun figure dans un journal, un par réseau. Cet appareil le vérifie en entier et le compare avec ce qui a été montré aux appareils des autres. Deux personnes peuvent aussi comparer par téléphone : pour un même nombre d’entrées, le code doit être le même.",
  code: "Entrées et code",
  checked: "Dernière vérification",
  never: "Pas encore depuis le déverrouillage de cet appareil",
  key: "La signature du serveur",
  keyNamed: "Par une clé qu’un responsable a confirmée",
  keyUnnamed: "Par une clé qu’aucun responsable n’a encore confirmée",
  save: "Enregistrer le journal dans un fichier",
  alarm: "Alerte concernant le serveur",
  codes: {
    split: (network) =>
      `Le serveur montre à différentes personnes des annuaires différents de ${network}. L’un d’eux peut contenir une fausse personne ou un faux appareil.`,
    rollback: (network) =>
      `Le serveur montre un annuaire de ${network} plus ancien qu’avant. Une personne retirée depuis peut y paraître de nouveau membre.`,
    "removed-entry": (network) =>
      `Le serveur a retiré ou modifié une entrée de l’annuaire de ${network} qui s’y trouvait auparavant.`,
    "wrong-signature": (network) =>
      `Le serveur montre, au sujet de l’annuaire de ${network}, quelque chose qui n’est pas signé par qui de droit.`,
    "unlogged-member": (network) =>
      `Le serveur montre pour l’annuaire de ${network} une entrée que son propre journal ne contient pas.`,
  },
  seen: (when) => `Constaté le ${when}.`,
  stopped:
    "Rien de nouveau n’est envoyé aux personnes de ce réseau, et personne n’est ajouté aux conversations avec elles. Ce qui arrive est conservé comme toujours. L’annuaire reste dans son dernier état correct.",
  todo: "Que faire",
  steps: [
    "Appelez le secrétariat à un numéro que vous ne tenez pas de Comity. Dites ce qui est écrit ici.",
    "Demandez-lui de vous lire son code (dans les réglages) : le nombre d’entrées et trente chiffres. Saisissez-le ici.",
    "Enregistrez la preuve et remettez-la. Le secrétariat peut la vérifier sans ce serveur.",
  ],
  here: "Le journal sur cet appareil",
  server: "Ce que le serveur a montré",
  typed: "Code du secrétariat",
  hint: "D’abord le nombre d’entrées, puis trente chiffres. Les espaces ne comptent pas.",
  settle: "Comparer et reprendre l’envoi",
  proof: "Enregistrer la preuve",
  former: "Alertes passées",
  settled: (when) => `Réglée avec le code du secrétariat le ${when}.`,
};
