import { z } from "zod";
import { AccountId, OfficerKey } from "../ids.ts";
import { inNetwork } from "./entry.ts";

/** Offers a member the office of an officer. It gives no right but to name a key. Signed by an officer. */
export const AuthorityNominate = z.strictObject({
  ...inNetwork,
  kind: z.literal("authority.nominate"),
  account: AccountId,
});

/** Takes back an offer of the office that nobody has answered by an office yet. Signed by an officer, whoever made the offer. */
export const AuthorityWithdraw = z.strictObject({
  ...inNetwork,
  kind: z.literal("authority.withdraw"),
  account: AccountId,
});

/**
 * Names the key with which a person will sign as an officer: made on their own device, so that no other officer and no
 * server ever had it. Signed by the account's identity key; takes effect when an officer adds this key.
 */
export const AuthorityReady = z.strictObject({
  ...inNetwork,
  kind: z.literal("authority.ready"),
  account: AccountId,
  officerKey: OfficerKey,
  /** The named key's own signature over network and account (base64url of 64 bytes): nobody names a key of others. */
  proof: z.string().length(86),
});
