import { sameBytes } from "@comity/shared/bytes/bytes";
import { archiveHead, archiveRead } from "@comity/shared/protocol/archive";
import type { Ground } from "../conversations/ground.ts";
import type { Registry } from "../conversations/registry.ts";
import type { ArchiveAccess } from "./access.ts";
import type { BackfillRecord, RefusedRecord } from "./archiveRecords.ts";
import { warnOfArchive } from "./archiveWarning.ts";
import type { Ledger } from "./ledger.ts";
import { mergeChunk } from "./merge.ts";
import { hashOf, openSegment, type SegmentContent, startOf } from "./segment.ts";

/** Segments that are fetched ahead while one is taken in: memory holds these and no more. */
const AHEAD = 3;
/** A segment that took longer shows a thin link: there, nothing is fetched ahead that messages would wait for. */
const QUICK_MS = 1_500;

/** done: read as far as there is anything; stopped: no connection, or the server refuses. */
export type Outcome = "done" | "stopped";

/** Reads the archive: a new device from the newest segment down to the first, others what has come since. */
export class Reading {
  /** How long the last segment took to come. */
  private fetchedInMs = 0;
  /** Whether refused segments are to be asked for again: once a connection, and whenever it is asked for. */
  private askAgain = true;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
    private readonly access: ArchiveAccess,
    private readonly ledger: Ledger,
  ) {}

  /** Brings what this device knows up to the server's count. */
  async read(count: number): Promise<Outcome> {
    const { head } = this.ledger;
    if (head !== undefined && count < head.count) await this.beginAnew(`${count} < ${head.count}`);
    if (this.ledger.head === undefined && this.ledger.backfill === undefined) await this.begin(count);
    const { backfill } = this.ledger;
    if (backfill !== undefined && (await this.readBack(backfill)) === "stopped") return "stopped";
    if ((await this.readOn(count)) === "stopped") return "stopped";
    return this.readRefused();
  }

  /** What was refused is asked for again with the next reading. */
  askRefusedAgain(): void {
    this.askAgain = true;
  }

  /** The first sight of the archive: everything in it is to be read, the newest first. */
  private async begin(count: number): Promise<void> {
    const { pin } = this.access;
    if (pin !== undefined && count < pin.count)
      await warnOfArchive(this.ground, "archive-rolled-back", `${count} < ${pin.count}`);
    if (count === 0) return this.ledger.keepHead({ count: 0, hash: this.start });
    await this.ledger.keepBackfill({ total: count, next: count, ...(pin === undefined ? {} : { pin }) });
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
      // A segment that is not what it must be gives nothing; those before it stand for themselves.
      const refused = sound ? undefined : await this.refuse(index, wanted);
      if (sound) await this.take(opened.content, { told: false, newest: false });
      const top =
        index === state.total - 1 ? { top: hash } : state.top === undefined ? {} : { top: state.top };
      state = {
        total: state.total,
        next: index,
        ...top,
        ...(pin === undefined ? {} : { pin }),
        ...(sound ? { expected: opened.previous } : {}),
      };
      await this.ledger.keepBackfill(state, refused);
      this.ground.tidings.progress("history", state.total - state.next, state.total);
    }
    await this.ledger.endBackfill({ count: state.total, hash: state.top ?? this.start });
    return "done";
  }

  /** Reads what other devices have appended since. */
  private async readOn(count: number): Promise<Outcome> {
    const { sodium, self } = this.ground.context;
    for (let { head } = this.ledger; head !== undefined && head.count < count; head = this.ledger.head) {
      if (this.ground.closed()) return "stopped";
      const index = head.count;
      const segment = await this.fetch(index);
      if (segment === undefined) return "stopped";
      const opened = openSegment(sodium, this.access.key, { account: self.account, index }, segment);
      if (opened !== undefined && !sameBytes(opened.previous, head.hash)) {
        await this.beginAnew(`another history before ${index}`);
        return this.read(count);
      }
      const refused = opened === undefined ? await this.refuse(index, undefined) : undefined;
      if (opened !== undefined) {
        await this.take(opened.content, { told: true, newest: true });
        await this.leaveAgain(opened.content);
      }
      await this.ledger.keepHead({ count: index + 1, hash: hashOf(sodium, segment) }, refused);
    }
    return "done";
  }

  /** Another device could not read these places back: what this one has of them goes into the archive again. */
  private async leaveAgain({ lacking = [] }: SegmentContent): Promise<void> {
    for (const { conversation, ranges } of lacking) await this.ledger.uncover(conversation, ranges);
  }

  /** Says that a segment is not what it must be; gives all that were refused, to be kept before it is passed. */
  private async refuse(index: number, hash: Uint8Array | undefined): Promise<RefusedRecord> {
    await warnOfArchive(this.ground, "archive-damaged", String(index));
    // Right now the answer would be the same.
    this.askAgain = false;
    const others = this.ledger.refused.filter((one) => one.index !== index);
    return [...others, { index, ...(hash === undefined ? {} : { hash }) }];
  }

  /** Asks again for what was refused: one honest answer mends it. The warning stays until the person has read it. */
  private async readRefused(): Promise<Outcome> {
    if (!this.askAgain) return "done";
    const { sodium, self } = this.ground.context;
    for (const { index, hash } of this.ledger.refused) {
      if (this.ground.closed()) return "stopped";
      const segment = await this.fetch(index);
      if (segment === undefined) return "stopped";
      const opened = openSegment(sodium, this.access.key, { account: self.account, index }, segment);
      if (opened === undefined || (hash !== undefined && !sameBytes(hash, hashOf(sodium, segment)))) continue;
      await this.take(opened.content, { told: true, newest: false });
      await this.ledger.keepRefused(this.ledger.refused.filter((one) => one.index !== index));
    }
    this.askAgain = false;
    return "done";
  }

  /**
   * The server shows an archive that is shorter than it was, or another: that is told, and the archive is
   * read from its end again. What this device has and the archive lost is then appended anew.
   */
  private async beginAnew(cause: string): Promise<void> {
    await warnOfArchive(this.ground, "archive-rolled-back", cause);
    await this.ledger.forget();
    const answer = await this.ground.context.session.call(archiveHead, {});
    if (!answer.ok) return;
    const { count } = answer.value;
    if (count > 0) return this.ledger.keepBackfill({ total: count, next: count });
    await this.ledger.keepHead({ count: 0, hash: this.start });
  }

  /** `told`: lines are told to screens at once; `newest`: no later segment was read before this one. */
  private async take(
    { chunks, recovery, networks }: SegmentContent,
    { told, newest }: { readonly told: boolean; readonly newest: boolean },
  ): Promise<void> {
    for (const chunk of chunks) {
      const coverage = await mergeChunk(this.ground, this.registry, chunk, told);
      if (coverage !== undefined) this.ledger.covered(chunk.conversation, coverage);
    }
    if (recovery !== undefined || networks !== undefined) this.access.learned({ recovery, networks }, newest);
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

  /** What the first segment follows. */
  private get start(): Uint8Array {
    const { sodium, self } = this.ground.context;
    return startOf(sodium, self.account);
  }
}
