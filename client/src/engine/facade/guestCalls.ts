import type { Card } from "@comity/shared/directory/card";
import type { AccountId, ConversationId, InvitationId, NetworkId } from "@comity/shared/ids";
import type { EngineResult } from "./fault.ts";
import type { GuestInvitationView } from "./views.ts";

/** Whom a member invites into one room, until when, and for how many days the link opens. */
export interface GuestInvitee {
  readonly conversation: ConversationId;
  readonly card: Card;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
  readonly linkDays: number;
  /** From when on the guest gets what was written before they came; undefined: nothing. Milliseconds since 1970. */
  readonly historySince?: number | undefined;
}

/** What a member does about guests of theirs. */
export interface GuestCalls {
  /** Invites somebody from outside the network into one room, until a date; its link opens it once. */
  inviteGuest(input: GuestInvitee): EngineResult<GuestInvitationView>;
  cancelGuestInvitation(invitation: InvitationId): EngineResult<void>;
  /** Signs the admission of an arrived guest, with the person's own key, and brings them into the room. */
  admitGuest(invitation: InvitationId): EngineResult<void>;
  /** Gives a guest another date, as seen against the admission at position `seen`. Their host only. */
  prolongGuest(input: {
    network: NetworkId;
    account: AccountId;
    validUntil: number;
    seen: number;
  }): EngineResult<void>;
  /** Ends a guest's stay: refused at log-in at once, and taken out of the room. Their host or an officer. */
  endGuest(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
}
