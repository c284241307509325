import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Clock, Connect, DeriveKey, RandomBytes, VaultMarks, VaultStore } from "./ports.ts";
import type { PassphraseCost } from "./vault/passphrase.ts";

/** Everything that an engine takes from its surroundings. */
export interface EngineDependencies {
  readonly sodium: Sodium;
  readonly store: VaultStore;
  /** Where a store can vanish without a trace (a browser's): what remembers that a vault stood in it. */
  readonly marks?: VaultMarks;
  readonly connect: Connect;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The server's origin, as people open it: what links begin with. */
  readonly origin: string;
  /** What a try at the passphrase costs; moderate unless a test of other things says less. */
  readonly passphraseCost?: PassphraseCost;
  /** Where keys are derived from passphrases; in place unless something else is given. */
  readonly deriveKey?: DeriveKey;
}
