import { readFileSync } from "node:fs";
import { activityTable } from "../ui/office/activityTable.ts";
import { officeOf } from "./board.ts";
import { withDevice } from "./device.ts";
import { EXITS, misused } from "./exits.ts";
import type { CommandSpec } from "./invocation.ts";
import { columns, instant, minute, visible } from "./output.ts";
import { nameOf } from "./people.ts";
import { must, words } from "./words.ts";

/** `comity activity`: what officers have signed, from the log. */
export const activity: CommandSpec = {
  name: "activity",
  words: "",
  least: 0,
  most: 0,
  summary: "What officers have signed, from the network's log; --csv or --signed for a file (officers)",
  options: {
    network: { type: "string", value: "NAME", help: "which network, for officers of several" },
    csv: { type: "boolean", help: "as a table (CSV)" },
    signed: { type: "boolean", help: "as a file signed with this officer's key" },
  },
  run: (invocation) =>
    withDevice(invocation, "either", async ({ engine, mirror: { state } }) => {
      const { network } = officeOf(state, invocation.text("network"));
      const csv = invocation.has("csv");
      if (csv && invocation.has("signed")) throw misused("Choose one of --csv and --signed.");
      if (invocation.has("signed")) {
        const file = await must(engine.exportActivity(network));
        invocation.output.answer(JSON.parse(file), () => file.trimEnd());
        return EXITS.done;
      }
      const acts = await must(engine.activity(network));
      const name = (account: string | undefined) => nameOf(state, account);
      const json = acts.map(({ at, vouched, ...act }) => ({
        ...{ ...act, at: instant(at) },
        ...(vouched === undefined
          ? {}
          : {
              ...{ card: vouched.card, validFrom: instant(vouched.validFrom) },
              validUntil: instant(vouched.validUntil),
            }),
      }));
      invocation.output.answer({ acts: json }, () =>
        csv
          ? activityTable(acts, name).trimEnd()
          : columns(
              acts.map(({ position, at, what, by, vouched }) => [
                ...[String(position), minute(at), words.office.activity.what[what]],
                ...[visible(vouched?.card.name ?? ""), visible(name(by))],
              ]),
            ),
      );
      return EXITS.done;
    }),
};

/** `comity activity check FILE`: whether a signed file is what this device's log says. */
export const activityCheck: CommandSpec = {
  name: "activity check",
  words: "FILE",
  least: 1,
  most: 1,
  summary: "Compare a signed file of activity with this device's own log",
  run: (invocation) => {
    let file: string;
    try {
      file = readFileSync(invocation.words[0] ?? "", "utf8");
    } catch {
      throw misused(`The file ${invocation.words[0]} can't be read.`);
    }
    return withDevice(invocation, "either", async ({ engine, mirror: { state } }) => {
      const found = await must(engine.checkActivity(file));
      const { network, networkName, size, acts, signedBy, exportedAt } = found;
      invocation.output.answer(
        {
          ...{ holds: true, network: { id: network, name: networkName }, size, acts },
          ...{ signedBy, exportedAt: instant(exportedAt) },
        },
        () =>
          words.office.activity.checked(
            visible(networkName),
            acts,
            size,
            visible(nameOf(state, signedBy)),
            minute(exportedAt),
          ),
      );
      return EXITS.done;
    });
  },
};
