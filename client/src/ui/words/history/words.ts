/** The words about passing on what was written in a room before somebody came. */
export interface HistoryWords {
  readonly passOn: string;
  readonly passOnTo: (who: string) => string;
  readonly lead: string;
  readonly since: string;
  readonly sinceHint: (first: string) => string;
  /** Before it is passed on, in words. */
  readonly says: (count: number, since: string, to: string) => string;
  readonly withFiles: (count: number) => string;
  readonly markings: (markings: string) => string;
  readonly behind: (count: number) => string;
  readonly nothing: string;
  readonly tooMany: string;
  readonly effect: string;
  readonly confirm: string;
  /** In the thread. */
  readonly offered: (by: string, since: string, to: string, count: number) => string;
  readonly ends: Record<"done" | "refused" | "stopped", string>;
  readonly block: (by: string, date: string) => string;
  /** While it is on its way. */
  readonly waitingForThem: (who: string) => string;
  readonly underWay: (done: number, total: number) => string;
  readonly broken: string;
  readonly elsewhere: string;
  readonly again: string;
  readonly takeBack: string;
  readonly turnDown: string;
  /** For a guest, before they come. */
  readonly guestTitle: string;
  readonly guestNothing: string;
  readonly guestSince: string;
  readonly guestGets: (since: string) => string;
}
