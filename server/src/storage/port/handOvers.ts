import type { Token } from "@comity/shared/ids";

/** Vaults on their way to another browser. */
export interface TransferStore {
  /** Keeps a part. The first bytes of a part stand, and so do the first `parts` and `expiresAt`. */
  put(tokenHash: Token, part: number, parts: number, bytes: Uint8Array, expiresAt: number): Promise<void>;
  /** Binds the transfer to its first claimant, who stays it. False for any other, or when there is none or it has expired. */
  claim(tokenHash: Token, claimant: Token, now: number): Promise<boolean>;
  get(
    tokenHash: Token,
    part: number,
  ): Promise<{ readonly parts: number; readonly bytes: Uint8Array } | undefined>;
  /** Deletes all parts for good and forgets nothing of the claim: nobody else can claim it, or put parts. */
  remove(tokenHash: Token): Promise<void>;
}

/** What is left at a meeting place of two devices, each once. */
export type LinkStep = "answer" | "reveal" | "package" | "receipt" | "complete" | "ended";

/** A meeting place as it was opened. */
export interface LinkRecord {
  readonly placeHash: Token;
  readonly openerHash: Token;
  readonly commitment: Uint8Array;
  readonly expiresAt: number;
}

/** Meeting places at which a new device is linked to a signed-in one of the same person. */
export interface LinkStore {
  /** Opens a place. The same opening again is true and changes nothing; another one at the same place is false. */
  open(record: LinkRecord): Promise<boolean>;
  find(placeHash: Token): Promise<LinkRecord | undefined>;
  /**
   * Leaves a step at a place. True where these bytes of this author stand afterwards, false where somebody
   * else was first or the author has left other bytes. `expiresAt` is the place's.
   */
  leave(
    placeHash: Token,
    step: LinkStep,
    author: string,
    bytes: Uint8Array,
    expiresAt: number,
  ): Promise<boolean>;
  step(
    placeHash: Token,
    step: LinkStep,
  ): Promise<{ readonly author: string; readonly bytes: Uint8Array } | undefined>;
  /** Deletes places and steps that expire at `now` or before. */
  expire(now: number): Promise<void>;
}
