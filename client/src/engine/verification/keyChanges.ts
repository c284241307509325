import { nameKeys } from "@comity/shared/directory/lookalikes";
import type { AccountId } from "@comity/shared/ids";
import type { Member } from "@comity/shared/statements/members";
import type { DirectoryView } from "../context.ts";
import type { KeyChangeView } from "../facade/views.ts";
import type { OwnPeople } from "../own/ownPeople.ts";
import type { Acquaintances } from "./acquaintances.ts";

/**
 * Somebody whom the person knows under one account, and whom officers vouch for under a later one: the same country, and
 * a name that can be taken for the same, in whichever authority, and in one network or in two. An account is its identity key, so this is what a
 * change of keys is. It may be the same person, enrolled anew, or another one who passes for them.
 */
export class KeyChanges {
  private formers: ReadonlyMap<AccountId, readonly AccountId[]> = new Map();
  private read = "";
  private readonly keys = new Map<string, readonly string[]>();

  constructor(
    private readonly directory: Pick<DirectoryView, "known">,
    private readonly self: AccountId,
    private readonly people: Pick<OwnPeople, "stateOf">,
    private readonly acquaintances: Pick<Acquaintances, "has">,
  ) {}

  /** Who among these people has another account than the person knew them by, whether or not that was looked at. */
  among(accounts: readonly AccountId[]): readonly KeyChangeView[] {
    const formers = this.current();
    return accounts.flatMap((account) => {
      const known = (formers.get(account) ?? []).filter(
        (former) => this.people.stateOf(former) === "verified" || this.acquaintances.has(former),
      );
      const former = known.find((one) => this.people.stateOf(one) === "verified") ?? known.at(-1);
      if (former === undefined) return [];
      return [
        {
          ...{ account, former },
          formerVerified: this.people.stateOf(former) === "verified",
          acknowledged: this.people.stateOf(account) !== "none",
        },
      ];
    });
  }

  /** For each account the earlier ones that it can be taken for: worked out anew when a log has grown. */
  private current(): ReadonlyMap<AccountId, readonly AccountId[]> {
    const rosters = this.directory.known();
    const read = rosters.map(({ network, size }) => `${network} ${size}`).join();
    if (read === this.read) return this.formers;
    const formers = new Map<AccountId, readonly AccountId[]>();
    const people = rosters.flatMap((roster) => roster.members());
    for (const compatriots of byCountry(people.filter(({ account }) => account !== this.self))) {
      const byKey = new Map<string, AccountId[]>();
      for (const { account, card } of compatriots) {
        const keys = this.keysOf(card.name);
        const earlier = new Set([
          ...(formers.get(account) ?? []),
          ...keys.flatMap((key) => byKey.get(key) ?? []),
        ]);
        // Somebody who is a member of two networks is the same by their account.
        earlier.delete(account);
        if (earlier.size > 0) formers.set(account, [...earlier]);
        for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), account]);
      }
    }
    this.read = read;
    this.formers = formers;
    return formers;
  }

  private keysOf(name: string): readonly string[] {
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    const keys = nameKeys(name);
    this.keys.set(name, keys);
    return keys;
  }
}

/** Members of one country together, in the order in which they were first vouched for. */
function byCountry(members: readonly Member[]): readonly (readonly Member[])[] {
  const countries = new Map<string, Member[]>();
  for (const member of [...members].sort((one, other) => one.since - other.since)) {
    const others = countries.get(member.card.country);
    if (others === undefined) countries.set(member.card.country, [member]);
    else others.push(member);
  }
  return [...countries.values()];
}
