import { readFileSync } from "node:fs";
import type { InvitationView } from "../engine/facade/views.ts";
import { type LineFault, listTemplate, listText, readPeople } from "../ui/office/peopleList.ts";
import { officeOf } from "./board.ts";
import { withDevice } from "./device.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import { type CommandSpec, type Invocation, whole } from "./invocation.ts";
import { columns, instant, visible } from "./output.ts";
import { withProgress } from "./progress.ts";
import { must, stopFor, words } from "./words.ts";

/** `comity invite template`: the columns of a list, with an example. */
export const inviteTemplate: CommandSpec = {
  name: "invite template",
  words: "",
  least: 0,
  most: 0,
  summary: "A CSV list of people to fill in, for comity invite list",
  run: async (invocation) => {
    const template = listTemplate();
    invocation.output.answer({ template }, () => template);
    return EXITS.done;
  },
};

/** `comity invite list FILE`: many invitations from a CSV file. */
export const inviteList: CommandSpec = {
  name: "invite list",
  words: "FILE",
  least: 1,
  most: 1,
  summary: "Invite everybody in a CSV file; prints a line with the link for each (officers)",
  details:
    "Says line by line what is wrong, and makes nothing then, unless --partly. Whoever has the printed links can take the place of those in the list.",
  options: {
    network: { type: "string", value: "NAME", help: "which network, for officers of several" },
    days: { type: "string", value: "N", help: "for how many days the links are valid (default 14)" },
    "dry-run": { type: "boolean", help: "only say what is wrong" },
    partly: { type: "boolean", help: "make what is right, and leave out what is wrong" },
    alike: { type: "boolean", help: "you have compared people whose names can be taken for each other" },
  },
  run: async (invocation) => {
    const validDays = whole("--days", invocation.text("days"), 90) ?? 14;
    const people = readList(invocation);
    return withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { network } = officeOf(mirror.state, invocation.text("network"));
      const compared = await must(engine.compareNames(people.map(({ name }) => name)));
      const lines = people.map(({ line, name, faults }, at) => ({
        ...{ line, name, faults: faults.map(sentence) },
        alike: [
          ...(compared[at]?.people ?? []).map((account) => {
            const card = mirror.state.contacts.find((one) => one.account === account)?.card;
            return card === undefined ? account : `${card.name} (${card.country}, ${card.authority})`;
          }),
          ...(compared[at]?.others ?? []).map((other) => words.office.line(people[other]?.line ?? 0)),
        ],
      }));
      for (const { line, name, faults, alike } of lines)
        for (const text of [...faults, ...alike.map((one) => words.office.alikeLine(one))])
          invocation.output.remark(`${words.office.line(line)} ${visible(name)}: ${visible(text)}`);
      const good = people.flatMap(({ invitee }) => invitee ?? []);
      const wrong = people.length - good.length;
      const sum = words.office.listSum(good.length, wrong);
      if (invocation.has("dry-run")) {
        invocation.output.answer({ lines, ready: good.length, wrong }, () => sum);
        return EXITS.done;
      }
      if (good.length === 0 || (wrong > 0 && !invocation.has("partly")))
        throw new Stop(
          EXITS.refused,
          "list.wrong",
          `${sum}. Mend the list, or leave those lines out with --partly.`,
        );
      const doubtful = lines.some(({ alike }, at) => people[at]?.invitee !== undefined && alike.length > 0);
      if (doubtful && !invocation.has("alike"))
        throw new Stop(
          EXITS.refused,
          "list.alike",
          "Some names can be taken for others'. Compare country, authority and role, then say so with --alike.",
        );
      const outcome = await withProgress(engine, invocation.output, ["invitations"], () =>
        must(engine.inviteMany({ network, invitees: good, validDays })),
      );
      const { made, stopped } = outcome;
      invocation.output.answer({ made: made.map(inJson), all: good.length, stopped: stopped?.code }, () =>
        columns(made.map(({ card, link = "" }) => [visible(card.name), card.country, link])),
      );
      invocation.output.remark(words.office.madeMany(made.length, good.length));
      if (stopped !== undefined) throw stopFor(stopped);
      return EXITS.done;
    });
  },
};

function readList(invocation: Invocation) {
  const [file = ""] = invocation.words;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    throw misused(`The file ${file} can't be read.`);
  }
  const list = readPeople(listText(bytes), Date.now());
  if (list.ok) return list.people;
  const { fault } = list;
  const detail = "columns" in fault ? fault.columns.join(", ") : "limit" in fault ? String(fault.limit) : "";
  throw new Stop(EXITS.refused, `list.${fault.code}`, words.office.listFault[fault.code](detail));
}

function sentence(fault: LineFault): string {
  if (fault.code === "torn") return words.office.lineFault.torn("", "");
  if (fault.code === "doubled") return words.office.lineFault.doubled("", String(fault.line));
  return words.office.lineFault[fault.code](fault.column, "value" in fault ? fault.value : "");
}

function inJson({ invitation, card, link, expiresAt }: InvitationView) {
  return { invitation, name: card.name, country: card.country, link, expiresAt: instant(expiresAt) };
}
