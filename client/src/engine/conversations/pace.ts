import { LIMITS } from "@comity/shared/limits";

/** What a link of 50 kbit/s carries in five seconds. */
const FIRST_BYTES = 32 * 1024;
const LEAST_BYTES = 8 * 1024;
/** A page that came faster may be larger the next time; one that took longer was too large. */
const QUICK_MS = 1500;
const SLOW_MS = 6000;

/**
 * How many bytes of a log are asked for at once: as much as the link has lately carried in a few seconds. So a
 * page is never long enough to be taken for a dead connection, other calls get through between pages, and a
 * good link is not slowed down by waiting for small answers.
 */
export class Pace {
  private size = FIRST_BYTES;

  /** What to ask for now. */
  get bytes(): number {
    return this.size;
  }

  /** A page of so many bytes has come in so many milliseconds. */
  took(bytes: number, ms: number): void {
    if (ms > SLOW_MS) this.slower();
    // A page that was not full says nothing about larger ones.
    else if (ms < QUICK_MS && bytes > this.size / 2) this.size = Math.min(LIMITS.bytesPerRead, this.size * 2);
  }

  /** No page has come. */
  failed(): void {
    this.slower();
  }

  private slower(): void {
    this.size = Math.max(LEAST_BYTES, this.size / 2);
  }
}
