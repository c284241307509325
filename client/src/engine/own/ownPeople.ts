import type { KnownContent } from "@comity/shared/content/content";
import { PERSON_STATES } from "@comity/shared/content/content";
import { AccountId, DeviceId } from "@comity/shared/ids";
import { z } from "zod";
import type { PersonMark } from "../facade/views.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import { isNewer, OWN_TABLES } from "./ownRecords.ts";
import type { Writes } from "./ownState.ts";

type OwnPersonContent = Extract<KnownContent, { kind: "own.person" }>;

const PersonRecord = z.object({
  state: z.enum(PERSON_STATES),
  at: z.number().int(),
  device: DeviceId,
  /** Whether the person's other devices have been told, or told this one. */
  told: z.boolean(),
});
type PersonRecord = z.infer<typeof PersonRecord>;

/** Whom a person has verified, and whose new keys they have looked at: it follows them to every device of theirs. */
export class OwnPeople {
  private readonly byAccount = new Map<AccountId, PersonRecord>();

  constructor(
    private readonly vault: Vault,
    private readonly changed: () => void,
  ) {}

  async load(): Promise<void> {
    for (const { key, value } of await this.vault.scan(OWN_TABLES.person)) {
      const account = AccountId.safeParse(key).data;
      const record = readJson(PersonRecord, value);
      if (account !== undefined && record !== undefined) this.byAccount.set(account, record);
    }
  }

  stateOf(account: AccountId): PersonRecord["state"] {
    return this.byAccount.get(account)?.state ?? "none";
  }

  views(): readonly PersonMark[] {
    return [...this.byAccount].map(([account, { state, at, device }]) => ({ account, state, at, device }));
  }

  /** What the other devices have to be told; `all`: whatever they were told before. */
  contents(all: boolean): OwnPersonContent[] {
    return [...this.byAccount].flatMap(([account, { told, ...mark }]): OwnPersonContent[] =>
      told && !all ? [] : [{ kind: "own.person", account, ...mark }],
    );
  }

  /** A change as it will be once this is stored. */
  put(writes: Writes, account: AccountId, record: PersonRecord): void {
    writes.put(OWN_TABLES.person, account, writeJson(record));
    writes.afterwards.push(() => {
      this.byAccount.set(account, record);
      this.changed();
    });
  }

  async stored(writes: Writes, account: AccountId): Promise<PersonRecord | undefined> {
    const stored = await writes.get(OWN_TABLES.person, account);
    return stored === undefined ? undefined : readJson(PersonRecord, stored);
  }

  /** What another device, or a backup, says: the newer change stays. */
  async take(writes: Writes, { account, state, at, device }: Omit<OwnPersonContent, "kind">): Promise<void> {
    if (!isNewer({ at, device }, await this.stored(writes, account))) return;
    this.put(writes, account, { state, at, device, told: true });
  }

  /** Notes whether the other devices are told of this change. */
  async mark(writes: Writes, { account, at, device }: OwnPersonContent, told: boolean): Promise<void> {
    const known = await this.stored(writes, account);
    if (known?.at === at && known.device === device) this.put(writes, account, { ...known, told });
  }
}
