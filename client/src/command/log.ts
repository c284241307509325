import { readFileSync } from "node:fs";
import { loadSodium, type Sodium } from "@comity/shared/crypto/sodium";
import type { NetworkId } from "@comity/shared/ids";
import { type AuditFault, auditLog, LogFile } from "@comity/shared/transparency/audit";
import { EvidenceFile, judge } from "@comity/shared/transparency/evidence";
import { printHeadCode } from "@comity/shared/transparency/headCode";
import { z } from "zod";
import { type Device, withDevice } from "./device.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import type { CommandSpec, Invocation, OptionSpec } from "./invocation.ts";
import { instant, visible } from "./output.ts";
import { narrate } from "./statementsInWords.ts";
import { must, words } from "./words.ts";

const NETWORK: Readonly<Record<string, OptionSpec>> = {
  network: { type: "string", value: "NAME", help: "which network, where the profile is in several" },
};

const AnyFile = z.discriminatedUnion("comity", [LogFile, EvidenceFile]);

/** Reads a file that was exported; anything else is said in words. */
function readExported(path: string): z.infer<typeof AnyFile> {
  let text: string;
  try {
    text = readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    throw misused(`The file ${path} can't be read (${error instanceof Error ? error.message : ""}).`);
  }
  try {
    return AnyFile.parse(JSON.parse(text));
  } catch {
    throw misused(`The file ${path} is neither a log nor an alarm's proof of Comity.`);
  }
}

/** The network that is asked for, or the only one. */
function networkOf(invocation: Invocation, { mirror }: Device): NetworkId {
  const named = invocation.text("network");
  const { logs: all, self } = mirror.state;
  // Those of recognised networks are meant only where they are named.
  const own = (network: NetworkId) => self?.networks.some((one) => one.network === network) === true;
  const logs = all.filter(({ network }) => named !== undefined || self === undefined || own(network));
  const fitting = logs.filter(
    ({ network, networkName }) => named === undefined || named === network || named === networkName,
  );
  const [only, ...others] = fitting;
  if (only === undefined)
    throw misused(named === undefined ? "There is no log here yet." : `No network ${named}.`);
  if (others.length > 0)
    throw misused(
      `Which network? ${fitting.map(({ networkName }) => visible(networkName)).join(", ")}: --network NAME.`,
    );
  return only.network;
}

async function exported(invocation: Invocation, device: Device): Promise<LogFile> {
  return LogFile.parse(JSON.parse(await must(device.engine.exportLog(networkOf(invocation, device)))));
}

function faultInWords(fault: AuditFault): string {
  switch (fault.code) {
    case "entry":
      return `Entry ${fault.position} does not stand: ${fault.fault}.`;
    case "other-network":
      return "The first entry does not found the network that the file names.";
    case "head-signature":
      return "The head's signature is wrong.";
    case "head-key":
      return `The head is not signed with the key that an officer has named, ${fault.named}.`;
    case "head-beyond":
      return `The head speaks of ${fault.size} entries, and there are fewer.`;
    case "head-root":
      return `The head of ${fault.size} entries is the head of other entries.`;
  }
}

function tellAudit(invocation: Invocation, sodium: Sodium, file: LogFile): number {
  const audit = auditLog(sodium, file);
  if (!audit.ok) {
    const sentence = faultInWords(audit.fault);
    invocation.output.answer(
      { network: file.network, ok: false, fault: audit.fault },
      () => `BAD   ${sentence}`,
    );
    return EXITS.refused;
  }
  const { roster, code, head, key } = audit.value;
  const json = {
    network: { id: roster.network, name: roster.name },
    ok: true,
    size: roster.size,
    code: printHeadCode(code),
    head:
      head === undefined ? null : { size: head.size, root: head.root, at: instant(head.at), key: head.key },
    key,
  };
  const keys = {
    named: "signed with the key that an officer has named",
    unnamed: "signed with a key that no officer has named: whose it is, ask the secretariat",
    "no-head": "there is no signed head in the file",
  };
  invocation.output.answer(json, () =>
    [
      `good  ${visible(roster.name)}: ${roster.size} entries, each signed by whom it must be`,
      `code  ${printHeadCode(code)}`,
      head === undefined
        ? `head  ${keys[key]}`
        : `head  ${head.size} entries, ${instant(head.at)}, ${keys[key]} (${head.key})`,
    ].join("\n"),
  );
  return EXITS.done;
}

function tellJudgement(invocation: Invocation, sodium: Sodium, { evidence }: EvidenceFile): number {
  const judgement = judge(sodium, evidence);
  const { code, network, at, held, shown } = evidence;
  const said = {
    proved: "PROVED  One key has signed what can't both be true. Whoever has this file can show it.",
    shown: "SHOWN   A device says that it was shown this. The server can deny it; ask it for what it signed.",
    void: "VOID    The file does not hold what it claims.",
  };
  const heads = [held, shown].flatMap((head) =>
    head === undefined
      ? []
      : [`head    ${head.size} entries, root ${head.root}, ${instant(head.at)}, key ${head.key}`],
  );
  invocation.output.answer({ code, network, at: instant(at), judgement, held, shown }, () =>
    [words.log.codes[code](network), said[judgement], ...heads].join("\n"),
  );
  return judgement === "proved" ? EXITS.done : judgement === "shown" ? EXITS.incomplete : EXITS.refused;
}

/** `comity log verify`: an auditor's command. */
export const logVerify: CommandSpec = {
  name: "log verify",
  words: "[FILE]",
  least: 0,
  most: 1,
  summary:
    "Check a whole log, or an alarm's proof, from an exported file; without a file, this profile's log",
  details:
    "A file is checked without a server, a profile or a passphrase; `-` is standard input. Ends with 0 for a log that is\nright or a proof that holds, 6 for an alarm that is shown but not proved, 1 for anything else. Without a file, the\nprofile's log is read from the server first, and an open alarm ends with 1.",
  options: NETWORK,
  run: async (invocation) => {
    const sodium = await loadSodium();
    const [path] = invocation.words;
    if (path !== undefined) {
      const file = readExported(path);
      return file.comity === "log"
        ? tellAudit(invocation, sodium, file)
        : tellJudgement(invocation, sodium, file);
    }
    return withDevice(invocation, "either", async (device) => {
      const file = await exported(invocation, device);
      const exit = tellAudit(invocation, sodium, file);
      const open = device.mirror.state.alarms.filter(
        ({ network, settledAt }) => network === file.network && settledAt === undefined,
      );
      for (const { code, networkName } of open) invocation.output.remark(words.log.codes[code](networkName));
      if (open.length > 0) return EXITS.refused;
      return device.online ? exit : EXITS.incomplete;
    });
  },
};

/** `comity log export`: the whole log on standard output, for `log verify`. */
export const logExport: CommandSpec = {
  name: "log export",
  words: "",
  least: 0,
  most: 0,
  summary: "The whole log of a network as JSON, with its newest verified head; --alarm: an alarm's proof",
  details:
    "Hands out everything that members can see of each other: keep the file as you keep the directory.",
  options: {
    ...NETWORK,
    alarm: { type: "boolean", help: "the proof of the newest alarm instead of the log" },
  },
  run: (invocation) =>
    withDevice(invocation, "either", async (device) => {
      const alarm = device.mirror.state.alarms.at(-1);
      if (invocation.has("alarm") && alarm === undefined)
        throw new Stop(EXITS.refused, "alarm.none", "There is no alarm about any log.");
      const text =
        invocation.has("alarm") && alarm !== undefined
          ? await must(device.engine.exportAlarm(alarm.id))
          : await must(device.engine.exportLog(networkOf(invocation, device)));
      invocation.output.answer(JSON.parse(text), () => text);
      return EXITS.done;
    }),
};

/** `comity log monitor`: what is new in a log, in words, as it comes. */
export const logMonitor: CommandSpec = {
  name: "log monitor",
  words: "",
  least: 0,
  most: 0,
  summary: "New entries of a log in words, as they come, until SIGINT or SIGTERM",
  details: "With --all it begins with the first entry. Alarms are told as remarks.",
  options: { ...NETWORK, all: { type: "boolean", help: "begin with what is there already" } },
  run: (invocation) =>
    withDevice(invocation, "online", async (device) => {
      const network = networkOf(invocation, device);
      const sodium = await loadSodium();
      let told = invocation.has("all") ? 0 : (await exported(invocation, device)).statements.length;
      const warned = new Set<string>();
      const tellNew = async () => {
        for (const { id, code, networkName, settledAt } of device.mirror.state.alarms) {
          if (settledAt !== undefined || warned.has(id)) continue;
          warned.add(id);
          invocation.output.remark(words.log.codes[code](networkName));
        }
        const { statements } = await exported(invocation, device);
        for (const line of narrate(sodium, statements).slice(told))
          invocation.output.answer(
            { network, ...line },
            () => `${line.position}  ${line.at}  ${visible(line.words)}`,
          );
        told = Math.max(told, statements.length);
      };
      let work = tellNew();
      const stop = await device.engine.subscribe((change) => {
        if (change.type === "logs") work = work.then(tellNew).catch(() => undefined);
      });
      await new Promise<void>((resolve) => {
        process.once("SIGINT", () => resolve());
        process.once("SIGTERM", () => resolve());
      });
      stop();
      await work;
      return EXITS.done;
    }),
};
