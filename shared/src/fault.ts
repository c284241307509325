import { z } from "zod";

/**
 * Everything a server may answer instead of a value: a closed union with stable codes. Clients translate
 * the code into words; `detail` carries only what the recovery needs.
 */
export const Fault = z.discriminatedUnion("code", [
  z.object({ code: z.literal("request.malformed") }),
  z.object({ code: z.literal("request.unknown-event") }),
  z.object({ code: z.literal("rate.limited"), retryAfterMs: z.number().int().nonnegative() }),
  z.object({ code: z.literal("session.unauthenticated") }),
  z.object({ code: z.literal("session.bad-signature") }),
  z.object({ code: z.literal("session.wrong-origin") }),
  z.object({ code: z.literal("session.unknown-device") }),
  z.object({ code: z.literal("session.revoked") }),
  z.object({ code: z.literal("session.ended") }),
  z.object({ code: z.literal("session.succeeded") }),
  z.object({ code: z.literal("session.suspended") }),
  z.object({ code: z.literal("session.expired") }),
  z.object({ code: z.literal("session.disabled") }),
  z.object({ code: z.literal("session.pending") }),
  z.object({ code: z.literal("session.outdated-client") }),
  z.object({ code: z.literal("founding.token-invalid") }),
  z.object({ code: z.literal("invitation.unknown") }),
  z.object({ code: z.literal("invitation.used") }),
  z.object({ code: z.literal("invitation.expired") }),
  z.object({ code: z.literal("network.unknown") }),
  z.object({ code: z.literal("statement.invalid"), reason: z.string().max(64) }),
  /** A statement's date is too far from the server's clock, which is told in ms since 1970. */
  z.object({ code: z.literal("clock.wrong"), serverTime: z.number().int().nonnegative() }),
  z.object({ code: z.literal("log.moved"), size: z.number().int().nonnegative() }),
  z.object({ code: z.literal("account.unknown") }),
  z.object({ code: z.literal("not-permitted") }),
  z.object({ code: z.literal("key-package.none") }),
  z.object({ code: z.literal("key-package.pool-full") }),
  z.object({ code: z.literal("conversation.unknown") }),
  z.object({ code: z.literal("conversation.exists") }),
  z.object({ code: z.literal("conversation.not-member") }),
  z.object({ code: z.literal("conversation.full") }),
  z.object({ code: z.literal("epoch.moved"), epoch: z.number().int().nonnegative() }),
  z.object({ code: z.literal("transfer.unknown") }),
  z.object({ code: z.literal("link.unknown") }),
  z.object({ code: z.literal("link.taken") }),
  z.object({ code: z.literal("link.expired") }),
  z.object({ code: z.literal("link.cancelled") }),
  z.object({ code: z.literal("backup.unknown") }),
  z.object({ code: z.literal("backup.outdated") }),
  z.object({ code: z.literal("archive.moved"), count: z.number().int().nonnegative() }),
  z.object({ code: z.literal("archive.full") }),
  z.object({ code: z.literal("archive.unknown") }),
  z.object({ code: z.literal("blob.unknown") }),
  z.object({ code: z.literal("blob.taken") }),
  z.object({ code: z.literal("blob.quota") }),
  z.object({ code: z.literal("storage.unavailable") }),
  z.object({ code: z.literal("server.internal") }),
]);
export type Fault = z.infer<typeof Fault>;
export type FaultCode = Fault["code"];
