import { Lookalikes } from "@comity/shared/directory/lookalikes";
import type { AccountId } from "@comity/shared/ids";
import type { Roster } from "@comity/shared/statements/roster";
import type { NameComparison } from "../facade/views.ts";

/** Which people of the directory can be confused by their names. People whose membership has ended are left out. */
export class Names {
  private readonly lookalikes = new Lookalikes<AccountId>();

  /** Takes in what the directory has become. */
  know(rosters: readonly Roster[]): void {
    const members = rosters.flatMap((roster) => roster.members().filter(({ revoked }) => !revoked));
    this.lookalikes.know(members.map(({ account, card }) => ({ who: account, name: card.name })));
  }

  /** The others whose names may be taken for this person's. */
  besides(account: AccountId, name: string): readonly AccountId[] {
    return this.lookalikes.of(name).filter((one) => one !== account);
  }

  /** For each of these names: whom of the directory, and which others of the list, it may be taken for. */
  compare(names: readonly string[]): readonly NameComparison[] {
    const list = new Lookalikes<number>();
    list.know(names.map((name, who) => ({ who, name })));
    return names.map((name, at) => ({
      people: this.lookalikes.of(name),
      others: list.of(name).filter((other) => other !== at),
    }));
  }
}
