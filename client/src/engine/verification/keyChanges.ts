import { nameKeys } from "@comity/shared/directory/lookalikes";
import type { AccountId } from "@comity/shared/ids";
import type { Member } from "@comity/shared/statements/members";
import type { DirectoryView } from "../context.ts";
import type { KeyChangeView } from "../facade/views.ts";
import type { OwnPeople } from "../own/ownPeople.ts";
import type { Acquaintances } from "./acquaintances.ts";

/**
 * Somebody whom the person knows under one account, and whom officers vouch for under a later one: the same network,
 * country and authority, and a name that can be taken for the same. An account is its identity key, so this is what a
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
    for (const roster of rosters)
      for (const group of byPost(roster.members()))
        for (const [at, { account, card }] of group.entries()) {
          if (account === this.self) continue;
          const keys = new Set(this.keysOf(card.name));
          const earlier = group
            .slice(0, at)
            .filter(
              (one) => one.account !== this.self && this.keysOf(one.card.name).some((key) => keys.has(key)),
            )
            .map((one) => one.account);
          if (earlier.length > 0) formers.set(account, [...(formers.get(account) ?? []), ...earlier]);
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

/** Members of one country's authority together, in the order in which they were first vouched for; nobody alone. */
function byPost(members: readonly Member[]): readonly (readonly Member[])[] {
  const posts = new Map<string, Member[]>();
  for (const member of members) {
    const { country, authority } = member.card;
    const post = `${country} ${authority.normalize("NFKC").trim().toLowerCase()}`;
    const others = posts.get(post);
    if (others === undefined) posts.set(post, [member]);
    else others.push(member);
  }
  return [...posts.values()].filter((post) => post.length > 1);
}
