import { arrive, joining } from "./arriving.ts";
import { withDevice, withEngine } from "./device.ts";
import { DEVICE, deviceName, showRecoveryKey } from "./entering.ts";
import { EXITS, misused } from "./exits.ts";
import { type CommandSpec, type Invocation, type OptionSpec, whole } from "./invocation.ts";
import { instant } from "./output.ts";
import { askRecoveryKey, newPassphrase } from "./passphrase.ts";
import { keepServer } from "./profile.ts";
import { must, words } from "./words.ts";

const KEY: OptionSpec = {
  type: "string",
  value: "N",
  help: "read the recovery key from file descriptor N instead of asking",
};

/** Said when a new device does not have everything yet. */
export const NOT_ALL_YET = "Not everything has come yet. The next command goes on where this one stopped.";

/** Where the recovery key comes from: a descriptor of its own, or the terminal. */
function keyFd(invocation: Invocation): number | undefined {
  const fd = whole("--recovery-key-fd", invocation.text("recovery-key-fd"), 1024);
  if (fd !== undefined && fd === invocation.passphraseFd)
    throw misused("The recovery key and the passphrase need a file descriptor each.");
  return fd;
}

/** `comity restore`: the account comes back on this profile, as a new device. */
export const restore: CommandSpec = {
  name: "restore",
  words: "",
  least: 0,
  most: 0,
  summary: "Bring an account back from its recovery key, as a new device in this profile",
  details:
    "The recovery key is asked for on the terminal, or read from --recovery-key-fd. --server is needed. The history\nthat your devices have kept on the server comes back as well; if the command ends before all of it is here, the\nnext one goes on.",
  options: { device: DEVICE, "recovery-key-fd": KEY },
  run: async (invocation) => {
    const { server, profile, output } = invocation;
    if (server === undefined)
      throw misused("Which server? Name it with --server, like https://comity.example.");
    const fd = keyFd(invocation);
    return withEngine(profile, server, async (engine, mirror) => {
      const recoveryKey = await askRecoveryKey(fd);
      const passphrase = await newPassphrase({ fd: invocation.passphraseFd });
      keepServer(profile, server);
      const input = { recoveryKey, passphrase, deviceName: deviceName(invocation) };
      const whole = await arrive(invocation, engine, mirror, () => must(engine.restore(input)));
      const { phase, self, conversations } = mirror.state;
      const waiting = joining(mirror.state).length;
      output.answer(
        {
          ...{ phase: phase?.phase, account: self?.account, upToDate: whole },
          ...{ conversations: conversations.length, joining: waiting },
        },
        () => `account ${self?.account}`,
      );
      if (waiting > 0)
        output.remark(
          `${waiting} of ${conversations.length} conversations can be read, and written in once one of their members has been online.`,
        );
      if (whole) return EXITS.done;
      output.remark(NOT_ALL_YET);
      return EXITS.incomplete;
    });
  },
};

/** `comity recovery check`: the recovery key is typed in, from the paper. */
export const recoveryCheck: CommandSpec = {
  name: "recovery check",
  words: "",
  least: 0,
  most: 0,
  summary: "Type your recovery key in, to know that your copy is right; a renewed one counts from then on",
  options: { "recovery-key-fd": KEY },
  run: async (invocation) => {
    const fd = keyFd(invocation);
    return withDevice(invocation, "online", async ({ engine, mirror }) => {
      await must(engine.confirmRecoveryKey(await askRecoveryKey(fd)));
      const recovery = mirror.state.self?.recovery;
      const json = {
        number: recovery?.number,
        issuedAt: recovery && instant(recovery.issuedAt),
      };
      invocation.output.answer({ recoveryKey: json }, () => words.recoveryTest.right);
      return EXITS.done;
    });
  },
};

/** `comity recovery renew`: makes a new recovery key, which counts once it was typed in. */
export const recoveryRenew: CommandSpec = {
  name: "recovery renew",
  words: "",
  least: 0,
  most: 0,
  summary: "Make a new recovery key; the former one ends when you have typed the new one in (recovery check)",
  run: (invocation) =>
    withDevice(invocation, "online", async ({ engine, mirror, passphraseAgain }) => {
      const renewed = await must(engine.renewRecoveryKey(await passphraseAgain()));
      showRecoveryKey(
        invocation,
        renewed,
        mirror.state.phase?.phase ?? "ready",
        "Until you have typed it in (comity recovery check) your former recovery key is the one that counts.",
      );
      return EXITS.done;
    }),
};
