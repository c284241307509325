import type { Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId, NetworkId } from "@comity/shared/ids";
import type { Roster } from "@comity/shared/statements/roster";
import { Rosters } from "../domain/rosters.ts";
import type { Storage } from "../storage/port/storage.ts";

/** A person as the directory has them, and how this server treats them. */
export interface AccountRow {
  readonly account: AccountId;
  readonly name: string;
  readonly authority: string;
  readonly country: string;
  readonly network: NetworkId;
  readonly networkName: string;
  readonly membership: "valid" | "not valid";
  readonly devices: number;
  /** The newest log-in that was noted, to the hour, ms since 1970. */
  readonly lastLogIn: number | undefined;
  /** Since when the operator lets them in no more, ms since 1970. */
  readonly disabledAt: number | undefined;
}

/** Who may use this server, by network and name: what the directory says, which the server can read anyway. */
export async function listAccounts(
  storage: Storage,
  sodium: Sodium,
  now: () => number,
): Promise<readonly AccountRow[]> {
  const rosters = new Rosters(storage.statements, sodium, now);
  const disabled = new Map((await storage.disabledAccounts.all()).map(({ account, at }) => [account, at]));
  const rows: AccountRow[] = [];
  for (const network of await storage.statements.networks()) {
    const roster = await rosters.get(network);
    if (roster !== undefined) rows.push(...(await membersOf(roster, storage, disabled, now())));
  }
  return rows;
}

async function membersOf(
  roster: Roster,
  storage: Storage,
  disabled: ReadonlyMap<AccountId, number>,
  at: number,
): Promise<readonly AccountRow[]> {
  const rows = await Promise.all(
    roster.members().map(async ({ account, card }): Promise<AccountRow> => {
      const devices = await storage.devices.ofAccount(account);
      const seen = devices.flatMap(({ seenAt }) => (seenAt === undefined ? [] : [seenAt]));
      return {
        account,
        ...{ name: card.name, authority: card.authority, country: card.country },
        ...{ network: roster.network, networkName: roster.name },
        membership: roster.membershipFault(account, at) === undefined ? "valid" : "not valid",
        devices: roster.devicesOf(account).length,
        lastLogIn: seen.length === 0 ? undefined : Math.max(...seen),
        disabledAt: disabled.get(account),
      };
    }),
  );
  return rows.sort((one, other) => one.name.localeCompare(other.name));
}
