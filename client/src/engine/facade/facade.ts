import type { Attendance, Handling } from "@comity/shared/content/content";
import type { Card } from "@comity/shared/directory/card";
import type { Fault } from "@comity/shared/fault";
import type {
  AccountId,
  ConversationId,
  DeviceId,
  InvitationId,
  MessageId,
  NetworkId,
  OfficerKey,
} from "@comity/shared/ids";
import type { Result } from "@comity/shared/result";
import type { ChosenFile, DownloadView, FileView, ReceivedFile, UploadView } from "./fileViews.ts";
import type { OfficersView } from "./officerViews.ts";
import type {
  ActivityView,
  Connection,
  ContactView,
  ConversationView,
  GuestInvitationView,
  HealthView,
  HistoryChoice,
  InvitationView,
  LogAlarmView,
  LogView,
  NameComparison,
  NetworkIntroduction,
  NoticeView,
  OwnDeviceView,
  PairView,
  PersonMark,
  Phase,
  PictureVerdict,
  PreferencesView,
  ReadersView,
  RecognitionView,
  SelfView,
  ThreadItem,
  VouchingView,
  WarningView,
} from "./views.ts";

/** Everything that can go wrong in a call to the engine, as a closed union: shown to people in words. */
export type EngineFault =
  | Fault
  | { readonly code: "transport.offline" }
  | { readonly code: "transport.timeout" }
  | { readonly code: "passphrase.wrong" }
  | { readonly code: "passphrase.weak" }
  | { readonly code: "link.invalid" }
  | { readonly code: "link.tampered" }
  | { readonly code: "vault.exists" }
  | { readonly code: "vault.missing" }
  | { readonly code: "vault.full" }
  | { readonly code: "vault.damaged" }
  | { readonly code: "not-ready" }
  /** The engine ended under the call (its worker crashed): what was stored is kept, the rest did not happen. */
  | { readonly code: "engine.restarted" }
  /** A mistake of our own. */
  | { readonly code: "engine.failed" }
  /** What was typed is no recovery key: its check does not hold. */
  | { readonly code: "recovery.mistyped" }
  /** A recovery key, and not one that this device knows. */
  | { readonly code: "recovery.wrong-key" }
  /** There is a backup for this recovery key, and it is not what the key sealed: damaged, or changed on the server. */
  | { readonly code: "recovery.damaged" }
  /** A recovery key of this account that has ended: its number, and when it was made. */
  | { readonly code: "recovery.outdated"; readonly number: number; readonly issuedAt: number }
  /** A file of activity that was changed, or is none. */
  | { readonly code: "activity.damaged" }
  /** A file of activity that is well signed and not what this network's log says, or not by one of its officers. */
  | { readonly code: "activity.differs" }
  /** Another officer has signed about this person since the officer looked. */
  | { readonly code: "member.changed" }
  | { readonly code: "contact.unreachable"; readonly account: AccountId }
  /** The log of one of the person's networks is under an alarm: nothing new is sent to its people. */
  | { readonly code: "log.stopped"; readonly network: NetworkId }
  /** A network and the person's own don't recognise each other (any more): nothing is sent to its people. */
  | { readonly code: "network.not-recognised"; readonly network: NetworkId }
  /** What was typed is no network's code, or the server shows another network for it. */
  | { readonly code: "network.code-wrong" }
  /** It is the code of the officer's own network. */
  | { readonly code: "network.own" }
  /** Somebody's network and that of another person in the room don't recognise each other. */
  | { readonly code: "room.unrecognised"; readonly account: AccountId }
  /** The code that was typed is neither that of the log held here nor of the one that the server shows. */
  | { readonly code: "log.code-wrong" }
  /** Somebody in the conversation has other keys than they were known by, and the person has not looked at them yet. */
  | { readonly code: "keys.changed"; readonly account: AccountId }
  /** A warning makes it doubtful who reads along there, and the person has not put it aside yet. */
  | { readonly code: "conversation.doubted" }
  /** There is nothing in the room that this person has, that may be passed on, and from before the other one came. */
  | { readonly code: "history.nothing" }
  /** More than can be passed on at a time: a later date is needed. */
  | { readonly code: "history.too-much" }
  /** Something is on its way to the same person already. */
  | { readonly code: "history.under-way" }
  /** More files than one message takes. */
  | { readonly code: "files.too-many" }
  | { readonly code: "file.too-large" }
  /** The system does not give a file that was chosen: it was moved, changed or taken away. */
  | { readonly code: "file.unreadable" }
  /** What the server gives for a file is not what this person sent. It was refused. */
  | { readonly code: "file.damaged"; readonly account: AccountId }
  /** The server has a file no more that this person sent. */
  | { readonly code: "file.gone"; readonly account: AccountId }
  | { readonly code: "text.empty" }
  | { readonly code: "text.too-long" };
export type EngineResult<Value> = Promise<Result<Value, EngineFault>>;

/** What the engine tells on its own. Lists come whole; thread items come as upserts by `key`. */
export type EngineChange =
  | { readonly type: "phase"; readonly phase: Phase }
  | { readonly type: "connection"; readonly connection: Connection }
  | { readonly type: "self"; readonly self: SelfView | undefined }
  | {
      readonly type: "directory";
      readonly contacts: readonly ContactView[];
      readonly guests: readonly ContactView[];
    }
  | { readonly type: "guest-invitations"; readonly invitations: readonly GuestInvitationView[] }
  | { readonly type: "conversations"; readonly conversations: readonly ConversationView[] }
  | {
      readonly type: "thread";
      readonly conversation: ConversationId;
      readonly items: readonly ThreadItem[];
      readonly gone: readonly string[];
    }
  | { readonly type: "notices"; readonly notices: readonly NoticeView[] }
  | { readonly type: "invitations"; readonly invitations: readonly InvitationView[] }
  | { readonly type: "warnings"; readonly warnings: readonly WarningView[] }
  /** The networks' logs as they are held here, and the alarms about them, settled ones too. */
  | { readonly type: "logs"; readonly logs: readonly LogView[]; readonly alarms: readonly LogAlarmView[] }
  | { readonly type: "health"; readonly health: HealthView }
  /** Whom the person has verified, and what else they have made sure of about people. */
  | { readonly type: "people"; readonly people: readonly PersonMark[] }
  | { readonly type: "preferences"; readonly preferences: PreferencesView }
  /** Files on their way out. */
  | { readonly type: "uploads"; readonly uploads: readonly UploadView[] }
  /** A file that was asked for has come further; done = total ends it, whatever came of it. */
  | { readonly type: "download"; readonly download: DownloadView }
  /** Another device of this person has changed a draft. */
  | { readonly type: "draft"; readonly conversation: ConversationId; readonly text: string }
  | { readonly type: "progress"; readonly task: ProgressTask; readonly done: number; readonly total: number };

/** Long tasks that show how far they are. done = total ends one. */
export type ProgressTask =
  | "unlock"
  | "catch-up"
  | "key-packages"
  | "room-members"
  | "board-members"
  | "move"
  | "history"
  | "own-device"
  | "invitations";

/** The recovery key, shown once and printed: groups of letters and digits, with a number and a date. */
export interface RecoveryKeyView {
  readonly key: string;
  readonly number: number;
  readonly issuedAt: number;
}

/** Whom an officer invites: the card that will be signed, and until when the membership will be vouched for. */
export interface Invitee {
  readonly card: Card;
  /** Milliseconds since 1970; undefined: as long as usual. */
  readonly memberUntil?: number | undefined;
}

/** Whom a member invites into one room, until when, and for how many days the link opens. */
export interface GuestInvitee {
  readonly conversation: ConversationId;
  readonly card: Card;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
  readonly linkDays: number;
  /** From when on the guest gets what was written before they came; undefined: nothing. Milliseconds since 1970. */
  readonly historySince?: number | undefined;
}

/** How far the making of many invitations came, and what stopped it. */
export interface BatchOutcome {
  readonly made: readonly InvitationView[];
  readonly stopped: EngineFault | undefined;
}

/** A file of activity that holds: whose network, up to which entry, how many acts, who signed it and when. */
export interface ActivityCheck {
  readonly network: NetworkId;
  readonly networkName: string;
  readonly size: number;
  readonly acts: number;
  readonly signedBy: AccountId;
  readonly exportedAt: number;
}

/** What replaces a member's card and time. */
export interface Amendment {
  readonly network: NetworkId;
  readonly account: AccountId;
  readonly card: Card;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** The position of the statement that the officer has seen the change against. */
  readonly seen: number;
}

/** What a new device shows so that a signed-in one finds it: for ten minutes. */
export interface LinkOffer {
  /** Two groups of four letters and digits. */
  readonly code: string;
  /** The same as a link, for a QR code. */
  readonly link: string;
  readonly expiresAt: number;
}

/** What both screens show. They must be the same, or somebody sits in between. */
export interface LinkComparison {
  /** Two groups of three digits. */
  readonly number: string;
  /** How the new device calls itself; empty on the new device. */
  readonly deviceName: string;
}

export interface InvitationPreview {
  readonly networkName: string;
  readonly invitedBy: string;
  readonly card: Card;
  readonly expiresAt: number;
  /** Present where a guest is invited: until when. */
  readonly guestUntil: number | undefined;
}

/**
 * The one door between screens and engine. Every method may be called at any time and answers in words of
 * a closed union; none throws for an expected failure.
 */
export interface EngineFacade {
  /** Starts listening, and tells the whole present state first. Returns how to stop. */
  subscribe(listener: (change: EngineChange) => void): Promise<() => void>;

  /** Founds a network with a founding link: makes all keys, publishes the founding, starts the notice board. */
  found(input: {
    link: string;
    passphrase: string;
    networkName: string;
    card: Card;
    deviceName: string;
  }): EngineResult<RecoveryKeyView>;
  /** Looks at an invitation without using it. */
  previewInvitation(link: string): EngineResult<InvitationPreview>;
  /** Makes keys and redeems the invitation; the phase becomes `waiting`. */
  enrol(input: { link: string; passphrase: string; deviceName: string }): EngineResult<RecoveryKeyView>;
  /** Restores an account on this browser from its printed recovery key, as a new device. */
  restore(input: { recoveryKey: string; passphrase: string; deviceName: string }): EngineResult<void>;
  unlock(passphrase: string): EngineResult<void>;
  /** Wipes all keys from memory and disconnects. */
  lock(): Promise<void>;
  changePassphrase(input: { current: string; next: string }): EngineResult<void>;
  /**
   * Makes a new recovery key, which becomes the current one when it has been typed in (`confirmRecoveryKey`);
   * until then the former one holds. Needs the passphrase.
   */
  renewRecoveryKey(passphrase: string): EngineResult<RecoveryKeyView>;
  /**
   * The person has typed their recovery key in. Says whether it is the current one, an outdated one, or none. It can
   * be relied on once the own view says that it is `kept`; without a connection that comes later.
   */
  confirmRecoveryKey(typed: string): EngineResult<void>;
  /** Puts the next test of the recovery key off for a week. */
  postponeRecoveryTest(): EngineResult<void>;
  /** Moves this device to another browser: gives the one-time link and ends here. Needs the passphrase. */
  moveAway(passphrase: string): EngineResult<{ link: string }>;
  /** Takes a device that moved here; the phase becomes `locked`. */
  moveHere(link: string): EngineResult<void>;

  /** Begins to link this browser, which has no vault yet, to a signed-in device of the same person. */
  openLink(input: { deviceName: string }): EngineResult<LinkOffer>;
  /** Waits until the other device has come (up to ten minutes), and gives the number to compare. */
  compareLink(): EngineResult<LinkComparison>;
  /** The person has seen the same number on both screens: waits for the hand-over; then the phase is `ready`. */
  acceptLink(input: { passphrase: string }): EngineResult<void>;
  /** Comes to a new device's place with its code or link, and gives the number to compare. */
  linkDevice(code: string): EngineResult<LinkComparison>;
  /** The person has seen the same number: hands over and certifies the new device. Needs the passphrase. */
  confirmLink(passphrase: string): EngineResult<void>;
  /** Gives up linking, on either side: nothing is handed over, and the other device is told. */
  cancelLink(): Promise<void>;
  /** The person's own devices, this one first. */
  ownDevices(): EngineResult<readonly OwnDeviceView[]>;
  renameDevice(input: { device: DeviceId; name: string }): EngineResult<void>;
  /** Ends another device of this person's, in every network. Needs the passphrase. */
  revokeDevice(input: { device: DeviceId; passphrase: string }): EngineResult<void>;

  /** Which people, and which others of the list, each of these names may be taken for. */
  compareNames(names: readonly string[]): EngineResult<readonly NameComparison[]>;
  /** Makes an invitation; its link opens it once, for so many days. */
  invite(input: Invitee & { network: NetworkId; validDays: number }): EngineResult<InvitationView>;
  /** Makes many, with progress; says how far it came where something stopped it. */
  inviteMany(input: {
    network: NetworkId;
    invitees: readonly Invitee[];
    validDays: number;
  }): EngineResult<BatchOutcome>;
  cancelInvitation(invitation: InvitationId): EngineResult<void>;
  /** A new link with the card of an invitation that nobody has answered; the former link opens nothing any more. */
  renewInvitation(input: { invitation: InvitationId; validDays: number }): EngineResult<InvitationView>;
  /** The officer has handed the links of these over. */
  handedOver(invitations: readonly InvitationId[]): EngineResult<void>;
  /** Signs the membership of an arrived invitation. */
  grant(invitation: InvitationId): EngineResult<void>;
  /** What officers have done in a network, oldest first, from its log. */
  activity(network: NetworkId): EngineResult<readonly ActivityView[]>;
  /** The same as the text of a file that is signed with this officer's key, with the log's size and root. */
  exportActivity(network: NetworkId): EngineResult<string>;
  /** Whether such a file is what an officer signed, and what this device's own log says. */
  checkActivity(file: string): EngineResult<ActivityCheck>;
  /** Replaces a member's card and time, as seen against the statement at position `seen`. */
  amendMember(input: Amendment): EngineResult<void>;
  /** Takes a membership's effect away until it is lifted: refused at log-in, and taken out of rooms. */
  suspendMember(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  resumeMember(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  /** Ends a person's membership. */
  revokeMember(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  /** Says in a network's log that a build of the pages (its hash) is held for the right one. Officers only. */
  publishBuild(input: { network: NetworkId; build: string }): EngineResult<void>;
  /** A network's own code, and how it stands with other networks. */
  recognitions(network: NetworkId): EngineResult<{
    readonly code: string;
    readonly recognitions: readonly RecognitionView[];
  }>;
  /** Shows an officer which network a code stands for, before they sign anything about it. */
  identifyNetwork(input: { network: NetworkId; code: string }): EngineResult<NetworkIntroduction>;
  /** Signs that the network takes another one's people in rooms; it has effect when both say so. */
  recognise(input: { network: NetworkId; other: NetworkId; name: string }): EngineResult<void>;
  /** Signs that it does so no more. */
  withdrawRecognition(input: { network: NetworkId; other: NetworkId }): EngineResult<void>;
  /** Who the officers of a network are, and to whom the office was offered. */
  officers(network: NetworkId): EngineResult<OfficersView>;
  /** Offers a member the office of an officer. Officers only. */
  nominateOfficer(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  /** Takes back an offer of the office, whoever made it. `member.changed`: it is open no more. */
  withdrawOffer(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  /** Takes up the office that this person was offered: makes their officer's key here and names it. */
  acceptOffice(network: NetworkId): EngineResult<void>;
  /** Signs somebody into office with the key that they have named. `member.changed`: they have named another since. */
  addOfficer(input: { network: NetworkId; account: AccountId; key: OfficerKey }): EngineResult<void>;
  /** Ends an officer's key; never the last one that can sign. */
  removeOfficer(input: { network: NetworkId; key: OfficerKey }): EngineResult<void>;
  /** Replaces the own officer's key by a new one. */
  renewOfficerKey(network: NetworkId): EngineResult<void>;
  /** Switches the two-officer rule on; or signs that it be switched off, which a second officer must sign too. */
  setTwoOfficerRule(input: { network: NetworkId; two: boolean }): EngineResult<void>;
  /** Signs as the second officer what waits at a place of the log. `member.changed`: it does not wait any more. */
  countersign(input: { network: NetworkId; position: number }): EngineResult<void>;
  /** Ends what waits there, without effect. */
  refuseWaiting(input: { network: NetworkId; position: number }): EngineResult<void>;
  /** Signs that somebody is away from one moment to another, and who stands in. Officers, and the absent themselves. */
  standIn(input: {
    network: NetworkId;
    absent: AccountId;
    alternate: AccountId;
    from: number;
    until: number;
  }): EngineResult<void>;
  /** Signs that somebody is back, or is not going away after all. Officers, and the absent themselves. */
  comeBack(input: { network: NetworkId; absent: AccountId }): EngineResult<void>;
  /** Ends a person's membership and names who takes over their rooms. Officers only. */
  succeed(input: { network: NetworkId; from: AccountId; to: AccountId }): EngineResult<void>;

  /** Invites somebody from outside the network into one room, until a date; its link opens it once. */
  inviteGuest(input: GuestInvitee): EngineResult<GuestInvitationView>;
  cancelGuestInvitation(invitation: InvitationId): EngineResult<void>;
  /** Signs the admission of an arrived guest, with the person's own key, and brings them into the room. */
  admitGuest(invitation: InvitationId): EngineResult<void>;
  /** Gives a guest another date, as seen against the admission at position `seen`. Their host only. */
  prolongGuest(input: {
    network: NetworkId;
    account: AccountId;
    validUntil: number;
    seen: number;
  }): EngineResult<void>;
  /** Ends a guest's stay: refused at log-in at once, and taken out of the room. Their host or an officer. */
  endGuest(input: { network: NetworkId; account: AccountId }): EngineResult<void>;

  /** Opens the direct channel with a person, making it if there is none. */
  openDirect(account: AccountId): EngineResult<ConversationId>;
  createRoom(input: {
    reference: string;
    title: string;
    members: readonly AccountId[];
  }): EngineResult<ConversationId>;
  addMembers(input: { conversation: ConversationId; accounts: readonly AccountId[] }): EngineResult<void>;
  removeMember(input: { conversation: ConversationId; account: AccountId }): EngineResult<void>;
  changeRoomDetails(input: {
    conversation: ConversationId;
    reference: string;
    title: string;
  }): EngineResult<void>;
  /** Resolves when the message is stored on this device; it is sent as soon as there is a connection. */
  sendText(input: {
    conversation: ConversationId;
    text: string;
    replyTo?: MessageId;
    handling?: Handling;
  }): EngineResult<MessageId>;
  /**
   * Encrypts files into the vault; resolves when they are kept there. Then they are uploaded as soon as there is a
   * connection, and become the message of this id when the server has them whole. Progress is told in `uploads`.
   */
  sendFiles(input: {
    conversation: ConversationId;
    files: readonly ChosenFile[];
    text?: string;
    replyTo?: MessageId;
    handling?: Handling;
  }): EngineResult<MessageId>;
  /** Takes up an upload that has failed. */
  retryUpload(id: MessageId): EngineResult<void>;
  /** Takes files back that have not become a message yet. */
  discardUpload(id: MessageId): EngineResult<void>;
  /**
   * Fetches a file of a message (its order, and which of its files) and proves every byte of it. A download that was cut
   * short goes on where it stopped.
   */
  openFile(input: { conversation: ConversationId; order: number; index: number }): EngineResult<ReceivedFile>;
  /** The files of a conversation's messages, the newest messages first; `before` is the order of the last one that is known. */
  files(input: {
    conversation: ConversationId;
    before?: number;
  }): EngineResult<{ files: readonly FileView[]; more: boolean }>;
  /** Changes the wording of an own message that was sent. Everybody who is in the conversation now can read the new one. */
  editText(input: {
    conversation: ConversationId;
    messageId: MessageId;
    order: number;
    text: string;
  }): EngineResult<void>;
  /** Takes an own message back: devices that have it forget what it said, when they next connect. */
  withdraw(input: { conversation: ConversationId; messageId: MessageId; order: number }): EngineResult<void>;
  /** A page of a thread, newest first page when `before` is absent; items come in ascending order. */
  thread(input: {
    conversation: ConversationId;
    before?: number;
    limit: number;
  }): EngineResult<{ items: readonly ThreadItem[]; more: boolean }>;
  /** All up to this order has been seen. */
  markRead(input: { conversation: ConversationId; order: number }): EngineResult<void>;
  /** Tries to connect at once; a connection that seems to stand must show that it lives, or is replaced. */
  connectNow(): Promise<void>;
  /** Sends a message anew that the server has refused for good; it gets a new place at the end. */
  tryAgain(input: { conversation: ConversationId; messageId: MessageId }): EngineResult<void>;
  /** Takes a message away that was not sent. */
  discard(input: { conversation: ConversationId; messageId: MessageId }): EngineResult<void>;
  /** Takes up at once whatever a conversation waits for: its creation, its keys, its repair, what is to be sent. */
  resume(conversation: ConversationId): EngineResult<void>;
  /**
   * Begins a conversation again with the same people and fresh keys, where nobody has its keys any more or the server
   * has lost what they belong to (`mayRestart`). The thread goes on, and what waits to be sent goes out.
   */
  restart(conversation: ConversationId): EngineResult<void>;
  /** Asks whoever sent a message that can't be read here to send it again; the answer takes its place. */
  askAgain(input: { conversation: ConversationId; order: number }): EngineResult<void>;
  /**
   * What of a room this person would pass on to somebody in it (undefined: to a guest who has yet to come), from a moment
   * on: what was written before the other one came in, as this device has it.
   */
  chooseHistory(input: {
    conversation: ConversationId;
    to: AccountId | undefined;
    since: number;
  }): EngineResult<HistoryChoice>;
  /** Passes that on. The room sees it in a line; only the other one's devices can read what is passed on. */
  passHistoryOn(input: { conversation: ConversationId; to: AccountId; since: number }): EngineResult<void>;
  /** Asks anew, from this device, for what this person was offered: whoever offered it sends it again from the start. */
  askForHistory(input: { conversation: ConversationId; offer: MessageId }): EngineResult<void>;
  /** Takes an offer back that has not come to its end, or turns it down. */
  stopHistory(input: { conversation: ConversationId; offer: MessageId }): EngineResult<void>;
  /** What a network's officers have said about one person, newest first, with the keys under which they said it. */
  vouching(input: { network: NetworkId; account: AccountId }): EngineResult<readonly VouchingView[]>;
  /** What this person and another compare: a code that is the same on both sides, and the picture that the other scans. */
  pair(account: AccountId): EngineResult<PairView>;
  /** Says whose a scanned picture is. Where it is this person's and meant for us, they are marked as verified. */
  checkPicture(input: { account: AccountId; text: string }): EngineResult<PictureVerdict>;
  /** The person has looked at somebody's new keys and goes on: what was held back is sent. */
  acknowledgeKeys(account: AccountId): EngineResult<void>;
  /** The codes were the same, or the mark is taken back: on all devices of this person. */
  setVerified(input: { account: AccountId; verified: boolean }): EngineResult<void>;
  /**
   * Compares the devices in a conversation's group with the server's list of them and with the networks' logs. A
   * difference is looked at twice, and then kept as a warning.
   */
  compareReaders(conversation: ConversationId): EngineResult<ReadersView>;
  /** Takes a conversation off this device that the server has refused to open. Nobody else ever had it. */
  forget(conversation: ConversationId): EngineResult<void>;
  /** Turns read receipts on or off, both ways: who doesn't tell isn't told. */
  setReadReceipts(on: boolean): EngineResult<void>;
  /** Unsent text, kept in the vault. */
  saveDraft(input: { conversation: ConversationId; text: string }): EngineResult<void>;
  draft(conversation: ConversationId): EngineResult<string>;
  /** Makes a conversation keep quiet until a moment; undefined: not any longer. Holds on all devices of this person. */
  mute(input: { conversation: ConversationId; until: number | undefined }): EngineResult<void>;

  announce(input: {
    network: NetworkId;
    title: string;
    text: string;
    date?: string;
    place?: string;
  }): EngineResult<MessageId>;
  answer(input: { network: NetworkId; announcement: MessageId; attendance: Attendance }): EngineResult<void>;
  dismissWarning(id: string): EngineResult<void>;
  /**
   * Ends a network's alarms by a code that the secretariat has told by another way than this server. What it is the code
   * of holds from now on: the log that is held here, or the one that the server shows. Any other settles nothing.
   */
  settleAlarms(input: { network: NetworkId; code: string }): EngineResult<void>;
  /** An alarm's evidence as a JSON file, which others can check without a network. */
  exportAlarm(id: string): EngineResult<string>;
  /** A network's whole log as a JSON file, with the newest head that was verified. */
  exportLog(network: NetworkId): EngineResult<string>;
  /**
   * Resolves when nothing is under way any more: what the server has told of so far is stored on this device,
   * and what could be sent is sent. What waits for a connection or for another person is not waited for.
   */
  settled(): Promise<void>;
}
