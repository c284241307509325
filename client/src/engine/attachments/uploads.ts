import { sizeClass } from "@comity/shared/content/blobSize";
import { type AttachedFile, KnownContent } from "@comity/shared/content/content";
import { cleanFileName } from "@comity/shared/content/fileName";
import type { Fault } from "@comity/shared/fault";
import { idOfKey, MessageId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { blobBegin, blobMissing, blobPut } from "@comity/shared/protocol/blob";
import { fail, ok } from "@comity/shared/result";
import { Closed, type Ground, jitter } from "../conversations/ground.ts";
import { enqueue, fits } from "../conversations/outbox.ts";
import { isOut } from "../conversations/records.ts";
import type { Registry } from "../conversations/registry.ts";
import { heldBy, stoppedBy } from "../conversations/stops.ts";
import { writable } from "../conversations/writable.ts";
import type { EngineFacade } from "../facade/facade.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { ChosenFile, UploadView } from "../facade/fileViews.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { StoreChange, TransportFault } from "../ports.ts";
import {
  chunkKey,
  FILE_TABLES,
  piecesOf,
  type UploadFaultCode,
  UploadRecord,
  withoutChunks,
} from "./fileRecords.ts";
import { newBlob, stage } from "./staging.ts";

const RETRY_MS = 5000;
const ID_BYTES = 16;

/** An upload with what is known of it beside the vault. */
interface Held {
  record: UploadRecord;
  /** Names and sizes as they were chosen: a record that is being prepared has only the files that are ready. */
  readonly files: UploadView["files"];
  /** Bytes of all files together that are encrypted, or that the server has. */
  done: number;
  underWay: boolean;
}

/** What came of an attempt to bring an upload further. */
type Outcome =
  | "done"
  | "gone"
  | { readonly failed: UploadFaultCode }
  | { readonly waitMs: number | undefined };

/**
 * Files on their way out. They are encrypted into the vault first; then their pieces go to the server, one at a time,
 * so that what people write meanwhile is never behind more than one of them. When the server has all files whole, their
 * message goes into the outbox in the same write that ends the upload: it is sent once, and never before its files.
 */
export class Uploads {
  private readonly held = new Map<MessageId, Held>();
  private carrying = false;
  private again = false;
  private cancelRetry: () => void = () => undefined;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** Reads what waits. What was not encrypted to its end when the engine stopped can't be: its file is not at hand. */
  async load(): Promise<void> {
    const { vault } = this.ground.context;
    const waiting: UploadRecord[] = [];
    for (const { key, value } of await vault.scan(FILE_TABLES.upload)) {
      const record = readJson(UploadRecord, value);
      if (record === undefined) await vault.write([{ table: FILE_TABLES.upload, key, remove: true }]);
      else if (record.state === "preparing" || record.state === "sent") await this.clear(record);
      else waiting.push(record);
    }
    for (const record of waiting.sort((one, other) => one.at - other.at)) this.hold(record);
    this.changed();
  }

  views(): readonly UploadView[] {
    return [...this.held.values()].map(({ record, files, done, underWay }) => {
      const { id, conversation, at, text, handling, state, code } = record;
      const total = files.reduce((sum, { size }) => sum + size, 0);
      return {
        ...{ id, conversation, at, text, handling, files, total },
        done: Math.min(done, total),
        state: state === "failed" || state === "preparing" ? state : underWay ? "uploading" : "waiting",
        fault: code === undefined ? undefined : { code },
      };
    });
  }

  /** Encrypts files into the vault and sends them when they can be; resolves when they are kept here. */
  sendFiles: EngineFacade["sendFiles"] = async ({ conversation, files, text, replyTo, handling }) => {
    const open = writable(this.ground, this.registry, conversation);
    if ("code" in open) return fail(open);
    const { kind } = open.conversation.record;
    if (kind !== "direct" && kind !== "room") return fail({ code: "not-permitted" });
    if (files.length === 0) return fail({ code: "text.empty" });
    if (files.length > LIMITS.filesPerMessage) return fail({ code: "files.too-many" });
    if (files.some(({ source }) => source.size > LIMITS.fileBytes)) return fail({ code: "file.too-large" });
    const { random, clock } = this.ground.context;
    const said = text?.trim() === "" ? undefined : text;
    const id = idOfKey(MessageId, random(ID_BYTES));
    const blobs = files.map(({ source: { size } }) => ({ blob: newBlob(random), size }));
    const record: UploadRecord = {
      ...{ id, conversation, at: clock.now(), state: "preparing", files: [], blobs },
      ...(said === undefined ? {} : { text: said }),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(handling === undefined ? {} : { handling }),
    };
    const shown = files.map(({ name, source: { size } }) => ({ name: cleanFileName(name), size }));
    const held: Held = { record, files: shown, done: 0, underWay: false };
    await this.ground.context.vault.write([this.stored(record)]);
    this.held.set(id, held);
    this.changed();
    try {
      const result = await this.prepare(held, files);
      if (!result.ok) await this.drop(held);
      return result.ok ? ok(id) : result;
    } catch (error) {
      // A full disk takes no further piece; what is there already goes now, or at the next start.
      await this.drop(held).catch(() => undefined);
      throw error;
    }
  };

  /** An upload that has failed is tried again. */
  retryUpload: EngineFacade["retryUpload"] = async (id) => {
    const held = this.held.get(id);
    if (held?.record.state !== "failed") return fail({ code: "not-permitted" });
    const { code: _mended, ...rest } = held.record;
    await this.store(held, { ...rest, state: "ready" });
    this.go();
    return ok(undefined);
  };

  /** Takes an upload back: nobody ever hears of it. What the server has of it can't be read and goes with time. */
  discardUpload: EngineFacade["discardUpload"] = async (id) => {
    const held = this.held.get(id);
    if (held === undefined) return fail({ code: "not-permitted" });
    this.held.delete(id);
    // One that is being prepared is cleared by whoever prepares it.
    if (held.record.state !== "preparing") await this.clear(held.record);
    this.changed();
    return ok(undefined);
  };

  /** Looks for something to upload. */
  go(): void {
    this.again = true;
    if (this.carrying || this.held.size === 0) return;
    this.carrying = true;
    this.ground.activity.track(this.carry()).catch(() => undefined);
  }

  close(): void {
    this.cancelRetry();
  }

  private async prepare(held: Held, files: readonly ChosenFile[]): EngineResult<void> {
    const { sodium, random, vault } = this.ground.context;
    const going = () => this.held.has(held.record.id) && !this.ground.closed();
    const staged: AttachedFile[] = [];
    for (const [at, { blob }] of held.record.blobs.entries()) {
      const file = files[at];
      if (file === undefined) break;
      const before = held.done;
      const told = (bytes: number) => {
        held.done = before + bytes;
        this.changed();
      };
      const result = await stage({ sodium, random, vault }, file, blob, told, going);
      if (!result.ok) return result;
      staged.push(result.value);
    }
    const record: UploadRecord = { ...held.record, state: "ready", files: staged };
    const content = contentOf(record);
    if (content === undefined || !fits(content)) return fail({ code: "text.too-long" });
    if (!going()) return fail({ code: "not-ready" });
    held.done = 0;
    await this.store(held, record);
    this.go();
    return ok(undefined);
  }

  private async carry(): Promise<void> {
    try {
      while (this.again && !this.ground.closed()) {
        this.again = false;
        for (const held of [...this.held.values()]) if (this.mayGo(held)) await this.bring(held);
      }
    } catch (error) {
      if (!(error instanceof Closed)) this.retryLater(RETRY_MS);
    } finally {
      this.carrying = false;
    }
  }

  /** Whether an upload can be brought further now: nothing of a conversation goes out while that is stopped. */
  private mayGo({ record: { state, conversation: id } }: Held): boolean {
    if (state !== "ready" || !this.ground.context.session.online || this.ground.closed()) return false;
    const conversation = this.registry.get(id)?.conversation;
    if (conversation === undefined || isOut(conversation.record)) return true;
    if (conversation.record.state !== "active" || conversation.record.broken !== undefined) return false;
    return (stoppedBy(this.ground, conversation) ?? heldBy(this.ground, conversation)) === undefined;
  }

  private async bring(held: Held): Promise<void> {
    const { record } = this.registry.get(held.record.conversation)?.conversation ?? {};
    held.underWay = true;
    this.changed();
    const outcome: Outcome =
      record === undefined || isOut(record)
        ? { failed: "conversation.not-member" }
        : await this.upload(held).finally(() => {
            held.underWay = false;
          });
    held.underWay = false;
    if (outcome === "done") await this.hand(held);
    else if (outcome !== "gone" && "failed" in outcome)
      await this.store(held, { ...held.record, state: "failed", code: outcome.failed });
    else if (outcome !== "gone") this.retryLater(outcome.waitMs ?? RETRY_MS);
    this.changed();
  }

  /** Brings all files of an upload to the server. */
  private async upload(held: Held): Promise<Outcome> {
    held.done = 0;
    for (const file of held.record.files) {
      const outcome = await this.uploadFile(held, file);
      if (outcome !== "done") return outcome;
    }
    return "done";
  }

  private async uploadFile(held: Held, file: AttachedFile): Promise<Outcome> {
    const { session, vault } = this.ground.context;
    const { id, conversation } = held.record;
    const { blob, size } = file;
    const begun = await session.call(blobBegin, { conversation, blob, bytes: sizeClass(size) });
    if (!begun.ok) return outcomeOf(begun.fault);
    const asked = await session.call(blobMissing, { blob });
    if (!asked.ok) return outcomeOf(asked.fault);
    const count = piecesOf(file);
    const before = held.done;
    const tell = (left: number) => {
      held.done = before + Math.round((size * (count - left)) / count);
      this.changed();
    };
    const { missing } = asked.value;
    tell(missing.length);
    for (const [at, index] of missing.entries()) {
      if (!this.held.has(id)) return "gone";
      const chunk = await vault.get(FILE_TABLES.uploadChunk, chunkKey(blob, index));
      // Taken back just now.
      if (chunk === undefined) return "gone";
      const put = await session.call(blobPut, { blob, index, chunk });
      if (!put.ok) return outcomeOf(put.fault);
      tell(missing.length - at - 1);
    }
    return "done";
  }

  /** The server has all of it: the message goes into the outbox, and the upload ends, in one write. */
  private async hand(held: Held): Promise<void> {
    const { record } = held;
    const conversation = this.registry.get(record.conversation);
    const content = contentOf(record);
    if (conversation === undefined || content === undefined || !this.held.has(record.id)) return;
    const sent: UploadRecord = { ...record, state: "sent" };
    await conversation.conversation.change(async (draft) => {
      await enqueue(this.ground, draft, content, true, record.id);
      const { table, key, value } = this.stored(sent);
      draft.put(table, key, value);
    });
    this.held.delete(record.id);
    conversation.courier.go();
    await this.clear(sent);
  }

  private retryLater(ms: number): void {
    this.cancelRetry();
    this.cancelRetry = this.ground.context.clock.after(ms + jitter(this.ground, ms), () => this.go());
  }

  private hold(record: UploadRecord): void {
    const files = record.files.map(({ name, size }) => ({ name: cleanFileName(name), size }));
    this.held.set(record.id, { record, files, done: 0, underWay: false });
  }

  private stored(record: UploadRecord) {
    return { table: FILE_TABLES.upload, key: record.id, value: writeJson(record) };
  }

  private async store(held: Held, record: UploadRecord): Promise<void> {
    await this.ground.context.vault.write([this.stored(record)]);
    held.record = record;
    this.changed();
  }

  /** Something went wrong while files were being encrypted: nothing of them stays. */
  private async drop({ record }: Held): Promise<void> {
    this.held.delete(record.id);
    this.changed();
    if (!this.ground.closed()) await this.clear(record);
  }

  /** Takes an upload out of the vault with all its pieces. */
  private async clear(record: UploadRecord): Promise<void> {
    const pieces = record.blobs.flatMap((file) =>
      withoutChunks(FILE_TABLES.uploadChunk, file.blob, piecesOf(file)),
    );
    await this.ground.context.vault.write([...pieces, removal(record)]);
  }

  private changed(): void {
    this.ground.tidings.changed("uploads");
  }
}

function removal({ id }: UploadRecord): StoreChange {
  return { table: FILE_TABLES.upload, key: id, remove: true };
}

function contentOf({ files, text, replyTo, handling }: UploadRecord): KnownContent | undefined {
  return KnownContent.safeParse({ kind: "attachment", files, text, replyTo, handling }).data;
}

/** What a refusal means for an upload: it fails for good where trying again by itself could change nothing. */
function outcomeOf(fault: Fault | TransportFault): Outcome {
  switch (fault.code) {
    case "blob.quota":
    case "blob.taken":
    case "not-permitted":
      return { failed: fault.code };
    case "rate.limited":
      return { waitMs: fault.retryAfterMs };
    // The purge has taken an upload that was left for long: it is begun anew. Whoever has left is told when they know.
    default:
      return { waitMs: undefined };
  }
}
