import { printDigits } from "@comity/shared/crypto/codeDigits";
import { AccountId, type ConversationId, type NetworkId, OfficerKey } from "@comity/shared/ids";
import { aboutWhom } from "@comity/shared/statements/countersigning";
import { networkCode } from "@comity/shared/statements/networkCode";
import type { Roster } from "@comity/shared/statements/roster";
import { recallStatement } from "@comity/shared/statements/signing";
import type { Statement } from "@comity/shared/statements/statement";
import { isHidden, type LogEntry } from "@comity/shared/transparency/logEntry";
import { type Vouched, vouchedChanges } from "../facade/cardChanges.ts";
import type { ActivityView } from "../facade/views.ts";

/** A guest's stay, as of what was said before. */
interface Stay extends Vouched {
  readonly host: AccountId;
  readonly room: ConversationId;
  readonly ended: boolean;
}

/**
 * What officers have done in a network, oldest first, from the entries of its log: each was checked when it was
 * stored; and what members have said about guests and about their own absences. What people say about themselves besides
 * (their devices, their recovery keys) is none of it, but for the keys with which they will sign as officers.
 */
export function activityOf(roster: Roster, entries: readonly LogEntry[]): readonly ActivityView[] {
  const vouched = new Map<AccountId, Vouched>();
  const stays = new Map<AccountId, Stay>();
  const activity: ActivityView[] = [];
  for (const [position, entry] of entries.entries()) {
    if (isHidden(entry)) continue;
    const read = recallStatement(entry);
    if (!read.ok) continue;
    const held = roster.heldAt(position) !== undefined;
    const said =
      stayOf(read.value, entry.signer, stays) ?? sayingOf(read.value, entry.signer, vouched, roster);
    if (said === undefined) continue;
    const key = OfficerKey.safeParse(entry.signer).data;
    const by = key === undefined ? undefined : roster.officerOf(key)?.account;
    activity.push({ position, at: read.value.at, by, byKey: entry.signer, ...said, ...(held ? FIRST : {}) });
  }
  return activity;
}

/** Under the two-officer rule the first signature has no effect yet. */
const FIRST = { what: "signed-first" } as const;

/** `by`: who signed, where it is not the officer whose key it was. */
type Saying = Omit<ActivityView, "position" | "at" | "by" | "byKey"> & Partial<Pick<ActivityView, "by">>;

/** What a statement says about a guest; undefined: it is about none. */
function stayOf(statement: Statement, signer: string, stays: Map<AccountId, Stay>): Saying | undefined {
  switch (statement.kind) {
    case "guest.admit": {
      const { account, card, conversation: room, validFrom, validUntil, at } = statement;
      const [after, host] = [{ card, validFrom, validUntil }, AccountId.parse(signer)];
      const before = stays.get(account);
      const staying = before !== undefined && !before.ended && at < before.validUntil;
      stays.set(account, { ...after, host, room, ended: false });
      const about = { account, vouched: after, room, by: host };
      return staying
        ? { ...about, what: "guest-prolonged", changes: vouchedChanges(before, after) }
        : { ...about, what: "guest-admitted", changes: [] };
    }
    case "guest.end": {
      const { account } = statement;
      const stay = stays.get(account);
      if (stay === undefined) return { what: "guest-ended", account, vouched: undefined, changes: [] };
      const { host, room, ended: _running, ...vouched } = stay;
      stays.set(account, { ...stay, ended: true });
      const by = signer === String(host) ? { by: host } : {};
      return { what: "guest-ended", account, vouched, changes: [], room, ...by };
    }
    case "membership.suspend":
    case "membership.revoke":
      // With the member who answers for them their guests' stays end.
      for (const [guest, stay] of stays)
        if (stay.host === statement.account) stays.set(guest, { ...stay, ended: true });
      return undefined;
    default:
      return undefined;
  }
}

/** What a statement does, as of what was said before; undefined: it is no officer's. */
function sayingOf(
  statement: Statement,
  signer: string,
  vouched: Map<AccountId, Vouched>,
  roster: Roster,
): Saying | undefined {
  const none = { account: undefined, vouched: undefined, changes: [] };
  switch (statement.kind) {
    case "network.found":
      return { ...none, what: "founded", account: statement.account };
    case "membership.grant":
    case "membership.amend": {
      const { account, card, validFrom, validUntil } = statement;
      const after = { card, validFrom, validUntil };
      const before = vouched.get(account);
      vouched.set(account, after);
      if (statement.kind === "membership.grant" || before === undefined)
        return { what: "granted", account, vouched: after, changes: [] };
      const changes = vouchedChanges(before, after);
      const onlyTime = changes.every(({ field }) => field === "validFrom" || field === "validUntil");
      const longer = validUntil > before.validUntil;
      return { what: onlyTime && longer ? "renewed" : "amended", account, vouched: after, changes };
    }
    case "membership.suspend":
    case "membership.resume":
    case "membership.revoke": {
      const what = ENDS[statement.kind];
      return { what, account: statement.account, vouched: vouched.get(statement.account), changes: [] };
    }
    case "authority.nominate":
      return {
        ...{ what: "officer-nominated", account: statement.account, changes: [] },
        vouched: vouched.get(statement.account),
      };
    case "authority.withdraw":
      return {
        ...{ what: "nomination-withdrawn", account: statement.account, changes: [] },
        vouched: vouched.get(statement.account),
      };
    case "authority.ready":
      return {
        ...{ what: "officer-key-named", account: statement.account, by: statement.account, changes: [] },
        vouched: vouched.get(statement.account),
      };
    case "authority.add":
      return {
        ...{ what: "officer-added", account: statement.account, changes: [] },
        vouched: vouched.get(statement.account),
      };
    case "authority.rule":
      return { ...none, what: "rule-on" };
    case "authority.countersign":
    case "authority.refuse": {
      const about = roster.heldAt(statement.position)?.statement;
      const account = about && aboutWhom(about);
      const what = statement.kind === "authority.refuse" ? "second-refused" : "signed-second";
      const other = about?.kind === "network.recognise" ? { other: otherOf(about.other, about.name) } : {};
      return { what, account, vouched: account && vouched.get(account), changes: [], ...other };
    }
    case "authority.remove":
      return { ...none, what: "officer-removed", account: roster.officerOf(statement.officerKey)?.account };
    case "network.recognise":
      return { ...none, what: "recognised", other: otherOf(statement.other, statement.name) };
    case "network.withdraw": {
      const name = roster.recognition(statement.other)?.name;
      return { ...none, what: "recognition-withdrawn", other: otherOf(statement.other, name) };
    }
    case "build.publish":
      return { ...none, what: "build-published", build: statement.build };
    case "office.standIn":
    case "office.return":
      return {
        ...(signer === String(statement.absent) ? { by: statement.absent } : {}),
        ...{ what: statement.kind === "office.standIn" ? "stand-in" : "returned", account: statement.absent },
        ...(statement.kind === "office.standIn" ? { inPlace: statement.alternate } : {}),
        ...{ vouched: vouched.get(statement.absent), changes: [] },
      };
    case "office.succeed":
      return {
        ...{ what: "succeeded", account: statement.from, inPlace: statement.to },
        ...{ vouched: vouched.get(statement.from), changes: [] },
      };
    case "device.revoke": {
      if (signer === String(statement.account)) return undefined;
      const { account } = statement;
      return { what: "device-ended", account, vouched: vouched.get(account), changes: [] };
    }
    default:
      return undefined;
  }
}

function otherOf(network: NetworkId, name: string | undefined): NonNullable<ActivityView["other"]> {
  return { name, code: printDigits(networkCode(network)) };
}

const ENDS = {
  "membership.suspend": "suspended",
  "membership.resume": "resumed",
  "membership.revoke": "revoked",
} as const;
