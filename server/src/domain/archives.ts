import { LIMITS } from "@comity/shared/limits";
import type { ArchiveStore } from "../storage/port/archives.ts";
import { type Caller, type DomainResult, done, refuse } from "./context.ts";

/** Accounts' history archives: each is read and grown by its own devices only. */
export class Archives {
  constructor(
    private readonly store: ArchiveStore,
    private readonly now: () => number,
  ) {}

  async head({ account }: Caller): DomainResult<{ count: number }> {
    const { count } = await this.store.head(account);
    return done({ count });
  }

  async append({ account }: Caller, index: number, segment: Uint8Array): DomainResult<{ count: number }> {
    if (segment.length === 0) return refuse({ code: "request.malformed" });
    const { count, bytes } = await this.store.head(account);
    if (count !== index) return refuse({ code: "archive.moved", count });
    if (bytes + segment.length > LIMITS.archiveBytes) return refuse({ code: "archive.full" });
    const { appended, head } = await this.store.append(account, index, segment, this.now());
    return appended ? done({ count: head.count }) : refuse({ code: "archive.moved", count: head.count });
  }

  async read({ account }: Caller, index: number): DomainResult<{ segment: Uint8Array }> {
    const segment = await this.store.read(account, index);
    return segment === undefined ? refuse({ code: "archive.unknown" }) : done({ segment });
  }
}
