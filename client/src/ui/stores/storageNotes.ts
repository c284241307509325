/** What this browser says about the room that it gives and whether it keeps it. */
export interface BrowserStorage {
  /** Undefined: not asked yet, or a browser that doesn't say. */
  readonly persistent: boolean | undefined;
  /** Bytes in use and bytes that may be. */
  readonly usage: number | undefined;
  readonly quota: number | undefined;
  /** Until when each note is put off (ms since 1970). */
  readonly later: Readonly<Record<StorageNote, number>>;
}
export type StorageNote = "volatile" | "nearlyFull";

/** From here on a person is told that space gets short. */
const NEARLY_FULL = 0.9;

/** Which notes are due at a time. */
export function dueNotes(state: BrowserStorage, at: number): readonly StorageNote[] {
  const { persistent, usage, quota } = state;
  const full = usage !== undefined && quota !== undefined && quota > 0 && usage / quota >= NEARLY_FULL;
  const notes: readonly StorageNote[] = [
    ...(persistent === false ? (["volatile"] as const) : []),
    ...(full ? (["nearlyFull"] as const) : []),
  ];
  return notes.filter((note) => state.later[note] <= at);
}
