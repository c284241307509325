import { z } from "zod";
import { AccountId } from "../ids.ts";
import { Instant, inNetwork } from "./entry.ts";

/**
 * Says that somebody is away from one moment to another and who stands in. Signed by an officer or by the absent
 * person's identity key. A newer one about the same person replaces it.
 */
export const OfficeStandIn = z.strictObject({
  ...inNetwork,
  kind: z.literal("office.standIn"),
  absent: AccountId,
  alternate: AccountId,
  from: Instant,
  until: Instant,
});

/** Ends an absence before its time. Signed by an officer or by the absent person's identity key. */
export const OfficeReturn = z.strictObject({
  ...inNetwork,
  kind: z.literal("office.return"),
  absent: AccountId,
});

/** Hands an office over: ends `from`'s membership and names who follows. Signed by an officer. */
export const OfficeSucceed = z.strictObject({
  ...inNetwork,
  kind: z.literal("office.succeed"),
  from: AccountId,
  to: AccountId,
});
