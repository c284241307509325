import type { ConversationId } from "@comity/shared/ids";
import { useEffect } from "react";
import { found, useSought } from "../stores/sought.ts";

/** So many lines at a time are read on the way to one that lies far back. */
const STRIDE = 200;

/** Under which id a line of a thread stands on the page. */
export const lineId = (order: number): string => `line-${order}`;

interface Loaded {
  /** The oldest line that is on the page; undefined: none yet. */
  readonly oldest: number | undefined;
  readonly more: boolean;
  readonly load: (before: number | undefined, limit?: number) => Promise<void>;
}

/** Reads a thread back until a line that somebody wants to see is there, and brings it into view. */
export function useSoughtLine(conversation: ConversationId, { oldest, more, load }: Loaded): void {
  const order = useSought(({ sought }) => (sought?.conversation === conversation ? sought.order : undefined));
  useEffect(() => {
    if (order === undefined || oldest === undefined) return;
    if (more && oldest > order) {
      // Once that has come this runs again, with an older line.
      void load(oldest, STRIDE);
      return;
    }
    const line = document.getElementById(lineId(order));
    if (line !== null) {
      line.tabIndex = -1;
      line.scrollIntoView({ block: "center" });
      line.focus({ preventScroll: true });
    }
    found();
  }, [order, oldest, more, load]);
}
