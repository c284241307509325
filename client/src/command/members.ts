import { vouchedChanges } from "../engine/facade/cardChanges.ts";
import type { EngineFacade } from "../engine/facade/facade.ts";
import type { EngineResult } from "../engine/facade/fault.ts";
import type { ContactView } from "../engine/facade/views.ts";
import { dayOf, daysLeft, ENDING_DAYS, endOfDay, LONGEST_MEMBERSHIP_MS } from "../ui/office/terms.ts";
import { officeOf } from "./board.ts";
import { readCard } from "./cards.ts";
import { withDevice } from "./device.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import type { CommandSpec } from "./invocation.ts";
import { columns, instant, visible } from "./output.ts";
import { findPerson } from "./people.ts";
import { must, stopFor, words } from "./words.ts";

const NETWORK = {
  network: { type: "string", value: "NAME", help: "which network, for officers of several" },
} as const;

/** A person of a network, or the command ends in words. */
function memberOf(contacts: readonly ContactView[], account: string, network: string): ContactView {
  const found = contacts.find((one) => one.account === account && one.network === network);
  if (found === undefined) throw stopFor({ code: "account.unknown" });
  return found;
}

function inJson({ account, card, standing, officer, validFrom, validUntil, position }: ContactView) {
  return {
    ...{ account, card, standing, officer },
    ...{ validFrom: instant(validFrom), validUntil: instant(validUntil), position },
  };
}

/** `comity members`: who is vouched for, and until when. */
export const members: CommandSpec = {
  name: "members",
  words: "",
  least: 0,
  most: 0,
  summary: "Everybody vouched for in the network, and until when (officers)",
  options: {
    ...NETWORK,
    ending: { type: "boolean", help: `only those whose membership ends within ${ENDING_DAYS} days` },
  },
  run: (invocation) =>
    withDevice(invocation, "either", async ({ mirror: { state } }) => {
      const { network } = officeOf(state, invocation.text("network"));
      const now = Date.now();
      const found = state.contacts
        .filter((one) => one.network === network)
        .filter(
          ({ standing, validUntil }) =>
            !invocation.has("ending") || (standing === "current" && daysLeft(validUntil, now) <= ENDING_DAYS),
        )
        .sort((one, other) => one.validUntil - other.validUntil);
      invocation.output.answer({ members: found.map(inJson) }, () =>
        columns(
          found.map(({ account, card, standing, validUntil }) => [
            ...[account, card.country, visible(card.name), visible(card.authority)],
            standing === "current" ? dayOf(validUntil) : words.directory.standing[standing],
          ]),
        ),
      );
      return EXITS.done;
    }),
};

/** `comity amend PERSON`: a new card, a new time, or both. */
export const amend: CommandSpec = {
  name: "amend",
  words: "PERSON [--card FILE] [--until DATE]",
  least: 1,
  most: 1,
  summary: "Sign a new card or a new end of membership for a member (officers)",
  details:
    "Says first what was and what becomes. --until alone renews. With --dry-run nothing is signed. DATE is the last day, like 2028-12-31 (UTC).",
  options: {
    ...NETWORK,
    card: { type: "string", value: "FILE", help: "the whole new card, as JSON" },
    until: { type: "string", value: "DATE", help: "the last day of the membership" },
    "dry-run": { type: "boolean", help: "only say what would be signed" },
  },
  run: async (invocation) => {
    const file = invocation.text("card");
    const given = file === undefined ? undefined : readCard(file);
    const until = readUntil(invocation.text("until"));
    if (given === undefined && until === undefined)
      throw misused("Say what is to be changed: --card FILE, --until DATE, or both.");
    return withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { state } = mirror;
      const { network } = officeOf(state, invocation.text("network"));
      const before = memberOf(state.contacts, findPerson(state, invocation.words[0] ?? ""), network);
      const { account, validFrom, position } = before;
      const after = {
        card: given ?? before.card,
        validFrom,
        validUntil: until ?? before.validUntil,
      };
      const changes = vouchedChanges(before, after);
      if (changes.length === 0) throw new Stop(EXITS.refused, "unchanged", words.office.unchanged);
      const signed = !invocation.has("dry-run");
      for (const { field, from, to } of changes)
        invocation.output.remark(`${field}: ${textOf(from)} -> ${textOf(to)}`);
      if (signed) await must(engine.amendMember({ network, account, ...after, seen: position }));
      invocation.output.answer({ account, signed, changes: changes.map(inIso) }, () =>
        signed ? `Signed: ${visible(after.card.name)}.` : "Nothing was signed.",
      );
      return EXITS.done;
    });
  },
};

function readUntil(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const end = endOfDay(text);
  const now = Date.now();
  if (end === undefined || end <= now || end > now + LONGEST_MEMBERSHIP_MS)
    throw misused("--until must be a day like 2028-12-31, in the future and within five years.");
  return end;
}

type Value = ReturnType<typeof vouchedChanges>[number]["from"];

const plain = (value: Value) => (typeof value === "number" ? instant(value) : value);

function textOf(value: Value): string {
  const text = plain(value);
  return visible(
    text === undefined ? words.office.notGiven : typeof text === "string" ? text : text.join(" "),
  );
}

function inIso({ field, from, to }: ReturnType<typeof vouchedChanges>[number]) {
  return { field, from: plain(from), to: plain(to) };
}

type About = Parameters<EngineFacade["suspendMember"]>[0];

/** A command that signs one thing about a member and holds nothing but whom it is about. */
function about(
  name: "suspend" | "resume" | "revoke",
  summary: string,
  sign: (engine: EngineFacade, whom: About) => EngineResult<void>,
): CommandSpec {
  return {
    name,
    words: "PERSON",
    least: 1,
    most: 1,
    summary: `${summary} (officers)`,
    details:
      words.office[name === "revoke" ? "revokeLead" : name === "suspend" ? "suspendLead" : "resumeLead"],
    options: NETWORK,
    run: (invocation) =>
      withDevice(invocation, "online", async ({ engine, mirror }) => {
        const { network, name: networkName } = officeOf(mirror.state, invocation.text("network"));
        const account = findPerson(mirror.state, invocation.words[0] ?? "");
        const { card } = memberOf(mirror.state.contacts, account, network);
        invocation.output.remark(words.office.says[name](networkName));
        await must(sign(engine, { network, account }));
        await engine.settled();
        const state = name === "suspend" ? "suspended" : name === "resume" ? "current" : "revoked";
        invocation.output.answer(
          { account, state },
          () => `${visible(card.name)}: ${words.directory.standing[state]}`,
        );
        return EXITS.done;
      }),
  };
}

export const suspend = about(
  "suspend",
  "Take a membership's effect away until it is lifted",
  (engine, whom) => engine.suspendMember(whom),
);
export const resume = about("resume", "Lift a suspension", (engine, whom) => engine.resumeMember(whom));
export const revoke = about("revoke", "End a membership", (engine, whom) => engine.revokeMember(whom));
