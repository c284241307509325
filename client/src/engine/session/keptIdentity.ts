import type { VaultMarks } from "../ports.ts";
import { withDues } from "../recovery/identityNews.ts";
import { type IdentityRecord, identityChange } from "../vault/identityRecord.ts";
import type { SealedVault } from "../vault/vault.ts";

/** What follows from a changed identity. */
export interface IdentityHooks {
  /** Its networks are others: whether this device can sign for a network is shown. */
  networksChanged(): void;
  /** Something of it belongs into the backup. */
  backupDue(): void;
  /** The person's other devices know nothing of its networks' new keys yet. */
  othersUntold(): void;
}

/** The identity of an opened vault, kept in it through every change. */
export class KeptIdentity {
  private amending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly vault: SealedVault,
    private readonly marks: VaultMarks | undefined,
    private kept: IdentityRecord,
    private readonly hooks: IdentityHooks,
  ) {}

  get record(): IdentityRecord {
    return this.kept;
  }

  /**
   * Stores a changed identity. Changes are made one after the other, each on what the former led to. What of it
   * belongs into the backup, and what the person's other devices must know, goes there by itself. `heard`: they
   * are where it comes from.
   */
  amend(change: (identity: IdentityRecord) => IdentityRecord, { heard = false } = {}): Promise<void> {
    const turn = this.amending.then(async () => {
      const before = this.kept;
      const changed = change(before);
      if (changed === before) return;
      const identity = withDues(before, changed, heard);
      await this.vault.write([identityChange(identity)]);
      this.kept = identity;
      if (identity.networks !== before.networks) this.hooks.networksChanged();
      if (identity.recovery.number !== before.recovery.number) await this.mark();
      if (identity !== changed) this.hooks.backupDue();
      // Another device that does not know of a new key would save a backup without it.
      if (identity.untoldNetworks === true && before.untoldNetworks !== true) this.hooks.othersUntold();
    });
    this.amending = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when no change is under way. */
  async settled(): Promise<void> {
    await this.amending;
  }

  /** Remembers outside the vault which recovery key its owner has. */
  async mark(): Promise<void> {
    const { number, issuedAt } = this.kept.recovery;
    await this.marks?.write({ recoveryNumber: number, recoveryIssuedAt: issuedAt });
  }
}
