import { utf8 } from "@comity/shared/bytes/bytes";
import { Card } from "@comity/shared/directory/card";
import { AccountId, ConversationId, type InvitationId, NetworkId } from "@comity/shared/ids";
import { z } from "zod";
import type { StoreChange } from "../ports.ts";

/** Where a client keeps the invitations of guests that it has made. */
export const GUEST_INVITATIONS = "guest-invitations";

/** What only the host's client knows. */
export const KeptGuest = z.object({
  network: NetworkId,
  conversation: ConversationId,
  secret: z.string(),
  card: Card,
  /** Until when the guest may stay. */
  validUntil: z.number(),
  createdAt: z.number(),
  /** Until when the link opens. */
  expiresAt: z.number(),
  /** From when on the guest gets what was written before; and who it is, from their admission until it was passed on. */
  historySince: z.number().optional(),
  historyDue: AccountId.optional(),
});
export type KeptGuest = z.infer<typeof KeptGuest>;

/** What to write for one. */
export function storedGuest(invitation: InvitationId, kept: KeptGuest): StoreChange {
  return { table: GUEST_INVITATIONS, key: invitation, value: utf8(JSON.stringify(kept)) };
}
