import { z } from "zod";
import { ConversationId, InvitationId, NetworkId, Token } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { Instant } from "../statements/statement.ts";
import { bytesUpTo, defineCall, definePush, Nothing } from "./event.ts";

export const INVITATION_STATES = ["open", "redeemed", "granted", "cancelled"] as const;

/** An invitation as the officers of its network see it. What it says is sealed for the server. */
export const Invitation = z.object({
  invitation: InvitationId,
  network: NetworkId,
  state: z.enum(INVITATION_STATES),
  createdAt: Instant,
  expiresAt: Instant,
  /** The invited client's keys (canonical text of an Enrolment) and their MAC, once redeemed. */
  enrolment: z.string().max(LIMITS.enrolmentBytes).optional(),
  mac: z.string().max(64).optional(),
});
export type Invitation = z.infer<typeof Invitation>;

/** An officer makes an invitation, or a member one of a guest, into a room that they are in. Idempotent by its id. */
export const invitationCreate = defineCall(
  "invitation.create",
  z.object({
    network: NetworkId,
    invitation: InvitationId,
    tokenHash: Token,
    sealedCard: bytesUpTo(LIMITS.sealedCardBytes),
    expiresAt: Instant,
    /** The one room that a guest is invited to; absent: a member is invited. */
    conversation: ConversationId.optional(),
  }),
  Invitation,
);

/** The invited person looks at what was prepared (before log-in; the token proves the right). */
export const invitationOpen = defineCall(
  "invitation.open",
  z.object({ token: Token }),
  z.object({
    network: NetworkId,
    state: z.enum(INVITATION_STATES),
    expiresAt: Instant,
    sealedCard: bytesUpTo(LIMITS.sealedCardBytes),
  }),
);

/** The invited person's client sends its keys (before log-in). Repeating it with the same keys is harmless. */
export const invitationRedeem = defineCall(
  "invitation.redeem",
  z.object({ token: Token, enrolment: z.string().max(LIMITS.enrolmentBytes), mac: z.string().max(64) }),
  Nothing,
);

/** The invitations of a network that the caller may see, newest first: an officer those of members, anybody their own. */
export const invitationList = defineCall(
  "invitation.list",
  z.object({ network: NetworkId }),
  z.object({ invitations: z.array(Invitation).max(1000) }),
);

/** Ends an open or redeemed invitation; for officers, and for whoever has invited a guest. */
export const invitationCancel = defineCall(
  "invitation.cancel",
  z.object({ invitation: InvitationId }),
  Nothing,
);

/** Told to officers when an invitation changes; of a guest, to whoever has made it. */
export const invitationChanged = definePush("invitation.changed", Invitation);
