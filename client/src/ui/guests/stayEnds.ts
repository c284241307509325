import type { AccountId } from "@comity/shared/ids";
import type { StayEnd } from "@comity/shared/statements/guests";
import type { ContactView, ThreadItem } from "../../engine/facade/views.ts";
import type { GuestWords } from "../words/guests/words.ts";

/** Clocks differ: a line may bear a time a little before what it follows from. */
const SLACK_MS = 10 * 60_000;

/** A guest who was taken out of the room because their stay had ended, and how it had. */
export interface EndedStay {
  readonly account: AccountId;
  readonly end: StayEnd;
}

/**
 * Reads from what was signed about guests which of those who went in a change went because their stay was over. A guest is
 * in one room only: wherever a line says that they went, it was from there.
 */
export function endedStaysIn(
  { removed, at }: Pick<Extract<ThreadItem, { kind: "membership" }>, "removed" | "at">,
  guests: readonly Pick<ContactView, "account" | "stay">[],
): { readonly ended: readonly EndedStay[]; readonly removed: readonly AccountId[] } {
  const ended = removed.flatMap((account): EndedStay[] => {
    const guest = guests.find((one) => one.account === account);
    const end = guest?.stay?.ends.findLast((one) => one.at <= at + SLACK_MS);
    return end === undefined ? [] : [{ account, end }];
  });
  const gone = new Set(ended.map(({ account }) => account));
  return { ended, removed: removed.filter((account) => !gone.has(account)) };
}

/** The line that says so. */
export function stayEndText(
  words: GuestWords,
  { account, end }: EndedStay,
  personText: (account: AccountId) => string,
  day: (at: number) => string,
): string {
  const [who, host] = [personText(account), personText(end.host)];
  switch (end.by) {
    case "by-date":
      return words.over(who, host, day(end.at));
    case "host-gone":
      return words.endedWithHost(who, host);
    case end.host:
      return words.endedByHost(who, host);
    default:
      return words.endedBy(who, host, personText(end.by));
  }
}
