import { utf8 } from "@comity/shared/bytes/bytes";
import { Card } from "@comity/shared/directory/card";
import { type InvitationId, NetworkId } from "@comity/shared/ids";
import { z } from "zod";
import type { StoreChange } from "../ports.ts";

/** Where a client keeps the invitations that it has made. */
export const INVITATIONS = "invitations";

/** What only the inviting client knows. */
export const Kept = z.object({
  network: NetworkId,
  secret: z.string(),
  card: Card,
  createdAt: z.number(),
  expiresAt: z.number(),
  /** Until when the membership will be vouched for; absent: as long as usual. */
  memberUntil: z.number().optional(),
  /** When the officer said that the link was handed over. */
  handedAt: z.number().optional(),
});
export type Kept = z.infer<typeof Kept>;

/** What to write for one. */
export function stored(invitation: InvitationId, kept: Kept): StoreChange {
  return { table: INVITATIONS, key: invitation, value: utf8(JSON.stringify(kept)) };
}
