import { LIMITS } from "@comity/shared/limits";

/** Between which sizes a pace moves, and where it begins. Bytes. */
export interface PaceRange {
  readonly first: number;
  readonly least: number;
  readonly most: number;
}

/** Pages of logs begin with what a link of 50 kbit/s carries in five seconds. */
const PAGES: PaceRange = { first: 32 * 1024, least: 8 * 1024, most: LIMITS.bytesPerRead };
/** A page that came faster may be larger the next time; one that took longer was too large. */
const QUICK_MS = 1500;
const SLOW_MS = 6000;

/**
 * How many bytes go over the link at once, of a log or of the archive: as much as the link has lately carried in a few seconds. So a
 * page is never long enough to be taken for a dead connection, other calls get through between pages, and a
 * good link is not slowed down by waiting for small answers.
 */
export class Pace {
  private size: number;

  constructor(private readonly range: PaceRange = PAGES) {
    this.size = range.first;
  }

  /** What to ask for now. */
  get bytes(): number {
    return this.size;
  }

  /** A page of so many bytes has come in so many milliseconds. */
  took(bytes: number, ms: number): void {
    if (ms > SLOW_MS) this.slower();
    // A page that was not full says nothing about larger ones.
    else if (ms < QUICK_MS && bytes > this.size / 2) this.size = Math.min(this.range.most, this.size * 2);
  }

  /** No page has come. */
  failed(): void {
    this.slower();
  }

  private slower(): void {
    this.size = Math.max(this.range.least, this.size / 2);
  }
}
