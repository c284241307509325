import type { EngineFacade } from "../engine/facade/facade.ts";
import { arrive, everyKey, letIn } from "./arriving.ts";
import { withDevice, withEngine } from "./device.ts";
import { DEVICE, deviceName } from "./entering.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import { type CommandSpec, type Invocation, type OptionSpec, whole } from "./invocation.ts";
import { instant, visible } from "./output.ts";
import { askNumber, newPassphrase } from "./passphrase.ts";
import { keepServer } from "./profile.ts";
import { withProgress } from "./progress.ts";
import { NOT_ALL_YET } from "./recovering.ts";
import { must, words } from "./words.ts";

const NUMBER: OptionSpec = {
  type: "string",
  value: "N",
  help: "read the number that the other device shows from file descriptor N instead of asking",
};

/** Where the other device's number comes from: a descriptor of its own, or the terminal. */
function numberFd(invocation: Invocation): number | undefined {
  const fd = whole("--number-fd", invocation.text("number-fd"), 1024);
  if (fd !== undefined && fd === invocation.passphraseFd)
    throw misused("The number and the passphrase need a file descriptor each.");
  return fd;
}

/**
 * The person types in what the other screen shows. Anything else than the number here ends the link: somebody
 * may be between the two devices.
 */
async function compare(number: string, fd: number | undefined): Promise<void> {
  const digits = (text: string) => text.replace(/\D/g, "");
  if (digits(await askNumber(fd)) === digits(number)) return;
  throw new Stop(
    EXITS.refused,
    "link.differs",
    "The numbers are not the same. If that is what stands on both screens, somebody is between your devices: tell your secretariat. Nothing was handed over.",
  );
}

/** Makes a link; whatever goes wrong on the way, the other device is told that it is over. */
async function linking<Value>(engine: EngineFacade, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    await engine.cancelLink();
    throw error;
  }
}

/** `comity link CODE`: makes whoever shows the code a further device of this person. */
export const link: CommandSpec = {
  name: "link",
  words: "CODE",
  least: 1,
  most: 1,
  summary: "Link another device of yours, which shows a code",
  details:
    "Shows a number, and asks for the one that the new device shows: only if they are the same are your keys handed\nover. CODE may also be the link. The new device is let into your conversations before the command ends.",
  options: { "number-fd": NUMBER },
  run: async (invocation) => {
    const [code = ""] = invocation.words;
    const fd = numberFd(invocation);
    return withDevice(invocation, "online", async ({ engine, mirror, passphraseAgain }) =>
      linking(engine, async () => {
        const { number, deviceName } = await must(engine.linkDevice(code));
        const { output } = invocation;
        output.answer({ number, deviceName }, () => `${visible(deviceName)}: ${number}`);
        output.remark(words.devices.compareLead);
        await compare(number, fd);
        if (invocation.passphraseFd === undefined)
          output.remark(words.devices.confirmLead(visible(deviceName)));
        const passphrase = await passphraseAgain();
        output.remark(words.devices.handingOver);
        const before = new Set((await must(engine.ownDevices())).map(({ device }) => device));
        const whole = await withProgress(engine, output, ["own-device"], async () => {
          await must(engine.confirmLink(passphrase));
          const device = (await must(engine.ownDevices())).find((one) => !before.has(one.device))?.device;
          return device !== undefined && (await letIn(device, invocation, mirror));
        });
        output.answer({ linked: { name: deviceName }, everywhere: whole }, () =>
          words.devices.linked(visible(deviceName)),
        );
        if (whole) return EXITS.done;
        output.remark(
          "It is not in all of your conversations yet. That goes on while one of your other devices is connected.",
        );
        return EXITS.incomplete;
      }),
    );
  },
};

/** `comity link here`: makes this profile a further device of somebody who is signed in elsewhere. */
export const linkHere: CommandSpec = {
  name: "link here",
  words: "",
  least: 0,
  most: 0,
  summary: "Make this profile a further device of yours: shows a code for the one that is signed in",
  details:
    "Enter the code there within ten minutes (comity link CODE, or Settings, Your devices, in a browser). Both show a\nnumber; this command asks for the one on the other device. --server is needed.",
  options: { device: DEVICE, "number-fd": NUMBER },
  run: async (invocation) => {
    const { server, profile, output } = invocation;
    if (server === undefined)
      throw misused("Which server? Name it with --server, like https://comity.example.");
    const fd = numberFd(invocation);
    return withEngine(profile, server, async (engine, mirror) =>
      linking(engine, async () => {
        const passphrase = await newPassphrase({ fd: invocation.passphraseFd });
        const offer = await must(engine.openLink({ deviceName: deviceName(invocation) }));
        const expiresAt = instant(offer.expiresAt);
        output.answer({ code: offer.code, link: offer.link, expiresAt }, () =>
          [`code  ${offer.code}`, `link  ${offer.link}`].join("\n"),
        );
        output.remark(`${words.devices.waiting} ${words.devices.expires(expiresAt)}`);
        const { number } = await must(engine.compareLink());
        output.answer({ number }, () => number);
        output.remark(words.devices.compareLead);
        await compare(number, fd);
        output.remark(words.devices.receiving);
        keepServer(profile, server);
        const whole =
          (await arrive(invocation, engine, mirror, () => must(engine.acceptLink({ passphrase })))) &&
          (await everyKey(invocation, mirror));
        const { phase, self } = mirror.state;
        const device = { id: self?.device, name: self?.deviceName };
        const json = { phase: phase?.phase, account: self?.account, device, upToDate: whole };
        output.answer(json, () => `account ${self?.account}`);
        if (whole) return EXITS.done;
        output.remark(NOT_ALL_YET);
        return EXITS.incomplete;
      }),
    );
  },
};
