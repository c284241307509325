import type { NetworkId } from "@comity/shared/ids";
import { fail, ok } from "@comity/shared/result";
import type { EngineContext, Self } from "../context.ts";
import { openConversations } from "../conversations/conversations.ts";
import type { ConversationsService } from "../conversations/service.ts";
import type { EngineDependencies } from "../dependencies.ts";
import { OwnDevices } from "../devices/ownDevices.ts";
import { contactsOf, guestsOf } from "../directory/contacts.ts";
import { Directory } from "../directory/directory.ts";
import { Names } from "../directory/names.ts";
import { LogKeyNaming } from "../directory/naming.ts";
import { signingKeysOf } from "../enrolment/newIdentity.ts";
import type { EngineChange, EngineResult } from "../facade/facade.ts";
import type {
  ContactView,
  ConversationView,
  LostMark,
  Phase,
  SelfView,
  WarningView,
} from "../facade/views.ts";
import { Guests } from "../guests/guests.ts";
import { Stays } from "../guests/stays.ts";
import { Office } from "../office/office.ts";
import { withSeatedKeys } from "../office/officerKeys.ts";
import { offerOf } from "../office/officers.ts";
import type { Transport } from "../ports.ts";
import { withDues, withPeople } from "../recovery/identityNews.ts";
import { RecoveryCare } from "../recovery/recoveryCare.ts";
import { ARCHIVE_KEY_BYTES, type IdentityRecord, identityChange } from "../vault/identityRecord.ts";
import type { SealedVault } from "../vault/vault.ts";
import { Admission } from "./admission.ts";
import { Session } from "./session.ts";

/** How long a recovery waits for the networks' logs before it goes on without them. */
const CHECK_PATIENCE_MS = 20_000;
/** How long giving up a device waits for the networks' logs to say that it has ended. */
const ENDING_PATIENCE_MS = 10_000;
/** How long locking waits for what is new to reach the server: the screens are locked at once. */
const KEEP_PATIENCE_MS = 5_000;

/** How long until work that nobody waits for is tried again. */
const RETRY_MS = 10_000;

/** Everything that runs while the vault is open: session, directory, office and conversations of one person. */
export class Unlocked {
  readonly directory: Directory;
  readonly session: Session;
  readonly office: Office;
  private readonly admission: Admission;
  /** Guests that this person answers for, and what is signed about guests. */
  readonly guests: Guests;
  readonly stays: Stays;
  /** Whose names can be taken for another's. */
  readonly names = new Names();
  readonly recovery: RecoveryCare;
  readonly ownDevices: OwnDevices;
  private conversationsService: ConversationsService | undefined;
  private readonly warnings = new Map<string, WarningView>();
  private conversationWarnings: readonly WarningView[] = [];
  private rooms: readonly ConversationView[] = [];
  private announced = false;
  private closed = false;

  private constructor(
    private readonly dependencies: EngineDependencies,
    readonly vault: SealedVault,
    private identityRecord: IdentityRecord,
    transport: Transport,
    private readonly told: (change: EngineChange) => void,
    private readonly overtaken: (by: LostMark) => void,
  ) {
    const { sodium, random, clock, origin } = dependencies;
    const networks = () => this.identity.networks.map(({ network }) => network);
    this.directory = new Directory(
      sodium,
      vault,
      networks,
      ({ network, code, cause }) =>
        this.warn({ id: `${code}-${network}`, code, cause, conversation: undefined, account: undefined }),
      () => clock.now(),
    );
    this.session = new Session(
      sodium,
      transport,
      identityRecord.device,
      signingKeysOf(sodium, identityRecord.deviceKey),
      {
        connection: (connection) => this.tell({ type: "connection", connection }),
        standing: (standing) => this.inBackground(() => this.admission.follow(standing)),
        refused: (reason) => this.inBackground(() => this.admission.refused(reason)),
      },
    );
    this.admission = new Admission({
      dependencies,
      session: this.session,
      directory: this.directory,
      identity: () => this.identity,
      amend: (change) => this.amend(change),
      closed: () => this.closed,
      refused: () => this.tell({ type: "phase", phase: this.phase() }),
      readmitted: () => {
        if (this.announced) this.tell({ type: "phase", phase: this.phase() });
      },
    });
    this.ownDevices = new OwnDevices({
      sodium,
      clock,
      session: this.session,
      directory: this.directory,
      identity: () => this.identity,
    });
    this.recovery = new RecoveryCare({
      sodium,
      random,
      clock,
      session: this.session,
      directory: this.directory,
      identity: () => this.identity,
      amend: (change, from) => this.amend(change, from),
      changed: () => this.tell({ type: "self", self: this.selfView() }),
    });
    this.office = new Office({
      sodium,
      random,
      clock,
      vault,
      session: this.session,
      directory: this.directory,
      identity: () => this.identity,
      amend: (change) => this.amend(change),
      origin,
      progress: (done, total) => this.tell({ type: "progress", task: "invitations", done, total }),
      changed: (invitations) => this.tell({ type: "invitations", invitations }),
      tampered: (invitation) =>
        this.warn({
          id: `invitation-${invitation}`,
          code: "invitation-tampered",
          cause: "mac",
          conversation: undefined,
          account: undefined,
        }),
    });
    const shared = {
      sodium,
      clock,
      session: this.session,
      directory: this.directory,
      identity: () => this.identity,
    };
    this.stays = new Stays({ ...shared, officerKeys: this.office.officerKeys });
    this.guests = new Guests({
      ...shared,
      random,
      vault,
      conversations: () => this.conversations,
      membersOf: (room) => this.rooms.find(({ id }) => id === room)?.members.map(({ account }) => account),
      stays: this.stays,
      origin,
      changed: (invitations) => this.tell({ type: "guest-invitations", invitations }),
    });
  }

  /** A guest's place in a network; undefined: this person is a guest of none. */
  private get guest(): ContactView | undefined {
    const { account } = this.identity;
    const guests = guestsOf(this.directory, account, this.dependencies.clock.now(), this.names);
    return guests.find((one) => one.account === account);
  }

  /**
   * Starts everything for an opened vault. What can be shown without a connection is told before one is there.
   * `overtaken`: this device was made from an old backup, as the networks' logs show later than its recovery
   * could wait.
   */
  static async start(
    dependencies: EngineDependencies,
    vault: SealedVault,
    identity: IdentityRecord,
    tell: (change: EngineChange) => void,
    overtaken: (unlocked: Unlocked, by: LostMark) => void,
  ): Promise<Unlocked> {
    const unlocked: Unlocked = new Unlocked(
      dependencies,
      vault,
      identity,
      dependencies.connect(),
      tell,
      (by) => overtaken(unlocked, by),
    );
    try {
      await unlocked.open();
    } catch (error) {
      await unlocked.close();
      throw error;
    }
    await unlocked.keepMark();
    return unlocked;
  }

  get identity(): IdentityRecord {
    return this.identityRecord;
  }

  get conversations(): ConversationsService {
    if (this.conversationsService === undefined)
      throw new Error("conversations were asked for before they were open");
    return this.conversationsService;
  }

  /**
   * Stores a changed identity. Changes are made one after the other, each on what the former led to. What of it
   * belongs into the backup, and what the person's other devices must know, goes there by itself. `heard`: they
   * are where it comes from.
   */
  amend(change: (identity: IdentityRecord) => IdentityRecord, { heard = false } = {}): Promise<void> {
    const turn = this.amending.then(async () => {
      const before = this.identityRecord;
      const changed = change(before);
      if (changed === before) return;
      const identity = withDues(before, changed, heard);
      await this.vault.write([identityChange(identity)]);
      this.identityRecord = identity;
      // Whether this device can sign for a network is shown.
      if (identity.networks !== before.networks) this.tell({ type: "self", self: this.selfView() });
      if (identity.recovery.number !== before.recovery.number) await this.keepMark();
      if (identity !== changed) this.recovery.saveSoon();
      // Another device that does not know of a new key would save a backup without it.
      if (identity.untoldNetworks === true && before.untoldNetworks !== true)
        this.inBackground(async () => this.conversationsService?.keepHistory());
    });
    this.amending = turn.catch(() => undefined);
    return turn;
  }
  private amending: Promise<unknown> = Promise.resolve();

  /** Whether an officer has vouched for this person in at least one network. */
  get vouchedFor(): boolean {
    const at = this.dependencies.clock.now();
    return this.directory.rosters().some((roster) => {
      const { account } = this.identity;
      return (
        roster.membershipFault(account, at) === undefined || roster.guestFault(account, at) === undefined
      );
    });
  }

  /** Tells the phase from now on. Screens call as soon as they are shown, so not before everything is open. */
  announcePhase(): void {
    this.announced = true;
    this.tell({ type: "phase", phase: this.phase() });
  }

  private phase(): Phase {
    if (this.admission.shutOut !== undefined) return { phase: "refused", reason: this.admission.shutOut };
    const { waiting } = this.identity;
    if (this.vouchedFor || waiting === undefined) return { phase: "ready" };
    const { account } = this.identity;
    const second = this.directory.rosters().some((roster) => roster.awaitsSecond(account));
    return { phase: "waiting", ...waiting, second };
  }

  /** Whatever waits for the network is tried now. */
  async connectNow(): Promise<void> {
    this.session.wake();
    if (this.session.online) await this.directory.refresh();
  }

  dismiss(id: string): boolean {
    const known = this.warnings.delete(id);
    if (known) this.tellWarnings();
    return known;
  }

  /** Resolves when nothing is under way: directory and invitations are read, conversations caught up. */
  async settled(): Promise<void> {
    await this.office.invitations.settled();
    await this.directory.settled();
    await this.conversations.settled();
  }

  /**
   * After a recovery: whether the logs know of a newer recovery key than the one whose backup was served. To
   * pass an old backup off as the newest, a server would have to cut those logs as well, for this device only.
   * Where the logs can't be read now, it is looked at as soon as they can.
   */
  async checkRestored(): EngineResult<void> {
    const { clock } = this.dependencies;
    const online = await new Promise<boolean>((resolve) => {
      const cancel = clock.after(CHECK_PATIENCE_MS, () => resolve(false));
      this.session.onOnline(() => {
        cancel();
        resolve(true);
      });
    });
    if (!online) return ok(undefined);
    await this.directory.refresh();
    if ((await this.compareNumber()) === undefined) return ok(undefined);
    const { number, issuedAt } = this.identity.recovery;
    return fail({ code: "recovery.outdated", number, issuedAt });
  }

  /** The newer recovery key that the logs name after a recovery from an old backup. What is in order is not looked at again. */
  private async compareNumber(): Promise<LostMark | undefined> {
    const { unchecked, recovery } = this.identity;
    if (unchecked !== true || !this.directory.read) return undefined;
    const issued = this.recovery.issuedInLogs();
    if (issued !== undefined && issued.number > recovery.number)
      return { recoveryNumber: issued.number, recoveryIssuedAt: issued.at };
    await this.amend(({ unchecked: _compared, ...rest }) => rest);
    await this.recovery.save();
    return undefined;
  }

  /** What a recovery had no connection for. */
  private async checkLater(): Promise<void> {
    if (this.closed || this.identity.unchecked !== true) return;
    const by = await this.compareNumber();
    if (by !== undefined) this.overtaken(by);
  }

  /** Says in the networks' logs that this device has ended, if that is quickly done: it is being given up. */
  async endDevice(): Promise<void> {
    this.admission.end();
    if (this.session.online) await this.within(ENDING_PATIENCE_MS, this.ownDevices.endThis());
  }

  /** Waits for work that may take too long, or fail. */
  private async within(ms: number, work: Promise<unknown>): Promise<void> {
    let cancel: () => void = () => undefined;
    const patience = new Promise<void>((resolve) => {
      cancel = this.dependencies.clock.after(ms, resolve);
    });
    await Promise.race([work.catch(() => undefined), patience]);
    cancel();
  }

  /**
   * What is new goes into the archive and the backup, if that is quickly done: before the keys go, and before another
   * device of the person begins to read there.
   */
  async keepAll(): Promise<void> {
    if (!this.session.online) return;
    const kept = async () => {
      await this.conversationsService?.keepHistory();
      await this.amending;
      await this.recovery.save();
    };
    await this.within(KEEP_PATIENCE_MS, kept());
  }

  /** Stops everything and wipes what memory holds. `gone`: the vault has left this store, nothing is written. */
  async close({ gone = false } = {}): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.recovery.close();
    if (!gone) await this.keepAll();
    // From here on nothing is written. Calls that are under way end with the connection, not with their time.
    const settled = this.conversationsService?.close();
    this.session.close();
    await settled;
    this.vault.close();
    this.dependencies.sodium.memzero(this.identity.identityKey);
    this.dependencies.sodium.memzero(this.identity.deviceKey);
    if (this.identity.archiveKey !== undefined) this.dependencies.sodium.memzero(this.identity.archiveKey);
  }

  /** Remembers outside the vault which recovery key its owner has. */
  private async keepMark(): Promise<void> {
    const { number, issuedAt } = this.identity.recovery;
    await this.dependencies.marks?.write({ recoveryNumber: number, recoveryIssuedAt: issuedAt });
  }

  private async open(): Promise<void> {
    if (this.identity.archiveKey === undefined) {
      const archiveKey = this.dependencies.random(ARCHIVE_KEY_BYTES);
      await this.amend((identity) => ({ ...identity, archiveKey }));
    }
    await this.directory.load();
    await this.office.invitations.load();
    await this.guests.load();
    const { sodium, clock, random } = this.dependencies;
    const { account, device, deviceName, deviceKey, archiveKey } = this.identity;
    const self: Self = { account, device, deviceName, deviceKeys: signingKeysOf(sodium, deviceKey) };
    const { vault, directory, session } = this;
    const context: EngineContext = { sodium, clock, random, vault, self, directory, session };
    this.directory.follow(session, (again) => this.later(again));
    this.directory.onChange(() => this.directoryChanged());
    this.directoryChanged();
    this.followLogs();
    const conversations = await openConversations(context, archiveKey && this.recovery.archive(archiveKey));
    this.conversationsService = conversations;
    await conversations.recallPeople(this.identity.people ?? []);
    conversations.subscribe((change) => {
      if (change.type === "people") this.inBackground(() => this.amend(withPeople(change.people)));
      if (change.type === "conversations") this.rooms = change.conversations.filter(isOpenRoom);
      if (change.type !== "warnings") return this.tell(change);
      this.conversationWarnings = change.warnings;
      this.tellWarnings();
    });
    session.onOnline(() => this.inBackground(() => this.cameOnline()));
  }

  /** Work that nobody waits for. A store that takes nothing just now is no end of it: it is tried again. */
  private inBackground(work: () => Promise<unknown>): void {
    work().catch(() => this.later(() => this.inBackground(work)));
  }

  private later(again: () => void): void {
    this.dependencies.clock.after(RETRY_MS, () => {
      if (!this.closed) again();
    });
  }

  private async cameOnline(): Promise<void> {
    if (this.identity.unchecked === true) {
      await this.directory.refresh();
      await this.checkLater();
    }
    await this.recovery.save();
    await this.foundBoards();
  }

  private async foundBoards(): Promise<void> {
    if (this.conversationsService === undefined) return;
    for (const network of this.identity.boardsToFound) {
      if (this.closed || !this.vouchedFor) return;
      await this.conversations.foundBoard(network);
      await this.amend((identity) => ({
        ...identity,
        boardsToFound: identity.boardsToFound.filter((one) => one !== network),
      }));
    }
  }

  /** Tells how the logs stand, and names the server's key where that is this officer's to do. */
  private followLogs(): void {
    const { watch } = this.directory;
    const naming = new LogKeyNaming({
      ...this.dependencies,
      session: this.session,
      directory: this.directory,
      identity: () => this.identity,
    });
    const told = () => {
      this.tell({ type: "logs", logs: watch.views(), alarms: watch.alarmViews() });
      if (!this.closed) this.inBackground(() => naming.look());
    };
    watch.onChange(told);
    told();
  }

  private directoryChanged(): void {
    const { account } = this.identity;
    this.names.know(this.directory.known().filter(({ network }) => this.directory.isRecognised(network)));
    const now = this.dependencies.clock.now();
    const contacts = contactsOf(this.directory, account, now, this.names);
    this.tell({ type: "directory", contacts, guests: guestsOf(this.directory, account, now, this.names) });
    this.tell({ type: "self", self: this.selfView() });
    if (this.announced) this.tell({ type: "phase", phase: this.phase() });
    const { sodium } = this.dependencies;
    const rosterOf = (network: NetworkId) => this.directory.roster(network);
    this.inBackground(() => this.amend((identity) => withSeatedKeys(sodium, identity, rosterOf)));
    this.office.invitations.look();
    if (this.identity.unchecked === true) this.inBackground(() => this.checkLater());
    if (this.vouchedFor) this.inBackground(() => this.foundBoards());
  }

  private selfView(): SelfView {
    const { account, device, deviceName, networks } = this.identity;
    const views = networks.flatMap(({ network, name }) => {
      const roster = this.directory.roster(network);
      const member = roster?.member(account);
      return roster === undefined || member === undefined
        ? []
        : [
            {
              ...{ network, name, officer: roster.isOfficer(account) },
              ...{ card: member.card, validUntil: member.validUntil },
              builds: roster.builds(),
              offer: offerOf(roster, account, this.dependencies.clock.now()),
            },
          ];
    });
    // The newest name stands in the log: another device of this person may have given it.
    const named = this.directory.rosters().find((roster) => roster.device(device) !== undefined);
    const name = named?.device(device)?.name ?? deviceName;
    return {
      account,
      device,
      deviceName: name,
      networks: views,
      guest: this.guest,
      recovery: this.recovery.view(),
    };
  }

  /** Once it is being closed nothing is told any more: nothing readable comes after a lock. */
  private tell(change: EngineChange): void {
    if (!this.closed) this.told(change);
  }

  private warn(warning: Omit<WarningView, "at">): void {
    if (this.warnings.has(warning.id)) return;
    this.warnings.set(warning.id, { ...warning, at: this.dependencies.clock.now() });
    this.tellWarnings();
  }

  private tellWarnings(): void {
    this.tell({ type: "warnings", warnings: [...this.warnings.values(), ...this.conversationWarnings] });
  }
}

function isOpenRoom({ kind, state }: ConversationView): boolean {
  return kind === "room" && state === "active";
}
