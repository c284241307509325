import { utf8 } from "@comity/shared/bytes/bytes";
import { AccountId } from "@comity/shared/ids";
import type { ConversationRecord, MembersRecord } from "../conversations/records.ts";
import type { StoreChange, Vault } from "../ports.ts";

const TABLE = "acquaintance";

/**
 * With whom the person is or was in a direct channel or a case room: it stays known when somebody has left, so that who
 * comes in their place is noticed.
 */
export class Acquaintances {
  private readonly kept = new Set<AccountId>();
  private readonly seen = new Set<AccountId>();

  constructor(private readonly vault: Vault) {}

  async load(): Promise<void> {
    for (const { key } of await this.vault.scan(TABLE)) {
      const account = AccountId.safeParse(key).data;
      if (account !== undefined) this.kept.add(account);
    }
  }

  has(account: AccountId): boolean {
    return this.kept.has(account) || this.seen.has(account);
  }

  /** Who is in a conversation that the vault holds. */
  see({ kind, peer }: ConversationRecord, members: MembersRecord): void {
    if (kind !== "direct" && kind !== "room") return;
    if (peer !== undefined) this.seen.add(peer);
    for (const { account } of members) this.seen.add(account);
  }

  /** What to store with a change of members, of whoever was in before it or is after it. */
  keeping(
    { kind }: ConversationRecord,
    members: MembersRecord,
  ): { readonly changes: StoreChange[]; readonly kept: () => void } {
    const fresh =
      kind !== "direct" && kind !== "room"
        ? []
        : [...new Set(members.map(({ account }) => account))].filter((account) => !this.kept.has(account));
    return {
      changes: fresh.map((account) => ({ table: TABLE, key: account, value: utf8("1") })),
      kept: () => {
        for (const account of fresh) this.kept.add(account);
      },
    };
  }
}
