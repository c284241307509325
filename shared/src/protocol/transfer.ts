import { z } from "zod";
import { Token } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { bytesUpTo, defineCall, Nothing } from "./event.ts";

const Part = z
  .number()
  .int()
  .min(0)
  .max(LIMITS.transferParts - 1);

/**
 * A device moves to another browser: its vault, every record sealed under the passphrase already, is left
 * on the server in parts under the hash of a one-time token.
 */
export const transferDeposit = defineCall(
  "transfer.deposit",
  z.object({
    tokenHash: Token,
    part: Part,
    parts: z.number().int().min(1).max(LIMITS.transferParts),
    bytes: bytesUpTo(LIMITS.transferPartBytes),
  }),
  Nothing,
);

/**
 * Collects a part (before log-in). The first claimant to ask is the only one who gets any: a vault must
 * never run in two places. `claimant` is random, chosen by the collecting browser.
 */
export const transferCollect = defineCall(
  "transfer.collect",
  z.object({ token: Token, claimant: Token, part: Part }),
  z.object({ parts: z.number().int().min(1), bytes: bytesUpTo(LIMITS.transferPartBytes) }),
);

/** The claimant has stored everything: the server deletes the parts. */
export const transferComplete = defineCall(
  "transfer.complete",
  z.object({ token: Token, claimant: Token }),
  Nothing,
);
