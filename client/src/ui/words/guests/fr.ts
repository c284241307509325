import type { GuestWords } from "./words.ts";

export const guests: GuestWords = {
  banner: (who, until, host) => `Un invité lit ici : ${who}, jusqu’au ${until}, invité de ${host}.`,
  mine: (host, until) => `Vous êtes invité dans cette salle jusqu’au ${until}. ${host} répond de vous.`,
  mineNote:
    "Vous lisez ce qui est écrit depuis votre arrivée, et ce qu’un membre vous transmet. Vous ne voyez ni annuaire ni autres salles.",
  badge: (host) => `invité de ${host}`,
  kind: "invité",
  title: "Invités",
  stays: (until, host) => `Jusqu’au ${until}, invité de ${host}`,
  invite: "Inviter quelqu’un de l’extérieur",
  inviteLead:
    "Un invité vient de l’extérieur du réseau dans cette seule salle, jusqu’à une date. Vous répondez de lui avec votre propre clé ; chacun dans la salle voit de qui il est l’invité.",
  sees: "Un invité lit ce qui est écrit depuis son arrivée et, de ce qui l’a été avant, seulement ce qu’un membre lui transmet. Il voit qui est dans la salle.",
  until: "Jusqu’au (dernier jour)",
  untilHint:
    "Au plus 180 jours, et pas plus longtemps que votre propre adhésion. Vous pourrez prolonger plus tard.",
  make: "Créer le lien",
  link: "Le lien de l’invité",
  linkLead: (name, date) =>
    `Remettez ce lien vous-même à ${name}, par une autre voie que son annonce. Il s’ouvre une fois, jusqu’au ${date}.`,
  invited: (until) => `Invité jusqu’au ${until}`,
  states: {
    open: "pas encore de réponse",
    arrived: "est arrivé : votre signature est attendue",
    tampered:
      "les clés ont été changées en chemin : ne laissez entrer personne avec elles, invitez de nouveau",
    granted: "admis",
    cancelled: "retirée",
    expired: "le lien a expiré",
  },
  takeBack: "Retirer",
  admit: "Laisser entrer",
  admitSays: (network, until) =>
    `Vous signez, dans le journal de ${network} et à la vue de tous ses membres, que cette personne est votre invité dans cette salle jusqu’au ${until} :`,
  answer:
    "Vous répondez d’elle jusqu’à ce que vous ou un responsable mettiez fin à son séjour. Il prend fin aussi avec votre propre adhésion.",
  sign: "Signer et laisser entrer",
  bring: "Faire entrer dans la salle",
  prolong: "Changer la date",
  prolongLead: "Vous signez un autre dernier jour pour votre invité.",
  end: "Mettre fin au séjour",
  endLead:
    "La personne est refusée aussitôt, retirée de la salle, et les clés de la salle changent. Ce qu’elle a lu lui reste.",
  invitedTitle: (network) => `Vous êtes invité dans une salle de ${network}`,
  invitedLead: (host, until) =>
    `${host} vous invite dans une seule salle jusqu’au ${until}. Comme invité, vous ne voyez que cette salle : ce qui est écrit depuis votre arrivée et ce qu’un membre vous transmet, et aucun annuaire. Voici ce que la salle verra de vous :`,
  waitingTitle: "En attente de votre hôte",
  waitingLead: (host) => `Vos clés sont faites. ${host} les vérifie maintenant et vous laisse entrer.`,
  over: (who, host, day) => `Le séjour de ${who}, invité de ${host}, a pris fin le ${day}.`,
  endedBy: (who, host, by) => `${by} a mis fin avant la date prévue au séjour de ${who}, invité de ${host}.`,
  endedByHost: (who, host) => `${host} a mis fin avant la date prévue au séjour de son invité ${who}.`,
  endedWithHost: (who, host) =>
    `Le séjour de l’invité ${who} a pris fin, parce que ${host}, qui répondait de lui, n’est plus membre en règle.`,
  refusedTitle: "Votre séjour d’invité est terminé",
  refusedOver: (host) =>
    `La date jusqu’à laquelle ${host} vous avait invité est passée. Ce que vous avez lu ici reste sur cet appareil ; rien de nouveau n’arrive. Si l’on a encore besoin de vous dans la salle, adressez-vous à ${host} : avec une autre date, vous serez admis de nouveau sans autre démarche.`,
  refusedEnded: (host) =>
    `Il a été mis fin à votre séjour avant la date prévue : par ${host}, par un responsable du réseau, ou parce que ${host} n’en est plus membre. Ce que vous avez lu ici reste sur cet appareil ; rien de nouveau n’arrive. Si c’est une erreur, adressez-vous à ${host}.`,
  stayOver: (host) =>
    `Votre séjour d’invité est terminé : plus rien n’est reçu ni envoyé ici, fichiers compris. Ce que vous avez lu ici reste sur cet appareil. Si l’on a encore besoin de vous dans la salle, adressez-vous à ${host}.`,
  room: "Salle :",
};
