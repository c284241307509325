import type { OfficeWords } from "./words.ts";

export const office: OfficeWords = {
  title: "Bureau",
  invitations: "Invitations",
  members: "Membres",
  invite: "Inviter une personne",
  inviteLead:
    "Cette fiche est ce que vous signerez. Seule la personne à qui vous donnez le lien peut l'accepter.",
  make: "Créer l'invitation",
  linkTitle: "Lien d'invitation",
  linkLead: (who, date) =>
    `Remettez ce lien à ${who} par une voie de confiance, et à personne d'autre. Il ne sert qu'une fois et vaut jusqu'au ${date}.`,
  noInvitations: "Pas encore d'invitation. Invitez les points focaux de votre réseau.",
  state: {
    open: "Envoyée, pas encore ouverte",
    arrived: "Les clés sont arrivées : votre signature est attendue",
    countersign: "Signée par vous : un deuxième responsable doit signer",
    tampered: "Refusée : les clés ont été changées en chemin",
    granted: "Signée",
    cancelled: "Annulée",
    expired: "Expirée",
  },
  check: "Vérifier et signer",
  signTitle: (who) => `Signer l'adhésion de ${who} ?`,
  signLead: (network) =>
    `Les clés viennent de la personne qui détient le lien d'invitation. Par votre signature, vous attestez devant tous les membres de ${network} que cette personne est :`,
  sign: "Signer",
  cancelInvitation: "Annuler l'invitation",
  revoke: "Mettre fin à l'adhésion",
  revokeTitle: (who) => `Mettre fin à l'adhésion de ${who} ?`,
  revokeLead:
    "L'accès est refusé aussitôt, et les membres en ligne retirent cette personne des salles. Ses messages passés restent.",
  revoked: "Terminée",
  showLink: "Afficher le lien",
  validDays: "Valable (jours)",
  views: { people: "Personnes", activity: "Activité" },
  change: "Modifier",
  close: "Terminé",
  memberUntil: "Membre jusqu'au",
  memberFrom: "Membre à partir du",
  memberUntilHint: "Le dernier jour. Laissé vide : deux ans à partir de votre signature.",
  memberSince: (from, until) => `Membre du ${from} au ${until}`,
  past: "Invitations acceptées ou terminées",
  inviteList: "Inviter à partir d'une liste",
  listLead:
    "Un tableau avec une personne par ligne, enregistré en CSV (UTF-8). Vous voyez ligne par ligne ce qui ne va pas avant que rien ne soit créé.",
  listTemplate: "Enregistrer un modèle",
  listFile: "La liste (fichier CSV)",
  listColumns: "Ce que contiennent les colonnes",
  columns: {
    name: "Le nom tel qu'il figure sur la fiche.",
    authority: "Le service où travaille la personne.",
    country: "Deux lettres (ISO 3166) : GH, TG, KZ.",
    roles:
      "Un ou plusieurs codes, séparés par des espaces : secretariat, focal-point, alternate-focal-point, central-authority, prosecutor, judge, investigator.",
    languages: "Deux lettres chacune (ISO 639) : en fr pt es ru ar.",
    competences: "Codes séparés par des espaces, ou vide : mla.a à mla.i, extradition, confiscation …",
    email: "Peut rester vide.",
    telephone: "Peut rester vide, aussi.",
    member_until: "Dernier jour de l'adhésion, par exemple 2028-12-31. Vide : deux ans.",
  },
  listFault: {
    "not-utf8": () =>
      "Le fichier n'est pas enregistré en UTF-8 : les noms accentués seraient faux. Enregistrez-le en « CSV UTF-8 » et choisissez-le de nouveau.",
    empty: () => "Il n'y a personne dans cette liste. Remplissez le modèle, une personne par ligne.",
    "columns-missing": (columns) =>
      `Ces colonnes manquent dans la première ligne : ${columns}. Comparez-la avec le modèle.`,
    "columns-unknown": (columns) =>
      `Ces colonnes sont inconnues : ${columns}. Comparez la première ligne avec le modèle.`,
    "too-many": (limit) => `La liste est trop longue. Divisez-la : ${limit} personnes à la fois au plus.`,
  },
  line: (line) => `Ligne ${line}`,
  lineGood: "prête",
  lineFault: {
    missing: (column) => `${column} manque`,
    unknown: (column, value) => `${column} : « ${value} » n'est pas un code connu`,
    malformed: (column, value) => `${column} : « ${value} » n'a pas la bonne forme`,
    past: (column, value) => `${column} : ${value} est dans le passé`,
    far: (column, value) => `${column} : ${value} est à plus de cinq ans`,
    torn: () => "la ligne n'a pas autant de champs qu'il y a de colonnes, ou un guillemet n'est pas fermé",
    doubled: (_column, line) => `la même personne qu'à la ligne ${line}`,
  },
  listSum: (good, wrong) => `${good} prêtes, ${wrong} à corriger`,
  listNext:
    "Les lignes qui ne sont pas prêtes sont laissées de côté. Corrigez-les dans votre tableau et choisissez-le de nouveau.",
  makeMany: (count) => (count < 2 ? `Créer ${count} invitation` : `Créer ${count} invitations`),
  madeMany: (made, all) => `${made} invitations sur ${all} sont créées.`,
  stopped:
    "Quelque chose a interrompu la création. Ce qui est créé le reste ; les autres peuvent être créées à partir de la même liste.",
  links: "Liens à remettre",
  linksLead: (count) =>
    count < 2
      ? "Un lien n'a pas encore été remis. Ne remettez chacun qu'à sa personne, par une voie de confiance."
      : `${count} liens n'ont pas encore été remis. Ne remettez chacun qu'à sa personne, par une voie de confiance.`,
  copyOnce: "Copier et marquer comme remis",
  handed: (date) => `remis le ${date}`,
  saveLinks: "Tout enregistrer en tableau",
  saveLinksLead:
    "Qui détient ce fichier peut prendre la place de chaque personne qui y figure. Effacez-le quand les liens sont remis.",
  renewInvitation: "Créer un nouveau lien",
  renewTitle: (who) => `Un nouveau lien pour ${who} ?`,
  renewLead: "La fiche reste la même. L'ancien lien n'ouvre plus rien.",
  amend: "Modifier la fiche",
  renew: "Renouveler",
  suspend: "Suspendre",
  resume: "Lever la suspension",
  amendTitle: (who) => `Modifier la fiche de ${who}`,
  renewMemberTitle: (who) => `Renouveler l'adhésion de ${who}`,
  suspendTitle: (who) => `Suspendre l'adhésion de ${who} ?`,
  resumeTitle: (who) => `Lever la suspension de ${who} ?`,
  suspendLead:
    "L'accès est refusé aussitôt, et les membres en ligne retirent cette personne des salles. Cela dure jusqu'à ce qu'un responsable lève la suspension. Ce qui a été dit avant reste.",
  resumeLead:
    "L'accès revient aussitôt, ainsi que le tableau d'affichage et les échanges directs. Dans les salles, quelqu'un qui s'y trouve doit ajouter cette personne de nouveau.",
  says: {
    amend: (network) =>
      `Devant tous les membres de ${network}, vous signez : la fiche de cette personne est désormais la suivante.`,
    suspend: (network) =>
      `Devant tous les membres de ${network}, vous signez : l'adhésion de cette personne est suspendue.`,
    resume: (network) =>
      `Devant tous les membres de ${network}, vous signez : la suspension de cette personne est levée.`,
    revoke: (network) =>
      `Devant tous les membres de ${network}, vous signez : l'adhésion de cette personne a pris fin.`,
  },
  review: "Voir ce que vous signez",
  unchanged: "Rien ne diffère de ce qui figure dans l'annuaire.",
  field: "Rubrique",
  was: "Avant",
  becomes: "Désormais",
  notGiven: "non indiqué",
  suspended: "Suspendue",
  find: "Chercher un membre",
  ending: "Se terminent dans les 60 jours",
  endingLead: "Renouvelez à temps : une adhésion expirée est refusée à la connexion.",
  endsIn: (days, date) =>
    days < 2 ? `se termine dans ${days} jour, le ${date}` : `se termine dans ${days} jours, le ${date}`,
  carried: (left) =>
    left < 2
      ? `Encore dans ${left} de vos conversations ; retrait en cours`
      : `Encore dans ${left} de vos conversations ; retraits en cours`,
  carriedAll: "Retirée de toutes vos conversations",
  carriedElsewhere:
    "Dans les salles où vous n'êtes pas, les appareils des membres le font dès que l'un d'eux est en ligne.",
  alike: (count) =>
    count < 2
      ? "Le nom d'une autre personne peut être confondu avec celui-ci :"
      : `Les noms de ${count} autres personnes peuvent être confondus avec celui-ci :`,
  alikeConfirm: "J'ai comparé le pays, l'autorité et la fonction : c'est bien la personne que je veux dire",
  alikeLine: (who) => `peut être confondu avec ${who}`,
  activity: {
    lead: "Ce que les responsables ont signé, et ce que les membres ont signé sur leurs invités et leurs absences, tel que le journal du réseau le contient. Personne ne peut rien en retirer.",
    empty: "Rien n'a encore été signé.",
    nothing: "Rien ne correspond à ces filtres.",
    what: {
      founded: "Réseau fondé",
      granted: "Adhésion signée",
      amended: "Fiche modifiée",
      renewed: "Adhésion renouvelée",
      suspended: "Adhésion suspendue",
      resumed: "Suspension levée",
      revoked: "Adhésion terminée",
      "device-ended": "Appareil révoqué",
      "officer-added": "Responsable ajouté",
      "officer-removed": "Responsable retiré",
      recognised: "Réseau reconnu",
      "recognition-withdrawn": "Reconnaissance retirée",
      "officer-nominated": "Fonction proposée",
      "officer-key-named": "Clé de responsable indiquée",
      "rule-on": "Règle des deux responsables activée",
      "signed-first": "Première signature, une deuxième doit suivre",
      "signed-second": "Deuxième signature",
      "second-refused": "Refusé par un responsable",
      "stand-in": "Suppléance annoncée",
      returned: "Absence terminée",
      succeeded: "Poste transmis",
      "nomination-withdrawn": "Proposition de la fonction retirée",
      "build-published": "Version des pages indiquée comme la bonne",
      "guest-admitted": "Invité admis",
      "guest-prolonged": "Dernier jour d'un invité modifié",
      "guest-ended": "Fin du séjour d'un invité",
    },
    by: (who) => `signé par ${who}`,
    position: (position) => `entrée ${position} du journal`,
    kind: "Acte",
    person: "Nom",
    from: "Du",
    to: "Au",
    all: "Tout",
    shown: (count, all) => `${count} sur ${all}`,
    csv: "Enregistrer en tableau (CSV)",
    signed: "Enregistrer un fichier signé",
    signedLead:
      "Le fichier signé contient tout, avec votre signature et la place dans le journal. Tout membre peut le vérifier ici.",
    check: "Vérifier un fichier signé",
    checked: (network, acts, size, who, date) =>
      `Il est exact : ${acts} actes dans ${network}, jusqu'à l'entrée ${size} du journal, signé par ${who} le ${date}. Le journal de cet appareil dit la même chose.`,
  },
};
