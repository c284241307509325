import { callOn, nodeRandom } from "@comity/scripts/load/bareDevice";
import type { FaultCode } from "@comity/shared/fault";
import * as link from "@comity/shared/protocol/link";
import { abused, first, type Row, type Stage, secret, type Turn } from "./stage.ts";

const STEPS = ["opened", "claimed", "revealed", "delivered", "received"] as const;
type Step = (typeof STEPS)[number];

/** A meeting place where everything up to a step has happened; `one` is the signed-in device. */
async function place({ stranger, one }: Stage, step: Step) {
  const at = { place: secret() };
  const own = { ...at, opener: secret() };
  const done = STEPS.indexOf(step);
  await first(callOn(stranger, link.linkOpen, { ...own, commitment: nodeRandom(32) }));
  if (done >= 1) await first(one.call(link.linkClaim, { ...at, answer: nodeRandom(32) }));
  if (done >= 2) await first(callOn(stranger, link.linkReveal, { ...own, reveal: nodeRandom(60) }));
  if (done >= 3) await first(one.call(link.linkDeliver, { ...at, package: nodeRandom(90) }));
  if (done >= 4) await first(callOn(stranger, link.linkReceived, { ...own, receipt: nodeRandom(30) }));
  return { at, own };
}
type Place = Awaited<ReturnType<typeof place>>;

/** A step of the new device's: right after `after`, by somebody without its secret, and after `early`. */
function ofOpener<Request>(after: Step, early: Step, request: (own: Place["own"]) => Request) {
  const turn =
    (step: Step, forged: boolean) =>
    async (stage: Stage): Promise<Turn<Request>> => {
      const { own } = await place(stage, step);
      return [stage.stranger, request(forged ? { ...own, opener: secret() } : own)];
    };
  const trespass: readonly [FaultCode, ReturnType<typeof turn>] = ["link.unknown", turn(after, true)];
  const disorder: readonly [FaultCode, ReturnType<typeof turn>] = ["not-permitted", turn(early, false)];
  return {
    access: "anyone" as const,
    honest: turn(after, false),
    again: "same" as const,
    trespass,
    disorder,
  };
}

/** A step of the signed-in device's: right after `after`, by another member, and after `early`. */
function ofClaimant<Request>(
  after: Step,
  early: readonly [FaultCode, Step],
  request: (at: Place["at"]) => Request,
) {
  const turn =
    (step: Step, by: "one" | "outsider") =>
    async (stage: Stage): Promise<Turn<Request>> => {
      const { at } = await place(stage, step);
      return [stage[by].socket, request(at)];
    };
  const trespass: readonly [FaultCode, ReturnType<typeof turn>] = ["link.unknown", turn(after, "outsider")];
  const disorder: readonly [FaultCode, ReturnType<typeof turn>] = [early[0], turn(early[1], "one")];
  return {
    access: "active" as const,
    honest: turn(after, "one"),
    again: "same" as const,
    trespass,
    disorder,
  };
}

const unclaimed = ["link.unknown", "opened"] as const;
const looking = { impossible: "it changes nothing" };

/** What is done to the events by which a further device is linked. */
export const LINK_ROWS: readonly Row[] = [
  abused(link.linkOpen, {
    access: "anyone",
    honest: async ({ stranger }) => [
      stranger,
      { place: secret(), opener: secret(), commitment: nodeRandom(32) },
    ],
    again: "same",
    trespass: [
      "link.taken",
      async (stage) => {
        const { at } = await place(stage, "opened");
        return [stage.stranger, { ...at, opener: secret(), commitment: nodeRandom(32) }];
      },
    ],
    disorder: [
      "link.taken",
      async (stage) => [
        stage.stranger,
        { ...(await place(stage, "received")).own, commitment: nodeRandom(32) },
      ],
    ],
  }),
  abused(link.linkClaim, {
    access: "active",
    honest: async (stage) => [
      stage.one.socket,
      { ...(await place(stage, "opened")).at, answer: nodeRandom(32) },
    ],
    again: "same",
    trespass: [
      "link.taken",
      async (stage) => [
        stage.outsider.socket,
        { ...(await place(stage, "claimed")).at, answer: nodeRandom(32) },
      ],
    ],
    disorder: ["link.unknown", async ({ one }) => [one.socket, { place: secret(), answer: nodeRandom(32) }]],
  }),
  abused(
    link.linkReveal,
    ofOpener("claimed", "opened", (own) => ({ ...own, reveal: nodeRandom(60) })),
  ),
  abused(
    link.linkReceived,
    ofOpener("delivered", "revealed", (own) => ({ ...own, receipt: nodeRandom(30) })),
  ),
  abused(link.linkAwait, { ...ofOpener("claimed", "opened", (own) => own), disorder: looking }),
  abused(link.linkAbandon, {
    ...ofOpener("claimed", "opened", (own) => own),
    again: "link.cancelled",
    disorder: ["link.unknown", async ({ stranger }) => [stranger, { place: secret(), opener: secret() }]],
  }),
  abused(
    link.linkDeliver,
    ofClaimant("revealed", ["not-permitted", "claimed"], (at) => ({ ...at, package: nodeRandom(90) })),
  ),
  abused(
    link.linkComplete,
    ofClaimant("received", ["not-permitted", "delivered"], (at) => at),
  ),
  abused(
    link.linkLook,
    ofClaimant("revealed", unclaimed, (at) => at),
  ),
  abused(link.linkRefuse, {
    ...ofClaimant("claimed", unclaimed, (at) => at),
    again: "link.cancelled",
  }),
];
