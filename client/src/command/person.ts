import { dayOf } from "../ui/office/terms.ts";
import { withDevice } from "./device.ts";
import { EXITS } from "./exits.ts";
import type { CommandSpec } from "./invocation.ts";
import { instant, visible } from "./output.ts";
import { words } from "./words.ts";

/** `comity whoami` */
export const whoami: CommandSpec = {
  name: "whoami",
  words: "",
  least: 0,
  most: 0,
  summary: "Who this profile is: account, device, networks, and whether the secretariat has signed",
  run: (invocation) =>
    withDevice(
      invocation,
      "either",
      async ({ mirror: { state }, online }) => {
        const { self, phase } = state;
        const { guest } = self ?? {};
        const networks = (self?.networks ?? []).map(({ network, name, officer, card }) => ({
          id: network,
          name,
          officer,
          card,
        }));
        const json = {
          phase: phase?.phase,
          online,
          account: self?.account,
          device: { id: self?.device, name: self?.deviceName },
          networks,
          ...(guest?.stay === undefined
            ? {}
            : {
                guest: {
                  ...{ network: guest.network, room: guest.stay.conversation, host: guest.stay.host },
                  ...{ validUntil: instant(guest.validUntil), card: guest.card },
                },
              }),
        };
        invocation.output.answer(json, () =>
          [
            ...networks.map(
              ({ name, officer, card }) =>
                `${visible(card.name)}, ${visible(card.authority)} (${card.country}), in ${visible(name)}${officer ? ", officer" : ""}`,
            ),
            ...(guest === undefined
              ? []
              : [
                  `${visible(guest.card.name)}, ${visible(guest.card.authority)} (${guest.card.country}), guest of ${visible(guest.vouchedBy)} in ${visible(guest.networkName)} until ${dayOf(guest.validUntil)}`,
                ]),
            ...(phase?.phase === "waiting" && phase.guestUntil !== undefined
              ? [words.guests.waitingLead(visible(phase.invitedBy))]
              : []),
            ...(phase?.phase === "waiting" && phase.guestUntil === undefined
              ? [
                  `Waiting for ${visible(phase.invitedBy)} to sign the membership in ${visible(phase.networkName)}.`,
                ]
              : []),
            `account ${self?.account}`,
            `device  ${self?.device}  ${visible(self?.deviceName ?? "")}`,
          ].join("\n"),
        );
        return EXITS.done;
      },
      true,
    ),
};
