import type { Sodium } from "@comity/shared/crypto/sodium";
import { idOfKey, LogKey } from "@comity/shared/ids";
import type { SigningKeys } from "@comity/shared/statements/signing";
import type { LogKeyStore } from "../storage/port/logs.ts";

/**
 * The server's own keys under the heads of the networks' logs. The first is made when it is first needed, and all
 * processes on one database agree on it. They vouch for no statement: whoever steals one can contradict the server.
 */
export class LogKeys {
  private known: Promise<readonly SigningKeys[]> | undefined;

  constructor(
    private readonly store: LogKeyStore,
    private readonly sodium: Sodium,
    private readonly now: () => number,
    private readonly random: (n: number) => Uint8Array,
  ) {}

  /** The key that a network's officers have named, if this server has it; else its newest one. */
  async under(named: LogKey | undefined): Promise<SigningKeys> {
    const keys = await this.all();
    const theirs = named && keys.find(({ publicKey }) => idOfKey(LogKey, publicKey) === named);
    const newest = keys.at(-1);
    if (newest === undefined) throw new Error("a log key that was kept is not there");
    return theirs ?? newest;
  }

  private all(): Promise<readonly SigningKeys[]> {
    this.known ??= this.load().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async load(): Promise<readonly SigningKeys[]> {
    const kept = await this.store.all();
    const seeds = kept.length > 0 ? kept : [await this.store.keep(0, this.random(32), this.now())];
    return seeds.map((seed) => {
      const { publicKey, privateKey } = this.sodium.crypto_sign_seed_keypair(seed);
      return { publicKey, privateKey };
    });
  }
}
