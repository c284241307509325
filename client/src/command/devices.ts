import type { OwnDeviceView } from "../engine/facade/views.ts";
import { withDevice } from "./device.ts";
import { EXITS, Stop } from "./exits.ts";
import type { CommandSpec } from "./invocation.ts";
import { columns, instant, minute, visible } from "./output.ts";
import { must } from "./words.ts";

/** Finds one of the own devices that have not ended: by id or name. */
function findDevice(own: readonly OwnDeviceView[], text: string): OwnDeviceView {
  const standing = own.filter(({ revoked }) => !revoked);
  const found = standing.filter(({ device, name }) => device === text || name === text);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const list = (devices: readonly OwnDeviceView[]) =>
    devices.map(({ device, name }) => `\n  ${device}  ${visible(name)}`).join("");
  throw first === undefined
    ? new Stop(
        EXITS.refused,
        "device.unknown",
        `None of your devices is called "${visible(text)}". These are yours:${list(standing)}`,
      )
    : new Stop(
        EXITS.refused,
        "device.ambiguous",
        `Several of your devices are called "${visible(text)}". Say which by id:${list(found)}`,
      );
}

/** `comity devices` */
export const devices: CommandSpec = {
  name: "devices",
  words: "",
  least: 0,
  most: 0,
  summary: "Your devices, as the network's log has them; this one first",
  run: (invocation) =>
    withDevice(invocation, "either", async ({ engine }) => {
      const own = await must(engine.ownDevices());
      const json = own.map(({ device, name, since, revoked, current, lastLogIn }) => ({
        ...{ id: device, name, since: instant(since), revoked, this: current },
        lastLogIn: lastLogIn === undefined ? null : instant(lastLogIn),
      }));
      invocation.output.answer({ devices: json }, () =>
        columns(
          own.map(({ device, name, since, revoked, current }) => [
            device,
            minute(since),
            `${visible(name)}${current ? " (this one)" : ""}${revoked ? " (revoked)" : ""}`,
          ]),
        ),
      );
      return EXITS.done;
    }),
};

/** `comity devices rename` */
export const devicesRename: CommandSpec = {
  name: "devices rename",
  words: "DEVICE NAME",
  least: 2,
  most: 2,
  summary: "Call one of your devices something else",
  details: "DEVICE is its name or id. The members of your networks can see the name.",
  run: (invocation) =>
    withDevice(invocation, "online", async ({ engine }) => {
      const [text = "", wish = ""] = invocation.words;
      const { device } = findDevice(await must(engine.ownDevices()), text);
      const name = wish.trim();
      await must(engine.renameDevice({ device, name }));
      invocation.output.answer({ device: { id: device, name } }, () => `${device}  ${visible(name)}`);
      return EXITS.done;
    }),
};

/** `comity devices revoke` */
export const devicesRevoke: CommandSpec = {
  name: "devices revoke",
  words: "DEVICE",
  least: 1,
  most: 1,
  summary: "End another device of yours: the server refuses it at once",
  details:
    "DEVICE is its name or id. At a terminal the passphrase is asked for once more. A device that somebody else can\nunlock still holds your keys: then tell your secretariat as well.",
  run: (invocation) =>
    withDevice(invocation, "online", async ({ engine, passphraseAgain }) => {
      const [text = ""] = invocation.words;
      const { device, name } = findDevice(await must(engine.ownDevices()), text);
      await must(engine.revokeDevice({ device, passphrase: await passphraseAgain() }));
      await engine.settled();
      const json = { device: { id: device, name, revoked: true } };
      invocation.output.answer(json, () => `${device}  ${visible(name)} (revoked)`);
      return EXITS.done;
    }),
};
