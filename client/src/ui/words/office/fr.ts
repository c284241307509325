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
    "L'accès est refusé aussitôt, et les membres en ligne retirent cette personne des dossiers. Ses messages passés restent.",
  revoked: "Terminée",
  showLink: "Afficher le lien",
  validDays: "Valable (jours)",
};
