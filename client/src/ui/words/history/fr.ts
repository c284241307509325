import type { HistoryWords } from "./words.ts";

export const history: HistoryWords = {
  passOn: "Transmettre l’historique…",
  passOnTo: (who) => `Transmettre l’historique à ${who}`,
  lead: "Vous transmettez ce qui a été écrit ici avant l’arrivée de cette personne, tel que cet appareil le détient. Elle le lira comme transmis par vous : rien ne lui prouve qui l’a écrit, et vous en répondez.",
  since: "À partir du (premier jour)",
  sinceHint: (first) => `Le plus ancien message que vous pouvez transmettre date du ${first}.`,
  says: (count, since, to) =>
    count === 1
      ? `Vous transmettez 1 message, écrit depuis le ${since}, à ${to}.`
      : `Vous transmettez ${count} messages, écrits depuis le ${since}, à ${to}.`,
  withFiles: (count) =>
    count === 1
      ? "1 fichier est transmis également, tant que le serveur le conserve."
      : `${count} fichiers sont transmis également, tant que le serveur les conserve.`,
  markings: (markings) => `Marquages qu’ils portent : ${markings}.`,
  behind: (count) =>
    count === 1
      ? "1 message n’est pas transmis : son marquage l’interdit, ou cette version ne sait pas le lire."
      : `${count} messages ne sont pas transmis : leur marquage l’interdit, ou cette version ne sait pas les lire.`,
  nothing: "À partir de ce jour, il n’y a rien que vous puissiez transmettre.",
  tooMany:
    "À partir de ce jour, c’est plus que ce qui peut être transmis en une fois. Choisissez un jour plus récent.",
  effect:
    "Toutes les personnes de la salle voient que vous l’avez transmis, et à partir de quel jour. Ce qui a été lu ne peut plus être retiré.",
  confirm: "Transmettre",
  offered: (by, since, to, count) =>
    count === 1
      ? `${by} a transmis à ${to} l’historique depuis le ${since} : 1 message.`
      : `${by} a transmis à ${to} l’historique depuis le ${since} : ${count} messages.`,
  ends: {
    done: "Il est arrivé.",
    refused: "Ce n’était pas ce qui avait été annoncé, et cela a été refusé : rien n’en a été conservé.",
    stopped: "La transmission a été arrêtée avant d’aboutir.",
  },
  block: (by, date) =>
    `Transmis par ${by} le ${date}. Comity ne peut prouver qui a écrit ces messages ; la personne qui les a transmis en répond.`,
  waitingForThem: (who) => `En attente qu’un appareil de ${who} soit en ligne.`,
  underWay: (done, total) => `En cours : ${done} parties sur ${total}.`,
  broken: "Il en manque une partie. Redemandez-la.",
  elsewhere: "Un autre de vos appareils l’a. Il apparaîtra ici de lui-même.",
  again: "Redemander",
  takeBack: "Retirer",
  turnDown: "Refuser",
  guestTitle: "Ce qui a été écrit avant",
  guestNothing: "Rien",
  guestSince: "Tout à partir d’un jour donné",
  guestGets: (since) =>
    `Une fois la personne dans la salle, vous lui transmettez ce qui a été écrit depuis le ${since}, tel que votre appareil le détient. Les messages dont le marquage l’interdit ne sont pas transmis.`,
};
