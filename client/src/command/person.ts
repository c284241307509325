import type { EngineState } from "../engine/facade/mirror.ts";
import { withDevice } from "./device.ts";
import { EXITS } from "./exits.ts";
import type { CommandSpec } from "./invocation.ts";
import { columns, instant, minute, visible } from "./output.ts";

/** Own devices, as the networks' logs have them: each once. */
function ownDevices({ contacts, self }: EngineState) {
  const devices = new Map<
    string,
    { id: string; name: string; since: number; revoked: boolean; this: boolean }
  >();
  for (const contact of contacts)
    if (contact.self)
      for (const { device, name, since, revoked } of contact.devices)
        devices.set(device, { id: device, name, since, revoked, this: device === self?.device });
  return [...devices.values()];
}

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
        };
        invocation.output.answer(json, () =>
          [
            ...networks.map(
              ({ name, officer, card }) =>
                `${visible(card.name)}, ${visible(card.authority)} (${card.country}), in ${visible(name)}${officer ? ", officer" : ""}`,
            ),
            ...(phase?.phase === "waiting"
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

/** `comity devices` */
export const devices: CommandSpec = {
  name: "devices",
  words: "",
  least: 0,
  most: 0,
  summary: "Your devices, as the network's log has them",
  run: (invocation) =>
    withDevice(invocation, "either", async ({ mirror: { state } }) => {
      const found = ownDevices(state);
      const json = { devices: found.map((one) => ({ ...one, since: instant(one.since) })) };
      invocation.output.answer(json, () =>
        columns(
          found.map(({ id, name, since, revoked, this: here }) => [
            id,
            minute(since),
            `${visible(name)}${here ? " (this one)" : ""}${revoked ? " (revoked)" : ""}`,
          ]),
        ),
      );
      return EXITS.done;
    }),
};
