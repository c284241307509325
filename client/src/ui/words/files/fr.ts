import type { FileWords } from "./words.ts";

export const files: FileWords = {
  attach: "Joindre des fichiers",
  drop: "Déposez les fichiers ici pour les joindre",
  chosen: "Fichiers à envoyer",
  limits:
    "Jusqu’à dix fichiers de 25 Mo chacun. Ils sont chiffrés sur cet appareil avant de le quitter, leurs noms aussi.",
  remove: (name) => `Retirer ${name}`,
  encrypting: "Chiffrement …",
  leaving: "Fichiers en route",
  states: {
    preparing: "Chiffrement sur cet appareil",
    waiting: "Conservé ici ; l’envoi reprend de lui-même dès que possible",
    uploading: "Envoi en cours",
    failed: "Non envoyé",
  },
  far: (done, total) => `${done} sur ${total}`,
  files: "Fichiers",
  save: "Enregistrer",
  saveName: (name) => `Enregistrer ${name}`,
  fetching: "Réception et vérification",
  saved:
    "Chaque octet a été vérifié. Le fichier se trouve maintenant, non chiffré, parmi vos téléchargements.",
  damaged: (who) =>
    `Le fichier que fournit le serveur n’est pas celui que ${who} a envoyé : il a été modifié, remplacé ou endommagé. Il a été refusé, et rien n’en a été enregistré. Demandez-lui de le renvoyer.`,
  gone: (who) => `Le fichier n’est plus sur le serveur. Demandez à ${who} de le renvoyer.`,
  none: "Il n’y a pas encore de fichiers dans les messages que cet appareil détient.",
  show: "Afficher le message",
  showName: (name) => `Afficher le message avec ${name}`,
  older: "Afficher les fichiers plus anciens",
  passedOnBy: (who) => `transmis par ${who}`,
};
