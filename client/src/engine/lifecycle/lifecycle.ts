import { fail, ok } from "@comity/shared/result";
import type { EngineDependencies } from "../dependencies.ts";
import type { EngineChange } from "../facade/change.ts";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import type { RecoveryKeyView } from "../facade/identityCalls.ts";
import { faultOf } from "../facade/unexpected.ts";
import type { LostMark, Phase } from "../facade/views.ts";
import type { Linking } from "../linking/linking.ts";
import { recoveryKeyView } from "../recovery/recoveryState.ts";
import { leavesOpen } from "../session/passing.ts";
import { Unlocked } from "../session/unlocked.ts";
import { type IdentityRecord, identityChange, readIdentity } from "../vault/identityRecord.ts";
import { moderateCost, SHORTEST_PASSPHRASE } from "../vault/passphrase.ts";
import { DamagedRecord, SealedVault, vaultState } from "../vault/vault.ts";

/** What passes: whoever comes later is not told it again. */
const PASSING: ReadonlySet<EngineChange["type"]> = new Set(["progress", "thread", "draft", "download"]);

/** In what phase a device is: without a vault, locked, open, lost or moved away; and what runs while it is open. */
export class Lifecycle {
  private readonly listeners = new Set<(change: EngineChange) => void>();
  /** The newest change of each kind, so that a late listener learns the whole state. */
  private readonly newest = new Map<EngineChange["type"], EngineChange>();
  private running: Unlocked | undefined;
  private turns: Promise<unknown> = Promise.resolve();
  /** The vault was opened and could not be read. */
  private damaged = false;

  constructor(
    private readonly dependencies: EngineDependencies,
    private readonly linking: Linking,
  ) {}

  /** What runs while the vault is open; undefined behind a lock. */
  get unlocked(): Unlocked | undefined {
    return this.running;
  }

  /** Tells the whole present state, then each change. Returns how to stop. */
  async subscribe(listener: (change: EngineChange) => void): Promise<() => void> {
    if (!this.newest.has("phase")) await this.tellStart();
    for (const change of this.newest.values()) listener(change);
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Opens the vault and starts what runs over it. */
  unlock(passphrase: string): EngineResult<void> {
    return this.inTurn(() => this.open(passphrase));
  }

  /** Stops everything and wipes what memory holds. */
  lock(): Promise<void> {
    return this.inTurn(() => this.close());
  }

  private async open(passphrase: string): EngineResult<void> {
    const { sodium, random, store, deriveKey } = this.dependencies;
    if (this.running !== undefined) return ok(undefined);
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

  /** Ends what runs, to the locked phase. Only within a turn. */
  async close(): Promise<void> {
    const unlocked = this.running;
    if (unlocked === undefined) return;
    this.running = undefined;
    this.forgetState();
    this.tell({ type: "phase", phase: { phase: "locked" } });
    // The new device's answer may be long in coming: what runs tells nothing more from now on.
    await Promise.all([this.linking.cancel(), unlocked.close()]);
  }

  /** Ends what runs: its vault has left this store, and nothing more is written. Only within a turn. */
  async closeGone(phase: Phase): Promise<void> {
    const unlocked = this.running;
    this.running = undefined;
    await unlocked?.close({ gone: true });
    this.forgetState();
    this.tell({ type: "phase", phase });
  }

  /** What unlocking costs whoever tries passphrases. */
  get cost() {
    return this.dependencies.passphraseCost ?? moderateCost(this.dependencies.sodium);
  }

  /** Tells whoever listens, and whoever will. */
  tell(change: EngineChange): void {
    if (!PASSING.has(change.type)) this.newest.set(change.type, change);
    for (const listener of [...this.listeners]) listener(change);
  }

  /** Whether a device can be set up here: no vault stands in the store, or one that can't be opened any more. */
  async hasRoom(): Promise<boolean> {
    if (this.running !== undefined) return false;
    const state = await vaultState(this.dependencies.store);
    return state === "none" || state === "remains" || (state === "present" && this.damaged);
  }

  /**
   * What opens, closes or replaces the vault happens one after the other, whichever tabs ask for it: two
   * openings at once would run two engines on the same ratchets.
   */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.turns.then(work);
    this.turns = turn.catch(() => undefined);
    return turn;
  }

  /** Why nobody can be set up here now, or not with this passphrase. */
  async cannotBegin(passphrase: string): Promise<EngineFault | undefined> {
    if (!(await this.hasRoom())) return { code: "vault.exists" };
    return passphrase.length < SHORTEST_PASSPHRASE ? { code: "passphrase.weak" } : undefined;
  }

  /** Stores the keys first, then tells the server: a crash in between is finished at the next unlock. */
  begin(
    identity: IdentityRecord,
    passphrase: string,
    tellServer: () => EngineResult<void>,
    check?: (unlocked: Unlocked) => EngineResult<void>,
  ): EngineResult<RecoveryKeyView> {
    return this.inTurn(() =>
      this.settle(identity, passphrase, tellServer, check).catch((error: unknown) => fail(faultOf(error))),
    );
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
    const view = recoveryKeyView(sodium, identity.recovery);
    this.tell({ type: "progress", task: "unlock", done: 0, total: 2 });
    const first = [identityChange(identity)];
    const vault = await SealedVault.create(sodium, random, store, passphrase, this.cost, first, deriveKey);
    this.tell({ type: "progress", task: "unlock", done: 1, total: 2 });
    const told = await tellServer();
    this.tell({ type: "progress", task: "unlock", done: 2, total: 2 });
    // A lost connection says nothing about what the server has done: the keys stay, and it is told again.
    if (!told.ok && !leavesOpen(told.fault)) {
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
    this.running = unlocked;
    unlocked.announcePhase();
    return ok(undefined);
  }

  /** A recovery had no connection to the networks' logs; now they show that a newer recovery key exists. */
  private async giveUp(unlocked: Unlocked, mark: LostMark): Promise<void> {
    if (this.running !== unlocked) return;
    this.running = undefined;
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
    this.tell({ type: "directory", contacts: [], guests: [] });
    this.tell({ type: "guest-invitations", invitations: [] });
    this.tell({ type: "conversations", conversations: [] });
    this.tell({ type: "notices", notices: [] });
    this.tell({ type: "people", people: [] });
    this.tell({ type: "invitations", invitations: [] });
    this.tell({ type: "warnings", warnings: [] });
    this.tell({ type: "logs", logs: [], alarms: [] });
    this.tell({ type: "uploads", uploads: [] });
  }
}
