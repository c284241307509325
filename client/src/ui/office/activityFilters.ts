import type { AccountId } from "@comity/shared/ids";
import type { ActivityView } from "../../engine/facade/views.ts";
import { folded } from "../directory/filters.ts";

/** Which acts to show. Empty texts filter nothing; days are written YYYY-MM-DD. */
export interface ActivityFilters {
  readonly text: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

export const NO_ACTIVITY_FILTERS: ActivityFilters = { text: "", what: "", from: "", to: "" };

/** The acts that fit, newest first. Every word must be found in a name or an authority; both days count in UTC. */
export function filterActivity(
  acts: readonly ActivityView[],
  { text, what, from, to }: ActivityFilters,
  nameOf: (account: AccountId | undefined) => string,
): readonly ActivityView[] {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const found = acts.filter((act) => {
    const day = new Date(act.at).toISOString().slice(0, 10);
    if (what !== "" && act.what !== what) return false;
    if ((from !== "" && day < from) || (to !== "" && day > to)) return false;
    const card = act.vouched?.card;
    const said = folded(
      `${nameOf(act.by)} ${nameOf(act.account)} ${card?.name ?? ""} ${card?.authority ?? ""}`,
    );
    return wanted.every((word) => said.includes(word));
  });
  return found.reverse();
}
