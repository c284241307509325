import { z } from "zod";
import { inNetwork } from "./entry.ts";

/**
 * Switches the two-officer rule on or off. Signed by an officer; switching off has effect only with a second officer's
 * signature, as everything that the rule covers.
 */
export const AuthorityRule = z.strictObject({
  ...inNetwork,
  kind: z.literal("authority.rule"),
  two: z.boolean(),
});

/** Which entry of the log is meant: its place, and SHA-256 of its text (base64url of 32 bytes). */
const meant = { position: z.number().int().positive(), hash: z.string().length(43) };

/** Gives effect to what another officer has signed under the two-officer rule. Signed by an officer. */
export const AuthorityCountersign = z.strictObject({
  ...inNetwork,
  ...meant,
  kind: z.literal("authority.countersign"),
});

/** Ends what waits for a second signature, without effect. Signed by an officer, also by the one who signed first. */
export const AuthorityRefuse = z.strictObject({
  ...inNetwork,
  ...meant,
  kind: z.literal("authority.refuse"),
});
