import type { BareDevice } from "@comity/scripts/load/bareDevice";
import { visitEntries, visitLeaves, visitPositions } from "@comity/shared/protocol/visit";
import { admitGuest, sizeOfLog } from "../guestDevice.ts";
import { abused, type Row, type Stage } from "./stage.ts";

const DAY = 86_400_000;
const guests = new Map<Stage, Promise<BareDevice>>();

/** A guest of one room, of whom the rest of the table knows nothing. */
function guestOf(stage: Stage): Promise<BareDevice> {
  const known = guests.get(stage);
  if (known !== undefined) return known;
  const coming = stage.room().then((room) => admitGuest(stage.ground, stage.one, room, Date.now() + DAY));
  guests.set(stage, coming);
  return coming;
}

/** What guests ask of a log. */
export const VISIT_ROWS: readonly Row[] = [
  abused(visitLeaves, {
    access: "pending",
    honest: async (stage) => [
      (await guestOf(stage)).socket,
      { network: stage.ground.network.network, from: 1 },
    ],
    again: { otherwise: "the head is signed anew, with its hour" },
    trespass: [
      "not-permitted",
      async ({ one, ground }) => [one.socket, { network: ground.network.network, from: 0 }],
    ],
    disorder: { impossible: "it changes nothing" },
  }),
  abused(visitPositions, {
    access: "pending",
    honest: async (stage) => [
      (await guestOf(stage)).socket,
      { network: stage.ground.network.network, size: 3 },
    ],
    again: "same",
    trespass: [
      "not-permitted",
      async ({ waiting, ground }) => [waiting.socket, { network: ground.network.network, size: 3 }],
    ],
    disorder: [
      "log.moved",
      async (stage) => [
        (await guestOf(stage)).socket,
        {
          network: stage.ground.network.network,
          size: (await sizeOfLog(stage.ground, stage.one)) + 1,
        },
      ],
    ],
  }),
  abused(visitEntries, {
    access: "pending",
    honest: async (stage) => [
      (await guestOf(stage)).socket,
      { network: stage.ground.network.network, positions: [0, 1] },
    ],
    again: "same",
    trespass: [
      "not-permitted",
      async ({ one, ground }) => [one.socket, { network: ground.network.network, positions: [0] }],
    ],
    disorder: [
      "not-permitted",
      async (stage) => [
        (await guestOf(stage)).socket,
        { network: stage.ground.network.network, positions: [1_000_000] },
      ],
    ],
  }),
];
