import type { Sodium } from "@comity/shared/crypto/sodium";
import { hashToken } from "@comity/shared/enrolment/invitation";
import type { Token } from "@comity/shared/ids";
import type { TransferStore } from "../storage/port/handOvers.ts";
import { type DomainResult, done, refuse } from "./context.ts";

/** How long a vault waits to be collected. */
export const TRANSFER_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** Vaults on their way to another browser: the first claimant is the only one. */
export class Transfers {
  constructor(
    private readonly store: TransferStore,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  async deposit(
    tokenHash: Token,
    part: number,
    parts: number,
    bytes: Uint8Array,
  ): DomainResult<Record<string, never>> {
    if (part >= parts) return refuse({ code: "request.malformed" });
    await this.store.put(tokenHash, part, parts, bytes, this.now() + TRANSFER_LIFETIME_MS);
    return done({});
  }

  async collect(
    token: Token,
    claimant: Token,
    part: number,
  ): DomainResult<{ parts: number; bytes: Uint8Array }> {
    const tokenHash = hashToken(this.sodium, token);
    if (!(await this.store.claim(tokenHash, claimant, this.now())))
      return refuse({ code: "transfer.unknown" });
    const found = await this.store.get(tokenHash, part);
    if (found === undefined) return refuse({ code: "transfer.unknown" });
    return done({ parts: found.parts, bytes: found.bytes });
  }

  /** Deletes the parts. Repeating it is harmless: the claim stays, so the claimant is still known. */
  async complete(token: Token, claimant: Token): DomainResult<Record<string, never>> {
    const tokenHash = hashToken(this.sodium, token);
    if (!(await this.store.claim(tokenHash, claimant, this.now())))
      return refuse({ code: "transfer.unknown" });
    await this.store.remove(tokenHash);
    return done({});
  }
}
