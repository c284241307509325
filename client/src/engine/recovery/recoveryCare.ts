import type { Sodium } from "@comity/shared/crypto/sodium";
import { ok } from "@comity/shared/result";
import type { RecoveryIssue } from "@comity/shared/statements/recoveryIssues";
import { signStatement } from "@comity/shared/statements/signing";
import type { ArchiveAccess } from "../archive/access.ts";
import type { SessionLink } from "../context.ts";
import type { Directory } from "../directory/directory.ts";
import { signingKeysOf } from "../enrolment/newIdentity.ts";
import { publish } from "../enrolment/publishing.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { RecoveryView } from "../facade/views.ts";
import type { Clock, RandomBytes } from "../ports.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import { saveBackup } from "./backup.ts";
import { newsOf, withNetworks, withPin } from "./identityNews.ts";
import { portableOf } from "./portableIdentity.ts";
import { RECOVERY_SECRET_BYTES } from "./recoveryKey.ts";
import { afterLearning, afterTyping, type IssuedKey, POSTPONED_MS, testDueAt } from "./recoveryState.ts";

/** Changes of what the backup holds are gathered for this long. */
const SAVE_AFTER_MS = 5_000;
/** A backup that the server did not take is sent again, at growing distances up to this. */
const LONGEST_RETRY_MS = 300_000;

/** What the care for the recovery key works with. */
export interface RecoveryGround {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly session: SessionLink;
  readonly directory: Directory;
  identity(): IdentityRecord;
  /** `heard`: the change comes from another device of the person. */
  amend(
    change: (identity: IdentityRecord) => IdentityRecord,
    from?: { readonly heard: boolean },
  ): Promise<void>;
  /** What screens show of the recovery key has changed. */
  changed(): void;
}

/**
 * Keeps the one recovery key and the backup behind it: renews, tests, saves what has changed, closes the
 * place of a key that has ended, and says in the networks' logs which number is current.
 */
export class RecoveryCare {
  private cancelSave: (() => void) | undefined;
  private saving: Promise<void> = Promise.resolve();
  private closed = false;
  /** How often in a row the server did not take the backup. */
  private vain = 0;

  constructor(private readonly ground: RecoveryGround) {}

  view(): RecoveryView {
    const { recovery, renewal } = this.ground.identity();
    const { number, issuedAt, testedAt, keptAt, unsaved } = recovery;
    // Vaults of before this was noted knew only whether their newest backup was saved.
    const kept = keptAt !== undefined || !unsaved;
    const due =
      renewal === undefined ? testDueAt(recovery) : Math.max(renewal.issuedAt, recovery.postponedUntil ?? 0);
    return { number, issuedAt, testedAt, testDueAt: due, renewing: renewal !== undefined, kept };
  }

  /** Makes a new key. The former one holds until the new one has been typed in: a key that was never noted opens nothing. */
  async renew(): Promise<IssuedKey> {
    const { random, clock, identity, amend } = this.ground;
    const renewal: IssuedKey = {
      secret: random(RECOVERY_SECRET_BYTES),
      number: identity().recovery.number + 1,
      issuedAt: clock.now(),
    };
    await amend((record) => ({ ...record, renewal }));
    this.ground.changed();
    return renewal;
  }

  /** The person has typed the key in. */
  async confirm(typed: string): EngineResult<void> {
    const { sodium, clock, identity, amend } = this.ground;
    const tried = afterTyping(sodium, identity(), typed, clock.now());
    if (!tried.ok) return tried;
    await amend((record) => {
      const after = afterTyping(sodium, record, typed, clock.now());
      return after.ok ? after.value : record;
    });
    this.ground.changed();
    await this.save();
    return ok(undefined);
  }

  /** The test is put off for a week. */
  async postpone(): Promise<void> {
    const postponedUntil = this.ground.clock.now() + POSTPONED_MS;
    await this.ground.amend((record) => ({ ...record, recovery: { ...record.recovery, postponedUntil } }));
    this.ground.changed();
  }

  /** Saves the backup if the server does not have the newest one; one save at a time. */
  save(): Promise<void> {
    this.saving = this.saving.then(() => this.saveNow()).catch(() => undefined);
    return this.saving;
  }

  /** The backup follows before long, together with other changes. */
  saveSoon(): void {
    this.saveAfter(SAVE_AFTER_MS);
  }

  private saveAfter(ms: number): void {
    if (this.closed) return;
    this.cancelSave?.();
    this.cancelSave = this.ground.clock.after(ms, () => {
      this.cancelSave = undefined;
      void this.save();
    });
  }

  close(): void {
    this.closed = true;
    this.cancelSave?.();
  }

  /** The highest number that the logs of the person's networks name as current. */
  issuedInLogs(): RecoveryIssue | undefined {
    const { account } = this.ground.identity();
    return this.ground.directory
      .rosters()
      .flatMap((roster) => roster.recoveryIssue(account) ?? [])
      .sort((one, other) => other.number - one.number)[0];
  }

  /** How the history archive hangs together with the backup. */
  archive(key: Uint8Array): ArchiveAccess {
    const { sodium, identity, amend } = this.ground;
    return {
      key,
      pin: identity().archivePin,
      news: () => newsOf(identity()),
      moved: (pin, told) => this.afterwards(amend((record) => withPin(record, pin, told))),
      learned: ({ recovery, networks = [] }, newest) => {
        if (recovery !== undefined)
          this.afterwards(amend((record) => afterLearning(sodium, record, recovery)));
        this.afterwards(amend((record) => withNetworks(record, networks, newest), { heard: true }));
        this.ground.changed();
      },
    };
  }

  /** A vault that takes nothing any more says so where something is written for the person. */
  private afterwards(change: Promise<void>): void {
    change.then(
      () => this.saveSoon(),
      () => undefined,
    );
  }

  private async saveNow(): Promise<void> {
    const { sodium, random, clock, session, identity, amend } = this.ground;
    if (!session.online) return;
    const saved = identity();
    // Perhaps it was made from an old backup: nothing of it is said before that is known.
    if (saved.unchecked === true) return;
    if (saved.recovery.unsaved || saved.ending !== undefined) {
      // Another device has renewed the key: this one learns it from the archive, and saves then.
      if ((this.issuedInLogs()?.number ?? 0) > saved.recovery.number) return;
      if (!(await saveBackup(sodium, random, session, portableOf(saved), saved.ending))) {
        // Without a connection the next log-in saves it.
        this.saveAfter(Math.min(LONGEST_RETRY_MS, SAVE_AFTER_MS * 2 ** this.vain));
        this.vain += 1;
        return;
      }
      this.vain = 0;
      await amend((record) => {
        if (record.recovery.number !== saved.recovery.number) return record;
        const recovery = { ...record.recovery, keptAt: clock.now() };
        // What has changed meanwhile is saved the next time.
        if (record !== saved) return { ...record, recovery };
        const { ending: _told, ...rest } = record;
        return { ...rest, recovery: { ...recovery, unsaved: false } };
      });
      this.ground.changed();
    }
    await this.publishNumber();
  }

  /** Says in each network's log which number is current, once the backup of that number is stored. */
  private async publishNumber(): Promise<void> {
    const { sodium, clock, session, directory, identity } = this.ground;
    const { account, identityKey, recovery } = identity();
    if (recovery.unsaved) return;
    for (const roster of directory.rosters()) {
      const { network } = roster;
      if (roster.membershipFault(account, clock.now()) !== undefined) continue;
      if ((roster.recoveryIssue(account)?.number ?? 0) >= recovery.number) continue;
      const { number } = recovery;
      const statement = signStatement(
        sodium,
        { v: 1, kind: "recovery.issue", network, at: clock.now(), account, number },
        signingKeysOf(sodium, identityKey),
      );
      // Refused where another device was quicker; what a connection loses is said at the next log-in.
      await publish(session, directory, network, [statement]);
    }
  }
}
