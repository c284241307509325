import type { AccountId } from "@comity/shared/ids";
import { stored, union } from "../archive/ranges.ts";
import type { Draft } from "./draft.ts";
import { fewer } from "./places.ts";

/** The server says that this device is out, and the group knows nothing of it. */
export const PUT_OUT = "put-out";

/** The server was put back from a backup that lacks changes of the group: by itself nobody goes back to an older one. */
export const SERVER_RESTORED = "server-restored";

/** The conversation has begun again, with a fresh group that this device is about to come into. */
export const RESTARTED = "restarted";

/** What a device noticed when it fell out of step. */
export interface Slip {
  readonly seq: number;
  readonly cause: string;
  /** Whose commit it was, where a signature proves it. */
  readonly by?: AccountId | undefined;
  /** Keys may have been used before: reading on does not mend it, only a fresh leaf does. */
  readonly rejoin?: boolean;
  /** It is said to be of a later epoch. Nobody has signed that yet: it can't be opened. */
  readonly ahead?: boolean;
}

/** This device has fallen out of step: it sends nothing until it has found its way back. */
export function slip(
  draft: Draft,
  now: number,
  { seq, cause, by, rejoin = false, ahead = false }: Slip,
): void {
  const known = draft.record.broken;
  if (known !== undefined) {
    const worse = rejoin && !known.rejoin ? { ...known, cause, rejoin } : known;
    if (worse !== known || (ahead && !known.ahead))
      draft.note({ broken: { ...worse, ahead: worse.ahead || ahead } });
    return;
  }
  draft.note({ broken: { seq, cause, since: now, rejoin, ahead, ...(by === undefined ? {} : { by }) } });
}

/** Whether this device has read of a restart and waits for its welcome: nothing that comes can be read before. */
export function awaitsRestart({ record, group }: Pick<Draft, "record" | "group">): boolean {
  return group === undefined && record.broken?.cause === RESTARTED;
}

/** The log goes on by this device's own line: it was in step all the time. */
export function backInStep(draft: Draft): void {
  const { broken } = draft.record;
  if (broken === undefined || (broken.rejoin && broken.cause !== PUT_OUT)) return;
  draft.note({ broken: undefined, gap: undefined });
}

/** A message that came while out of step and can't be read: all of them are one line of the thread. */
export function missed(draft: Draft, { seq, at }: { readonly seq: number; readonly at: number }): void {
  draft.note({ missed: stored(fewer(union(draft.record.missed, [[seq, seq]]))) });
  if (draft.record.gap !== undefined) return;
  draft.note({ gap: seq });
  draft.line({ kind: "unreadable", key: `s${seq}`, order: seq, at, reason: "gap" });
}
