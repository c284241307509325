import { ConversationId, DeviceId } from "@comity/shared/ids";
import { z } from "zod";

/** Which device changed something last, and when by its clock: the newest change wins, then the greater device. */
const changed = {
  at: z.number().int(),
  device: DeviceId,
  /** Whether the person's other devices have been told, or told this one. */
  told: z.boolean(),
};

/** Unsent text of a conversation; empty once it was sent or deleted. */
export const DraftRecord = z.object({ text: z.string(), ...changed });
export type DraftRecord = z.infer<typeof DraftRecord>;

/** Until when a conversation keeps quiet; 0: it does not. */
export const MuteRecord = z.object({ until: z.number().int(), ...changed });
export type MuteRecord = z.infer<typeof MuteRecord>;

/** Up to where the person's devices know that a conversation was read. */
export const ReadRecord = z.object({ order: z.number().int() });

/** The tables of what follows a person to every device, by conversation. */
export const OWN_TABLES = { draft: "draft", mute: "mute", read: "own-read", person: "own-person" } as const;

/** Whether one change is newer than another. */
export function isNewer(
  one: Pick<DraftRecord, "at" | "device">,
  other: Pick<DraftRecord, "at" | "device"> | undefined,
): boolean {
  if (other === undefined) return true;
  return one.at === other.at ? one.device > other.device : one.at > other.at;
}

export const conversationKey = (key: string): ConversationId | undefined =>
  ConversationId.safeParse(key).data;
