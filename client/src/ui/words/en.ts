import type { Attendance } from "@comity/shared/content/content";
import type { Competence, HandlingCode, Role } from "@comity/shared/directory/codes";
import type { ProgressTask } from "../../engine/facade/change.ts";
import type { EngineFault } from "../../engine/facade/fault.ts";
import type {
  ContactView,
  DeliveryState,
  HealthView,
  Phase,
  RefusedReason,
  ThreadItem,
  WaitingFor,
  WarningView,
} from "../../engine/facade/views.ts";
import { files } from "./files/en.ts";
import type { FileWords } from "./files/words.ts";
import { guests } from "./guests/en.ts";
import type { GuestWords } from "./guests/words.ts";
import { history } from "./history/en.ts";
import type { HistoryWords } from "./history/words.ts";
import { log } from "./log/en.ts";
import type { LogWords } from "./log/words.ts";
import { office } from "./office/en.ts";
import type { OfficeWords } from "./office/words.ts";
import { officers } from "./officers/en.ts";
import type { OfficersWords } from "./officers/words.ts";
import { recognition } from "./recognition/en.ts";
import type { RecognitionWords } from "./recognition/words.ts";
import { second } from "./second/en.ts";
import type { SecondWords } from "./second/words.ts";
import { tenure } from "./tenure/en.ts";
import type { TenureWords } from "./tenure/words.ts";
import { verification } from "./verification/en.ts";
import type { VerificationWords } from "./verification/words.ts";

type LostReason = Extract<Phase, { phase: "lost" }>["reason"];
type Unreadable = Extract<ThreadItem, { kind: "unreadable" }>["reason"];

/** Every word that a person sees, by subject. The other catalogues have the same shape or don't compile. */
export interface Words {
  readonly app: {
    name: string;
    tagline: string;
    loading: string;
    skip: string;
    back: string;
    close: string;
    cancel: string;
    copy: string;
    copied: string;
    print: string;
    save: string;
    continue: string;
    optional: string;
    you: string;
    working: string;
    none: string;
  };
  readonly entry: {
    welcome: string;
    noLink: string;
    pasteLink: string;
    openLink: string;
    linkLabel: string;
    haveKey: string;
    foundTitle: string;
    foundLead: string;
    networkName: string;
    yourCard: string;
    found: string;
    inviteTitle: (network: string) => string;
    inviteLead: (who: string) => string;
    inviteCard: string;
    accept: string;
    validUntil: (date: string) => string;
    deviceName: string;
    defaultDevice: string;
    passphrase: string;
    passphraseAgain: string;
    passphraseHint: string;
    passphraseDiffers: string;
    passphraseTooShort: (least: number) => string;
    makingKeys: string;
    recoveryTitle: string;
    recoveryLead: string;
    recoveryNumber: (number: number, date: string) => string;
    recoveryStored: string;
    recoveryTypeTitle: string;
    recoveryTypeLead: string;
    recoveryGroup: (place: number, all: number) => string;
    recoveryGroupWrong: string;
    recoveryShowAgain: string;
    recoveryCheck: string;
    recoveryOutdated: (number: number, date: string) => string;
    waitingTitle: string;
    waitingLead: (who: string, network: string) => string;
    waitingLook: string;
    waitingNext: string;
    restoreTitle: string;
    restoreLead: string;
    recoveryKey: string;
    restore: string;
    moveTitle: string;
    moveLead: string;
    moveHere: string;
    lookingAtInvitation: string;
  };
  readonly lock: {
    title: string;
    lead: string;
    unlock: string;
    unlocking: string;
    lock: string;
    lost: string;
    elsewhereTitle: string;
    elsewhereLead: string;
    movedTitle: string;
    movedLead: string;
    restarted: string;
    stoppedTitle: string;
    stoppedLead: string;
    reload: string;
    refusedTitle: string;
    refused: Record<RefusedReason, string>;
  };
  readonly lost: {
    title: Record<LostReason, string>;
    lead: Record<LostReason, string>;
    mark: (number: number, date: string) => string;
    invitation: string;
    goOn: string;
    here: string;
  };
  readonly storage: {
    title: string;
    persistent: string;
    volatile: string;
    nearlyFull: (share: string) => string;
    used: (used: string, all: string) => string;
    ask: string;
    later: string;
  };
  readonly nav: {
    main: string;
    conversations: string;
    notices: string;
    directory: string;
    office: string;
    settings: string;
    newRoom: string;
    newMessage: string;
    find: string;
    noConversations: string;
    unread: (count: number) => string;
    direct: string;
    room: string;
  };
  readonly connection: {
    online: string;
    connecting: string;
    offline: string;
    now: string;
    next: (seconds: number) => string;
  };
  readonly health: {
    title: string;
    lead: (days: number) => string;
    fine: string;
    unreadable: string;
    reasons: Record<Unreadable, string>;
    counts: Record<keyof HealthView["counts"], string>;
    longest: string;
    caughtUp: string;
    never: string;
    storage: string;
    keeps: Record<"yes" | "no" | "unknown", string>;
  };
  readonly stuck: {
    lead: Record<WaitingFor, string>;
    act: Record<WaitingFor, string>;
    again: Record<"offer" | "title" | "lead" | "act", string>;
  };
  readonly thread: {
    choose: string;
    empty: string;
    write: string;
    send: string;
    composerHint: string;
    older: string;
    arriving: string;
    newest: string;
    messages: string;
    delivery: Record<DeliveryState, string>;
    deliveredTo: (count: number, of: number) => string;
    readBy: (count: number, of: number) => string;
    reachTitle: string;
    reachLead: string;
    reachNotYet: string;
    reachReadAt: (time: string) => string;
    tryAgain: string;
    ascribed: (who: string) => string;
    askAgain: string;
    askedAgain: (when: string) => string;
    resent: (when: string) => string;
    lookAgain: string;
    discard: string;
    unreadable: Record<Unreadable, string>;
    newer: string;
    damaged: string;
    restarted: (who: string) => string;
    created: (who: string) => string;
    added: (who: string, whom: string) => string;
    removed: (who: string, whom: string) => string;
    deviceAdded: (whom: string) => string;
    deviceRemoved: (whom: string) => string;
    somebody: string;
    left: string;
    details: string;
    renamed: (reference: string, title: string) => string;
    handling: string;
    noHandling: string;
    encrypted: string;
    newMessageFrom: (who: string) => string;
    edit: string;
    editLead: string;
    changed: (time: string) => string;
    earlier: (time: string) => string;
    changing: string;
    withdraw: string;
    withdrawTitle: string;
    withdrawLead: string;
    withdrawn: string;
    today: string;
    yesterday: string;
  };
  readonly room: {
    newTitle: string;
    reference: string;
    title: string;
    members: string;
    addMembers: string;
    choosePeople: string;
    chosen: (count: number) => string;
    open: string;
    opening: string;
    add: string;
    remove: string;
    removeTitle: (who: string) => string;
    removeLead: string;
    readers: string;
    devices: (count: number) => string;
    keysComing: string;
    serverBlind: string;
    untitled: string;
  };
  readonly directory: {
    title: string;
    search: string;
    country: string;
    competence: string;
    language: string;
    role: string;
    any: string;
    found: (count: number) => string;
    nobody: string;
    clear: string;
    write: string;
    card: string;
    authority: string;
    countryLabel: string;
    roles: string;
    competences: string;
    languages: string;
    email: string;
    telephone: string;
    vouched: (who: string, date: string) => string;
    logPosition: (position: number) => string;
    validUntil: (date: string) => string;
    standing: Record<ContactView["standing"], string>;
    officer: string;
    choose: string;
    name: string;
  };
  readonly board: {
    title: string;
    empty: string;
    emptyOfficer: string;
    post: string;
    postTitle: string;
    headline: string;
    text: string;
    date: string;
    place: string;
    publish: string;
    posted: (who: string, date: string) => string;
    answer: string;
    attendance: Record<Attendance, string>;
    counts: (attending: number, maybe: number, not: number) => string;
    answers: string;
    noAnswers: string;
    calendar: string;
  };
  readonly office: OfficeWords;
  readonly recognition: RecognitionWords;
  readonly officers: OfficersWords;
  readonly second: SecondWords;
  readonly tenure: TenureWords;
  readonly devices: {
    title: string;
    lead: string;
    current: string;
    since: (date: string) => string;
    lastUse: (date: string) => string;
    lastUnknown: string;
    ended: string;
    rename: string;
    nameSeen: string;
    end: string;
    endTitle: (name: string) => string;
    endLead: string;
    link: string;
    linkHere: string;
    hereTitle: string;
    hereLead: string;
    defaultName: string;
    showCode: string;
    codeTitle: string;
    codeLead: string;
    qr: string;
    waiting: string;
    expires: (time: string) => string;
    again: string;
    enterLead: string;
    /** The page was opened with a linking code, which somebody else may have sent. */
    openedLead: string;
    linkElsewhere: string;
    codeLabel: string;
    scan: string;
    noCamera: string;
    meeting: string;
    compareTitle: string;
    compareLead: string;
    same: string;
    differ: string;
    confirmLead: (name: string) => string;
    confirm: string;
    handingOver: string;
    receiving: string;
    linked: (name: string) => string;
  };
  readonly mute: {
    title: string;
    off: string;
    until: (date: string) => string;
    hours: (count: number) => string;
    week: string;
    always: string;
    quiet: string;
  };
  readonly recoveryTest: {
    title: string;
    never: (number: number, date: string) => string;
    again: (number: number, date: string) => string;
    renewing: (number: number) => string;
    /** Typed in, but its backup is not at the server yet. */
    unkept: (number: number) => string;
    open: string;
    later: string;
    field: string;
    check: string;
    right: string;
    close: string;
  };
  readonly term: {
    title: string;
    ends: (network: string, date: string, days: number) => string;
    ask: (who: string) => string;
    askOwn: string;
    later: string;
  };
  readonly settings: {
    title: string;
    language: string;
    theme: string;
    themes: { system: string; light: string; dark: string };
    passphraseTitle: string;
    current: string;
    next: string;
    change: string;
    changed: string;
    recoveryTitle: string;
    recoveryLead: string;
    recoveryState: (number: number, date: string) => string;
    recoveryTested: (date: string) => string;
    recoveryNeverTested: string;
    renew: string;
    moveTitle: string;
    moveLead: string;
    move: string;
    moved: string;
    idle: string;
    minutes: (count: number) => string;
    aboutTitle: string;
    about: readonly string[];
    device: string;
    receiptsTitle: string;
    receiptsLead: string;
    receiptsOn: string;
  };
  /** The program itself: which build runs, and which other one the server has. */
  readonly version: {
    title: string;
    running: string;
    newest: (network: string, date: string) => string;
    older: (network: string, date: string) => string;
    nonePublished: string;
    unknown: string;
    pinned: string;
    unpinned: string;
    publishLead: (network: string) => string;
    publish: (network: string) => string;
    offered: string;
    offeredUnknown: string;
    notKnownYet: string;
    takeLead: string;
    take: string;
    later: string;
    tampered: (path: string) => string;
  };
  readonly warning: {
    title: string;
    dismiss: string;
    /** In which conversation it happened, where that is known. */
    about: (conversation: string) => string;
    open: string;
    /** Who did it, where a signature proves it. */
    by: (who: string) => string;
    codes: Record<WarningView["code"], string>;
  };
  readonly log: LogWords;
  readonly verification: VerificationWords;
  readonly guests: GuestWords;
  readonly history: HistoryWords;
  readonly files: FileWords;
  readonly fault: Record<EngineFault["code"], string>;
  readonly progress: Record<ProgressTask, string>;
  /** How far a long task is: both figures as they are written, and the whole as a number for its form. */
  readonly progressOf: Record<
    "messages" | "members" | "conversations" | "invitations" | "parts",
    (done: string, total: string, count: number) => string
  >;
  readonly roles: Record<Role, string>;
  readonly competences: Record<Competence, string>;
  readonly handling: Record<HandlingCode, string>;
}

/** How much of how many. */
const share = (done: string, total: string, count: number, one: string, other: string) =>
  `${done} of ${total} ${count === 1 ? one : other}`;

export const en: Words = {
  app: {
    name: "Comity",
    tagline: "Encrypted messages between prosecutors and central authorities",
    loading: "Comity is starting …",
    skip: "Skip to the content",
    back: "Back",
    close: "Close",
    cancel: "Cancel",
    copy: "Copy",
    copied: "Copied",
    print: "Print",
    save: "Save",
    continue: "Continue",
    optional: "optional",
    you: "you",
    working: "Working …",
    none: "none",
  },
  entry: {
    welcome: "Welcome to Comity",
    noLink:
      "Comity is used by invitation. If your network's secretariat has sent you a link, open it in this browser or paste it here.",
    pasteLink: "Open a link",
    openLink: "Open",
    linkLabel: "Invitation, founding or moving link",
    haveKey: "I have a recovery key",
    foundTitle: "Found a network",
    foundLead:
      "You become the first officer of the secretariat. All keys are made in this browser; the server never sees them.",
    networkName: "Name of the network",
    yourCard: "Your directory card",
    found: "Found the network",
    inviteTitle: (network) => `Join ${network}`,
    inviteLead: (who) =>
      `${who} invites you and has prepared this card for the directory. If something is wrong in it, tell the secretariat before you accept.`,
    inviteCard: "Your card",
    accept: "Make my keys and accept",
    validUntil: (date) => `The invitation is valid until ${date}.`,
    deviceName: "Name of this device",
    defaultDevice: "Work computer",
    passphrase: "Passphrase",
    passphraseAgain: "Passphrase again",
    passphraseHint: "At least 12 characters. Several unrelated words are good. Nobody can reset it for you.",
    passphraseDiffers: "The two passphrases differ.",
    passphraseTooShort: (least) => `The passphrase needs at least ${least} characters.`,
    makingKeys:
      "Making your keys and protecting them with the passphrase. This takes some seconds on purpose.",
    recoveryTitle: "Print your recovery key",
    recoveryLead:
      "It brings your identity back if this device is lost. Print it or write it down, and keep it where you keep official seals. It is shown only now; whoever has it can act in your name.",
    recoveryNumber: (number, date) => `Recovery key no. ${number}, ${date}`,
    recoveryStored: "I have printed it or written it down",
    recoveryTypeTitle: "Check what you wrote",
    recoveryTypeLead: "Type two groups from your paper. Then you know that it can be read when you need it.",
    recoveryGroup: (place, all) => `Group ${place} of ${all}`,
    recoveryGroupWrong:
      "That is not what stands there. Look at your paper again, or have the key shown once more.",
    recoveryShowAgain: "Show the key again",
    recoveryCheck: "Check",
    recoveryOutdated: (number, date) =>
      `This is recovery key no. ${number} of ${date}. It is no longer the current one. Use the newest key that you printed.`,
    waitingTitle: "Waiting for the secretariat",
    waitingLead: (who, network) =>
      `Your keys are made. ${who} now checks them and signs your membership in ${network}.`,
    waitingLook: "Look now",
    waitingNext:
      "You can leave this page open or close it: you are let in as soon as the signature is there. If it takes long, remind the secretariat by the channel over which you got the invitation.",
    restoreTitle: "Restore from a recovery key",
    restoreLead:
      "Your identity, your networks and your conversations come back in this browser as a new device, with the history that your devices have saved.",
    recoveryKey: "Recovery key",
    restore: "Restore",
    moveTitle: "Bring your device here",
    moveLead:
      "Your device moves to this browser with its messages. The link works once; the former browser no longer opens it.",
    moveHere: "Bring it here",
    lookingAtInvitation: "Looking at the invitation …",
  },
  lock: {
    title: "Locked",
    lead: "Your keys and messages are encrypted on this device.",
    unlock: "Unlock",
    unlocking: "Checking the passphrase. This takes some seconds on purpose.",
    lock: "Lock",
    lost: "Forgotten? Nobody can reset it. Ask the secretariat for a new invitation, or open Comity in another browser profile and use your recovery key.",
    elsewhereTitle: "Comity is open in another tab",
    elsewhereLead:
      "The other tab can't share your keys with this one, perhaps because it was opened before an update. Close it, and this tab takes over by itself.",
    movedTitle: "This device has moved",
    movedLead:
      "Its keys and messages are now in another browser. Nothing is left here. To use Comity in this browser again, move it back from there or clear this site's data and use an invitation.",
    restarted:
      "Comity had to start again in this browser. What was shown as sent or as waiting is kept. Unlock to go on.",
    stoppedTitle: "Comity can't be started here",
    stoppedLead:
      "Nothing that is stored in this browser is lost. Check the connection and reload the page. If that does not help, close all tabs of Comity, restart the browser, and tell the operator if it stays.",
    reload: "Reload the page",
    refusedTitle: "The server does not let this device in",
    refused: {
      "device-revoked":
        "This device was revoked. What is stored here is kept. If that is a mistake, ask your secretariat.",
      "membership-suspended":
        "Your membership is suspended. What is stored here is kept, and you are let in again by itself when the secretariat lifts it. Ask your secretariat.",
      "membership-expired":
        "Your membership has expired. What is stored here is kept, and you are let in again by itself when the secretariat renews it. Ask your secretariat.",
      "account-disabled":
        "The operator of this server has disabled your account here. What is stored on this device is kept, and you are let in again by itself when they enable it. Ask the operator or your secretariat.",
      "membership-ended":
        "Your membership has ended. What is stored here is kept. If that is a mistake, ask your secretariat.",
      "office-handed-over":
        "Your office was handed over to your successor, and your membership ended with it. What is stored here is kept. If that is a mistake, ask your secretariat.",
      "unknown-device":
        "The server does not know this device. Perhaps it was set up anew. What is stored here is kept; ask your secretariat for a new invitation.",
    },
  },
  lost: {
    title: {
      "thrown-away": "This browser has thrown Comity's keys away",
      damaged: "Comity's keys in this browser are damaged",
      unavailable: "This browser does not open Comity's storage",
      outdated: "A newer recovery key exists",
    },
    lead: {
      "thrown-away":
        "A device of yours was set up here. Its keys and messages are gone from this browser: the data of this site was cleared, or the browser needed the space. Your identity is not lost, and nobody else has got anything.",
      damaged:
        "A part of what is stored here is missing or can't be read any more. Your identity is not lost, and nobody else has got anything. What is left here is replaced only when you have come back with one of the ways below.",
      unavailable:
        "Your keys may still be there. Check that the disk is not full, close the other tabs of Comity, restart the browser and open this page again. If that does not help, use your recovery key in another browser profile.",
      outdated:
        "This device was brought back from a copy of your keys that belongs to a recovery key you have replaced since. That came to light once the directory of your network could be read. The device was ended again and nothing was kept in this browser. Come back with the newer recovery key, or link this browser from another device of yours. Tell your secretariat: the server should not have had that copy any more.",
    },
    mark: (number, date) => `The recovery key that belongs to it is no. ${number}, ${date}.`,
    invitation:
      "Neither a recovery key nor another device of yours? Ask the secretariat for a new invitation. It makes a new identity: your counterparts must add you to their conversations anew.",
    goOn: "Go on with the link that I opened",
    here: "Ways to come back",
  },
  storage: {
    title: "Storage in this browser",
    persistent: "This browser keeps Comity's keys and messages until you delete them.",
    volatile:
      "This browser may delete Comity's keys when space gets short. Allow it to keep data for this site (a bookmark or installing Comity as an app often does it), and keep your recovery key at hand.",
    nearlyFull: (share) =>
      `The storage for Comity in this browser is ${share} full. Free some disk space soon: when it is full, nothing new can be received or written here. What is stored stays.`,
    used: (used, all) => `${used} of ${all} are in use.`,
    ask: "Ask the browser again",
    later: "Remind me later",
  },
  nav: {
    main: "Main",
    conversations: "Conversations",
    notices: "Notice board",
    directory: "Directory",
    office: "Office",
    settings: "Settings",
    newRoom: "New case room",
    newMessage: "New message",
    find: "Find a conversation",
    noConversations:
      "No conversations yet. Find a counterpart in the directory and write, or open a case room.",
    unread: (count) => `${count} unread`,
    direct: "Direct channel",
    room: "Case room",
  },
  connection: {
    online: "Connected",
    connecting: "Connecting …",
    offline: "No connection",
    now: "Try now",
    next: (seconds) => `next try in ${seconds} s`,
  },
  health: {
    title: "Health",
    lead: (days) =>
      `What went wrong on this device in the last ${days} days, and what was mended. These figures stay on this device and are sent to nobody.`,
    fine: "Everything could be read.",
    unreadable: "Messages that could not be read",
    reasons: {
      "before-you-joined": "sent before you joined",
      "device-added-later": "sent before this device was added",
      damaged: "damaged",
      "keys-gone": "keys no longer held",
      gap: "missed while out of step",
      "lost-device": "unreadable on the device that kept your history",
      "archive-damaged": "in a damaged part of your history",
      "server-restored": "server put back from a backup",
      "not-archived": "kept by none of your devices",
      "unknown-sender": "author not known yet",
      "refused-sender": "author refused",
    },
    counts: {
      refusedCommits: "Refused changes of members",
      refusedWelcomes: "Refused invitations into conversations",
      refusedLeaves: "Refused devices",
      heals: "Conversations come into anew",
      reconnects: "Connections that came back",
      resendsAsked: "Messages asked for again",
      resendsReceived: "Messages received again",
      resendsAnswered: "Messages sent again for others",
      deviceDifferences: "Differences between the server's list of devices and the group's",
      directoryWaits: "Waits for a directory that could not be read",
    },
    longest: "Longest that a message waited to be sent",
    caughtUp: "Last complete catch-up",
    never: "not yet",
    storage: "This browser keeps what is stored",
    keeps: { yes: "yes", no: "no, it may delete it when space gets short", unknown: "it doesn't say" },
  },
  stuck: {
    lead: {
      server:
        "This conversation is made on this device; the server has not answered yet. What you write is kept and goes out as soon as it does. It is tried again by itself.",
      welcome:
        "You have been brought into this conversation; its keys are on their way. It is tried again at every connection. If it stays like this, ask a member to remove you and add you again.",
      repair:
        "This device has fallen out of step with this conversation, and can't read what is new. What you have is kept. It is repaired by itself as soon as that is possible; any member can also add this device again.",
      outside:
        "The server says that this device was taken out of this conversation. The device can't see for itself whether that is so: its keys are from before. What you have is kept; what had not been sent is marked. If you should still be in it, ask a member by another way to bring you in again.",
      directory:
        "Messages wait here. Who wrote them can't be checked, since the directory can't be read just now: the server does not give it, or this device has no room to store it. Nothing is lost, and they appear by themselves once it can be read. If it stays like this, make room on this device or tell the server's operator.",
      refused:
        "The server has refused to open this conversation. Nobody else has seen it, and nothing of it was sent. Check who is in it and open a new one, or ask your secretariat.",
    },
    act: {
      server: "Try now",
      welcome: "Try now",
      repair: "Repair now",
      outside: "Ask the server again",
      directory: "Look again",
      refused: "Remove it from this device",
    },
    again: {
      offer: "Begin it again…",
      title: "Begin this conversation again?",
      lead: "Nobody who was asked has the keys of this conversation any more, or the server has lost its newest change. It can begin again with fresh keys for the devices that these people have now. What you have stays in this thread, what waits is sent, and a line tells everybody who began it again.",
      act: "Begin again",
    },
  },
  thread: {
    choose: "Choose a conversation, or find a counterpart in the directory.",
    empty: "No messages yet. What you write is encrypted on this device before it leaves it.",
    write: "Message",
    send: "Send",
    composerHint: "Enter sends, Shift+Enter begins a new line",
    older: "Show older messages",
    arriving: "Your history is on its way. What has arrived appears here by itself.",
    newest: "Go to the newest message",
    messages: "Messages",
    delivery: {
      queued: "waiting to be sent",
      sent: "sent",
      delivered: "delivered",
      read: "read",
      failed: "not sent",
    },
    deliveredTo: (count, of) => `delivered to ${count} of ${of}`,
    readBy: (count, of) => `read by ${count} of ${of}`,
    reachTitle: "Who has this message",
    reachLead:
      "Delivered is what the server says: stored on one of the person's devices. Read is what the person's own device says, encrypted.",
    reachNotYet: "not delivered yet",
    reachReadAt: (time) => `read ${time}`,
    tryAgain: "Try again",
    ascribed: (who) =>
      `According to the server it came from ${who}. Nobody has signed that: whoever sent it answers under their own name.`,
    askAgain: "Ask for it to be sent again",
    askedAgain: (when) => `Asked ${when}. It appears here as soon as its author is online and still has it.`,
    resent: (when) => `sent again ${when}`,
    lookAgain: "Look again",
    discard: "Discard",
    unreadable: {
      "before-you-joined":
        "A message from before you joined. Ask somebody in this conversation to repeat it if you need it.",
      damaged: "A message that arrived damaged.",
      "keys-gone": "A message whose keys this device no longer has.",
      "device-added-later":
        "A message from before this device was added. Open it on your other device, or ask somebody in this conversation to repeat it.",
      "unknown-sender":
        "A message from somebody whom your directory doesn't know yet. It is kept, and appears here by itself once your secretariat's directory vouches for its author.",
      gap: "Messages are missing here: this device had lost step with the conversation's keys, and has come in anew. The others have them; ask one of them to repeat what you need.",
      "lost-device":
        "This message could not be read on your lost device, or on another device of yours that kept your history. It is missing in your history; whoever sent it can send it again.",
      "archive-damaged":
        "Messages are missing here: the part of your history that holds them is damaged on the server, or it withholds it. It is asked for again now and then, and when you press the button below. If another device of yours has them, they appear by themselves after it connects; otherwise ask somebody in this conversation to repeat what you need.",
      "server-restored":
        "The server was put back to an older state here. What was sent shortly before may be missing for some people: if nobody has answered it, say it again.",
      "not-archived":
        "Messages may be missing here: they were sent before this device was added, and none of your devices has saved them in your history. If another device of yours has them, they appear by themselves after it connects. Otherwise ask somebody in this conversation to repeat what you need.",
      "refused-sender":
        "A message that does not come from a member in good standing. It was not opened; tell your secretariat.",
    },
    newer: "Sent by a newer version of Comity. Reload the page to update, and it will be shown.",
    damaged: "This message is damaged. Ask its sender to send it again.",
    restarted: (who) => `${who} began this conversation again, with fresh keys for everybody in it`,
    created: (who) => `${who} opened the conversation`,
    added: (who, whom) => `${who} added ${whom}`,
    removed: (who, whom) => `${who} removed ${whom}`,
    deviceAdded: (whom) => `${whom} now reads on another device`,
    deviceRemoved: (whom) => `A device of ${whom} was removed`,
    somebody: "Somebody",
    left: "You are no longer in this conversation. You can read what came before.",
    details: "Details",
    renamed: (reference, title) => `Case ${reference}: ${title}`,
    handling: "Handling",
    noHandling: "No marking",
    encrypted: "End-to-end encrypted",
    newMessageFrom: (who) => `New message from ${who}`,
    edit: "Change",
    editLead:
      "Everybody who is in this conversation now can read the new wording; the earlier one stays visible.",
    changed: (time) => `changed ${time}`,
    earlier: (time) => `As it was at ${time}`,
    changing: "the change waits to be sent",
    withdraw: "Withdraw",
    withdrawTitle: "Withdraw this message?",
    withdrawLead:
      "The devices that have it delete what it says when they next connect. Whoever has read it already still knows it. A line says that you withdrew it.",
    withdrawn: "This message was withdrawn by its author.",
    today: "Today",
    yesterday: "Yesterday",
  },
  room: {
    newTitle: "New case room",
    reference: "Reference",
    title: "Title",
    members: "Members",
    addMembers: "Add members",
    choosePeople: "Choose people",
    chosen: (count) => `${count} chosen`,
    open: "Open the room",
    opening: "Opening the room …",
    add: "Add",
    remove: "Remove",
    removeTitle: (who) => `Remove ${who} from this room?`,
    removeLead:
      "The keys change at once: nothing that is sent from now on can be read by them. What they have received already stays with them.",
    readers: "Who can read this",
    devices: (count) => (count === 1 ? "1 device" : `${count} devices`),
    keysComing: "Keys on their way",
    serverBlind: "Reference, title and messages are known to these people only, not to the server.",
    untitled: "Case room",
  },
  directory: {
    title: "Directory",
    search: "Search by name, authority or country",
    country: "Country",
    competence: "Competence",
    language: "Language",
    role: "Role",
    any: "any",
    found: (count) => (count === 1 ? "1 person" : `${count} people`),
    nobody: "Nobody fits. Clear a filter, or ask the secretariat who is competent.",
    clear: "Clear filters",
    write: "Write",
    card: "Contact card",
    authority: "Authority",
    countryLabel: "Country",
    roles: "Roles",
    competences: "Competences",
    languages: "Working languages",
    email: "E-mail",
    telephone: "Telephone",
    vouched: (who, date) => `Vouched for by ${who} on ${date}`,
    logPosition: (position) => `Entry ${position} of the network's log`,
    validUntil: (date) => `Valid until ${date}`,
    standing: {
      current: "Current",
      "not-yet": "Not yet valid",
      expired: "Expired",
      suspended: "Suspended",
      revoked: "Ended",
      unrecognised: "Network no longer recognised",
    },
    officer: "Officer of the secretariat",
    choose: "Choose a person to see their card.",
    name: "Name",
  },
  board: {
    title: "Notice board",
    empty: "No announcements yet. The secretariat posts plenaries and training here.",
    emptyOfficer: "No announcements yet. Post the first one: a plenary, a training, a change of rules.",
    post: "New announcement",
    postTitle: "New announcement",
    headline: "Title",
    text: "Text",
    date: "Date and time",
    place: "Place",
    publish: "Post to the whole network",
    posted: (who, date) => `${who}, ${date}`,
    answer: "Your answer",
    attendance: { attending: "Attending", "not-attending": "Not attending", maybe: "Maybe" },
    counts: (attending, maybe, not) => `${attending} attending, ${maybe} maybe, ${not} not attending`,
    answers: "Answers",
    noAnswers: "No answers yet.",
    calendar: "Add to calendar",
  },
  office,
  recognition,
  officers,
  second,
  tenure,
  devices: {
    title: "Your devices",
    lead: "Each of them reads and writes in your name. If you don't recognise one, end it and tell your secretariat.",
    current: "this device",
    since: (date) => `since ${date}`,
    lastUse: (date) => `last used ${date}`,
    lastUnknown: "last use not known",
    ended: "ended",
    rename: "Rename",
    nameSeen: "The members of your networks can see this name.",
    end: "End",
    endTitle: (name) => `End ${name}?`,
    endLead:
      "The server refuses it at once, and it is taken out of all conversations: nothing that is sent from now on can be read on it. What it has received stays on it, behind its passphrase. A device that somebody else can unlock still holds your keys: then tell your secretariat as well.",
    link: "Link another device",
    linkHere: "Link to my other device",
    hereTitle: "Link this browser to your other device",
    hereLead:
      "You need a device on which you are signed in. This browser becomes another device of yours, with a passphrase of its own.",
    defaultName: "Second device",
    showCode: "Show the code",
    codeTitle: "Enter this code on your other device",
    codeLead:
      "On the device on which you are signed in, open Settings, then Your devices, then Link another device, and enter this code. You can also scan the square with it.",
    qr: "The same code for a camera",
    waiting: "Waiting for your other device …",
    expires: (time) => `The code holds until ${time}.`,
    again: "Begin again",
    enterLead:
      "On the new device open Comity and choose “Link to my other device”. It shows a code: enter it here.",
    openedLead:
      "This page was opened with the code of a new device. Go on only if you have that device in front of you. If somebody sent you this link, close this: their device would read and write in your name.",
    linkElsewhere:
      "This link holds the code of a new device. Open it, or enter the code, on a device on which you are signed in. This browser is not one.",
    codeLabel: "Code on the new device",
    scan: "Scan with the camera",
    noCamera: "The camera can't be used. Enter the code instead.",
    meeting: "Looking for the new device …",
    compareTitle: "Is this number the same on both screens?",
    compareLead: "Look at both screens yourself. If the numbers differ, somebody is between your devices.",
    same: "They are the same",
    differ: "They differ",
    confirmLead: (name) =>
      `${name} will read and write in your name on every network of yours. Enter your passphrase to hand it over.`,
    confirm: "Link the device",
    handingOver: "Handing over. Keep Comity open on both devices.",
    receiving: "Now confirm on your other device. Then this takes some seconds.",
    linked: (name) => `${name} is linked. It is being let into your conversations.`,
  },
  mute: {
    title: "Notifications",
    off: "on",
    until: (date) => `quiet until ${date}`,
    hours: (count) => `quiet for ${count} hours`,
    week: "quiet for a week",
    always: "quiet until I turn it on",
    quiet: "quiet",
  },
  recoveryTest: {
    title: "Your recovery key",
    never: (number, date) =>
      `Recovery key no. ${number} of ${date} has not been checked. Without it nobody can bring you back after a loss. Type it in once, from your paper.`,
    again: (number, date) =>
      `Can you still find recovery key no. ${number} of ${date}? Type it in once more, so that you don't learn of a lost paper when you need it.`,
    renewing: (number) =>
      `You have made a new recovery key and not typed it in yet. Until then no. ${number} is the one that counts.`,
    unkept: (number) =>
      `Recovery key no. ${number} counts only once its backup is on the server. It goes there by itself as soon as there is a connection.${number > 1 ? " Keep your former key until then." : ""}`,
    open: "Check it now",
    later: "In a week",
    field: "Recovery key, all ten groups",
    check: "Check",
    right: "That is the right key. You will be asked again in three months.",
    close: "Close",
  },
  term: {
    title: "Your membership",
    ends: (network, date, days) =>
      days === 1
        ? `Your membership in ${network} ends tomorrow, on ${date}.`
        : `Your membership in ${network} ends in ${days} days, on ${date}.`,
    ask: (who) => `Ask the secretariat to renew it: ${who}.`,
    askOwn: "You can renew it in the office, under Members.",
    later: "I have seen this",
  },
  settings: {
    title: "Settings",
    language: "Language",
    theme: "Appearance",
    themes: { system: "As the device", light: "Light", dark: "Dark" },
    passphraseTitle: "Passphrase",
    current: "Present passphrase",
    next: "New passphrase",
    change: "Change the passphrase",
    changed: "The passphrase was changed.",
    recoveryTitle: "Recovery key",
    recoveryLead: "There is one recovery key at a time. A new one ends the former.",
    recoveryState: (number, date) => `The current one is no. ${number} of ${date}.`,
    recoveryTested: (date) => `Last checked on ${date}.`,
    recoveryNeverTested: "It has not been checked yet.",
    renew: "Make a new recovery key",
    moveTitle: "Move to another browser",
    moveLead: "Takes this device, with its keys and messages, to another browser or computer. It ends here.",
    move: "Move this device",
    moved: "Open this link in the other browser. It works once.",
    idle: "Lock when unused for",
    minutes: (count) => `${count} minutes`,
    receiptsTitle: "Read receipts",
    receiptsLead:
      "Others see when you have read their messages, and you see when they have read yours. Turned off, neither is told. Only the people of a conversation can see it, never the server. Rooms of more than 20 people tell nobody.",
    receiptsOn: "Tell and show what has been read",
    aboutTitle: "How you are protected",
    about: [
      "Messages, case titles and announcements are encrypted on your device with MLS (RFC 9420), with keys that also withstand quantum computers. Only the people listed in a conversation have the keys.",
      "Who somebody is, is signed by the secretariat and checked by your device, person by person and device by device. The server cannot add anybody.",
      "The server does see who talks with whom, when, and how much. It sees the directory. It never sees what is said.",
    ],
    device: "This device",
  },
  version: {
    title: "Version of this program",
    running: "This browser runs the build",
    newest: (network, date) =>
      `The secretariat of ${network} named it in its log on ${date} as the right one.`,
    older: (network, date) =>
      `The secretariat of ${network} named it on ${date}, and has named a newer one since. Take the newer one when it is offered.`,
    nonePublished:
      "No secretariat of yours has named a build in its log yet, so there is nothing to compare it with.",
    unknown:
      "No secretariat of yours has named this build in its log. Ask your secretariat whether it knows it before you write anything confidential.",
    pinned: "This browser keeps this build and checks it: another one is taken only when you say so.",
    unpinned: "This browser can't keep a build: each start takes what the server sends.",
    publishLead: (network) =>
      `You are an officer of ${network}. If you or somebody you trust has made this build from the sources and got the same hash, say so in the log: members' browsers compare theirs with it.`,
    publish: (network) => `Name this build in the log of ${network}`,
    offered: "A new version of this program is ready. Its build is",
    offeredUnknown:
      "No secretariat of yours has named it in its log. Ask your secretariat whether it knows it before you take it.",
    notKnownYet: "Unlock first to see what your secretariat's log says of it.",
    takeLead: "All tabs are reloaded and ask for the passphrase. What you have written is kept.",
    take: "Take the new version",
    later: "Not now",
    tampered: (path) =>
      `The server sends a program that is not what it says it is (${path}). It was refused, and the version that you have goes on. Don't clear this browser's data, and tell your secretariat and the operator.`,
  },
  warning: {
    title: "Attention",
    dismiss: "I have read this",
    about: (conversation) => `Conversation: ${conversation}`,
    open: "Open the conversation",
    by: (who) => `It was made by ${who}.`,
    codes: {
      "leaf-refused":
        "A device that nobody has vouched for was offered as a reader of a conversation. It was refused. Tell your secretariat.",
      "log-refused":
        "The server sent a directory entry that is not validly signed. It was refused; the directory you see is the last one that was right. Tell your secretariat.",
      "commit-refused":
        "A change to the members of a conversation was not valid and was refused. Tell your secretariat.",
      "welcome-refused":
        "An invitation into a conversation was not valid and was refused. Ask the person who added you to try again, and tell your secretariat.",
      "invitation-tampered":
        "The keys of an invited person were changed on the way. Do not sign. Cancel the invitation and make a new one.",
      "conversation-shorter":
        "The server shows less of this conversation than this device has seen: it may have been put back from an old copy. New messages may not appear here. Tell the operator, and open a new room for what matters.",
      "archive-rolled-back":
        "The server shows an older or another history archive than it kept before. Nothing on your devices is lost, and what they have is saved again. Tell the operator, and your secretariat if it happens again.",
      "archive-damaged":
        "A part of your history archive is damaged or was changed on the server. It was refused; the rest was read. Other devices of yours may still have it. Tell the operator.",
      "archive-full":
        "Your history archive on the server is full. New messages stay on your devices only. Tell the operator.",
      "devices-differ":
        "The server's list of a conversation's devices is not the same as the group's own, or the group holds a device that nobody has vouched for. Open the conversation's details to see which, write nothing confidential there for now, and tell your secretariat and the operator.",
      "removal-withheld":
        "Somebody was taken out of a conversation, and the server keeps that from this device. Whoever was taken out may go on reading what you write there. Nothing is sent there before you have read this. Ask by telephone who is still in it, and tell your secretariat and the operator. Whose device says so:",
      "removal-unknown":
        "A message was written without knowing that somebody had been taken out of its conversation: the server keeps that from its author, or has been told something false. Whoever was taken out may go on reading what they write. Ask them by telephone to write nothing there for now, and tell your secretariat and the operator. The author:",
      "further-than-here":
        "In a conversation something came that is said to belong to a later state of its keys than this device has, and the server says that nobody has one. It may be a member's mischief, or the server keeps a change from this device, such as that somebody was taken out. Nothing is sent there before you have read this. Ask by telephone who is still in it before you write something confidential there.",
      "removal-undone":
        "Somebody who was taken out of this conversation is in it again. This device had fallen out of step and had to come in anew, so it can't see how they came back: a member may have brought them back, or the server has undone their removal. Nothing is sent there before you have read this. Look who is in the conversation and ask its members by telephone. If none of them brought this person back, take them out again and tell your secretariat. It is about:",
    },
  },
  log,
  verification,
  guests,
  history,
  files,
  fault: {
    "request.malformed": "The server did not understand this. Reload the page and try again.",
    "request.unknown-event": "The server is of another version. Reload the page and try again.",
    "rate.limited": "Too many tries. Nothing is lost; wait a minute and try again.",
    "session.unauthenticated": "You are not logged in. Wait for the connection and try again.",
    "session.bad-signature": "The server did not take this device's signature. Reload the page.",
    "session.wrong-origin":
      "This address is not one that the server answers to. Use the address that your secretariat gave you.",
    "session.unknown-device": "The server does not know this device. Ask your secretariat.",
    "session.revoked": "This device or membership has ended. Ask your secretariat.",
    "session.ended": "This membership has ended. Ask your secretariat.",
    "session.succeeded": "This office was handed over. Ask your secretariat.",
    "session.suspended": "This membership is suspended. Ask your secretariat.",
    "session.expired": "This membership has expired. Ask your secretariat to renew it.",
    "session.disabled":
      "The operator of this server has disabled this account. Ask them or your secretariat.",
    "session.pending": "The secretariat has not signed your membership yet. Try again when it has.",
    "session.outdated-client": "This page is out of date. Reload it.",
    "founding.token-invalid":
      "This founding link is not valid or has been used. Ask the operator of the server for a new one.",
    "invitation.unknown": "This invitation does not exist. Ask the secretariat for a new link.",
    "invitation.used": "This invitation has been used or cancelled. Ask the secretariat for a new one.",
    "invitation.expired": "This invitation has expired. Ask the secretariat for a new one.",
    "network.unknown": "The network is not known here. Check the connection and try again.",
    "statement.invalid":
      "The server refused the signature. Nothing was changed. Reload the page and try again.",
    "clock.wrong":
      "The clock of this device differs too much from the server's, so the signature would bear a wrong date. Nothing was signed. Set the clock and the time zone right, and try again.",
    "log.moved": "Somebody else signed something at the same moment. Nothing was changed; try again.",
    "account.unknown": "This person is not known to the server.",
    "not-permitted": "You may not do this. Ask your secretariat.",
    "key-package.none":
      "This person's device has left no keys for new conversations yet. Try again when they have been online.",
    "key-package.pool-full": "The server holds enough keys of this device.",
    "conversation.unknown": "This conversation does not exist any more.",
    "conversation.exists": "This conversation exists already; it will appear in a moment.",
    "conversation.not-member":
      "You are not in this conversation any more. What you have received stays readable.",
    "conversation.full": "This conversation has as many devices as it can have.",
    "epoch.moved": "The members were changed at the same moment. Nothing is lost; try again.",
    "transfer.unknown": "This moving link is not valid, has expired, or was used in another browser.",
    "link.unknown": "There is no device waiting with this code. Look at the code on the other screen again.",
    "link.taken":
      "Another device has used this code already. Start again on the new device; if it was not you, tell your secretariat.",
    "link.expired": "This code has expired. Start again on the new device.",
    "link.cancelled":
      "Linking was cancelled on the other device. Nothing was handed over. Start again if you want to.",
    "link.tampered":
      "The keys that arrived are not those that were promised: somebody between the two devices has changed them. Nothing was handed over. Tell your secretariat before you try again.",
    "backup.unknown":
      "The key is typed correctly, but this server has no backup for it. Nothing was changed. Use the newest key that you printed: one that was never typed back does not count. If it is the newest, check that this is your network's server, and ask its operator.",
    "backup.outdated":
      "This recovery key has been renewed on another of your devices. Unlock that device to bring this one up to date.",
    "archive.moved":
      "Another of your devices saved history at the same moment. Nothing is lost; it is tried again.",
    "archive.full":
      "Your history archive on the server is full. Messages stay readable on your devices; tell the operator.",
    "archive.unknown": "The server does not have this part of your history archive.",
    "blob.unknown":
      "This file is no longer on the server, or never was. Ask whoever sent it to send it again.",
    "blob.taken":
      "The server holds another file under this name already. Discard this one and attach it again.",
    "blob.quota":
      "You have uploaded as much as one person may in a day. The file is kept here; try again tomorrow.",
    "storage.unavailable":
      "The server cannot store anything right now. What you wrote is kept here and sent later.",
    "server.internal":
      "The server made a mistake. What you wrote is kept here. Try again; if it stays, tell the operator.",
    "transport.offline":
      "There is no connection. What you wrote is kept here. Try again when you are connected.",
    "transport.timeout": "The server did not answer in time. Check the connection and try again.",
    "passphrase.wrong":
      "That is not the passphrase. Check Caps Lock and the keyboard's language, and try again.",
    "passphrase.weak": "The passphrase is too short.",
    "link.invalid":
      "This is not a complete Comity link. Copy the whole of it, with everything after the # sign.",
    "vault.exists": "There is already a device in this browser. Use it, or another browser profile.",
    "vault.missing": "There is no device in this browser.",
    "vault.full":
      "The browser has no space left for Comity. Free some, then try again; nothing that was shown is lost.",
    "vault.damaged": "The data on this device is damaged. Use your recovery key in another browser profile.",
    "not-ready": "Comity is not ready yet. Wait a moment and try again.",
    "engine.restarted":
      "Comity had to start again in this browser. Look whether this was still done; if not, try again.",
    "engine.failed":
      "Comity made a mistake. What is stored is kept. Reload the page and try again; if it stays, tell the operator.",
    "recovery.outdated":
      "This recovery key is no longer the current one. Use the newest key that you printed.",
    "recovery.damaged":
      "The backup for this recovery key is damaged or was changed on the server, and was refused. Your key is right. Tell the operator; another device of yours saves the backup anew when it is unlocked.",
    "recovery.mistyped":
      "This is not a recovery key: a group is mistyped or missing. There are ten groups of four letters and digits; compare them with the paper one by one.",
    "recovery.wrong-key":
      "This is a recovery key, but not yours, or one that never became the current one. Use the newest key that you printed; if you don't have it any more, make a new one in the settings.",
    "activity.damaged":
      "This file was changed since it was signed, or is no file of an office's activity. Ask whoever gave it to you for the original.",
    "activity.differs":
      "This file is not what the network's log says, or was not signed by one of its officers. Keep it, and ask another officer to compare.",
    "member.changed":
      "Another officer has signed about this person meanwhile. Nothing was changed; look at the card again.",
    "contact.unreachable":
      "One of these people has no device that can be reached yet. Try again when they have been online, or leave them out.",
    "conversation.doubted":
      "A warning about who can read this conversation is open. Read it first: what you have written is still here.",
    "keys.changed":
      "Nothing is sent here until you have looked at the new keys of a person in it. Open the conversation and compare codes, or go on.",
    "history.nothing":
      "There is nothing here to pass on: you have nothing from before they came that may be passed on.",
    "history.too-much": "That is more than can be passed on at a time. Choose a later date.",
    "history.under-way":
      "Something is already on its way from you to this person. Wait for it, or take it back.",
    "files.too-many": "One message takes ten files at most. Send the others in another message.",
    "file.too-large": "A file may have 25 MB at most. Make it smaller, or send it in parts.",
    "file.unreadable":
      "The file can’t be read: it was moved, changed or taken away since it was chosen. Choose it again.",
    "file.damaged":
      "The file that the server gives is not the one that was sent: it was changed, swapped or damaged. It was refused, and nothing of it was saved. Ask whoever sent it to send it again.",
    "file.gone": "The file is no longer on the server. Ask whoever sent it to send it again.",
    "text.empty": "There is nothing to send.",
    "log.stopped":
      "An alarm about the network’s log is open: nothing is sent to its people. What you have written is kept. What to do stands at the top of the page.",
    "network.not-recognised":
      "Your network and this one don’t recognise each other any more: nothing can be sent. What was said stays here. Your secretariat can tell you more.",
    "room.unrecognised":
      "Somebody here belongs to a network that another person’s network doesn’t recognise. Leave one of them out, or ask your secretariat.",
    "network.code-wrong":
      "This is no network’s code, or the server shows another network for it. Ask the other secretariat to read its code again.",
    "network.own": "This is the code of your own network. Ask the other secretariat for theirs.",
    "log.code-wrong":
      "This is neither the code of the log on this device nor that of what the server shows. Nothing was changed. Ask the secretariat to read its code again, with the number of entries before it.",
    "text.too-long": "The message is too long. Send it in parts.",
  },
  progress: {
    invitations: "Making invitations",
    unlock: "Working with your keys",
    "own-device": "Letting your new device into your conversations",
    "catch-up": "Catching up on messages",
    "key-packages": "Preparing keys",
    "room-members": "Adding members",
    "board-members": "Bringing the notice board up to date",
    history: "Bringing back your history",
    move: "Moving the device",
  },
  progressOf: {
    messages: (done, total, count) => share(done, total, count, "message", "messages"),
    members: (done, total, count) => share(done, total, count, "member", "members"),
    conversations: (done, total, count) => share(done, total, count, "conversation", "conversations"),
    invitations: (done, total, count) => share(done, total, count, "invitation", "invitations"),
    parts: (done, total, count) => share(done, total, count, "part", "parts"),
  },
  roles: {
    secretariat: "Secretariat",
    "focal-point": "National focal point",
    "alternate-focal-point": "Alternate focal point",
    "central-authority": "Central authority",
    prosecutor: "Prosecutor",
    judge: "Judge",
    investigator: "Investigator",
  },
  competences: {
    "mla.a": "Taking evidence or statements",
    "mla.b": "Service of judicial documents",
    "mla.c": "Searches, seizures and freezing",
    "mla.d": "Examining objects and sites",
    "mla.e": "Information, evidentiary items, expert evaluations",
    "mla.f": "Documents and records (bank, corporate, government)",
    "mla.g": "Identifying or tracing proceeds of crime",
    "mla.h": "Voluntary appearance of persons",
    "mla.i": "Other assistance",
    confiscation: "Confiscation and disposal of proceeds",
    "spontaneous-information": "Spontaneous transmission of information",
    extradition: "Extradition",
    "transfer-of-sentenced-persons": "Transfer of sentenced persons",
    "transfer-of-proceedings": "Transfer of criminal proceedings",
    "joint-investigations": "Joint investigations",
    "controlled-delivery": "Controlled delivery",
    videoconference: "Hearing by video conference",
    "preservation-of-stored-data": "Expedited preservation of stored data",
    "access-to-stored-data": "Access to stored data",
    "real-time-traffic-data": "Real-time collection of traffic data",
    "contact-point-24-7": "24/7 contact point",
  },
  handling: {
    H0: "For preventing and combating crime, under the network's charter",
    H1: "Not to be disclosed in judicial proceedings without the provider's permission",
    H2: "Not to be disseminated without the provider's permission",
    H3: "Other restrictions: see the text",
  },
};
