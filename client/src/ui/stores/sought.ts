import type { ConversationId } from "@comity/shared/ids";
import { create } from "zustand";
import { go } from "./place.ts";

interface Sought {
  readonly conversation: ConversationId;
  readonly order: number;
}

/** The line of a thread that somebody wants to see, until it is shown. */
export const useSought = create<{ readonly sought: Sought | undefined }>(() => ({ sought: undefined }));

/** Shows a thread at one of its lines, with the keyboard's focus there. */
export function seek(conversation: ConversationId, order: number): void {
  go({ at: "conversation", id: conversation, details: false });
  // After the focus that every change of place sets.
  requestAnimationFrame(() => useSought.setState({ sought: { conversation, order } }));
}

/** The line has been shown, or is not there. */
export function found(): void {
  useSought.setState({ sought: undefined });
}
