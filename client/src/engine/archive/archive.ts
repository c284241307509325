import { sameBytes } from "@comity/shared/bytes/bytes";
import type { ConversationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { archiveAppend, archiveHead, archiveRead } from "@comity/shared/protocol/archive";
import { type Ground, pause } from "../conversations/ground.ts";
import { Pace } from "../conversations/pace.ts";
import type { Registry } from "../conversations/registry.ts";
import { readJson } from "../mls/json.ts";
import type { ArchivePin } from "../vault/identityRecord.ts";
import {
  ARCHIVE_TABLE,
  archiveChange,
  archiveRecord,
  BackfillRecord,
  CoverageRecord,
  coverageKey,
  HeadRecord,
} from "./archiveRecords.ts";
import { type Gathered, gather } from "./gather.ts";
import { mergeChunk } from "./merge.ts";
import { tellMissing } from "./missing.ts";
import { union } from "./ranges.ts";
import {
  type Chunk,
  hashOf,
  openSegment,
  type RenewedKey,
  type SegmentContent,
  sealSegment,
  startOf,
} from "./segment.ts";

/** What the archive needs of the person's identity, and what it tells of itself. */
export interface ArchiveAccess {
  /** 32 bytes: the account's, the same on all devices of the person. */
  readonly key: Uint8Array;
  /** Up to where the archive is known to reach, from a backup, from another device or from this one. */
  readonly pin: ArchivePin | undefined;
  /** A recovery key that this device has made current and other devices have still to learn. */
  renewedKey(): RenewedKey | undefined;
  /** The archive reaches further; `renewed`: the recovery key of `renewedKey` is in it. */
  moved(pin: ArchivePin, renewed: RenewedKey | undefined): void;
  /** Another device of the person has made a recovery key current. */
  learned(renewed: RenewedKey): void;
}

/**
 * A segment is filled up to so much, as the link carries it; one line more may stand over it. It begins with what
 * a link of 50 kbit/s carries in three seconds: a message that is sent meanwhile waits no longer.
 */
const SEGMENT_BYTES = { first: 16 * 1024, least: 8 * 1024, most: 96 * 1024 };
/** With this much that is new it is worth a segment at once. */
const WORTH_BYTES = 32 * 1024;
/** Otherwise what is new goes after this long. */
const SOON_MS = 120_000;
/** While messages come in after an absence, it is looked this often whether they are all there. */
const BUSY_MS = 5_000;
/** While messages go out, it is looked this often whether they have gone. */
const YIELD_MS = 200;
/** Segments that are fetched ahead while one is taken in: memory holds these and no more. */
const AHEAD = 3;
/** A segment that took longer shows a thin link: there, nothing is fetched ahead that messages would wait for. */
const QUICK_MS = 1_500;

/** done: read or written as far as there is anything; stopped: no connection, or the server refuses. */
type Outcome = "done" | "stopped";

/**
 * The account's history archive on the server: segments that its devices seal one after the other, each for
 * its own place behind the one before. What a device's threads hold and the archive does not is gathered in
 * the background and appended; what other devices have appended is read first, so that nothing is kept
 * twice. A new device reads everything, from the newest to the first, a segment a write, and goes on where
 * it stopped.
 */
export class Archive {
  private head: HeadRecord | undefined;
  private backfill: BackfillRecord | undefined;
  private readonly coverage = new Map<ConversationId, CoverageRecord>();
  /** Up to which cursor a conversation was found to be in the archive whole. */
  private readonly complete = new Map<ConversationId, number>();
  private underWay: Promise<void> | undefined;
  private again = false;
  private waitingBytes = 0;
  private cancelTimer: (() => void) | undefined;
  private readonly pace = new Pace(SEGMENT_BYTES);
  /** How long the last segment took to come. */
  private fetchedInMs = 0;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
    private readonly access: ArchiveAccess,
    /** Whether what was missed is being caught up: until then nothing is appended. */
    private readonly catchingUp: () => boolean,
  ) {}

  /** Reads from the vault how far this device has come. */
  async load(): Promise<void> {
    const { vault } = this.ground.context;
    this.head = await archiveRecord(vault, HeadRecord, "head");
    this.backfill = await archiveRecord(vault, BackfillRecord, "backfill");
  }

  /** Whether there may be history that this device has still to read back. */
  get behind(): boolean {
    return this.head === undefined;
  }

  /** A conversation has stored lines of about so many bytes: they go into the archive before long. */
  grown(bytes: number): void {
    this.waitingBytes += bytes;
    if (this.waitingBytes >= WORTH_BYTES) this.soon(0);
    else if (this.cancelTimer === undefined) this.soon(SOON_MS);
  }

  /** Reads what is missing and appends what is new; one run at a time, one more if asked for meanwhile. */
  run(): Promise<void> {
    if (this.underWay !== undefined) {
      this.again = true;
      return this.underWay;
    }
    this.underWay = this.ground.activity
      .track(this.pass())
      .catch(() => undefined)
      .then(() => {
        this.underWay = undefined;
        if (!this.again || this.ground.closed()) return undefined;
        this.again = false;
        return this.run();
      });
    return this.underWay;
  }

  close(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }

  private soon(ms: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.ground.context.clock.after(ms, () => {
      this.cancelTimer = undefined;
      if (this.catchingUp()) this.soon(BUSY_MS);
      else void this.run();
    });
  }

  private async pass(): Promise<void> {
    const { session, directory, self, clock } = this.ground.context;
    if (!session.online || !directory.standing(self.device, clock.now()).ok) return;
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.waitingBytes = 0;
    while (!this.ground.closed()) {
      const answer = await session.call(archiveHead, {});
      if (!answer.ok || (await this.read(answer.value.count)) === "stopped") return;
      if ((await this.append()) !== "moved") return;
    }
  }

  /** Brings what this device knows up to the server's count. */
  private async read(count: number): Promise<Outcome> {
    if (this.head !== undefined && count < this.head.count)
      await this.beginAnew(`${count} < ${this.head.count}`);
    if (this.head === undefined && this.backfill === undefined) await this.begin(count);
    if (this.backfill !== undefined && (await this.readBack(this.backfill)) === "stopped") return "stopped";
    if ((await this.readOn(count)) === "stopped") return "stopped";
    await this.tellMissing();
    return "done";
  }

  /**
   * Only a person's later devices lack what was there before them. The first one was there from the beginning:
   * what was said while it was out of a room was not for it, and the lines of who came and went say so.
   */
  private isFirstDevice(): boolean {
    const { directory, self } = this.ground.context;
    return directory.rosters().every((roster) => {
      const [first] = [...roster.allDevicesOf(self.account)].sort((one, other) => one.since - other.since);
      return first === undefined || first.device === self.device;
    });
  }

  private async tellMissing(): Promise<void> {
    if (this.isFirstDevice()) return;
    for (const { conversation } of this.registry.all()) {
      if (this.ground.closed()) return;
      const { id, record } = conversation;
      if (record.joined === 0 || !hasHistory(record.kind)) continue;
      const coverage = await this.coverageOf(id);
      if (coverage.ranges.length === 0) continue;
      this.coverage.set(id, await tellMissing(this.ground.context.vault, conversation, coverage));
    }
  }

  /** The first sight of the archive: everything in it is to be read, the newest first. */
  private async begin(count: number): Promise<void> {
    const { pin } = this.access;
    if (pin !== undefined && count < pin.count)
      await this.warn("archive-rolled-back", `${count} < ${pin.count}`);
    const { account } = this.ground.context.self;
    if (count === 0) return this.keepHead({ count: 0, hash: startOf(this.ground.context.sodium, account) });
    await this.keepBackfill({ total: count, next: count, ...(pin === undefined ? {} : { pin }) });
  }

  private async readBack(start: BackfillRecord): Promise<Outcome> {
    const { sodium, self } = this.ground.context;
    const { pin } = start;
    const fetched = new Map<number, Promise<Uint8Array | undefined>>();
    const fetch = (index: number) => {
      const known = fetched.get(index) ?? this.fetch(index);
      fetched.set(index, known);
      return known;
    };
    let state = start;
    while (state.next > 0) {
      if (this.ground.closed()) return "stopped";
      const index = state.next - 1;
      const wantedNow = fetch(index);
      const most = this.fetchedInMs > QUICK_MS ? 0 : Math.min(AHEAD, index);
      for (let ahead = 1; ahead <= most; ahead++) void fetch(index - ahead);
      const segment = await wantedNow;
      fetched.delete(index);
      if (segment === undefined) return "stopped";
      const hash = hashOf(sodium, segment);
      const opened = openSegment(sodium, this.access.key, { account: self.account, index }, segment);
      const wanted = pin?.count === index + 1 ? pin.hash : state.expected;
      const sound = opened !== undefined && (wanted === undefined || sameBytes(wanted, hash));
      if (sound) await this.take(opened.content, false);
      else await this.warn("archive-damaged", String(index));
      // A segment that is not what it must be gives nothing; those before it stand for themselves.
      const top =
        index === state.total - 1 ? { top: hash } : state.top === undefined ? {} : { top: state.top };
      state = {
        total: state.total,
        next: index,
        ...top,
        ...(pin === undefined ? {} : { pin }),
        ...(sound ? { expected: opened.previous } : {}),
      };
      await this.keepBackfill(state);
      this.ground.tidings.progress("history", state.total - state.next, state.total);
    }
    const hash = state.top ?? startOf(sodium, self.account);
    await this.ground.context.vault.write([{ table: ARCHIVE_TABLE, key: "backfill", remove: true }]);
    this.backfill = undefined;
    await this.keepHead({ count: state.total, hash });
    return "done";
  }

  /** Reads what other devices have appended since. */
  private async readOn(count: number): Promise<Outcome> {
    const { sodium, self } = this.ground.context;
    while (this.head !== undefined && this.head.count < count) {
      if (this.ground.closed()) return "stopped";
      const index = this.head.count;
      const segment = await this.fetch(index);
      if (segment === undefined) return "stopped";
      const opened = openSegment(sodium, this.access.key, { account: self.account, index }, segment);
      if (opened !== undefined && !sameBytes(opened.previous, this.head.hash)) {
        await this.beginAnew(`another history before ${index}`);
        return this.read(count);
      }
      if (opened === undefined) await this.warn("archive-damaged", String(index));
      else await this.take(opened.content, true);
      await this.keepHead({ count: index + 1, hash: hashOf(sodium, segment) });
    }
    return "done";
  }

  /**
   * The server shows an archive that is shorter than it was, or another: that is told, and the archive is
   * read from its end again. What this device has and the archive lost is then appended anew.
   */
  private async beginAnew(cause: string): Promise<void> {
    const { vault } = this.ground.context;
    await this.warn("archive-rolled-back", cause);
    const records = await vault.scan(ARCHIVE_TABLE, { after: "covered/", before: "covered/~" });
    await vault.write([
      ...records.map(({ key, value }) => {
        const { cameIn, missing } = readJson(CoverageRecord, value) ?? {};
        return archiveChange(key, { ranges: [], asOf: 0, cameIn, missing });
      }),
      { table: ARCHIVE_TABLE, key: "head", remove: true },
    ]);
    this.head = undefined;
    this.coverage.clear();
    this.complete.clear();
    const answer = await this.ground.context.session.call(archiveHead, {});
    if (!answer.ok) return;
    const { count } = answer.value;
    if (count > 0) return this.keepBackfill({ total: count, next: count });
    const { sodium, self } = this.ground.context;
    await this.keepHead({ count: 0, hash: startOf(sodium, self.account) });
  }

  private async take({ chunks, recovery }: SegmentContent, told: boolean): Promise<void> {
    for (const chunk of chunks) {
      const coverage = await mergeChunk(this.ground, this.registry, chunk, told);
      if (coverage !== undefined) this.coverage.set(chunk.conversation, coverage);
    }
    if (recovery !== undefined) this.access.learned(recovery);
  }

  /**
   * Appends what is new, a segment at a time, each once nothing else waits to be sent. `moved`: another device was
   * quicker, its segments come first.
   */
  private async append(): Promise<"done" | "moved"> {
    const { sodium, random, self, session, clock } = this.ground.context;
    for (;;) {
      await this.yieldToMessages();
      if (this.head === undefined || this.ground.closed()) return "done";
      if (this.catchingUp()) {
        this.soon(BUSY_MS);
        return "done";
      }
      const gathered = await this.gatherSegment();
      const recovery = this.access.renewedKey();
      if (gathered.length === 0 && recovery === undefined) return "done";
      const { count: index, hash: previous } = this.head;
      const content: SegmentContent = {
        v: 1,
        at: clock.now(),
        chunks: gathered,
        ...(recovery === undefined ? {} : { recovery }),
      };
      const place = { account: self.account, index, previous };
      const segment = sealSegment(sodium, random, this.access.key, place, content);
      if (segment.length > LIMITS.archiveSegmentBytes) return "done";
      const began = clock.now();
      const answer = await session.call(archiveAppend, { index, segment });
      if (answer.ok) this.pace.took(segment.length, clock.now() - began);
      if (!answer.ok) {
        this.pace.failed();
        if (answer.fault.code === "archive.moved") return "moved";
        if (answer.fault.code === "archive.full") await this.warn("archive-full", String(index));
        return "done";
      }
      const head = { count: index + 1, hash: hashOf(sodium, segment) };
      await this.keepAppended(head, gathered);
      this.access.moved(head, recovery);
    }
  }

  /** History can wait, what a person sends can't. */
  private async yieldToMessages(): Promise<void> {
    const { session } = this.ground.context;
    const sending = () => this.registry.all().some(({ courier }) => !courier.idle);
    while (session.online && !this.ground.closed() && sending()) await pause(this.ground, YIELD_MS);
  }

  private async gatherSegment(): Promise<Chunk[]> {
    const { vault } = this.ground.context;
    const chunks: Chunk[] = [];
    let room = this.pace.bytes;
    for (const { conversation } of this.registry.all()) {
      const { id, record } = conversation;
      if (record.state === "creating" || this.complete.get(id) === record.cursor || !hasHistory(record.kind))
        continue;
      const { cursor } = record;
      const covered = (await this.coverageOf(id)).ranges;
      const found: Gathered | undefined = await gather(
        vault,
        this.ground.notices,
        conversation,
        covered,
        room,
      );
      if (found === undefined) {
        this.complete.set(id, cursor);
        continue;
      }
      chunks.push(found.chunk);
      room -= found.bytes;
      if (found.more || room <= 0) break;
    }
    return chunks;
  }

  private async coverageOf(id: ConversationId): Promise<CoverageRecord> {
    const known = this.coverage.get(id) ??
      (await archiveRecord(this.ground.context.vault, CoverageRecord, coverageKey(id))) ?? {
        ranges: [],
        asOf: 0,
      };
    this.coverage.set(id, known);
    return known;
  }

  private async keepAppended(head: HeadRecord, chunks: readonly Chunk[]): Promise<void> {
    const grown = new Map<ConversationId, CoverageRecord>();
    for (const { conversation, ranges, facts } of chunks) {
      const before = await this.coverageOf(conversation);
      const united = union(before.ranges, ranges).map(([from, to]): [number, number] => [from, to]);
      grown.set(conversation, { ...before, ranges: united, asOf: Math.max(before.asOf, facts.asOf) });
    }
    await this.ground.context.vault.write([
      archiveChange("head", head),
      ...[...grown].map(([id, record]) => archiveChange(coverageKey(id), record)),
    ]);
    this.head = head;
    for (const [id, record] of grown) this.coverage.set(id, record);
  }

  private async keepHead(head: HeadRecord): Promise<void> {
    await this.ground.context.vault.write([archiveChange("head", head)]);
    this.head = head;
    if (head.count > 0) this.access.moved(head, undefined);
  }

  private async keepBackfill(backfill: BackfillRecord): Promise<void> {
    await this.ground.context.vault.write([archiveChange("backfill", backfill)]);
    this.backfill = backfill;
  }

  private async fetch(index: number): Promise<Uint8Array | undefined> {
    const { clock, session } = this.ground.context;
    const began = clock.now();
    const answer = await session.call(archiveRead, { index });
    this.fetchedInMs = clock.now() - began;
    if (answer.ok) return answer.value.segment;
    // A segment that the server has counted and does not have is as good as a damaged one.
    return answer.fault.code === "archive.unknown" ? new Uint8Array() : undefined;
  }

  private warn(
    code: "archive-rolled-back" | "archive-damaged" | "archive-full",
    cause: string,
  ): Promise<void> {
    const at = this.ground.context.clock.now();
    return this.ground.warnings.raise({ id: `${code}-${cause}`, at, code, cause });
  }
}

function hasHistory(kind: string): boolean {
  return kind === "direct" || kind === "room" || kind === "board";
}
