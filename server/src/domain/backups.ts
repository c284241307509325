import type { Sodium } from "@comity/shared/crypto/sodium";
import { hashToken } from "@comity/shared/enrolment/invitation";
import type { Token } from "@comity/shared/ids";
import type { BackupStore } from "../storage/port.ts";
import { type Caller, type DomainResult, done, refuse } from "./context.ts";

/** Sealed backups, found again only by who holds the printed recovery key. */
export class Backups {
  constructor(
    private readonly store: BackupStore,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  async put(caller: Caller, locatorHash: Token, bytes: Uint8Array): DomainResult<Record<string, never>> {
    const kept = await this.store.put(caller.account, locatorHash, bytes, this.now());
    return kept ? done({}) : refuse({ code: "not-permitted" });
  }

  async get(locator: Token): DomainResult<{ bytes: Uint8Array }> {
    const bytes = await this.store.get(hashToken(this.sodium, locator));
    return bytes === undefined ? refuse({ code: "backup.unknown" }) : done({ bytes });
  }
}
