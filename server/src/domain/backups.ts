import type { Sodium } from "@comity/shared/crypto/sodium";
import { hashToken } from "@comity/shared/enrolment/invitation";
import type { Token } from "@comity/shared/ids";
import type { BackupStore } from "../storage/port/archives.ts";
import { type Caller, type DomainResult, done, refuse } from "./context.ts";

type Found =
  | { readonly state: "current"; readonly bytes: Uint8Array }
  | { readonly state: "outdated"; readonly note: Uint8Array };

/** Sealed backups, found again only by who holds the printed recovery key. */
export class Backups {
  constructor(
    private readonly store: BackupStore,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  /**
   * Keeps the newest backup. A former key's place is closed first: a device that has not heard of the new
   * key must not bring the old one back.
   */
  async put(
    caller: Caller,
    locatorHash: Token,
    bytes: Uint8Array,
    former?: { readonly locatorHash: Token; readonly note: Uint8Array },
  ): DomainResult<Record<string, never>> {
    if (former !== undefined) {
      if (former.locatorHash === locatorHash) return refuse({ code: "request.malformed" });
      const { account } = caller;
      if (!(await this.store.retire(account, former.locatorHash, former.note, this.now())))
        return refuse({ code: "not-permitted" });
    }
    if ((await this.store.note(locatorHash)) !== undefined) return refuse({ code: "backup.outdated" });
    const kept = await this.store.put(caller.account, locatorHash, bytes, this.now());
    return kept ? done({}) : refuse({ code: "not-permitted" });
  }

  async get(locator: Token): DomainResult<Found> {
    const locatorHash = hashToken(this.sodium, locator);
    const note = await this.store.note(locatorHash);
    if (note !== undefined) return done({ state: "outdated", note });
    const bytes = await this.store.get(locatorHash);
    return bytes === undefined ? refuse({ code: "backup.unknown" }) : done({ state: "current", bytes });
  }
}
