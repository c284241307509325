import type { Sodium } from "@comity/shared/crypto/sodium";
import type { NetworkId } from "@comity/shared/ids";
import { fail, ok } from "@comity/shared/result";
import type { Roster } from "@comity/shared/statements/roster";
import { canonicalText } from "@comity/shared/statements/signing";
import {
  type ActivityDocument,
  type ActivityEntry,
  readActivity,
  signActivity,
} from "@comity/shared/transparency/activityFile";
import { rootOf } from "@comity/shared/transparency/head";
import { type LogEntry, treeOfEntries } from "@comity/shared/transparency/logEntry";
import type { Directory } from "../directory/directory.ts";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import type { ActivityCheck } from "../facade/officeCalls.ts";
import type { ActivityView } from "../facade/views.ts";
import type { Clock } from "../ports.ts";
import { activityOf } from "./activity.ts";
import type { OfficerKeys } from "./office.ts";

export interface ActivityLogParts {
  readonly sodium: Sodium;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly officerKeys: OfficerKeys;
}

/** What officers have done in the networks of this device, and files that say so. */
export class ActivityLog {
  constructor(private readonly parts: ActivityLogParts) {}

  async list(network: NetworkId): EngineResult<readonly ActivityView[]> {
    const { directory } = this.parts;
    const roster = directory.roster(network);
    if (roster === undefined) return fail({ code: "network.unknown" });
    return ok(activityOf(roster, await directory.entries(network)));
  }

  /** The whole activity as a file, signed with this officer's key. */
  async signed(network: NetworkId): EngineResult<string> {
    const { sodium, clock, directory, officerKeys } = this.parts;
    const officer = officerKeys(network);
    const roster = directory.roster(network);
    if (officer === undefined || roster === undefined) return fail({ code: "not-permitted" });
    const entries = await directory.entries(network);
    return ok(signActivity(sodium, this.document(roster, entries, clock.now()), officer));
  }

  /** Compares a file with what this device's own log says up to the same entry. */
  async check(file: string): EngineResult<ActivityCheck> {
    const { sodium, directory } = this.parts;
    const read = readActivity(sodium, file);
    if (!read.ok) return fail({ code: "activity.damaged" });
    const { document, signer } = read.value;
    const { network, networkName, size, exportedAt } = document;
    if (directory.roster(network) === undefined) return fail({ code: "network.unknown" });
    const behind = await this.readUpTo(network, size);
    if (behind !== undefined) return fail(behind);
    // Whoever signed it may have come into office since this device read last.
    const roster = directory.roster(network);
    if (roster === undefined) return fail({ code: "network.unknown" });
    const signedBy = roster.officerOf(signer)?.account;
    const held = await directory.entries(network);
    const own = this.document(roster, held.slice(0, size), exportedAt);
    if (signedBy === undefined || held.length < size || canonicalText(own) !== canonicalText(document))
      return fail({ code: "activity.differs" });
    return ok({ network, networkName, size, acts: document.entries.length, signedBy, exportedAt });
  }

  /** Reads a log that is held shorter than somebody else's; a fault: it may well be as long, and can't be read now. */
  private async readUpTo(network: NetworkId, size: number): Promise<EngineFault | undefined> {
    const { directory } = this.parts;
    const isShort = () => (directory.roster(network)?.size ?? 0) < size;
    if (!isShort()) return undefined;
    await directory.refresh();
    if (!isShort()) return undefined;
    // The first may have been under way since before the file was made.
    const refreshed = await directory.refresh();
    return refreshed.ok || !isShort() ? undefined : refreshed.fault;
  }

  private document(roster: Roster, entries: readonly LogEntry[], exportedAt: number): ActivityDocument {
    return {
      v: 1,
      kind: "comity.activity",
      network: roster.network,
      networkName: roster.name,
      size: entries.length,
      root: rootOf(treeOfEntries(this.parts.sodium, entries)),
      exportedAt,
      entries: activityOf(roster, entries).map(inFile),
    };
  }
}

const iso = (at: number) => new Date(at).toISOString();

/** An act as the file has it: with what stood in the log then, and nothing that may be called otherwise tomorrow. */
function inFile({
  position,
  at,
  what,
  by,
  byKey,
  account,
  build,
  inPlace,
  room,
  vouched,
  changes,
}: ActivityView): ActivityEntry {
  const value = (text: ActivityView["changes"][number]["from"]) =>
    typeof text === "number" ? iso(text) : typeof text === "string" ? text : text && [...text];
  return {
    position,
    at: iso(at),
    what,
    by: { key: byKey, ...(by === undefined ? {} : { account: by }) },
    ...(account === undefined ? {} : { account }),
    ...(build === undefined ? {} : { build }),
    ...(inPlace === undefined ? {} : { inPlace }),
    ...(room === undefined ? {} : { room }),
    ...(vouched === undefined
      ? {}
      : {
          ...{ name: vouched.card.name, authority: vouched.card.authority, country: vouched.card.country },
          ...{ roles: vouched.card.roles, validFrom: iso(vouched.validFrom) },
          validUntil: iso(vouched.validUntil),
        }),
    ...(changes.length === 0
      ? {}
      : {
          changes: changes.map(({ field, from, to }) => ({
            field,
            ...(from === undefined ? {} : { from: value(from) }),
            ...(to === undefined ? {} : { to: value(to) }),
          })),
        }),
  };
}
