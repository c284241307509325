import { chunkLength, chunksOf } from "@comity/shared/content/blobSize";
import type { Fault } from "@comity/shared/fault";
import type { BlobId, ConversationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { BlobRecord } from "../storage/port/blobs.ts";
import type { Storage } from "../storage/port/storage.ts";
import { outsiderFault } from "./appending.ts";
import { type Caller, type DomainResult, done, refuse } from "./context.ts";
import type { Memberships } from "./memberships.ts";
import type { Standings } from "./standing.ts";

const DAY_MS = 86_400_000;

type Done = Record<string, never>;

/**
 * Encrypted files of messages. Each belongs to one conversation and to the device that uploads it: only that device
 * writes, and only the devices that are in the conversation now read. What a file is called, what it is and how it
 * opens stands in a message that nobody here can read.
 */
export class Blobs {
  constructor(
    private readonly storage: Pick<Storage, "blobs" | "conversations">,
    private readonly memberships: Memberships,
    private readonly standings: Standings,
    private readonly now: () => number,
  ) {}

  async begin(caller: Caller, conversation: ConversationId, blob: BlobId, bytes: number): DomainResult<Done> {
    const refused = await this.outsider(caller, conversation);
    if (refused !== undefined) return refuse(refused);
    const { device: uploader, account } = caller;
    const at = this.now();
    const quota = { since: at - DAY_MS, bytes: LIMITS.blobBytesPerDay };
    const declaration = { blob, conversation, uploader, account, bytes, at };
    const answer = await this.storage.blobs.begin(declaration, quota);
    if (answer === "begun") return done({});
    if (answer === "over") return refuse({ code: "blob.quota" });
    return isRepeated(answer, declaration) ? done({}) : refuse({ code: "blob.taken" });
  }

  async missing(caller: Caller, blob: BlobId): DomainResult<{ missing: number[] }> {
    const record = await this.own(caller, blob);
    if ("code" in record) return refuse(record);
    const present = new Set(await this.storage.blobs.present(blob));
    const all = Array.from({ length: chunksOf(record.bytes) }, (_, index) => index);
    return done({ missing: all.filter((index) => !present.has(index)) });
  }

  async put(caller: Caller, blob: BlobId, index: number, chunk: Uint8Array): DomainResult<Done> {
    const record = await this.own(caller, blob);
    if ("code" in record) return refuse(record);
    if (chunk.length !== chunkLength(record.bytes, index)) return refuse({ code: "request.malformed" });
    switch (await this.storage.blobs.put(blob, index, chunk)) {
      case "taken":
        return refuse({ code: "blob.taken" });
      case "unknown":
        return refuse({ code: "blob.unknown" });
      case "kept":
        return done({});
    }
  }

  async read(caller: Caller, blob: BlobId, index: number): DomainResult<{ chunk: Uint8Array }> {
    // Said before a file is looked for: whose time here is over learns that, and nothing about files.
    if (!(await this.standings.mayTakePart(caller))) return refuse({ code: "session.revoked" });
    const record = await this.storage.blobs.find(blob);
    // Nobody else learns whether there is such a file.
    if (record === undefined || (await this.outside(caller, record.conversation)) !== undefined)
      return refuse({ code: "blob.unknown" });
    const chunk = await this.storage.blobs.read(blob, index);
    return chunk === undefined ? refuse({ code: "blob.unknown" }) : done({ chunk });
  }

  /** The caller's own upload into a conversation that they are still in. */
  private async own(caller: Caller, blob: BlobId): Promise<BlobRecord | Fault> {
    const record = await this.storage.blobs.find(blob);
    if (record === undefined || record.uploader !== caller.device) return { code: "blob.unknown" };
    return (await this.outsider(caller, record.conversation)) ?? record;
  }

  /** Why the caller has no part in a conversation now; undefined: they have. */
  private async outsider(caller: Caller, conversation: ConversationId): Promise<Fault | undefined> {
    if (!(await this.standings.mayTakePart(caller))) return { code: "session.revoked" };
    return this.outside(caller, conversation);
  }

  /** Why the caller is not in a conversation now; undefined: they are. */
  private async outside(caller: Caller, conversation: ConversationId): Promise<Fault | undefined> {
    const store = this.storage.conversations;
    const tail = await store.tail(conversation);
    const members = tail && (await this.memberships.load(conversation, tail.commitSeq));
    return members?.devices.has(caller.device) === true
      ? undefined
      : outsiderFault(store, caller.device, conversation);
  }
}

/** Whether two declarations of one id are the same but for when they were made. */
function isRepeated(known: BlobRecord, again: BlobRecord): boolean {
  return (
    known.conversation === again.conversation &&
    known.uploader === again.uploader &&
    known.bytes === again.bytes
  );
}
