import { z } from "zod";
import { NetworkId } from "../ids.ts";
import { SignedHead } from "../transparency/head.ts";
import { bytesOf, defineCall } from "./event.ts";

/** A proof about a log's tree: hashes of 32 bytes; a log of 2^53 entries needs no more than these. */
export const LogProof = z.array(bytesOf(32)).max(64);
export type LogProof = z.infer<typeof LogProof>;

const Size = z.number().int().positive();

/** The head of a network's log as it is now, for whoever may read the log. */
export const logHead = defineCall(
  "log.head",
  z.object({ network: NetworkId }),
  z.object({ head: SignedHead }),
);

/**
 * Why entry `index` is among the first `size` (RFC 9162 section 2.1.3). `log.moved` with the log's size where it
 * does not have as many entries.
 */
export const logProveInclusion = defineCall(
  "log.proveInclusion",
  z.object({ network: NetworkId, index: z.number().int().nonnegative(), size: Size }),
  z.object({ proof: LogProof }),
);

/** Why the first `to` entries begin with the first `from` (RFC 9162 section 2.1.4). `log.moved` as above. */
export const logProveConsistency = defineCall(
  "log.proveConsistency",
  z.object({ network: NetworkId, from: Size, to: Size }),
  z.object({ proof: LogProof }),
);
