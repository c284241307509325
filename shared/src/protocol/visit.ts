import { z } from "zod";
import { NetworkId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { SignedStatement } from "../statements/statement.ts";
import { SignedHead } from "../transparency/head.ts";
import { bytesOf, defineCall } from "./event.ts";

/**
 * A network's log for guests, who are shown whole what is about the people whom they meet, and of everything else only that
 * it is there. Members read `statements.read`, and are refused these; guests and whoever waits to be one the other way round.
 */

const Position = z.number().int().nonnegative();

/**
 * The hashes of a log's leaves from a position on (RFC 9162 section 2.1.1), with the signed head of the whole log: with all
 * of them the head can be checked, and that nothing was taken away, without reading an entry.
 */
export const visitLeaves = defineCall(
  "visit.leaves",
  z.object({ network: NetworkId, from: Position }),
  z.object({ leaves: z.array(bytesOf(32)).max(LIMITS.leavesPerRead), head: SignedHead }),
);

/**
 * The places, among the first `size`, of the entries that the caller may read (`VisibleEntries`): those about the people who
 * are or were in their room, about themselves, about whoever invited them, and about the officers. `log.moved` with the log's
 * size where it does not have as many entries.
 */
export const visitPositions = defineCall(
  "visit.positions",
  z.object({ network: NetworkId, size: Position.min(1) }),
  z.object({ positions: z.array(Position).max(LIMITS.entriesPerGuest) }),
);

/** The entries at these places, in this order. `not-permitted` if one of them is not for the caller to read. */
export const visitEntries = defineCall(
  "visit.entries",
  z.object({ network: NetworkId, positions: z.array(Position).min(1).max(LIMITS.statementsPerRead) }),
  z.object({ statements: z.array(SignedStatement).max(LIMITS.statementsPerRead) }),
);
