import type { Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId, OfficerKey } from "@comity/shared/ids";
import { Roster } from "@comity/shared/statements/roster";
import { readStatement } from "@comity/shared/statements/signing";
import type { SignedStatement, Statement } from "@comity/shared/statements/statement";
import { instant } from "./output.ts";

/** An entry of a log in words. */
export interface Narrated {
  readonly position: number;
  readonly at: string;
  readonly kind: string;
  readonly words: string;
}

/** Every entry of a log in words, each with the names that people had when it was made. Stops where one does not stand. */
export function narrate(sodium: Sodium, entries: readonly SignedStatement[]): Narrated[] {
  const told: Narrated[] = [];
  let roster: Roster | undefined;
  for (const [position, entry] of entries.entries()) {
    const read = readStatement(sodium, entry);
    if (!read.ok) break;
    const before = roster;
    if (roster === undefined) {
      const founded = Roster.found(sodium, entry);
      if (!founded.ok) break;
      roster = founded.value;
    } else if (!roster.append(entry).ok) break;
    const signer = before === undefined ? "The founder" : nameOfSigner(before, entry.signer);
    const { kind, at } = read.value;
    told.push({ position, at: instant(at), kind, words: `${signer} ${act(read.value, roster)}` });
  }
  return told;
}

function nameOf(roster: Roster, account: AccountId): string {
  return roster.member(account)?.card.name ?? `account ${account}`;
}

function nameOfSigner(roster: Roster, signer: string): string {
  const officer = roster.officerOf(signer as OfficerKey);
  return officer === undefined
    ? nameOf(roster, signer as AccountId)
    : `Officer ${nameOf(roster, officer.account)}`;
}

function act(statement: Statement, roster: Roster): string {
  const who = "account" in statement ? nameOf(roster, statement.account) : "";
  switch (statement.kind) {
    case "network.found":
      return `founds the network ${statement.name}`;
    case "membership.grant":
    case "membership.amend": {
      const { name, authority, country } = statement.card;
      const verb = statement.kind === "membership.grant" ? "vouches for" : "changes the card of";
      return `${verb} ${name}, ${authority}, ${country}, until ${instant(statement.validUntil)}`;
    }
    case "membership.revoke":
      return `ends the membership of ${who}`;
    case "authority.add":
      return `makes ${who} an officer`;
    case "authority.nominate":
      return `offers ${who} the office of an officer`;
    case "authority.withdraw":
      return `takes back the offer of an office to ${who}`;
    case "authority.ready":
      return "names the key with which they will sign as an officer";
    case "authority.rule":
      return statement.two
        ? "switches the two-officer rule on"
        : "signs that the two-officer rule be switched off; a second officer must sign too";
    case "authority.countersign":
      return `signs entry ${statement.position} as the second officer`;
    case "authority.refuse":
      return `refuses entry ${statement.position}, which waited for a second officer`;
    case "authority.remove":
      return "ends an officer's key";
    case "device.certify":
      return `has a new device: ${statement.name}`;
    case "device.revoke":
      return `ends a device of ${who}`;
    case "device.rename":
      return `calls a device ${statement.name}`;
    case "recovery.issue":
      return `has a new recovery key, number ${statement.number}`;
    case "network.recognise":
      return `recognises the network ${statement.other}`;
    case "network.withdraw":
      return `recognises the network ${statement.other} no more`;
    case "office.standIn":
      return `says that ${nameOf(roster, statement.absent)} is away from ${instant(statement.from)} until ${instant(statement.until)}, and ${nameOf(roster, statement.alternate)} stands in`;
    case "office.return":
      return `says that ${nameOf(roster, statement.absent)} is back`;
    case "office.succeed":
      return `ends the membership of ${nameOf(roster, statement.from)}, whose office ${nameOf(roster, statement.to)} takes over`;
    case "log.key":
      return `names the server's key: ${statement.logKey}`;
    case "build.publish":
      return `names a build of the pages as the right one: ${statement.build}`;
    case "guest.admit": {
      const { name, authority, country } = statement.card;
      return `lets ${name}, ${authority}, ${country}, into one room as a guest until ${instant(statement.validUntil)}`;
    }
    case "guest.end":
      return `ends the stay of the guest ${roster.guest(statement.account)?.card.name ?? "unknown"}`;
    default:
      return who === "" ? `says ${statement.kind}` : `says ${statement.kind} about ${who}`;
  }
}
