import { backupGet } from "@comity/shared/protocol/backup";
import { networkFound } from "@comity/shared/protocol/founding";
import { invitationRedeem } from "@comity/shared/protocol/invitation";
import { fail, ok } from "@comity/shared/result";
import type { EngineDependencies } from "./dependencies.ts";
import { certifyIn } from "./enrolment/certifying.ts";
import { foundNetwork } from "./enrolment/founding.ts";
import { foundingToken, moveLink, moveToken } from "./enrolment/links.ts";
import { type FreshKeys, freshKeys, signingKeysOf } from "./enrolment/newIdentity.ts";
import { openInvitation, prepareEnrolment } from "./enrolment/redeeming.ts";
import type {
  EngineChange,
  EngineFacade,
  EngineFault,
  EngineResult,
  RecoveryKeyView,
} from "./facade/facade.ts";
import { faultOf } from "./facade/unexpected.ts";
import type { LostMark, Phase } from "./facade/views.ts";
import { Linking } from "./linking/linking.ts";
import { collect, deposit, packStore } from "./move/move.ts";
import type { Office } from "./office/office.ts";
import { openBackup, openNote } from "./recovery/backup.ts";
import { identityFrom } from "./recovery/portableIdentity.ts";
import {
  deriveRecovery,
  printRecoveryKey,
  RECOVERY_SECRET_BYTES,
  readRecoveryKey,
} from "./recovery/recoveryKey.ts";
import type { IssuedKey } from "./recovery/recoveryState.ts";
import { Unlocked } from "./session/unlocked.ts";
import { withTransport } from "./transport/onlineOnce.ts";
import {
  ARCHIVE_KEY_BYTES,
  type IdentityRecord,
  identityChange,
  readIdentity,
} from "./vault/identityRecord.ts";
import { moderateCost, SHORTEST_PASSPHRASE } from "./vault/passphrase.ts";
import { DamagedRecord, movedMark, SealedVault, vaultState } from "./vault/vault.ts";

type Input<Method extends keyof EngineFacade> = Parameters<EngineFacade[Method]>[0];

const notReady = fail<EngineFault>({ code: "not-ready" });

/** A store that takes nothing is an answer and not an exception. */
const refusal = (error: unknown) => fail(faultOf(error));

/** The headless client behind the façade: what phase it is in, and what runs while the vault is open. */
class Engine implements EngineFacade {
  private readonly listeners = new Set<(change: EngineChange) => void>();
  /** The newest change of each kind, so that a late listener learns the whole state. */
  private readonly newest = new Map<EngineChange["type"], EngineChange>();
  private unlocked: Unlocked | undefined;
  private turns: Promise<unknown> = Promise.resolve();
  /** The vault was opened and could not be read. */
  private damaged = false;
  private readonly linking: Linking;

  constructor(private readonly dependencies: EngineDependencies) {
    this.linking = new Linking(dependencies);
  }

  async subscribe(listener: (change: EngineChange) => void): Promise<() => void> {
    if (!this.newest.has("phase")) await this.tellStart();
    for (const change of this.newest.values()) listener(change);
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async found(input: Input<"found">): EngineResult<RecoveryKeyView> {
    const { sodium, random, clock } = this.dependencies;
    const token = foundingToken(input.link);
    if (token === undefined) return fail({ code: "link.invalid" });
    const fault = await this.cannotBegin(input.passphrase);
    if (fault !== undefined) return fail(fault);
    const at = clock.now();
    const keys = freshKeys(sodium, random);
    const { network, officer, statements } = foundNetwork(sodium, random, keys, input, at);
    const identity: IdentityRecord = {
      ...this.newIdentity(keys, input.deviceName, 1),
      networks: [{ network, name: input.networkName, officerKey: officer.privateKey }],
      unfinished: { kind: "founding", token, statements: [...statements] },
      boardsToFound: [network],
    };
    const begun = await this.begin(identity, input.passphrase, async () => {
      const founded = await withTransport(this.dependencies.connect, clock, (transport) =>
        transport.call(networkFound, { token, statements: [...statements] }),
      );
      return founded.ok ? ok(undefined) : founded;
    });
    // The founder knows the log's beginning without being told.
    if (begun.ok) await this.unlocked?.directory.accept(network, statements);
    return begun;
  }

  async previewInvitation(link: string) {
    const { sodium, connect, clock } = this.dependencies;
    return withTransport(connect, clock, async (transport) => {
      const opened = await openInvitation(sodium, transport, link);
      if (!opened.ok) return opened;
      const { networkName, invitedBy, card } = opened.value.card;
      return ok({ networkName, invitedBy, card, expiresAt: opened.value.expiresAt });
    });
  }

  async enrol(input: Input<"enrol">): EngineResult<RecoveryKeyView> {
    const { sodium, random, connect, clock } = this.dependencies;
    const fault = await this.cannotBegin(input.passphrase);
    if (fault !== undefined) return fail(fault);
    const opened = await withTransport(connect, clock, (transport) =>
      openInvitation(sodium, transport, input.link),
    );
    if (!opened.ok) return opened;
    const invitation = opened.value;
    const keys = freshKeys(sodium, random);
    const { enrolment, mac } = prepareEnrolment(sodium, invitation, keys, input.deviceName, clock.now());
    const { network, networkName, invitedBy, card } = invitation.card;
    const { token } = invitation.keys;
    const identity: IdentityRecord = {
      ...this.newIdentity(keys, input.deviceName, 1),
      networks: [{ network, name: networkName }],
      unfinished: { kind: "enrolment", token, enrolment, mac },
      waiting: { networkName, invitedBy, card },
    };
    return this.begin(identity, input.passphrase, async () => {
      const redeemed = await withTransport(connect, clock, (transport) =>
        transport.call(invitationRedeem, { token, enrolment, mac }),
      );
      return redeemed.ok ? ok(undefined) : redeemed;
    });
  }

  async restore(input: Input<"restore">): EngineResult<void> {
    const { sodium, random, connect, clock } = this.dependencies;
    const secret = readRecoveryKey(sodium, input.recoveryKey);
    if (secret === undefined) return fail({ code: "recovery.mistyped" });
    const fault = await this.cannotBegin(input.passphrase);
    if (fault !== undefined) return fail(fault);
    const { locator } = deriveRecovery(sodium, secret);
    const fetched = await withTransport(connect, clock, (transport) =>
      transport.call(backupGet, { locator }),
    );
    if (!fetched.ok) return fetched;
    if (fetched.value.state === "outdated") {
      const note = openNote(sodium, secret, fetched.value.note);
      return note === undefined
        ? fail({ code: "recovery.damaged" })
        : fail({ code: "recovery.outdated", number: note.number, issuedAt: note.issuedAt });
    }
    const restored = openBackup(sodium, secret, fetched.value.bytes);
    if (restored === undefined) return fail({ code: "recovery.damaged" });
    const keys = freshKeys(sodium, random, signingKeysOf(sodium, restored.identityKey));
    const networks = restored.networks.map(({ network }) => network);
    const portable = identityFrom(restored, keys, input.deviceName);
    const identity: IdentityRecord = {
      ...portable,
      unfinished: { kind: "certification" },
      unchecked: true,
      // The key stays the current one: it was typed in just now.
      recovery: { ...portable.recovery, testedAt: clock.now(), keptAt: clock.now() },
    };
    const begun = await this.begin(
      identity,
      input.passphrase,
      () => certifyIn(this.dependencies, networks, keys, input.deviceName),
      (unlocked) => unlocked.checkRestored(),
    );
    return begun.ok ? ok(undefined) : begun;
  }

  async openLink({ deviceName }: Input<"openLink">) {
    if (!(await this.hasRoom())) return fail({ code: "vault.exists" } as const);
    return this.linking.open(deviceName);
  }

  async compareLink() {
    return this.linking.compare();
  }

  async acceptLink({ passphrase }: Input<"acceptLink">): EngineResult<void> {
    const fault = await this.cannotBegin(passphrase);
    if (fault !== undefined) return fail(fault);
    return this.linking.accept(async ({ portable, keys, deviceName }, certified) => {
      const identity: IdentityRecord = {
        ...identityFrom(portable, keys, deviceName),
        unfinished: { kind: "certification" },
      };
      const networks = portable.networks.map(({ network }) => network);
      const begun = await this.begin(identity, passphrase, async () => {
        // What is stored is never thrown away again: what is still missing is said at the next log-in.
        if (!(await certified())) await certifyIn(this.dependencies, networks, keys, deviceName);
        return ok(undefined);
      });
      return begun.ok ? ok(undefined) : begun;
    });
  }

  async linkDevice(code: Input<"linkDevice">) {
    return this.unlocked === undefined ? notReady : this.linking.claim(this.unlocked, code);
  }

  async confirmLink(passphrase: Input<"confirmLink">) {
    return this.unlocked === undefined ? notReady : this.linking.confirm(this.unlocked, passphrase);
  }

  async cancelLink(): Promise<void> {
    await this.linking.cancel();
  }

  async ownDevices() {
    return this.unlocked?.ownDevices.list().catch(refusal) ?? notReady;
  }

  async renameDevice({ device, name }: Input<"renameDevice">) {
    return this.unlocked?.ownDevices.rename(device, name).catch(refusal) ?? notReady;
  }

  async revokeDevice({ device, passphrase }: Input<"revokeDevice">): EngineResult<void> {
    const { unlocked } = this;
    if (unlocked === undefined) return notReady;
    if (!(await unlocked.vault.accepts(passphrase))) return fail({ code: "passphrase.wrong" });
    return unlocked.ownDevices.revoke(device).catch(refusal);
  }

  unlock(passphrase: string): EngineResult<void> {
    return this.inTurn(() => this.open(passphrase));
  }

  lock(): Promise<void> {
    return this.inTurn(() => this.close());
  }

  private async open(passphrase: string): EngineResult<void> {
    const { sodium, random, store, deriveKey } = this.dependencies;
    if (this.unlocked !== undefined) return ok(undefined);
    this.tell({ type: "progress", task: "unlock", done: 0, total: 1 });
    const opened = await SealedVault.open(sodium, random, store, passphrase, deriveKey);
    this.tell({ type: "progress", task: "unlock", done: 1, total: 1 });
    if (!opened.ok)
      return opened.fault === "vault.damaged" ? this.foundDamaged() : fail({ code: opened.fault });
    try {
      const identity = await readIdentity(opened.value);
      if (identity === undefined) throw new DamagedRecord("the identity");
      await this.run(opened.value, identity);
      return ok(undefined);
    } catch (error) {
      opened.value.close();
      const fault = faultOf(error);
      return fault.code === "vault.damaged" ? this.foundDamaged() : fail(fault);
    }
  }

  /** The passphrase is right and the records are not: said at once, with the ways to recover. */
  private async foundDamaged(): EngineResult<void> {
    this.damaged = true;
    this.forgetState();
    const mark = await this.dependencies.marks?.read();
    this.tell({ type: "phase", phase: { phase: "lost", reason: "damaged", mark } });
    return fail({ code: "vault.damaged" });
  }

  private async close(): Promise<void> {
    const { unlocked } = this;
    if (unlocked === undefined) return;
    this.unlocked = undefined;
    this.forgetState();
    this.tell({ type: "phase", phase: { phase: "locked" } });
    await this.linking.cancel();
    await unlocked.close();
  }

  async changePassphrase({ current, next }: Input<"changePassphrase">): EngineResult<void> {
    if (this.unlocked === undefined) return notReady;
    if (next.length < SHORTEST_PASSPHRASE) return fail({ code: "passphrase.weak" });
    if (!(await this.unlocked.vault.accepts(current))) return fail({ code: "passphrase.wrong" });
    return this.unlocked.vault.rewrap(next, this.cost).then(() => ok(undefined), refusal);
  }

  async renewRecoveryKey(passphrase: string): EngineResult<RecoveryKeyView> {
    const { unlocked } = this;
    if (unlocked === undefined) return notReady;
    if (!(await unlocked.vault.accepts(passphrase))) return fail({ code: "passphrase.wrong" });
    return unlocked.recovery.renew().then((issued) => ok(this.recoveryView(issued)), refusal);
  }

  async confirmRecoveryKey(typed: string): EngineResult<void> {
    return this.unlocked?.recovery.confirm(typed).catch(refusal) ?? notReady;
  }

  async postponeRecoveryTest(): EngineResult<void> {
    if (this.unlocked === undefined) return notReady;
    return this.unlocked.recovery.postpone().then(() => ok(undefined), refusal);
  }

  moveAway(passphrase: string): EngineResult<{ link: string }> {
    return this.inTurn(() => this.depart(passphrase));
  }

  private async depart(passphrase: string): EngineResult<{ link: string }> {
    const { unlocked } = this;
    const { sodium, random, store, origin } = this.dependencies;
    if (unlocked === undefined) return notReady;
    if (!(await unlocked.vault.accepts(passphrase))) return fail({ code: "passphrase.wrong" });
    await unlocked.conversations.settled();
    // From here on no ratchet moves any more: what is packed is the newest there will ever be.
    await unlocked.conversations.close();
    const left = await deposit(sodium, random, unlocked.session, await packStore(store), (done, total) =>
      this.tell({ type: "progress", task: "move", done, total }),
    );
    if (!left.ok) {
      await this.close();
      return left;
    }
    const gone = await Promise.all(
      (await store.tables()).map(async (table) =>
        (await store.scan(table)).map(({ key }) => ({ table, key, remove: true }) as const),
      ),
    );
    await store.write([movedMark(), ...gone.flat()]);
    await this.dependencies.marks?.write(undefined);
    this.unlocked = undefined;
    await unlocked.close({ gone: true });
    this.forgetState();
    this.tell({ type: "phase", phase: { phase: "moved" } });
    return ok({ link: moveLink(origin, left.value) });
  }

  moveHere(link: string): EngineResult<void> {
    return this.inTurn(() => this.arrive(link));
  }

  private async arrive(link: string): EngineResult<void> {
    const { random, store, connect, clock } = this.dependencies;
    const token = moveToken(link);
    if (token === undefined) return fail({ code: "link.invalid" });
    if (!(await this.hasRoom())) return fail({ code: "vault.exists" });
    await store.wipe();
    const moved = await withTransport(connect, clock, (transport) =>
      collect(random, transport, store, token, (done, total) =>
        this.tell({ type: "progress", task: "move", done, total }),
      ),
    );
    if (moved.ok) this.tell({ type: "phase", phase: { phase: "locked" } });
    return moved;
  }

  async compareNames(names: Input<"compareNames">) {
    return this.unlocked === undefined ? notReady : ok(this.unlocked.names.compare(names));
  }

  async invite({ network, validDays, ...invitee }: Input<"invite">) {
    return this.inOffice(({ invitations }) => invitations.invite(network, invitee, validDays));
  }

  async inviteMany({ network, invitees, validDays }: Input<"inviteMany">) {
    return this.inOffice(({ invitations }) => invitations.inviteMany(network, invitees, validDays));
  }

  async cancelInvitation(invitation: Input<"cancelInvitation">) {
    return this.inOffice(({ invitations }) => invitations.cancel(invitation));
  }

  async renewInvitation({ invitation, validDays }: Input<"renewInvitation">) {
    return this.inOffice(({ invitations }) => invitations.renew(invitation, validDays));
  }

  async handedOver(handed: Input<"handedOver">) {
    return this.inOffice(({ invitations }) => invitations.handedOver(handed));
  }

  async grant(invitation: Input<"grant">) {
    return this.inOffice(({ invitations }) => invitations.grant(invitation));
  }

  async activity(network: Input<"activity">) {
    return this.inOffice(({ activity }) => activity.list(network));
  }

  async exportActivity(network: Input<"exportActivity">) {
    return this.inOffice(({ activity }) => activity.signed(network));
  }

  async checkActivity(file: Input<"checkActivity">) {
    return this.inOffice(({ activity }) => activity.check(file));
  }

  async amendMember(input: Input<"amendMember">) {
    return this.inOffice(({ memberships }) => memberships.amend(input));
  }

  async suspendMember(input: Input<"suspendMember">) {
    return this.inOffice(({ memberships }) => memberships.suspend(input));
  }

  async resumeMember(input: Input<"resumeMember">) {
    return this.inOffice(({ memberships }) => memberships.resume(input));
  }

  async revokeMember(input: Input<"revokeMember">) {
    return this.inOffice(({ memberships }) => memberships.revoke(input));
  }

  async publishBuild(input: Input<"publishBuild">) {
    return this.inOffice(({ builds }) => builds.publish(input));
  }

  private async inOffice<Value>(work: (office: Office) => EngineResult<Value>): EngineResult<Value> {
    return this.unlocked === undefined ? notReady : work(this.unlocked.office).catch(refusal);
  }

  async openDirect(account: Input<"openDirect">) {
    return this.unlocked?.conversations.openDirect(account) ?? notReady;
  }

  async createRoom(input: Input<"createRoom">) {
    return this.unlocked?.conversations.createRoom(input) ?? notReady;
  }

  async addMembers(input: Input<"addMembers">) {
    return this.unlocked?.conversations.addMembers(input) ?? notReady;
  }

  async removeMember(input: Input<"removeMember">) {
    return this.unlocked?.conversations.removeMember(input) ?? notReady;
  }

  async changeRoomDetails(input: Input<"changeRoomDetails">) {
    return this.unlocked?.conversations.changeRoomDetails(input) ?? notReady;
  }

  async sendText(input: Input<"sendText">) {
    return this.unlocked?.conversations.sendText(input) ?? notReady;
  }

  async editText(input: Input<"editText">) {
    return this.unlocked?.conversations.editText(input) ?? notReady;
  }

  async withdraw(input: Input<"withdraw">) {
    return this.unlocked?.conversations.withdraw(input) ?? notReady;
  }

  async thread(input: Input<"thread">) {
    return this.unlocked?.conversations.thread(input) ?? notReady;
  }

  async markRead(input: Input<"markRead">) {
    return this.unlocked?.conversations.markRead(input) ?? notReady;
  }

  async setReadReceipts(on: boolean) {
    return this.unlocked?.conversations.setReadReceipts(on) ?? notReady;
  }

  async connectNow() {
    await this.unlocked?.connectNow();
  }

  async tryAgain(input: Input<"tryAgain">) {
    return this.unlocked?.conversations.tryAgain(input) ?? notReady;
  }

  async discard(input: Input<"discard">) {
    return this.unlocked?.conversations.discard(input) ?? notReady;
  }

  async resume(conversation: Input<"resume">) {
    return this.unlocked?.conversations.resume(conversation) ?? notReady;
  }

  async askAgain(input: Input<"askAgain">) {
    return this.unlocked?.conversations.askAgain(input) ?? notReady;
  }

  async forget(conversation: Input<"forget">) {
    return this.unlocked?.conversations.forget(conversation) ?? notReady;
  }

  async saveDraft(input: Input<"saveDraft">) {
    return this.unlocked?.conversations.saveDraft(input) ?? notReady;
  }

  async mute(input: Input<"mute">) {
    return this.unlocked?.conversations.mute(input) ?? notReady;
  }

  async draft(conversation: Input<"draft">) {
    return this.unlocked?.conversations.draft(conversation) ?? notReady;
  }

  async announce(input: Input<"announce">) {
    return this.unlocked?.conversations.announce(input) ?? notReady;
  }

  async answer(input: Input<"answer">) {
    return this.unlocked?.conversations.answer(input) ?? notReady;
  }

  async dismissWarning(id: string): EngineResult<void> {
    if (this.unlocked === undefined) return notReady;
    return this.unlocked.dismiss(id) ? ok(undefined) : this.unlocked.conversations.dismissWarning(id);
  }

  async settleAlarms({ network, code }: Input<"settleAlarms">): EngineResult<void> {
    const { unlocked } = this;
    if (unlocked === undefined) return notReady;
    const settled = await unlocked.directory.watch.settle(network, code).catch(refusal);
    if (settled.ok || typeof settled.fault !== "string") return settled.ok ? settled : fail(settled.fault);
    return fail({ code: settled.fault });
  }

  async exportAlarm(id: string): EngineResult<string> {
    const file = this.unlocked?.directory.watch.evidence(id);
    return file === undefined ? notReady : ok(JSON.stringify(file, null, 2));
  }

  async exportLog(network: Input<"exportLog">): EngineResult<string> {
    const file = await this.unlocked?.directory.watch.file(network).catch(() => undefined);
    return file === undefined ? fail({ code: "network.unknown" }) : ok(JSON.stringify(file, null, 2));
  }

  async settled(): Promise<void> {
    await this.unlocked?.settled();
  }

  private get cost() {
    return this.dependencies.passphraseCost ?? moderateCost(this.dependencies.sodium);
  }

  private tell(change: EngineChange): void {
    if (change.type !== "progress" && change.type !== "thread" && change.type !== "draft")
      this.newest.set(change.type, change);
    for (const listener of [...this.listeners]) listener(change);
  }

  private async tellStart(): Promise<void> {
    const state = await vaultState(this.dependencies.store);
    const mark = await this.dependencies.marks?.read();
    const phases: Readonly<Record<typeof state, Phase>> = {
      // A vault that stood here and does not any more was thrown away: that is no first visit.
      none: mark === undefined ? { phase: "empty" } : { phase: "lost", reason: "thrown-away", mark },
      remains: { phase: "lost", reason: "damaged", mark },
      present: { phase: "locked" },
      moved: { phase: "moved" },
    };
    if (!this.newest.has("phase")) this.tell({ type: "phase", phase: phases[state] });
  }

  /** What the screens mirror is emptied, so that nothing readable stays behind a lock. */
  private forgetState(): void {
    this.newest.clear();
    this.tell({ type: "self", self: undefined });
    this.tell({ type: "directory", contacts: [] });
    this.tell({ type: "conversations", conversations: [] });
    this.tell({ type: "notices", notices: [] });
    this.tell({ type: "invitations", invitations: [] });
    this.tell({ type: "warnings", warnings: [] });
    this.tell({ type: "logs", logs: [], alarms: [] });
  }

  /** Whether a device can be set up here: no vault stands in the store, or one that can't be opened any more. */
  private async hasRoom(): Promise<boolean> {
    if (this.unlocked !== undefined) return false;
    const state = await vaultState(this.dependencies.store);
    return state === "none" || state === "remains" || (state === "present" && this.damaged);
  }

  /**
   * What opens, closes or replaces the vault happens one after the other, whichever tabs ask for it: two
   * openings at once would run two engines on the same ratchets.
   */
  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.turns.then(work);
    this.turns = turn.catch(() => undefined);
    return turn;
  }

  private async cannotBegin(passphrase: string): Promise<EngineFault | undefined> {
    if (!(await this.hasRoom())) return { code: "vault.exists" };
    return passphrase.length < SHORTEST_PASSPHRASE ? { code: "passphrase.weak" } : undefined;
  }

  private newRecovery(number: number): IdentityRecord["recovery"] {
    const { random, clock } = this.dependencies;
    return { secret: random(RECOVERY_SECRET_BYTES), number, issuedAt: clock.now(), unsaved: true };
  }

  private recoveryView({ secret, number, issuedAt }: IssuedKey): RecoveryKeyView {
    return { key: printRecoveryKey(this.dependencies.sodium, secret), number, issuedAt };
  }

  private newIdentity(keys: FreshKeys, deviceName: string, recoveryNumber: number): IdentityRecord {
    return {
      v: 1,
      account: keys.account,
      device: keys.device,
      deviceName,
      identityKey: keys.identity.privateKey,
      deviceKey: keys.deviceKeys.privateKey,
      networks: [],
      recovery: this.newRecovery(recoveryNumber),
      boardsToFound: [],
      archiveKey: this.dependencies.random(ARCHIVE_KEY_BYTES),
    };
  }

  /** Stores the keys first, then tells the server: a crash in between is finished at the next unlock. */
  private begin(
    identity: IdentityRecord,
    passphrase: string,
    tellServer: () => EngineResult<void>,
    check?: (unlocked: Unlocked) => EngineResult<void>,
  ): EngineResult<RecoveryKeyView> {
    return this.inTurn(() => this.settle(identity, passphrase, tellServer, check));
  }

  private async settle(
    identity: IdentityRecord,
    passphrase: string,
    tellServer: () => EngineResult<void>,
    check?: (unlocked: Unlocked) => EngineResult<void>,
  ): EngineResult<RecoveryKeyView> {
    const { sodium, random, store, deriveKey } = this.dependencies;
    // Another tab may have begun meanwhile.
    if (!(await this.hasRoom())) return fail({ code: "vault.exists" });
    // Of a vault that does not open any more nothing can be used: what is left of it makes room.
    await store.wipe();
    this.damaged = false;
    const view = this.recoveryView(identity.recovery);
    this.tell({ type: "progress", task: "unlock", done: 0, total: 2 });
    const first = [identityChange(identity)];
    const vault = await SealedVault.create(sodium, random, store, passphrase, this.cost, first, deriveKey);
    this.tell({ type: "progress", task: "unlock", done: 1, total: 2 });
    const told = await tellServer();
    this.tell({ type: "progress", task: "unlock", done: 2, total: 2 });
    // A lost connection says nothing about what the server has done: the keys stay, and it is told again.
    if (!told.ok && !told.fault.code.startsWith("transport.")) {
      vault.close();
      await store.wipe();
      return told;
    }
    const checked = await this.run(vault, identity, check);
    return checked.ok ? ok(view) : checked;
  }

  /** Starts what an open vault runs. Where `check` refuses it, nothing of it stays. */
  private async run(
    vault: SealedVault,
    identity: IdentityRecord,
    check?: (unlocked: Unlocked) => EngineResult<void>,
  ): EngineResult<void> {
    const unlocked = await Unlocked.start(
      this.dependencies,
      vault,
      identity,
      (change) => this.tell(change),
      (overtaken, by) => void this.inTurn(() => this.giveUp(overtaken, by)),
    );
    const checked = check === undefined ? ok(undefined) : await check(unlocked);
    if (!checked.ok) {
      await this.leaveNothing(unlocked, { phase: "empty" });
      return checked;
    }
    this.unlocked = unlocked;
    unlocked.announcePhase();
    return ok(undefined);
  }

  /** A recovery had no connection to the networks' logs; now they show that a newer recovery key exists. */
  private async giveUp(unlocked: Unlocked, mark: LostMark): Promise<void> {
    if (this.unlocked !== unlocked) return;
    this.unlocked = undefined;
    await this.linking.cancel();
    await this.leaveNothing(unlocked, { phase: "lost", reason: "outdated", mark });
  }

  /** Ends a device that must not have come to be, here and in the networks' logs. */
  private async leaveNothing(unlocked: Unlocked, phase: Phase): Promise<void> {
    const { store, marks } = this.dependencies;
    await unlocked.endDevice();
    await unlocked.close({ gone: true });
    await store.wipe();
    await marks?.write(undefined);
    this.forgetState();
    this.tell({ type: "phase", phase });
  }
}

/** Makes an engine over its surroundings. It does nothing until it is subscribed to or asked. */
export function createEngine(dependencies: EngineDependencies): EngineFacade {
  return new Engine(dependencies);
}
