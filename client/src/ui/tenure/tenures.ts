import type { AccountId } from "@comity/shared/ids";
import type { ContactView, ThreadItem } from "../../engine/facade/views.ts";

type Contacts = readonly ContactView[];

/** Clocks of officers and of the server differ: a line may bear a time a little before what it follows from. */
const SLACK_MS = 10 * 60_000;

/** Who is away at a moment and who stands in; undefined: nobody, or not yet. */
export function awayAt(contact: ContactView | undefined, at: number): ContactView["absence"] {
  const absence = contact?.absence;
  return absence === undefined || at < absence.from || absence.until <= at ? undefined : absence;
}

/** Who holds the office of somebody who has left, in the end; undefined: nobody was named, or they are members again. */
export function successorOf(contacts: Contacts, account: AccountId): AccountId | undefined {
  const seen = new Set<AccountId>([account]);
  let last: AccountId | undefined;
  for (let next: AccountId | undefined = account; next !== undefined; ) {
    const from: AccountId = next;
    const holder = contacts.find((one) => one.account === from && one.handedTo.length > 0);
    const heir = holder?.standing === "revoked" ? holder.handedTo.at(-1)?.account : undefined;
    next = heir === undefined || seen.has(heir) ? undefined : heir;
    if (next !== undefined) seen.add(next);
    last = next ?? last;
  }
  return last;
}

/** Somebody's place in a room passed on. */
export interface Handover {
  readonly from: AccountId;
  readonly to: AccountId;
}

/** What a change of who is in a room has to do with offices that were handed over. */
export interface Handovers {
  /** The one left and the other follows: one event, whether or not the other was in the room before. */
  readonly passed: readonly Handover[];
  /** They came in as the successors of people who had been taken out before. */
  readonly followed: readonly Handover[];
  /** The others, who came and went for reasons of their own. */
  readonly added: readonly AccountId[];
  readonly removed: readonly AccountId[];
}

/** Reads from what officers have signed which of those who came and went in a change follow one another in an office. */
export function handoversIn(
  { added, removed, at }: Pick<Extract<ThreadItem, { kind: "membership" }>, "added" | "removed" | "at">,
  contacts: Contacts,
): Handovers {
  /** From one to the next, as far as it was signed by then. */
  const heirsOf = (account: AccountId): readonly AccountId[] => {
    const heirs: AccountId[] = [];
    for (let next: AccountId | undefined = account; next !== undefined; ) {
      const from: AccountId = next;
      const handed: ContactView["handedTo"][number] | undefined = contacts
        .flatMap((one) => (one.account === from ? one.handedTo : []))
        .findLast((one) => one.at <= at + SLACK_MS);
      next = handed === undefined || heirs.includes(handed.account) ? undefined : handed.account;
      if (next !== undefined) heirs.push(next);
    }
    return heirs;
  };
  const passed = removed.flatMap((from): Handover[] => {
    const heirs = heirsOf(from);
    const to = heirs.find((heir) => added.includes(heir)) ?? heirs[0];
    return to === undefined ? [] : [{ from, to }];
  });
  const taken = new Set(passed.map(({ to }) => to));
  const left = added.filter((account) => !taken.has(account));
  const followed = left.flatMap((to): Handover[] => {
    const from = contacts
      .filter((one) => !removed.includes(one.account) && one.handedTo.length > 0)
      .find((one) => heirsOf(one.account).includes(to));
    return from === undefined ? [] : [{ from: from.account, to }];
  });
  const after = new Set(followed.map(({ to }) => to));
  const gone = new Set(passed.map(({ from }) => from));
  return {
    passed,
    followed,
    added: left.filter((account) => !after.has(account)),
    removed: removed.filter((account) => !gone.has(account)),
  };
}
