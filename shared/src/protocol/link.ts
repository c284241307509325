import { z } from "zod";
import { Token } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { Instant } from "../statements/statement.ts";
import { bytesOf, bytesUpTo, defineCall, Nothing } from "./event.ts";

/**
 * Two devices of one person meet at the server to link the second. `place` is derived from the code that is
 * shown on the new device's screen; `opener` is a secret of the new device's, which has no log-in yet. Each
 * step is left once and stands: a repetition with the same bytes is harmless, other bytes are `link.taken`.
 * All of it is gone ten minutes after it was opened.
 */
const place = { place: Token };
const opener = { ...place, opener: Token };
const Step = bytesUpTo(LIMITS.linkStepBytes);

/** The new device opens a meeting place (before log-in) with a commitment to keys that it shows later. */
export const linkOpen = defineCall(
  "link.open",
  z.object({ ...opener, commitment: bytesOf(32) }),
  z.object({ expiresAt: Instant }),
);

/** The signed-in device comes to the place with its public key. The first device to come is the only one. */
export const linkClaim = defineCall(
  "link.claim",
  z.object({ ...place, answer: Step }),
  z.object({ commitment: bytesOf(32), expiresAt: Instant }),
);

/** The new device shows its keys (before log-in), once the other one's key has come. */
export const linkReveal = defineCall("link.reveal", z.object({ ...opener, reveal: Step }), Nothing);

/** The signed-in device hands over what the person confirmed, sealed. */
export const linkDeliver = defineCall(
  "link.deliver",
  z.object({ ...place, package: bytesUpTo(LIMITS.linkPackageBytes) }),
  Nothing,
);

/** The new device says that all is stored (before log-in). */
export const linkReceived = defineCall("link.received", z.object({ ...opener, receipt: Step }), Nothing);

/** The signed-in device says that it has certified the new one in every network. */
export const linkComplete = defineCall("link.complete", z.object(place), Nothing);

/** What the new device finds at the place (before log-in). */
export const linkAwait = defineCall(
  "link.await",
  z.object(opener),
  z.object({
    answer: Step.optional(),
    package: bytesUpTo(LIMITS.linkPackageBytes).optional(),
    complete: z.boolean(),
  }),
);

/** What the signed-in device that claimed the place finds there. */
export const linkLook = defineCall(
  "link.look",
  z.object(place),
  z.object({ reveal: Step.optional(), receipt: Step.optional() }),
);

/** The new device gives up (before log-in): the other one finds `link.cancelled` from now on. */
export const linkAbandon = defineCall("link.abandon", z.object(opener), Nothing);

/** The signed-in device refuses, because the numbers differ or the person changed their mind. */
export const linkRefuse = defineCall("link.refuse", z.object(place), Nothing);
