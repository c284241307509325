import type { NetworkId } from "@comity/shared/ids";
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
import type { EngineChange } from "../facade/change.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { ConversationView, LostMark, Phase } from "../facade/views.ts";
import { Guests } from "../guests/guests.ts";
import { Stays } from "../guests/stays.ts";
import { Office } from "../office/office.ts";
import { withSeatedKeys } from "../office/officerKeys.ts";
import type { Transport } from "../ports.ts";
import { withPeople } from "../recovery/identityNews.ts";
import { RecoveryCare } from "../recovery/recoveryCare.ts";
import { ARCHIVE_KEY_BYTES, type IdentityRecord } from "../vault/identityRecord.ts";
import type { SealedVault } from "../vault/vault.ts";
import { Admission } from "./admission.ts";
import { KeptIdentity } from "./keptIdentity.ts";
import { RestoredCheck } from "./restoredCheck.ts";
import { Session } from "./session.ts";
import { isVouchedFor, phaseOf, selfViewOf } from "./standingViews.ts";
import { SessionWarnings } from "./warnings.ts";

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
  readonly warnings: SessionWarnings;
  private readonly keptIdentity: KeptIdentity;
  private readonly restored: RestoredCheck;
  private conversationsService: ConversationsService | undefined;
  private rooms: readonly ConversationView[] = [];
  private announced = false;
  private closed = false;

  private constructor(
    private readonly dependencies: EngineDependencies,
    readonly vault: SealedVault,
    identity: IdentityRecord,
    transport: Transport,
    private readonly told: (change: EngineChange) => void,
    overtaken: (by: LostMark) => void,
  ) {
    const { sodium, random, clock, origin } = dependencies;
    this.keptIdentity = new KeptIdentity(vault, dependencies.marks, identity, {
      networksChanged: () => this.tellSelf(),
      backupDue: () => this.recovery.saveSoon(),
      othersUntold: () => this.inBackground(async () => this.conversationsService?.keepHistory()),
    });
    this.warnings = new SessionWarnings(clock, (warnings) => this.tell({ type: "warnings", warnings }));
    const networks = () => this.identity.networks.map(({ network }) => network);
    this.directory = new Directory(
      sodium,
      vault,
      networks,
      ({ network, code, cause }) =>
        this.warnings.warn({
          id: `${code}-${network}`,
          code,
          cause,
          conversation: undefined,
          account: undefined,
        }),
      () => clock.now(),
      (network) => this.identity.networks.some((one) => one.network === network && one.visit === true),
    );
    this.session = new Session(
      sodium,
      transport,
      identity.device,
      signingKeysOf(sodium, identity.deviceKey),
      {
        connection: (connection) => this.tell({ type: "connection", connection }),
        standing: (standing) => this.inBackground(() => this.admission.follow(standing)),
        refused: (reason) => this.inBackground(() => this.admission.refused(reason)),
      },
    );
    const shared = {
      ...{ sodium, random, clock, vault, origin },
      session: this.session,
      directory: this.directory,
      identity: () => this.identity,
      amend: (change: (identity: IdentityRecord) => IdentityRecord) => this.amend(change),
    };
    this.admission = new Admission({
      ...shared,
      dependencies,
      closed: () => this.closed,
      refused: () => this.tell({ type: "phase", phase: this.phase() }),
      readmitted: () => {
        if (this.announced) this.tell({ type: "phase", phase: this.phase() });
      },
    });
    this.ownDevices = new OwnDevices(shared);
    this.recovery = new RecoveryCare({
      ...shared,
      amend: (change, from) => this.amend(change, from),
      changed: () => this.tellSelf(),
    });
    this.restored = new RestoredCheck({
      ...shared,
      recovery: this.recovery,
      identity: this.keptIdentity,
      closed: () => this.closed,
      overtaken,
    });
    this.office = new Office({
      ...shared,
      progress: (done, total) => this.tell({ type: "progress", task: "invitations", done, total }),
      changed: (invitations) => this.tell({ type: "invitations", invitations }),
      tampered: (invitation) =>
        this.warnings.warn({
          id: `invitation-${invitation}`,
          code: "invitation-tampered",
          cause: "mac",
          conversation: undefined,
          account: undefined,
        }),
    });
    this.stays = new Stays({ ...shared, officerKeys: this.office.officerKeys });
    this.guests = new Guests({
      ...shared,
      conversations: () => this.conversations,
      membersOf: (room) => this.rooms.find(({ id }) => id === room)?.members.map(({ account }) => account),
      stays: this.stays,
      changed: (invitations) => this.tell({ type: "guest-invitations", invitations }),
    });
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
    await unlocked.keptIdentity.mark();
    return unlocked;
  }

  get identity(): IdentityRecord {
    return this.keptIdentity.record;
  }

  get conversations(): ConversationsService {
    if (this.conversationsService === undefined)
      throw new Error("conversations were asked for before they were open");
    return this.conversationsService;
  }

  /** Stores a changed identity. `heard`: the person's other devices are where the change comes from. */
  amend(
    change: (identity: IdentityRecord) => IdentityRecord,
    from?: { readonly heard?: boolean },
  ): Promise<void> {
    return this.keptIdentity.amend(change, from);
  }

  /** Whether an officer has vouched for this person in at least one network. */
  get vouchedFor(): boolean {
    return isVouchedFor(this.directory, this.identity, this.dependencies.clock.now());
  }

  /** Tells the phase from now on. Screens call as soon as they are shown, so not before everything is open. */
  announcePhase(): void {
    this.announced = true;
    this.tell({ type: "phase", phase: this.phase() });
  }

  private phase(): Phase {
    if (this.admission.shutOut !== undefined) return { phase: "refused", reason: this.admission.shutOut };
    return phaseOf(this.directory, this.identity, this.dependencies.clock.now());
  }

  /** Whatever waits for the network is tried now. */
  async connectNow(): Promise<void> {
    this.session.wake();
    if (this.session.online) await this.directory.refresh();
  }

  /** Resolves when nothing is under way: directory and invitations are read, conversations caught up. */
  async settled(): Promise<void> {
    await this.office.invitations.settled();
    await this.directory.settled();
    await this.conversations.settled();
  }

  /** After a recovery: whether the logs know of a newer recovery key than the one whose backup was served. */
  checkRestored(): EngineResult<void> {
    return this.restored.now();
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
      await this.keptIdentity.settled();
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
      if (change.type === "conversations") {
        this.rooms = change.conversations.filter(isOpenRoom);
        this.inBackground(() => this.guests.history.look());
      }
      if (change.type === "warnings") this.warnings.ofConversations(change.warnings);
      else this.tell(change);
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
    if (this.restored.due) {
      await this.directory.refresh();
      await this.restored.later();
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
    this.tellSelf();
    if (this.announced) this.tell({ type: "phase", phase: this.phase() });
    const { sodium } = this.dependencies;
    const rosterOf = (network: NetworkId) => this.directory.roster(network);
    this.inBackground(() => this.amend((identity) => withSeatedKeys(sodium, identity, rosterOf)));
    this.office.invitations.look();
    if (this.restored.due) this.inBackground(() => this.restored.later());
    if (this.vouchedFor) this.inBackground(() => this.foundBoards());
  }

  private tellSelf(): void {
    const now = this.dependencies.clock.now();
    this.tell({ type: "self", self: selfViewOf(this, this.identity, this.recovery.view(), now) });
  }

  /** Once it is being closed nothing is told any more: nothing readable comes after a lock. */
  private tell(change: EngineChange): void {
    if (!this.closed) this.told(change);
  }
}

function isOpenRoom({ kind, state }: ConversationView): boolean {
  return kind === "room" && state === "active";
}
