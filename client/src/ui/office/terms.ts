/** One day in milliseconds. */
export const DAY_MS = 86_400_000;

/** Nobody is vouched for longer at once: a year that was mistyped is noticed. */
export const LONGEST_MEMBERSHIP_MS = 5 * 366 * DAY_MS;

/** How long before its end an officer sees a membership in the list of those to renew. */
export const ENDING_DAYS = 60;

/** How many days before the end of a membership its person is told, each time once. */
export const NOTE_DAYS = [3, 14, 60] as const;
export type NoteDays = (typeof NOTE_DAYS)[number];

/** The last millisecond of a day, in UTC; undefined: there is no such day. */
export function endOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const at = Date.parse(`${day}T23:59:59.999Z`);
  return Number.isNaN(at) || dayOf(at) !== day ? undefined : at;
}

/** The day of a moment, in UTC, as forms and lists write it. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** How many days are left of a membership, begun ones counted; 0 or less: it has ended. */
export function daysLeft(validUntil: number, now: number): number {
  return Math.ceil((validUntil - now) / DAY_MS);
}

/**
 * Which note about the end of a membership is due; `seen` is the last one that its person has put away.
 * Undefined: none is due, or it has been seen.
 */
export function dueNote(validUntil: number, now: number, seen: number | undefined): NoteDays | undefined {
  const left = daysLeft(validUntil, now);
  if (left <= 0) return undefined;
  const due = NOTE_DAYS.find((days) => left <= days);
  return due === undefined || (seen !== undefined && seen <= due) ? undefined : due;
}
