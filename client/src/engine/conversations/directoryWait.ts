import type { Conversation } from "./conversation.ts";

/**
 * Notes whether what came in could be judged. Where it waits for a directory that can't be read, the conversation says
 * so until it can be; each such wait is counted. Without a connection nothing more is said than that.
 */
export function noteJudged(conversation: Conversation, taken: "taken" | "gap" | "behind"): void {
  const { health, tidings, context } = conversation.ground;
  // A gap says nothing either way: what is missing is read next.
  if (taken === "gap") return;
  const waits = taken === "behind" && (context.session.online || conversation.directoryAwaited);
  if (waits === conversation.directoryAwaited) return;
  conversation.directoryAwaited = waits;
  if (waits) health.count("directoryWaits");
  tidings.changed("conversations");
}
