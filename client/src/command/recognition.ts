import { dayOf } from "../ui/office/terms.ts";
import { officeOf } from "./board.ts";
import { withDevice } from "./device.ts";
import { EXITS, misused } from "./exits.ts";
import type { CommandSpec } from "./invocation.ts";
import { columns, instant, visible } from "./output.ts";
import { must, words } from "./words.ts";

const NETWORK = {
  network: { type: "string", value: "NAME", help: "which network, for officers of several" },
} as const;

/** `comity networks`: the network's own code, and how it stands with others. */
export const networks: CommandSpec = {
  name: "networks",
  words: "",
  least: 0,
  most: 0,
  summary: "The network's own code, and which others it recognises (officers)",
  details: words.recognition.lead,
  options: NETWORK,
  run: (invocation) =>
    withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { network } = officeOf(mirror.state, invocation.text("network"));
      const { code, recognitions } = await must(engine.recognitions(network));
      const json = {
        code,
        networks: recognitions.map(({ other, name, code: theirs, state, ours, theirs: back, people }) => ({
          ...{ network: other, name, code: theirs, state, people },
          since: instant(ours.since),
          ...(back === undefined ? {} : { recognisesUsSince: instant(back.since) }),
        })),
      };
      invocation.output.answer(json, () =>
        [
          `${words.recognition.ownTitle}: ${code}`,
          recognitions.length === 0
            ? words.recognition.empty
            : columns(
                recognitions.map(({ name, code: theirs, state }) => [
                  ...[visible(name), theirs, words.recognition.state[state]],
                ]),
              ),
        ].join("\n"),
      );
      return EXITS.done;
    }),
};

/** `comity networks recognise CODE` */
export const networksRecognise: CommandSpec = {
  name: "networks recognise",
  words: "CODE",
  least: 1,
  most: 1,
  summary: "Recognise the network with this code (officers); --dry-run shows which one it is",
  details: words.recognition.signLead,
  options: {
    ...NETWORK,
    "dry-run": { type: "boolean", help: "look the network up and sign nothing" },
  },
  run: (invocation) =>
    withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { network } = officeOf(mirror.state, invocation.text("network"));
      const [code = ""] = invocation.words;
      const shown = await must(engine.identifyNetwork({ network, code }));
      const signed = !invocation.has("dry-run");
      if (signed) await must(engine.recognise({ network, other: shown.network, name: shown.name }));
      const { foundedAt, ...rest } = shown;
      invocation.output.answer({ ...rest, foundedAt: instant(foundedAt), signed }, () =>
        columns([
          [words.recognition.name, visible(shown.name)],
          [words.recognition.founded, dayOf(foundedAt)],
          [words.recognition.code, shown.code],
          [words.recognition.officerCode, shown.officerCode],
        ]),
      );
      return EXITS.done;
    }),
};

/** `comity networks withdraw NAME` */
export const networksWithdraw: CommandSpec = {
  name: "networks withdraw",
  words: "NAME",
  least: 1,
  most: 1,
  summary: "Withdraw recognition of another network, by its name or code (officers)",
  details: words.recognition.withdrawLead,
  options: NETWORK,
  run: (invocation) =>
    withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { network } = officeOf(mirror.state, invocation.text("network"));
      const [named = ""] = invocation.words;
      const { recognitions } = await must(engine.recognitions(network));
      const standing = recognitions.filter(({ ours }) => ours.until === undefined);
      const fitting = standing.filter(({ name, code, other }) =>
        [name, code, code.replaceAll(" ", ""), other].includes(named),
      );
      const [only, ...others] = fitting;
      if (only === undefined || others.length > 0)
        throw misused(
          `Which network? ${standing.map(({ name, code }) => `${visible(name)} (${code})`).join(", ")}`,
        );
      await must(engine.withdrawRecognition({ network, other: only.other }));
      invocation.output.answer({ network: only.other, name: only.name, withdrawn: true }, () =>
        visible(only.name),
      );
      return EXITS.done;
    }),
};
