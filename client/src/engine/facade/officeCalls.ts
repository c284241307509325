import type { Card } from "@comity/shared/directory/card";
import type { AccountId, InvitationId, NetworkId, OfficerKey } from "@comity/shared/ids";
import type { EngineFault, EngineResult } from "./fault.ts";
import type { OfficersView } from "./officerViews.ts";
import type {
  ActivityView,
  InvitationView,
  NameComparison,
  NetworkIntroduction,
  RecognitionView,
} from "./views.ts";

/** Whom an officer invites: the card that will be signed, and until when the membership will be vouched for. */
export interface Invitee {
  readonly card: Card;
  /** Milliseconds since 1970; undefined: as long as usual. */
  readonly memberUntil?: number | undefined;
}

/** How far the making of many invitations came, and what stopped it. */
export interface BatchOutcome {
  readonly made: readonly InvitationView[];
  readonly stopped: EngineFault | undefined;
}

/** A file of activity that holds: whose network, up to which entry, how many acts, who signed it and when. */
export interface ActivityCheck {
  readonly network: NetworkId;
  readonly networkName: string;
  readonly size: number;
  readonly acts: number;
  readonly signedBy: AccountId;
  readonly exportedAt: number;
}

/** What replaces a member's card and time. */
export interface Amendment {
  readonly network: NetworkId;
  readonly account: AccountId;
  readonly card: Card;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** The position of the statement that the officer has seen the change against. */
  readonly seen: number;
}

/** What officers sign, and what anybody may read of it. */
export interface OfficeCalls {
  /** Which people, and which others of the list, each of these names may be taken for. */
  compareNames(names: readonly string[]): EngineResult<readonly NameComparison[]>;
  /** Makes an invitation; its link opens it once, for so many days. */
  invite(input: Invitee & { network: NetworkId; validDays: number }): EngineResult<InvitationView>;
  /** Makes many, with progress; says how far it came where something stopped it. */
  inviteMany(input: {
    network: NetworkId;
    invitees: readonly Invitee[];
    validDays: number;
  }): EngineResult<BatchOutcome>;
  cancelInvitation(invitation: InvitationId): EngineResult<void>;
  /** A new link with the card of an invitation that nobody has answered; the former link opens nothing any more. */
  renewInvitation(input: { invitation: InvitationId; validDays: number }): EngineResult<InvitationView>;
  /** The officer has handed the links of these over. */
  handedOver(invitations: readonly InvitationId[]): EngineResult<void>;
  /** Signs the membership of an arrived invitation. */
  grant(invitation: InvitationId): EngineResult<void>;
  /** What officers have done in a network, oldest first, from its log. */
  activity(network: NetworkId): EngineResult<readonly ActivityView[]>;
  /** The same as the text of a file that is signed with this officer's key, with the log's size and root. */
  exportActivity(network: NetworkId): EngineResult<string>;
  /** Whether such a file is what an officer signed, and what this device's own log says. */
  checkActivity(file: string): EngineResult<ActivityCheck>;
  /** Replaces a member's card and time, as seen against the statement at position `seen`. */
  amendMember(input: Amendment): EngineResult<void>;
  /** Takes a membership's effect away until it is lifted: refused at log-in, and taken out of rooms. */
  suspendMember(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  resumeMember(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  /** Ends a person's membership. */
  revokeMember(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  /** Says in a network's log that a build of the pages (its hash) is held for the right one. Officers only. */
  publishBuild(input: { network: NetworkId; build: string }): EngineResult<void>;
  /** A network's own code, and how it stands with other networks. */
  recognitions(network: NetworkId): EngineResult<{
    readonly code: string;
    readonly recognitions: readonly RecognitionView[];
  }>;
  /** Shows an officer which network a code stands for, before they sign anything about it. */
  identifyNetwork(input: { network: NetworkId; code: string }): EngineResult<NetworkIntroduction>;
  /** Signs that the network takes another one's people in rooms; it has effect when both say so. */
  recognise(input: { network: NetworkId; other: NetworkId; name: string }): EngineResult<void>;
  /** Signs that it does so no more. */
  withdrawRecognition(input: { network: NetworkId; other: NetworkId }): EngineResult<void>;
  /** Who the officers of a network are, and to whom the office was offered. */
  officers(network: NetworkId): EngineResult<OfficersView>;
  /** Offers a member the office of an officer. Officers only. */
  nominateOfficer(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  /** Takes back an offer of the office, whoever made it. `member.changed`: it is open no more. */
  withdrawOffer(input: { network: NetworkId; account: AccountId }): EngineResult<void>;
  /** Takes up the office that this person was offered: makes their officer's key here and names it. */
  acceptOffice(network: NetworkId): EngineResult<void>;
  /** Signs somebody into office with the key that they have named. `member.changed`: they have named another since. */
  addOfficer(input: { network: NetworkId; account: AccountId; key: OfficerKey }): EngineResult<void>;
  /** Ends an officer's key; never the last one that can sign. */
  removeOfficer(input: { network: NetworkId; key: OfficerKey }): EngineResult<void>;
  /** Replaces the own officer's key by a new one. */
  renewOfficerKey(network: NetworkId): EngineResult<void>;
  /** Switches the two-officer rule on; or signs that it be switched off, which a second officer must sign too. */
  setTwoOfficerRule(input: { network: NetworkId; two: boolean }): EngineResult<void>;
  /** Signs as the second officer what waits at a place of the log. `member.changed`: it does not wait any more. */
  countersign(input: { network: NetworkId; position: number }): EngineResult<void>;
  /** Ends what waits there, without effect. */
  refuseWaiting(input: { network: NetworkId; position: number }): EngineResult<void>;
  /** Signs that somebody is away from one moment to another, and who stands in. Officers, and the absent themselves. */
  standIn(input: {
    network: NetworkId;
    absent: AccountId;
    alternate: AccountId;
    from: number;
    until: number;
  }): EngineResult<void>;
  /** Signs that somebody is back, or is not going away after all. Officers, and the absent themselves. */
  comeBack(input: { network: NetworkId; absent: AccountId }): EngineResult<void>;
  /** Ends a person's membership and names who takes over their rooms. Officers only. */
  succeed(input: { network: NetworkId; from: AccountId; to: AccountId }): EngineResult<void>;
}
