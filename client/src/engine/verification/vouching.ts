import { type AccountId, type NetworkId, OfficerKey } from "@comity/shared/ids";
import { fail, ok } from "@comity/shared/result";
import { officerCode } from "@comity/shared/statements/networkCode";
import type { EngineContext } from "../context.ts";
import { readLog } from "../directory/logRecords.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { VouchingView } from "../facade/views.ts";
import { activityOf } from "../office/activity.ts";

/** Everything that a network's officers have said about one person, newest first, from the log as it is held here. */
export async function vouchingOf(
  { vault, directory }: Pick<EngineContext, "vault" | "directory">,
  { network, account }: { readonly network: NetworkId; readonly account: AccountId },
): EngineResult<readonly VouchingView[]> {
  const roster = directory.roster(network);
  if (roster === undefined) return fail({ code: "network.unknown" });
  const { entries } = await readLog(vault, network);
  const about = activityOf(roster, entries).filter(
    // Only what officers have said: of an absence its person may have said it themselves, of guests members have.
    (act) =>
      act.account === account &&
      act.what !== "founded" &&
      act.room === undefined &&
      (act.by !== account ||
        act.what === "officer-key-named" ||
        roster.officerOf(OfficerKey.parse(act.byKey)) !== undefined),
  );
  return ok(
    about.reverse().map((act) => ({
      ...act,
      keyCode: officerCode(OfficerKey.parse(act.byKey)),
    })),
  );
}
