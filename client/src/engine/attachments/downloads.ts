import { chunkLength, PLAIN_CHUNK_BYTES, sizeClass } from "@comity/shared/content/blobSize";
import { type AttachedFile, decodeContent } from "@comity/shared/content/content";
import { cleanFileName } from "@comity/shared/content/fileName";
import type { AccountId, ConversationId } from "@comity/shared/ids";
import { blobRead } from "@comity/shared/protocol/blob";
import { fail, ok } from "@comity/shared/result";
import type { Ground } from "../conversations/ground.ts";
import { isOut, orderKey, TABLES, ThreadRecord } from "../conversations/records.ts";
import type { Registry } from "../conversations/registry.ts";
import type { EngineFacade } from "../facade/facade.ts";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import type { ReceivedFile } from "../facade/fileViews.ts";
import { HISTORY_TABLES, PassedRecord } from "../history/historyRecords.ts";
import { readJson, writeJson } from "../mls/json.ts";
import { FileOpener } from "./fileCipher.ts";
import { chunkKey, DownloadRecord, FILE_TABLES, piecesOf, withoutChunks } from "./fileRecords.ts";

/** A download that nobody has taken up again for so long begins anew: its pieces don't stay in the vault. */
const KEPT_MS = 7 * 86_400_000;

/**
 * Files that somebody asks for. Each piece is opened as it comes, and what does not open goes nowhere; a file is given
 * out when all of it is there and its digest is the one that its message names. One at a time: memory holds one file at
 * most. Pieces that have come are kept in the vault, sealed as they came, so that a download goes on where it stopped.
 */
export class Downloads {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** Lets go of downloads that were begun long ago and never finished. */
  async load(): Promise<void> {
    const { vault, clock } = this.ground.context;
    for (const { key, value } of await vault.scan(FILE_TABLES.download)) {
      const record = readJson(DownloadRecord, value);
      if (record !== undefined && record.at > clock.now() - KEPT_MS) continue;
      for (const { key: piece } of await vault.scan(FILE_TABLES.downloadChunk, {
        after: `${key}/`,
        before: `${key}/~`,
      }))
        await vault.write([{ table: FILE_TABLES.downloadChunk, key: piece, remove: true }]);
      await vault.write([{ table: FILE_TABLES.download, key, remove: true }]);
    }
  }

  /** Fetches a file of a message, proves it and gives it out. */
  openFile: EngineFacade["openFile"] = ({ conversation, order, index }) => {
    const next = this.turn.then(() => this.fetch(conversation, order, index));
    this.turn = next.catch(() => undefined);
    return this.ground.activity.track(next);
  };

  private async fetch(
    conversation: ConversationId,
    order: number,
    index: number,
  ): EngineResult<ReceivedFile> {
    const held = this.registry.get(conversation);
    if (held === undefined) return fail({ code: "conversation.unknown" });
    const named = await this.named(conversation, order, index);
    if (named === undefined) return fail({ code: "not-permitted" });
    if (isOut(held.conversation.record)) return fail({ code: "conversation.not-member" });
    const { file, by } = named;
    const bytes = await this.bytesOf(file, by);
    const { blob, size } = file;
    if (!bytes.ok) {
      this.ground.tidings.download({ blob, done: size, total: size });
      return bytes;
    }
    return ok({ name: cleanFileName(file.name), mediaType: file.mediaType, bytes: bytes.value });
  }

  /** The file as its message names it, and who answers for that: its author, or whoever has passed it on. */
  private async named(
    conversation: ConversationId,
    order: number,
    index: number,
  ): Promise<{ readonly file: AttachedFile; readonly by: AccountId } | undefined> {
    const said = await this.said(orderKey(conversation, order));
    if (said === undefined) return undefined;
    const { content } = decodeContent(said.text);
    const file = content.kind === "attachment" ? content.files[index] : undefined;
    return file === undefined ? undefined : { file, by: said.by };
  }

  /** What stands at a place of a thread: what this device has itself goes before what was passed on. */
  private async said(key: string): Promise<{ readonly text: string; readonly by: AccountId } | undefined> {
    const { vault } = this.ground.context;
    const stored = await vault.get(TABLES.thread, key);
    if (stored !== undefined) {
      const line = readJson(ThreadRecord, stored);
      return line?.kind === "message" ? { text: line.text, by: line.author } : undefined;
    }
    const passed = await vault.get(HISTORY_TABLES.passed, key);
    return passed === undefined ? undefined : readJson(PassedRecord, passed);
  }

  private async bytesOf(file: AttachedFile, by: AccountId): EngineResult<Uint8Array<ArrayBuffer>> {
    const { sodium, vault } = this.ground.context;
    const { blob, size } = file;
    const padded = sizeClass(size);
    const count = piecesOf(file);
    const opener = new FileOpener(sodium, file);
    const whole = new Uint8Array(size);
    const stored = await vault.get(FILE_TABLES.download, blob);
    const have = (stored === undefined ? undefined : readJson(DownloadRecord, stored))?.have ?? 0;
    for (let index = 0; index < count; index++) {
      const piece = await this.piece(file, index, have);
      if (!piece.ok)
        return piece.fault.code === "blob.unknown"
          ? this.refuse(file, { code: "file.gone", account: by })
          : piece;
      const plain =
        piece.value.length === chunkLength(padded, index)
          ? opener.pull(piece.value, index === count - 1)
          : undefined;
      if (plain === undefined) return this.refuse(file, { code: "file.damaged", account: by });
      const from = index * PLAIN_CHUNK_BYTES;
      whole.set(plain.subarray(0, Math.max(0, size - from)), from);
      if (index >= have) await this.keep(file, index, piece.value);
      this.ground.tidings.download({ blob, done: Math.min(size, from + plain.length), total: size });
    }
    if (opener.digest() !== file.digest) return this.refuse(file, { code: "file.damaged", account: by });
    await this.forget(file);
    return ok(whole);
  }

  /** A piece as it lies in the vault, or at the server. */
  private async piece({ blob }: AttachedFile, index: number, have: number): EngineResult<Uint8Array> {
    const { session, vault } = this.ground.context;
    const kept = index < have ? await vault.get(FILE_TABLES.downloadChunk, chunkKey(blob, index)) : undefined;
    if (kept !== undefined) return ok(kept);
    const read = await session.call(blobRead, { blob, index });
    return read.ok ? ok(read.value.chunk) : read;
  }

  /** Nothing of it is used, and nothing of it stays: another try begins anew. */
  private async refuse(file: AttachedFile, fault: EngineFault): EngineResult<never> {
    await this.forget(file);
    return fail(fault);
  }

  private async keep({ blob }: AttachedFile, index: number, value: Uint8Array): Promise<void> {
    const { vault, clock } = this.ground.context;
    const record: DownloadRecord = { have: index + 1, at: clock.now() };
    await vault.write([
      { table: FILE_TABLES.downloadChunk, key: chunkKey(blob, index), value },
      { table: FILE_TABLES.download, key: blob, value: writeJson(record) },
    ]);
  }

  private async forget(file: AttachedFile): Promise<void> {
    await this.ground.context.vault.write([
      ...withoutChunks(FILE_TABLES.downloadChunk, file.blob, piecesOf(file)),
      { table: FILE_TABLES.download, key: file.blob, remove: true },
    ]);
  }
}
