import { z } from "zod";
import { NetworkId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { SignedStatement } from "../statements/statement.ts";
import { SignedHead } from "../transparency/head.ts";
import { defineCall, definePush } from "./event.ts";
import { LogProof } from "./log.ts";

/**
 * Appends statements to a network's log, all or none, if it has `expectedSize` entries; else `log.moved`.
 * Who may say what is decided by the statements' own signatures.
 */
export const statementsPublish = defineCall(
  "statements.publish",
  z.object({
    network: NetworkId,
    expectedSize: z.number().int().nonnegative(),
    statements: z.array(SignedStatement).min(1).max(LIMITS.statementsPerPublish),
  }),
  z.object({ size: z.number().int().nonnegative() }),
);

/**
 * Reads a network's log from a position on; members of the network, and devices waiting to become one's. `head`
 * is the signed head of the whole log; where the page does not reach its end, `proof` shows that the log begins
 * with what was read so far (RFC 9162 section 2.1.4), so that no entry is believed that the head does not cover.
 */
export const statementsRead = defineCall(
  "statements.read",
  z.object({ network: NetworkId, from: z.number().int().nonnegative() }),
  z.object({
    statements: z.array(SignedStatement).max(LIMITS.statementsPerRead),
    head: SignedHead,
    proof: LogProof,
  }),
);

/** Told to the members of a network when its log has grown. */
export const statementsAppended = definePush(
  "statements.appended",
  z.object({ network: NetworkId, size: z.number().int().nonnegative() }),
);

/** A restored account's new device says so: device.certify signed by the identity key (before log-in). */
export const deviceCertify = defineCall(
  "device.certify",
  z.object({ network: NetworkId, expectedSize: z.number().int().nonnegative(), statement: SignedStatement }),
  z.object({ size: z.number().int().nonnegative() }),
);
