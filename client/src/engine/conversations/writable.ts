import type { ConversationId } from "@comity/shared/ids";
import type { EngineFault } from "../facade/fault.ts";
import type { Ground } from "./ground.ts";
import { isOut } from "./records.ts";
import type { Held, Registry } from "./registry.ts";
import { heldBy, type Stop, stoppedBy, type Withheld } from "./stops.ts";

/** A conversation in which the person may write now, or why they may not. */
export function writable(
  ground: Ground,
  registry: Registry,
  id: ConversationId,
):
  | Held
  | Stop
  | Withheld
  | Extract<EngineFault, { code: "conversation.unknown" | "conversation.not-member" }> {
  const held = registry.get(id);
  if (held === undefined) return { code: "conversation.unknown" };
  if (isOut(held.conversation.record)) return { code: "conversation.not-member" };
  return stoppedBy(ground, held.conversation) ?? heldBy(ground, held.conversation) ?? held;
}
