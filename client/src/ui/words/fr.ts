import type { Words } from "./en.ts";
import { files } from "./files/fr.ts";
import { guests } from "./guests/fr.ts";
import { history } from "./history/fr.ts";
import { log } from "./log/fr.ts";
import { office } from "./office/fr.ts";
import { officers } from "./officers/fr.ts";
import { recognition } from "./recognition/fr.ts";
import { second } from "./second/fr.ts";
import { tenure } from "./tenure/fr.ts";
import { verification } from "./verification/fr.ts";

const plural = new Intl.PluralRules("fr");
const many = (count: number, one: string, other: string) =>
  `${count} ${plural.select(count) === "one" ? one : other}`;

const share = (done: string, total: string, count: number, one: string, other: string) =>
  `${done} sur ${total} ${plural.select(count) === "one" ? one : other}`;

/** Le catalogue français. */
export const fr: Words = {
  app: {
    name: "Comity",
    tagline: "Messages chiffrés entre procureurs et autorités centrales",
    loading: "Comity démarre…",
    skip: "Aller au contenu",
    back: "Retour",
    close: "Fermer",
    cancel: "Annuler",
    copy: "Copier",
    copied: "Copié",
    print: "Imprimer",
    save: "Enregistrer",
    continue: "Continuer",
    optional: "facultatif",
    you: "vous",
    working: "En cours…",
    none: "aucune",
  },
  entry: {
    welcome: "Bienvenue dans Comity",
    noLink:
      "On entre dans Comity sur invitation. Si le secrétariat de votre réseau vous a envoyé un lien, ouvrez-le dans ce navigateur ou collez-le ici.",
    pasteLink: "Ouvrir un lien",
    openLink: "Ouvrir",
    linkLabel: "Lien d'invitation, de fondation ou de transfert",
    haveKey: "J'ai une clé de récupération",
    foundTitle: "Fonder un réseau",
    foundLead:
      "Vous devenez le premier responsable du secrétariat. Toutes les clés sont créées dans ce navigateur ; le serveur ne les voit jamais.",
    networkName: "Nom du réseau",
    yourCard: "Votre fiche d'annuaire",
    found: "Fonder le réseau",
    inviteTitle: (network) => `Rejoindre ${network}`,
    inviteLead: (who) =>
      `${who} vous invite et a préparé cette fiche pour l'annuaire. Si quelque chose est inexact, dites-le au secrétariat avant d'accepter.`,
    inviteCard: "Votre fiche",
    accept: "Créer mes clés et accepter",
    validUntil: (date) => `L'invitation est valable jusqu'au ${date}.`,
    deviceName: "Nom de cet appareil",
    defaultDevice: "Ordinateur de travail",
    passphrase: "Phrase secrète",
    passphraseAgain: "Phrase secrète, encore une fois",
    passphraseHint:
      "Au moins 12 caractères. Plusieurs mots sans rapport conviennent bien. Personne ne peut la réinitialiser pour vous.",
    passphraseDiffers: "Les deux phrases secrètes diffèrent.",
    passphraseTooShort: (least) => `La phrase secrète doit compter au moins ${least} caractères.`,
    makingKeys:
      "Création de vos clés et protection par la phrase secrète. Cela prend quelques secondes, volontairement.",
    recoveryTitle: "Imprimez votre clé de récupération",
    recoveryLead:
      "Elle rétablit votre identité si cet appareil est perdu. Imprimez-la ou notez-la, et gardez-la là où vous gardez les sceaux. Elle n'est montrée que maintenant ; quiconque la détient peut agir en votre nom.",
    recoveryNumber: (number, date) => `Clé de récupération n° ${number}, ${date}`,
    recoveryStored: "Je l'ai imprimée ou notée",
    recoveryTypeTitle: "Vérifiez ce que vous avez noté",
    recoveryTypeLead:
      "Saisissez deux groupes lus sur votre papier. Vous saurez ainsi qu'il est lisible le jour où il le faudra.",
    recoveryGroup: (place, all) => `Groupe ${place} sur ${all}`,
    recoveryGroupWrong:
      "Ce n'est pas ce qui est écrit là. Regardez à nouveau votre papier, ou affichez la clé encore une fois.",
    recoveryShowAgain: "Afficher la clé à nouveau",
    recoveryCheck: "Vérifier",
    recoveryOutdated: (number, date) =>
      `C'est la clé de récupération n° ${number} du ${date}. Elle n'est plus la clé actuelle. Utilisez la plus récente que vous avez imprimée.`,
    waitingTitle: "En attente du secrétariat",
    waitingLead: (who, network) =>
      `Vos clés sont prêtes. ${who} va les vérifier et signer votre adhésion à ${network}.`,
    waitingLook: "Vérifier maintenant",
    waitingNext:
      "Vous pouvez laisser cette page ouverte ou la fermer : vous entrerez dès que la signature sera là. Si cela tarde, rappelez-le au secrétariat par la voie qui vous a apporté l'invitation.",
    restoreTitle: "Rétablir avec une clé de récupération",
    restoreLead:
      "Votre identité, vos réseaux et vos conversations reviennent dans ce navigateur comme un nouvel appareil, avec l'historique que vos appareils ont enregistré.",
    recoveryKey: "Clé de récupération",
    restore: "Rétablir",
    moveTitle: "Amener votre appareil ici",
    moveLead:
      "Votre appareil passe dans ce navigateur avec ses messages. Le lien ne sert qu'une fois ; l'ancien navigateur ne l'ouvre plus.",
    moveHere: "L'amener ici",
    lookingAtInvitation: "Lecture de l'invitation…",
  },
  lock: {
    title: "Verrouillé",
    lead: "Vos clés et vos messages sont chiffrés sur cet appareil.",
    unlock: "Déverrouiller",
    unlocking: "Vérification de la phrase secrète. Cela prend quelques secondes, volontairement.",
    lock: "Verrouiller",
    lost: "Oubliée ? Personne ne peut la réinitialiser. Demandez une nouvelle invitation au secrétariat, ou ouvrez Comity dans un autre profil de navigateur et utilisez votre clé de récupération.",
    elsewhereTitle: "Comity est ouvert dans un autre onglet",
    elsewhereLead:
      "L'autre onglet ne peut pas partager vos clés avec celui-ci, peut-être parce qu'il a été ouvert avant une mise à jour. Fermez-le et celui-ci prend le relais de lui-même.",
    movedTitle: "Cet appareil est parti",
    movedLead:
      "Ses clés et ses messages sont désormais dans un autre navigateur. Il ne reste rien ici. Pour utiliser de nouveau Comity dans ce navigateur, ramenez l'appareil depuis l'autre, ou effacez les données de ce site et utilisez une invitation.",
    restarted:
      "Comity a dû redémarrer dans ce navigateur. Ce qui était affiché comme envoyé ou en attente est conservé. Déverrouillez pour continuer.",
    stoppedTitle: "Comity ne peut pas démarrer ici",
    stoppedLead:
      "Rien de ce qui est conservé dans ce navigateur n'est perdu. Vérifiez la connexion et rechargez la page. Si cela ne suffit pas, fermez tous les onglets de Comity et redémarrez le navigateur ; si cela persiste, prévenez l'exploitant.",
    reload: "Recharger la page",
    refusedTitle: "Le serveur ne laisse pas entrer cet appareil",
    refused: {
      "device-revoked":
        "Cet appareil a été révoqué. Ce qui est conservé ici y reste. Si c'est une erreur, adressez-vous à votre secrétariat.",
      "membership-suspended":
        "Votre adhésion est suspendue. Ce qui est conservé ici y reste, et l'accès revient de lui-même quand le secrétariat lève la suspension. Adressez-vous à votre secrétariat.",
      "membership-expired":
        "Votre adhésion a expiré. Ce qui est conservé ici y reste, et l'accès revient de lui-même quand le secrétariat la renouvelle. Adressez-vous à votre secrétariat.",
      "account-disabled":
        "L'exploitant de ce serveur a désactivé votre compte ici. Ce qui est conservé sur cet appareil y reste, et l'accès revient de lui-même quand il le réactive. Adressez-vous à l'exploitant ou à votre secrétariat.",
      "membership-ended":
        "Votre adhésion a pris fin. Ce qui est conservé ici y reste. Si c'est une erreur, adressez-vous à votre secrétariat.",
      "office-handed-over":
        "Votre poste a été transmis à votre successeur, et votre adhésion a pris fin en même temps. Ce qui est conservé ici y reste. Si c'est une erreur, adressez-vous à votre secrétariat.",
      "unknown-device":
        "Le serveur ne connaît pas cet appareil. Il a peut-être été réinstallé. Ce qui est conservé ici y reste ; demandez une nouvelle invitation à votre secrétariat.",
    },
  },
  lost: {
    title: {
      "thrown-away": "Ce navigateur a effacé les clés de Comity",
      damaged: "Les clés de Comity dans ce navigateur sont endommagées",
      unavailable: "Ce navigateur n'ouvre pas le stockage de Comity",
      outdated: "Il existe une clé de récupération plus récente",
    },
    lead: {
      "thrown-away":
        "Un de vos appareils était installé ici. Ses clés et ses messages ont disparu de ce navigateur : les données de ce site ont été effacées, ou le navigateur manquait de place. Votre identité n'est pas perdue et personne d'autre n'a rien obtenu.",
      damaged:
        "Une partie de ce qui est conservé ici manque ou ne peut plus être lue. Votre identité n'est pas perdue et personne d'autre n'a rien obtenu. Ce qui reste ici n'est remplacé qu'une fois que vous êtes revenu par l'une des voies ci-dessous.",
      unavailable:
        "Vos clés s'y trouvent peut-être encore. Vérifiez que le disque n'est pas plein, fermez les autres onglets de Comity, redémarrez le navigateur et rouvrez cette page. Si cela ne suffit pas, utilisez votre clé de récupération dans un autre profil de navigateur.",
      outdated:
        "Cet appareil a été rétabli à partir d'une copie de vos clés qui correspond à une clé de récupération que vous avez remplacée depuis. Cela est apparu dès que l'annuaire de votre réseau a pu être lu. L'appareil a été révoqué et rien n'a été conservé dans ce navigateur. Revenez avec la clé de récupération la plus récente, ou reliez ce navigateur depuis un autre de vos appareils. Prévenez votre secrétariat : le serveur n'aurait plus dû avoir cette copie.",
    },
    mark: (number, date) => `La clé de récupération qui lui correspond est la n° ${number}, ${date}.`,
    invitation:
      "Ni clé de récupération ni autre appareil ? Demandez une nouvelle invitation au secrétariat. Elle crée une nouvelle identité : vos homologues devront vous ajouter de nouveau à leurs conversations.",
    goOn: "Continuer avec le lien que j'ai ouvert",
    here: "Comment revenir",
  },
  storage: {
    title: "Stockage dans ce navigateur",
    persistent: "Ce navigateur conserve les clés et les messages de Comity jusqu'à ce que vous les effaciez.",
    volatile:
      "Ce navigateur peut effacer les clés de Comity quand la place manque. Autorisez-le à conserver les données de ce site (un favori ou l'installation de Comity comme application suffit souvent), et gardez votre clé de récupération à portée.",
    nearlyFull: (share) =>
      `Le stockage de Comity dans ce navigateur est plein à ${share}. Libérez bientôt de la place sur le disque : une fois plein, rien de nouveau ne pourra être reçu ni écrit ici. Ce qui est conservé reste.`,
    used: (used, all) => `${used} utilisés sur ${all}.`,
    ask: "Redemander au navigateur",
    later: "Me le rappeler plus tard",
  },
  nav: {
    main: "Principal",
    conversations: "Conversations",
    notices: "Tableau d'affichage",
    directory: "Annuaire",
    office: "Bureau",
    settings: "Réglages",
    newRoom: "Nouvelle salle",
    newMessage: "Nouveau message",
    find: "Chercher une conversation",
    noConversations:
      "Pas encore de conversation. Trouvez un homologue dans l'annuaire et écrivez-lui, ou ouvrez une salle de dossier.",
    unread: (count) => many(count, "non lu", "non lus"),
    direct: "Canal direct",
    room: "Salle de dossier",
  },
  connection: {
    online: "Connecté",
    connecting: "Connexion…",
    offline: "Pas de connexion",
    now: "Essayer maintenant",
    next: (seconds) => `prochain essai dans ${seconds} s`,
  },
  health: {
    title: "Santé",
    lead: (days) =>
      `Ce qui a échoué sur cet appareil ces ${days} derniers jours, et ce qui a été réparé. Ces chiffres restent sur cet appareil et ne sont envoyés à personne.`,
    fine: "Tout a pu être lu.",
    unreadable: "Messages qui n'ont pas pu être lus",
    reasons: {
      "before-you-joined": "envoyés avant votre arrivée",
      "device-added-later": "envoyés avant l'ajout de cet appareil",
      damaged: "endommagés",
      "keys-gone": "clés plus détenues",
      gap: "manqués pendant un décalage",
      "lost-device": "illisibles sur l'appareil qui a conservé votre historique",
      "archive-damaged": "dans une partie endommagée de votre historique",
      "server-restored": "serveur rétabli d'après une sauvegarde",
      "not-archived": "conservés par aucun de vos appareils",
      "unknown-sender": "auteur pas encore connu",
      "refused-sender": "auteur refusé",
    },
    counts: {
      refusedCommits: "Changements de membres refusés",
      refusedWelcomes: "Invitations dans des conversations refusées",
      refusedLeaves: "Appareils refusés",
      heals: "Conversations rejointes de nouveau",
      reconnects: "Connexions rétablies",
      resendsAsked: "Messages redemandés",
      resendsReceived: "Messages reçus de nouveau",
      resendsAnswered: "Messages renvoyés pour d'autres",
      deviceDifferences: "Écarts entre la liste d'appareils du serveur et celle du groupe",
      directoryWaits: "Attentes d'un annuaire qui ne pouvait pas être lu",
    },
    longest: "Plus longue attente d'un message avant l'envoi",
    caughtUp: "Dernière mise à jour complète",
    never: "pas encore",
    storage: "Ce navigateur conserve ce qui est enregistré",
    keeps: { yes: "oui", no: "non, il peut l'effacer si la place manque", unknown: "il ne le dit pas" },
  },
  stuck: {
    lead: {
      server:
        "Cette conversation est créée sur cet appareil ; le serveur n'a pas encore répondu. Ce que vous écrivez est conservé et partira dès qu'il répondra. L'essai est répété automatiquement.",
      welcome:
        "On vous a ajouté à cette conversation ; ses clés sont en chemin. L'essai est répété à chaque connexion. Si cela dure, demandez à un membre de vous retirer et de vous ajouter de nouveau.",
      repair:
        "Cet appareil n'est plus en phase avec cette conversation et ne peut pas lire ce qui est nouveau. Ce que vous avez est conservé. La réparation se fait d'elle-même dès que possible ; tout membre peut aussi ajouter cet appareil de nouveau.",
      outside:
        "Le serveur dit que cet appareil a été retiré de cette conversation. L'appareil ne peut pas le vérifier lui-même : ses clés datent d'avant. Ce que vous avez est conservé ; ce qui n'avait pas été envoyé est signalé. Si vous devez encore en faire partie, demandez à un membre, par une autre voie, de vous y ajouter de nouveau.",
      directory:
        "Des messages attendent ici. Leur auteur ne peut pas être vérifié, car l'annuaire ne peut pas être lu pour l'instant : le serveur ne le fournit pas, ou cet appareil n'a plus de place pour le conserver. Rien n'est perdu, et ils apparaîtront d'eux-mêmes dès qu'il pourra l'être. Si cela dure, libérez de la place sur cet appareil ou prévenez l'exploitant du serveur.",
      refused:
        "Le serveur a refusé d'ouvrir cette conversation. Personne d'autre ne l'a vue et rien n'en a été envoyé. Vérifiez qui en fait partie et ouvrez-en une nouvelle, ou adressez-vous à votre secrétariat.",
    },
    act: {
      server: "Essayer maintenant",
      welcome: "Essayer maintenant",
      repair: "Réparer maintenant",
      outside: "Demander de nouveau au serveur",
      directory: "Vérifier de nouveau",
      refused: "Retirer de cet appareil",
    },
    again: {
      offer: "La recommencer…",
      title: "Recommencer cette conversation ?",
      lead: "Plus aucun des appareils interrogés n'a les clés de cette conversation, ou le serveur en a perdu le dernier changement. Elle peut recommencer avec de nouvelles clés pour les appareils que ces personnes ont aujourd'hui. Ce que vous avez reste dans ce fil, ce qui attend est envoyé, et une ligne dit à tous qui l'a recommencée.",
      act: "Recommencer",
    },
  },
  thread: {
    choose: "Choisissez une conversation, ou trouvez un homologue dans l'annuaire.",
    empty: "Pas encore de message. Ce que vous écrivez est chiffré sur cet appareil avant d'en partir.",
    write: "Message",
    send: "Envoyer",
    composerHint: "Entrée envoie, Maj+Entrée : à la ligne",
    older: "Afficher les messages plus anciens",
    arriving: "Votre historique est en route. Ce qui est arrivé apparaît ici de lui-même.",
    newest: "Aller au dernier message",
    messages: "Messages",
    delivery: {
      queued: "en attente d'envoi",
      sent: "envoyé",
      delivered: "remis",
      read: "lu",
      failed: "non envoyé",
    },
    deliveredTo: (count, of) => `remis à ${count} sur ${of}`,
    readBy: (count, of) => `lu par ${count} sur ${of}`,
    reachTitle: "Qui a reçu ce message",
    reachLead:
      "« Remis » est ce que dit le serveur : enregistré sur un des appareils de la personne. « Lu » est ce que dit l'appareil de la personne elle-même, chiffré.",
    reachNotYet: "pas encore remis",
    reachReadAt: (time) => `lu le ${time}`,
    tryAgain: "Réessayer",
    ascribed: (who) =>
      `Selon le serveur, il vient de ${who}. Personne n'a signé cela : la personne qui l'a envoyé répondra sous son propre nom.`,
    askAgain: "Demander un nouvel envoi",
    askedAgain: (when) =>
      `Demandé le ${when}. Il apparaîtra ici dès que son auteur sera en ligne, s'il l'a encore.`,
    resent: (when) => `renvoyé le ${when}`,
    lookAgain: "Vérifier de nouveau",
    discard: "Supprimer",
    unreadable: {
      "before-you-joined":
        "Un message d'avant votre arrivée. Demandez à quelqu'un de cette conversation de le répéter si vous en avez besoin.",
      damaged: "Un message arrivé endommagé.",
      "keys-gone": "Un message dont cet appareil n'a plus les clés.",
      "device-added-later":
        "Un message d'avant l'ajout de cet appareil. Ouvrez-le sur votre autre appareil, ou demandez à quelqu'un de cette conversation de le répéter.",
      "unknown-sender":
        "Un message de quelqu'un que votre annuaire ne connaît pas encore. Il est conservé et apparaîtra ici de lui-même dès que l'annuaire de votre secrétariat répondra de son auteur.",
      gap: "Des messages manquent ici : cet appareil avait perdu le fil des clés de la conversation et y est entré de nouveau. Les autres les ont ; demandez à l'un d'eux de répéter ce dont vous avez besoin.",
      "lost-device":
        "Ce message n'a pas pu être lu sur votre appareil perdu, ou sur un autre de vos appareils qui a conservé votre historique. Il manque dans votre historique ; la personne qui l'a envoyé peut l'envoyer de nouveau.",
      "archive-damaged":
        "Des messages manquent ici : la partie de votre historique qui les contient est endommagée sur le serveur, ou celui-ci la retient. Elle est redemandée de temps en temps, et quand vous appuyez sur le bouton ci-dessous. Si un autre de vos appareils les a, ils apparaîtront d'eux-mêmes après sa connexion ; sinon, demandez à quelqu'un de cette conversation de répéter ce dont vous avez besoin.",
      "server-restored":
        "Le serveur a été ramené ici à un état antérieur. Ce qui a été envoyé peu avant peut manquer à certains : si personne n'y a répondu, redites-le.",
      "not-archived":
        "Des messages manquent peut-être ici : ils ont été envoyés avant l'ajout de cet appareil, et aucun de vos appareils ne les a enregistrés dans votre historique. Si un autre de vos appareils les a, ils apparaissent d'eux-mêmes dès qu'il se connecte. Sinon, demandez à quelqu'un de cette conversation de répéter ce dont vous avez besoin.",
      "refused-sender":
        "Un message qui ne vient pas d'un membre en règle. Il n'a pas été ouvert ; signalez-le à votre secrétariat.",
    },
    newer:
      "Envoyé par une version plus récente de Comity. Rechargez la page pour mettre à jour et il s'affichera.",
    damaged: "Ce message est endommagé. Demandez à son auteur de le renvoyer.",
    restarted: (who) =>
      `${who} a recommencé cette conversation, avec de nouvelles clés pour tous ses membres`,
    created: (who) => `${who} a ouvert la conversation`,
    added: (who, whom) => `${who} a ajouté ${whom}`,
    removed: (who, whom) => `${who} a retiré ${whom}`,
    deviceAdded: (whom) => `${whom} lit désormais aussi sur un autre appareil`,
    deviceRemoved: (whom) => `Un appareil de ${whom} a été retiré`,
    somebody: "Quelqu'un",
    left: "Vous n'êtes plus dans cette conversation. Vous pouvez lire ce qui précède.",
    details: "Détails",
    renamed: (reference, title) => `Dossier ${reference} : ${title}`,
    handling: "Traitement",
    noHandling: "Sans marquage",
    encrypted: "Chiffré de bout en bout",
    newMessageFrom: (who) => `Nouveau message de ${who}`,
    edit: "Modifier",
    editLead:
      "Toutes les personnes présentes dans cette conversation peuvent lire la nouvelle version ; la précédente reste visible.",
    changed: (time) => `modifié à ${time}`,
    earlier: (time) => `Version de ${time}`,
    changing: "la modification attend d’être envoyée",
    withdraw: "Retirer",
    withdrawTitle: "Retirer ce message ?",
    withdrawLead:
      "Les appareils qui l’ont reçu en suppriment le contenu à leur prochaine connexion. Qui l’a déjà lu le connaît toujours. Une ligne indique que vous l’avez retiré.",
    withdrawn: "Ce message a été retiré par son auteur.",
    today: "Aujourd'hui",
    yesterday: "Hier",
  },
  room: {
    newTitle: "Nouvelle salle de dossier",
    reference: "Référence",
    title: "Intitulé",
    members: "Membres",
    addMembers: "Ajouter des membres",
    choosePeople: "Choisir des personnes",
    chosen: (count) => many(count, "choisie", "choisies"),
    open: "Ouvrir la salle",
    opening: "Ouverture de la salle…",
    add: "Ajouter",
    remove: "Retirer",
    removeTitle: (who) => `Retirer ${who} de cette salle ?`,
    removeLead:
      "Les clés changent aussitôt : rien de ce qui sera envoyé ensuite ne pourra être lu par cette personne. Ce qu'elle a déjà reçu lui reste.",
    readers: "Qui peut lire ceci",
    devices: (count) => many(count, "appareil", "appareils"),
    keysComing: "Clés en route",
    serverBlind:
      "La référence, l'intitulé et les messages ne sont connus que de ces personnes, pas du serveur.",
    untitled: "Dossier",
  },
  directory: {
    title: "Annuaire",
    search: "Chercher par nom, autorité ou pays",
    country: "Pays",
    competence: "Compétence",
    language: "Langue",
    role: "Fonction",
    any: "toutes",
    found: (count) => many(count, "personne", "personnes"),
    nobody: "Personne ne correspond. Effacez un filtre, ou demandez au secrétariat qui est compétent.",
    clear: "Effacer les filtres",
    write: "Écrire",
    card: "Fiche de contact",
    authority: "Autorité",
    countryLabel: "Pays",
    roles: "Fonctions",
    competences: "Compétences",
    languages: "Langues de travail",
    email: "Courriel",
    telephone: "Téléphone",
    vouched: (who, date) => `Attesté par ${who} le ${date}`,
    logPosition: (position) => `Entrée ${position} du journal du réseau`,
    validUntil: (date) => `Valable jusqu'au ${date}`,
    standing: {
      current: "En vigueur",
      "not-yet": "Pas encore valable",
      expired: "Expirée",
      suspended: "Suspendue",
      revoked: "Terminée",
      unrecognised: "Réseau qui n’est plus reconnu",
    },
    officer: "Responsable du secrétariat",
    choose: "Choisissez une personne pour voir sa fiche.",
    name: "Nom",
  },
  board: {
    title: "Tableau d'affichage",
    empty: "Pas encore d'annonce. Le secrétariat affiche ici les plénières et les formations.",
    emptyOfficer:
      "Pas encore d'annonce. Publiez la première : une plénière, une formation, un changement de règles.",
    post: "Nouvelle annonce",
    postTitle: "Nouvelle annonce",
    headline: "Titre",
    text: "Texte",
    date: "Date et heure",
    place: "Lieu",
    publish: "Publier à tout le réseau",
    posted: (who, date) => `${who}, ${date}`,
    answer: "Votre réponse",
    attendance: { attending: "Je participe", "not-attending": "Je ne participe pas", maybe: "Peut-être" },
    counts: (attending, maybe, not) =>
      `${attending} participent, ${maybe} peut-être, ${not} ne participent pas`,
    answers: "Réponses",
    noAnswers: "Pas encore de réponse.",
    calendar: "Ajouter à l'agenda",
  },
  office,
  recognition,
  officers,
  second,
  tenure,
  devices: {
    title: "Vos appareils",
    lead: "Chacun lit et écrit en votre nom. Si vous n'en reconnaissez pas un, mettez-y fin et prévenez votre secrétariat.",
    current: "cet appareil",
    since: (date) => `depuis le ${date}`,
    lastUse: (date) => `dernière utilisation : ${date}`,
    lastUnknown: "dernière utilisation inconnue",
    ended: "terminé",
    rename: "Renommer",
    nameSeen: "Les membres de vos réseaux peuvent voir ce nom.",
    end: "Mettre fin",
    endTitle: (name) => `Mettre fin à ${name} ?`,
    endLead:
      "Le serveur le refuse aussitôt et il est retiré de toutes les conversations : rien de ce qui est envoyé désormais ne peut y être lu. Ce qu'il a reçu y reste, protégé par sa phrase secrète. Un appareil que quelqu'un d'autre peut déverrouiller détient toujours vos clés : prévenez alors aussi votre secrétariat.",
    link: "Associer un autre appareil",
    linkHere: "Associer à mon autre appareil",
    hereTitle: "Associer ce navigateur à votre autre appareil",
    hereLead:
      "Il vous faut un appareil sur lequel vous êtes connecté. Ce navigateur devient un autre de vos appareils, avec sa propre phrase secrète.",
    defaultName: "Deuxième appareil",
    showCode: "Afficher le code",
    codeTitle: "Saisissez ce code sur votre autre appareil",
    codeLead:
      "Sur l'appareil où vous êtes connecté, ouvrez Paramètres, puis Vos appareils, puis Associer un autre appareil, et saisissez ce code. Vous pouvez aussi y scanner le carré.",
    qr: "Le même code pour une caméra",
    waiting: "En attente de votre autre appareil…",
    expires: (time) => `Le code est valable jusqu'à ${time}.`,
    again: "Recommencer",
    enterLead:
      "Sur le nouvel appareil, ouvrez Comity et choisissez « Associer à mon autre appareil ». Il affiche un code : saisissez-le ici.",
    openedLead:
      "Cette page a été ouverte avec le code d'un nouvel appareil. Ne continuez que si cet appareil est devant vous. Si quelqu'un vous a envoyé ce lien, fermez : son appareil lirait et écrirait en votre nom.",
    linkElsewhere:
      "Ce lien contient le code d'un nouvel appareil. Ouvrez-le, ou saisissez le code, sur un appareil sur lequel vous êtes connecté. Ce navigateur n'en est pas un.",
    codeLabel: "Code du nouvel appareil",
    scan: "Scanner avec la caméra",
    noCamera: "La caméra n'est pas utilisable. Saisissez le code.",
    meeting: "Recherche du nouvel appareil…",
    compareTitle: "Ce nombre est-il le même sur les deux écrans ?",
    compareLead:
      "Regardez vous-même les deux écrans. Si les nombres diffèrent, quelqu'un s'est placé entre vos appareils.",
    same: "Ils sont identiques",
    differ: "Ils diffèrent",
    confirmLead: (name) =>
      `${name} lira et écrira en votre nom dans tous vos réseaux. Saisissez votre phrase secrète pour transmettre.`,
    confirm: "Associer l'appareil",
    handingOver: "Transmission en cours. Laissez Comity ouvert sur les deux appareils.",
    receiving: "Confirmez maintenant sur votre autre appareil. Cela prend ensuite quelques secondes.",
    linked: (name) => `${name} est associé. Il est ajouté à vos conversations.`,
  },
  mute: {
    title: "Notifications",
    off: "activées",
    until: (date) => `en silence jusqu'au ${date}`,
    hours: (count) => `en silence pendant ${count} heures`,
    week: "en silence pendant une semaine",
    always: "en silence jusqu'à nouvel ordre",
    quiet: "en silence",
  },
  recoveryTest: {
    title: "Votre clé de récupération",
    never: (number, date) =>
      `La clé de récupération n° ${number} du ${date} n'a pas été vérifiée. Sans elle, personne ne peut vous rétablir après une perte. Saisissez-la une fois, depuis votre papier.`,
    again: (number, date) =>
      `Retrouvez-vous encore la clé de récupération n° ${number} du ${date} ? Saisissez-la une fois de plus, pour ne pas découvrir le jour venu que le papier est perdu.`,
    renewing: (number) =>
      `Vous avez créé une nouvelle clé de récupération sans l'avoir encore saisie. D'ici là, la n° ${number} reste valable.`,
    unkept: (number) =>
      `La clé de récupération n° ${number} ne compte qu'une fois sa sauvegarde sur le serveur. Elle y part d'elle-même dès qu'il y a une connexion.${number > 1 ? " D'ici là, gardez la clé précédente." : ""}`,
    open: "La vérifier maintenant",
    later: "Dans une semaine",
    field: "Clé de récupération, les dix groupes",
    check: "Vérifier",
    right: "C'est la bonne clé. On vous la redemandera dans trois mois.",
    close: "Fermer",
  },
  term: {
    title: "Votre adhésion",
    ends: (network, date, days) =>
      days === 1
        ? `Votre adhésion à ${network} se termine demain, le ${date}.`
        : `Votre adhésion à ${network} se termine dans ${days} jours, le ${date}.`,
    ask: (who) => `Demandez au secrétariat de la renouveler : ${who}.`,
    askOwn: "Vous pouvez la renouveler dans le bureau, sous Membres.",
    later: "J'en ai pris note",
  },
  settings: {
    title: "Réglages",
    language: "Langue",
    theme: "Apparence",
    themes: { system: "Comme l'appareil", light: "Claire", dark: "Sombre" },
    passphraseTitle: "Phrase secrète",
    current: "Phrase secrète actuelle",
    next: "Nouvelle phrase secrète",
    change: "Changer la phrase secrète",
    changed: "La phrase secrète a été changée.",
    recoveryTitle: "Clé de récupération",
    recoveryLead: "Il n'y a qu'une clé de récupération à la fois. Une nouvelle met fin à l'ancienne.",
    recoveryState: (number, date) => `La clé actuelle est la n° ${number} du ${date}.`,
    recoveryTested: (date) => `Vérifiée pour la dernière fois le ${date}.`,
    recoveryNeverTested: "Elle n'a pas encore été vérifiée.",
    renew: "Créer une nouvelle clé de récupération",
    moveTitle: "Passer à un autre navigateur",
    moveLead:
      "Emporte cet appareil, avec ses clés et ses messages, vers un autre navigateur ou ordinateur. Il prend fin ici.",
    move: "Déplacer cet appareil",
    moved: "Ouvrez ce lien dans l'autre navigateur. Il ne sert qu'une fois.",
    idle: "Verrouiller après une inactivité de",
    minutes: (count) => many(count, "minute", "minutes"),
    receiptsTitle: "Accusés de lecture",
    receiptsLead:
      "Les autres voient quand vous avez lu leurs messages, et vous voyez quand ils ont lu les vôtres. Désactivé, rien n'est communiqué dans un sens ni dans l'autre. Seules les personnes de la conversation le voient, jamais le serveur. Dans les salles de plus de 20 personnes, rien n'est communiqué.",
    receiptsOn: "Communiquer et afficher ce qui a été lu",
    aboutTitle: "Comment vous êtes protégé",
    about: [
      "Les messages, les intitulés des salles et les annonces sont chiffrés sur votre appareil avec MLS (RFC 9420), avec des clés qui résistent aussi aux ordinateurs quantiques. Seules les personnes indiquées dans une conversation ont les clés.",
      "Qui est qui est signé par le secrétariat et vérifié par votre appareil, personne par personne et appareil par appareil. Le serveur ne peut ajouter personne.",
      "Le serveur voit qui communique avec qui, quand et combien. Il voit l'annuaire. Il ne voit jamais ce qui est dit.",
    ],
    device: "Cet appareil",
  },
  version: {
    title: "Version de ce programme",
    running: "Ce navigateur exécute la version",
    newest: (network, date) =>
      `Le secrétariat de ${network} l'a désignée dans son journal le ${date} comme la bonne.`,
    older: (network, date) =>
      `Le secrétariat de ${network} l'a désignée le ${date} et en a désigné une plus récente depuis. Prenez la plus récente quand elle est proposée.`,
    nonePublished:
      "Aucun de vos secrétariats n'a encore désigné de version dans son journal : il n'y a rien à quoi la comparer.",
    unknown:
      "Aucun de vos secrétariats n'a désigné cette version dans son journal. Demandez à votre secrétariat s'il la connaît avant d'écrire quoi que ce soit de confidentiel.",
    pinned: "Ce navigateur garde cette version et la vérifie : une autre n'est prise que si vous le dites.",
    unpinned:
      "Ce navigateur ne peut pas garder de version : chaque démarrage prend ce que le serveur envoie.",
    publishLead: (network) =>
      `Vous êtes responsable au secrétariat de ${network}. Si vous, ou quelqu'un de confiance, avez construit cette version à partir des sources et obtenu la même empreinte, dites-le dans le journal : les navigateurs des membres comparent la leur.`,
    publish: (network) => `Désigner cette version dans le journal de ${network}`,
    offered: "Une nouvelle version de ce programme est prête. Son empreinte est",
    offeredUnknown:
      "Aucun de vos secrétariats ne l'a désignée dans son journal. Demandez à votre secrétariat s'il la connaît avant de la prendre.",
    notKnownYet: "Déverrouillez d'abord pour voir ce qu'en dit le journal de votre secrétariat.",
    takeLead:
      "Tous les onglets sont rechargés et demandent la phrase secrète. Ce que vous avez écrit est conservé.",
    take: "Prendre la nouvelle version",
    later: "Pas maintenant",
    tampered: (path) =>
      `Le serveur envoie un programme qui n'est pas ce qu'il prétend (${path}). Il a été refusé, et la version que vous avez continue. N'effacez pas les données de ce navigateur, et prévenez votre secrétariat et l'exploitant.`,
  },
  warning: {
    title: "Attention",
    dismiss: "J'ai lu",
    about: (conversation) => `Conversation : ${conversation}`,
    open: "Ouvrir la conversation",
    by: (who) => `L'auteur en est ${who}.`,
    codes: {
      "leaf-refused":
        "Un appareil que personne n'a attesté a été proposé comme lecteur d'une conversation. Il a été refusé. Signalez-le à votre secrétariat.",
      "log-refused":
        "Le serveur a envoyé une entrée d'annuaire mal signée. Elle a été refusée ; l'annuaire affiché est le dernier qui était juste. Signalez-le à votre secrétariat.",
      "commit-refused":
        "Un changement des membres d'une conversation n'était pas valable et a été refusé. Signalez-le à votre secrétariat.",
      "welcome-refused":
        "Une entrée dans une conversation n'était pas valable et a été refusée. Demandez à la personne qui vous a ajouté de recommencer, et signalez-le à votre secrétariat.",
      "invitation-tampered":
        "Les clés d'une personne invitée ont été changées en chemin. Ne signez pas. Annulez l'invitation et faites-en une nouvelle.",
      "conversation-shorter":
        "Le serveur montre moins de cette conversation que ce que cet appareil a vu : il a peut-être été rétabli à partir d'une copie ancienne. De nouveaux messages pourraient ne pas apparaître ici. Prévenez l'exploitant et ouvrez une nouvelle salle pour ce qui compte.",
      "archive-rolled-back":
        "Le serveur montre une archive d'historique plus ancienne ou différente de celle qu'il gardait. Rien n'est perdu sur vos appareils, et ce qu'ils ont est enregistré de nouveau. Prévenez l'exploitant, et votre secrétariat si cela se répète.",
      "archive-damaged":
        "Une partie de votre archive d'historique est endommagée ou a été modifiée sur le serveur. Elle a été refusée ; le reste a été lu. Vos autres appareils l'ont peut-être encore. Prévenez l'exploitant.",
      "archive-full":
        "Votre archive d'historique sur le serveur est pleine. Les nouveaux messages restent sur vos appareils seulement. Prévenez l'exploitant.",
      "devices-differ":
        "La liste d'appareils d'une conversation sur le serveur n'est pas celle du groupe, ou le groupe contient un appareil que personne n'a attesté. Ouvrez les détails de la conversation pour voir lequel, n'y écrivez rien de confidentiel pour le moment, et prévenez votre secrétariat et l'exploitant.",
      "removal-withheld":
        "Quelqu'un a été retiré d'une conversation, et le serveur le cache à cet appareil. La personne retirée peut continuer à lire ce que vous y écrivez. Rien n'y est envoyé avant que vous ayez lu ceci. Demandez par téléphone qui en fait encore partie, et prévenez votre secrétariat et l'exploitant. L'appareil qui le dit est celui de :",
      "removal-unknown":
        "L'auteur d'un message ignorait que quelqu'un avait été retiré de la conversation : le serveur le lui cache, ou a lui-même été trompé. La personne retirée peut continuer à lire ce que l'auteur y écrit. Demandez à celui-ci par téléphone de ne rien y écrire pour le moment, et prévenez votre secrétariat et l'exploitant. L'auteur :",
      "further-than-here":
        "Dans une conversation est arrivé un élément qui relèverait d'un état de ses clés plus récent que celui de cet appareil, et le serveur dit que personne ne détient un tel état. Il peut s'agir de la malveillance d'un membre, ou bien le serveur cache à cet appareil un changement, par exemple le retrait d'une personne. Rien n'y est envoyé avant que vous ayez lu ceci. Demandez par téléphone qui en fait encore partie avant d'y écrire quelque chose de confidentiel.",
      "removal-undone":
        "Une personne qui avait été retirée de cette conversation en fait de nouveau partie. Cet appareil avait perdu le fil et a dû y entrer de nouveau ; il ne voit donc pas comment elle est revenue : un membre l'a peut-être réadmise, ou le serveur a annulé son retrait. Rien n'y est envoyé avant que vous ayez lu ceci. Vérifiez qui est dans la conversation et demandez aux membres par téléphone. Si aucun d'eux ne l'a réadmise, retirez-la de nouveau et prévenez votre secrétariat. Il s'agit de :",
    },
  },
  log,
  verification,
  guests,
  history,
  files,
  fault: {
    "request.malformed": "Le serveur n'a pas compris. Rechargez la page et réessayez.",
    "request.unknown-event": "Le serveur est d'une autre version. Rechargez la page et réessayez.",
    "rate.limited": "Trop d'essais. Rien n'est perdu ; attendez une minute et réessayez.",
    "session.unauthenticated": "Vous n'êtes pas connecté. Attendez la connexion et réessayez.",
    "session.bad-signature": "Le serveur n'a pas accepté la signature de cet appareil. Rechargez la page.",
    "session.wrong-origin":
      "Le serveur ne répond pas à cette adresse. Utilisez celle que votre secrétariat vous a donnée.",
    "session.unknown-device": "Le serveur ne connaît pas cet appareil. Adressez-vous à votre secrétariat.",
    "session.revoked": "Cet appareil ou cette adhésion a pris fin. Adressez-vous à votre secrétariat.",
    "session.ended": "Cette adhésion a pris fin. Adressez-vous à votre secrétariat.",
    "session.succeeded": "Ce poste a été transmis à un successeur. Adressez-vous à votre secrétariat.",
    "session.suspended": "Cette adhésion est suspendue. Adressez-vous à votre secrétariat.",
    "session.expired": "Cette adhésion a expiré. Demandez à votre secrétariat de la renouveler.",
    "session.disabled":
      "L'exploitant de ce serveur a désactivé ce compte. Adressez-vous à lui ou à votre secrétariat.",
    "session.pending": "Le secrétariat n'a pas encore signé votre adhésion. Réessayez quand ce sera fait.",
    "session.outdated-client": "Cette page n'est plus à jour. Rechargez-la.",
    "founding.token-invalid":
      "Ce lien de fondation n'est pas valable ou a déjà servi. Demandez-en un nouveau à l'exploitant du serveur.",
    "invitation.unknown": "Cette invitation n'existe pas. Demandez un nouveau lien au secrétariat.",
    "invitation.used": "Cette invitation a servi ou a été annulée. Demandez-en une nouvelle au secrétariat.",
    "invitation.expired": "Cette invitation a expiré. Demandez-en une nouvelle au secrétariat.",
    "network.unknown": "Le réseau n'est pas connu ici. Vérifiez la connexion et réessayez.",
    "statement.invalid": "Le serveur a refusé la signature. Rien n'a changé. Rechargez la page et réessayez.",
    "clock.wrong":
      "L'horloge de cet appareil s'écarte trop de celle du serveur : la signature porterait une date fausse. Rien n'a été signé. Réglez l'heure et le fuseau horaire, puis réessayez.",
    "log.moved": "Quelqu'un d'autre a signé au même moment. Rien n'a changé ; réessayez.",
    "account.unknown": "Le serveur ne connaît pas cette personne.",
    "not-permitted": "Vous n'y êtes pas autorisé. Adressez-vous à votre secrétariat.",
    "key-package.none":
      "L'appareil de cette personne n'a pas encore laissé de clés pour de nouvelles conversations. Réessayez quand elle se sera connectée.",
    "key-package.pool-full": "Le serveur détient assez de clés de cet appareil.",
    "conversation.unknown": "Cette conversation n'existe plus.",
    "conversation.exists": "Cette conversation existe déjà ; elle va apparaître.",
    "conversation.not-member":
      "Vous n'êtes plus dans cette conversation. Ce que vous avez reçu reste lisible.",
    "conversation.full": "Cette conversation compte autant d'appareils que possible.",
    "epoch.moved": "Les membres ont changé au même moment. Rien n'est perdu ; réessayez.",
    "transfer.unknown":
      "Ce lien de transfert n'est pas valable, a expiré ou a servi dans un autre navigateur.",
    "link.unknown": "Aucun appareil n'attend avec ce code. Regardez de nouveau le code sur l'autre écran.",
    "link.taken":
      "Un autre appareil a déjà utilisé ce code. Recommencez sur le nouvel appareil ; si ce n'était pas vous, prévenez votre secrétariat.",
    "link.expired": "Ce code a expiré. Recommencez sur le nouvel appareil.",
    "link.cancelled":
      "L'association a été annulée sur l'autre appareil. Rien n'a été transmis. Recommencez si vous le souhaitez.",
    "link.tampered":
      "Les clés reçues ne sont pas celles qui avaient été annoncées : quelqu'un les a changées entre les deux appareils. Rien n'a été transmis. Prévenez votre secrétariat avant de réessayer.",
    "backup.unknown":
      "La clé est bien saisie, mais ce serveur n'a pas de sauvegarde pour elle. Rien n'a été modifié. Utilisez la clé la plus récente que vous avez imprimée : une clé qui n'a jamais été ressaisie ne compte pas. Si c'est bien la plus récente, vérifiez que ce serveur est celui de votre réseau et interrogez son exploitant.",
    "backup.outdated":
      "Cette clé de récupération a été renouvelée sur un autre de vos appareils. Déverrouillez cet appareil pour mettre celui-ci à jour.",
    "archive.moved":
      "Un autre de vos appareils a enregistré l'historique au même moment. Rien n'est perdu ; un nouvel essai est fait.",
    "archive.full":
      "Votre archive d'historique sur le serveur est pleine. Les messages restent lisibles sur vos appareils ; prévenez l'exploitant.",
    "archive.unknown": "Le serveur n'a pas cette partie de votre archive d'historique.",
    "blob.unknown":
      "Ce fichier n'est plus sur le serveur, ou n'y a jamais été. Demandez à la personne qui l'a envoyé de le renvoyer.",
    "blob.taken":
      "Le serveur détient déjà un autre fichier sous cet identifiant. Abandonnez celui-ci et joignez-le à nouveau.",
    "blob.quota":
      "Vous avez envoyé tout ce qu'une personne peut envoyer en un jour. Le fichier est conservé ici ; réessayez demain.",
    "storage.unavailable":
      "Le serveur ne peut rien enregistrer pour le moment. Ce que vous avez écrit est conservé ici et sera envoyé plus tard.",
    "server.internal":
      "Le serveur a commis une erreur. Ce que vous avez écrit est conservé ici. Réessayez ; si cela dure, prévenez l'exploitant.",
    "transport.offline":
      "Il n'y a pas de connexion. Ce que vous avez écrit est conservé ici. Réessayez une fois connecté.",
    "transport.timeout": "Le serveur n'a pas répondu à temps. Vérifiez la connexion et réessayez.",
    "passphrase.wrong":
      "Ce n'est pas la phrase secrète. Vérifiez le verrouillage des majuscules et la langue du clavier, puis réessayez.",
    "passphrase.weak": "La phrase secrète est trop courte.",
    "link.invalid":
      "Ce n'est pas un lien Comity complet. Copiez-le en entier, avec tout ce qui suit le signe #.",
    "vault.exists":
      "Il y a déjà un appareil dans ce navigateur. Utilisez-le, ou un autre profil de navigateur.",
    "vault.missing": "Il n'y a pas d'appareil dans ce navigateur.",
    "vault.full":
      "Le navigateur n'a plus de place pour Comity. Libérez-en, puis réessayez ; rien de ce qui a été affiché n'est perdu.",
    "vault.damaged":
      "Les données de cet appareil sont endommagées. Utilisez votre clé de récupération dans un autre profil de navigateur.",
    "not-ready": "Comity n'est pas encore prêt. Attendez un instant et réessayez.",
    "engine.restarted":
      "Comity a dû redémarrer dans ce navigateur. Vérifiez si l'action a abouti ; sinon, réessayez.",
    "engine.failed":
      "Comity a commis une erreur. Ce qui est enregistré est conservé. Rechargez la page et réessayez ; si cela dure, prévenez l'exploitant.",
    "recovery.outdated":
      "Cette clé de récupération n'est plus la clé actuelle. Utilisez la plus récente que vous avez imprimée.",
    "recovery.damaged":
      "La sauvegarde de cette clé de récupération est endommagée ou a été modifiée sur le serveur ; elle a été refusée. Votre clé est bonne. Prévenez l'exploitant ; un autre de vos appareils enregistre à nouveau la sauvegarde quand il est déverrouillé.",
    "recovery.mistyped":
      "Ce n'est pas une clé de récupération : un groupe est mal saisi ou manque. Il y a dix groupes de quatre lettres et chiffres ; comparez-les un par un avec le papier.",
    "recovery.wrong-key":
      "C'est une clé de récupération, mais pas la vôtre, ou elle n'est jamais devenue la clé actuelle. Utilisez la plus récente que vous avez imprimée ; si vous ne l'avez plus, créez-en une nouvelle dans les réglages.",
    "activity.damaged":
      "Ce fichier a été modifié depuis sa signature, ou n'est pas un relevé d'activité. Demandez l'original à la personne qui vous l'a remis.",
    "activity.differs":
      "Ce fichier ne correspond pas au journal du réseau, ou n'a pas été signé par l'un de ses responsables. Conservez-le et demandez à un autre responsable de comparer.",
    "member.changed":
      "Un autre responsable a signé entre-temps au sujet de cette personne. Rien n'a été changé ; regardez la fiche de nouveau.",
    "contact.unreachable":
      "L'une de ces personnes n'a pas encore d'appareil joignable. Réessayez quand elle se sera connectée, ou laissez-la de côté.",
    "conversation.doubted":
      "Un avertissement sur les lecteurs de cette conversation n'a pas encore été lu. Lisez-le d'abord : ce que vous avez écrit est toujours ici.",
    "keys.changed":
      "Rien n'est envoyé ici tant que vous n'avez pas regardé les nouvelles clés d'une personne. Ouvrez la conversation et comparez les codes, ou continuez.",
    "history.nothing":
      "Il n’y a rien à transmettre ici : vous n’avez rien d’avant l’arrivée de cette personne qui puisse être transmis.",
    "history.too-much":
      "C’est plus que ce qui peut être transmis en une fois. Choisissez une date plus récente.",
    "history.under-way":
      "Une transmission de votre part à cette personne est déjà en cours. Attendez qu’elle aboutisse, ou retirez-la.",
    "files.too-many":
      "Un message peut contenir dix fichiers au plus. Envoyez les autres dans un autre message.",
    "file.too-large": "Un fichier peut faire 25 Mo au plus. Réduisez-le, ou envoyez-le en plusieurs parties.",
    "file.unreadable":
      "Le fichier ne peut pas être lu : il a été déplacé, modifié ou retiré depuis qu'il a été choisi. Choisissez-le à nouveau.",
    "file.damaged":
      "Le fichier que fournit le serveur n'est pas celui qui a été envoyé : il a été modifié, remplacé ou endommagé. Il a été refusé, et rien n'en a été enregistré. Demandez à la personne qui l'a envoyé de le renvoyer.",
    "file.gone":
      "Le fichier n'est plus sur le serveur. Demandez à la personne qui l'a envoyé de le renvoyer.",
    "text.empty": "Il n'y a rien à envoyer.",
    "log.stopped":
      "Une alerte concernant le journal du réseau est ouverte : rien n’est envoyé à ses membres. Ce que vous avez écrit est conservé. Ce qu’il faut faire est indiqué en haut de la page.",
    "network.not-recognised":
      "Votre réseau et celui-ci ne se reconnaissent plus : rien ne peut être envoyé. Ce qui a été dit reste ici. Votre secrétariat peut vous en dire plus.",
    "room.unrecognised":
      "Une personne appartient à un réseau que le réseau d’une autre ne reconnaît pas. Retirez l’une d’elles, ou adressez-vous à votre secrétariat.",
    "network.code-wrong":
      "Ce n’est le code d’aucun réseau, ou le serveur montre un autre réseau. Demandez à l’autre secrétariat de relire son code.",
    "network.own": "C’est le code de votre propre réseau. Demandez le sien à l’autre secrétariat.",
    "log.code-wrong":
      "Ce n’est ni le code du journal sur cet appareil ni celui de ce que montre le serveur. Rien n’a été changé. Demandez au secrétariat de relire son code, précédé du nombre d’entrées.",
    "text.too-long": "Le message est trop long. Envoyez-le en plusieurs parties.",
  },
  progress: {
    invitations: "Création des invitations",
    unlock: "Travail sur vos clés",
    "own-device": "Ajout de votre nouvel appareil à vos conversations",
    "catch-up": "Rattrapage des messages",
    "key-packages": "Préparation des clés",
    "room-members": "Ajout de membres",
    "board-members": "Mise à jour du tableau d'affichage",
    history: "Récupération de votre historique",
    move: "Déplacement de l'appareil",
  },
  progressOf: {
    messages: (done, total, count) => share(done, total, count, "message", "messages"),
    members: (done, total, count) => share(done, total, count, "membre", "membres"),
    conversations: (done, total, count) => share(done, total, count, "conversation", "conversations"),
    invitations: (done, total, count) => share(done, total, count, "invitation", "invitations"),
    parts: (done, total, count) => share(done, total, count, "partie", "parties"),
  },
  roles: {
    secretariat: "Secrétariat",
    "focal-point": "Point focal national",
    "alternate-focal-point": "Point focal suppléant",
    "central-authority": "Autorité centrale",
    prosecutor: "Procureur",
    judge: "Juge",
    investigator: "Enquêteur",
  },
  competences: {
    "mla.a": "Recueil de témoignages ou de dépositions",
    "mla.b": "Signification d'actes judiciaires",
    "mla.c": "Perquisitions, saisies et gels",
    "mla.d": "Examen d'objets et visite de lieux",
    "mla.e": "Informations, pièces à conviction, expertises",
    "mla.f": "Documents et dossiers (bancaires, sociaux, administratifs)",
    "mla.g": "Identification ou localisation du produit du crime",
    "mla.h": "Comparution volontaire de personnes",
    "mla.i": "Autre assistance",
    confiscation: "Confiscation et disposition du produit",
    "spontaneous-information": "Transmission spontanée d'informations",
    extradition: "Extradition",
    "transfer-of-sentenced-persons": "Transfèrement de personnes condamnées",
    "transfer-of-proceedings": "Transfert de procédures pénales",
    "joint-investigations": "Enquêtes conjointes",
    "controlled-delivery": "Livraison surveillée",
    videoconference: "Audition par visioconférence",
    "preservation-of-stored-data": "Conservation rapide de données stockées",
    "access-to-stored-data": "Accès à des données stockées",
    "real-time-traffic-data": "Collecte en temps réel de données de trafic",
    "contact-point-24-7": "Point de contact 24/7",
  },
  handling: {
    H0: "Pour prévenir et combattre la criminalité, selon la charte du réseau",
    H1: "Ne pas divulguer dans une procédure judiciaire sans l'autorisation du fournisseur",
    H2: "Ne pas diffuser sans l'autorisation du fournisseur",
    H3: "Autres restrictions : voir le texte",
  },
};
