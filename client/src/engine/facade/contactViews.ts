import type { Card } from "@comity/shared/directory/card";
import type { AccountId, ConversationId, InvitationId, NetworkId } from "@comity/shared/ids";
import type { StayEnd } from "@comity/shared/statements/guests";

/** One person in one network's directory: exactly what an officer signed. */
export interface ContactView {
  readonly account: AccountId;
  readonly network: NetworkId;
  readonly networkName: string;
  readonly card: Card;
  /** unrecognised: of a network that one's own and that one don't recognise each other with any more. */
  readonly standing: "current" | "not-yet" | "expired" | "suspended" | "revoked" | "unrecognised";
  /** Of a network that is not the person's own. */
  readonly foreign: boolean;
  readonly officer: boolean;
  /** A guest's; undefined: a member's. */
  readonly stay: StayView | undefined;
  readonly self: boolean;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly vouchedBy: string;
  readonly vouchedAt: number;
  /** The statement's place in the network's log. */
  readonly position: number;
  /** They are away, or are going to be: who stands in, from when until when. It ends by itself. */
  readonly absence:
    | { readonly alternate: AccountId; readonly from: number; readonly until: number }
    | undefined;
  /** To whom they handed their office over, oldest first. */
  readonly handedTo: readonly { readonly account: AccountId; readonly at: number }[];
  /** Whose offices they took over, oldest first. */
  readonly tookOver: readonly { readonly account: AccountId; readonly at: number }[];
  /** Other people whose names may be taken for this one. */
  readonly lookalikes: readonly AccountId[];
  readonly devices: readonly {
    readonly device: string;
    readonly name: string;
    readonly since: number;
    readonly revoked: boolean;
  }[];
}

/** Where a guest may be, until when, and who answers for them. */
export interface StayView {
  readonly conversation: ConversationId;
  readonly host: AccountId;
  /** When the stay was ended early; undefined: it was not. */
  readonly endedAt: number | undefined;
  /** How each of their stays came to its end, oldest first; last, how the newest does or will. */
  readonly ends: readonly StayEnd[];
}

/** An invitation of a guest, as the host's client sees it. */
export interface GuestInvitationView {
  readonly invitation: InvitationId;
  readonly network: NetworkId;
  readonly conversation: ConversationId;
  readonly card: Card;
  /** Until when the guest may stay. */
  readonly validUntil: number;
  /** As of an invitation of a member. */
  readonly state: "open" | "arrived" | "tampered" | "granted" | "cancelled" | "expired";
  readonly createdAt: number;
  /** Until when the link opens. */
  readonly expiresAt: number;
  /** The link with the secret, known to the client that made it only. */
  readonly link: string | undefined;
  /** From when on the guest gets what was written before they came; undefined: nothing. */
  readonly historySince: number | undefined;
}

/** What a name may be taken for: people of the directory, and others (by place) of the list that was asked about. */
export interface NameComparison {
  readonly people: readonly AccountId[];
  readonly others: readonly number[];
}
