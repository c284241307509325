import { nodeRandom } from "@comity/scripts/load/bareDevice";
import { idOfKey, NetworkId } from "@comity/shared/ids";
import { networkIdentify } from "@comity/shared/protocol/recognition";
import { networkCode } from "@comity/shared/statements/networkCode";
import { abused, type Row } from "./stage.ts";

/** What is done to the event by which an officer looks at another network. */
export const RECOGNITION_ROWS: readonly Row[] = [
  abused(networkIdentify, {
    access: "active",
    honest: async ({ officer, ground }) => [officer.socket, { code: networkCode(ground.network.network) }],
    again: "same",
    // A member who is no officer has nobody to recognise.
    trespass: [
      "not-permitted",
      async ({ one, ground }) => [one.socket, { code: networkCode(ground.network.network) }],
    ],
    // A guessed code is nobody's.
    disorder: [
      "network.unknown",
      async ({ officer }) => [officer.socket, { code: networkCode(idOfKey(NetworkId, nodeRandom(32))) }],
    ],
  }),
];
