import type { Card } from "@comity/shared/directory/card";
import type {
  AccountId,
  BuildHash,
  ConversationId,
  InvitationId,
  NetworkId,
  SignerKey,
} from "@comity/shared/ids";
import type { Activity } from "@comity/shared/statements/activities";
import type { Vouched, VouchedChange } from "./cardChanges.ts";

/** An invitation as the officer who made it sees it. */
export interface InvitationView {
  readonly invitation: InvitationId;
  readonly network: NetworkId;
  readonly card: Card;
  /** arrived: opened by somebody who holds the link, the MAC holds, a signature is due; countersign: a second officer's is; tampered: the MAC doesn't hold. */
  readonly state: "open" | "arrived" | "countersign" | "tampered" | "granted" | "cancelled" | "expired";
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Until when the membership will be vouched for; undefined: as long as usual. */
  readonly memberUntil: number | undefined;
  /** When the officer said that the link was handed over. */
  readonly handedAt: number | undefined;
  /** The link with the secret, known to the client that made it only. */
  readonly link: string | undefined;
}

/** One act of an officer, as the network's log holds it. */
export interface ActivityView {
  /** The statement's place in the log. */
  readonly position: number;
  readonly at: number;
  readonly what: Activity;
  /** The officer who signed, and the key; of guests their host or an officer, of absences perhaps the absent. */
  readonly by: AccountId | undefined;
  readonly byKey: SignerKey;
  /** About whom it is; undefined where it is about no member. */
  readonly account: AccountId | undefined;
  /** In a recognition and its withdrawal: the other network. */
  readonly other?: { readonly name: string | undefined; readonly code: string };
  /** The build of the pages that was named as the right one. */
  readonly build?: BuildHash;
  /** Who stands in, or who has taken over. */
  readonly inPlace?: AccountId;
  /** Into which room a guest was let. */
  readonly room?: ConversationId;
  /** What was vouched for then. */
  readonly vouched: Vouched | undefined;
  /** In an amendment or renewal: what became different. */
  readonly changes: readonly VouchedChange[];
}

/** What an officer has said about one person, as the network's log holds it. */
export interface VouchingView extends ActivityView {
  /** The officer's key, as thirty digits that people can compare. */
  readonly keyCode: string;
}

/** How a network stands with another one, as an officer sees it. */
export interface RecognitionView {
  readonly other: NetworkId;
  readonly name: string;
  readonly code: string;
  /** both: it has effect; ours: the other network has not said so yet; withdrawn: by which of the two first. */
  readonly state: "both" | "ours" | "withdrawn-by-us" | "withdrawn-by-them";
  /** When our officers recognised it, and when they withdrew that. */
  readonly ours: { readonly since: number; readonly until: number | undefined };
  /** The same of the other side, as far as its log could be read. */
  readonly theirs: { readonly since: number; readonly until: number | undefined } | undefined;
  /** How many people its directory has for us now. */
  readonly people: number;
}

/** What an officer reads of a network before they recognise it. */
export interface NetworkIntroduction {
  readonly network: NetworkId;
  readonly name: string;
  readonly foundedAt: number;
  readonly code: string;
  /** Stands for the key of the officer who founded it. */
  readonly officerCode: string;
  /** Whether it recognises ours already: the server's word. */
  readonly recognisesUs: boolean;
}
