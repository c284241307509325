import { z } from "zod";
import { Card, GuestCard } from "../directory/card.ts";
import {
  AccountId,
  BuildHash,
  ConversationId,
  DeviceId,
  InvitationId,
  LogKey,
  NetworkId,
  OfficerKey,
  SignerKey,
} from "../ids.ts";
import { AuthorityCountersign, AuthorityRefuse, AuthorityRule } from "./countersigningStatements.ts";
import { Instant, inNetwork } from "./entry.ts";
import { AuthorityNominate, AuthorityReady, AuthorityWithdraw } from "./nominationStatements.ts";
import { OfficeReturn, OfficeStandIn, OfficeSucceed } from "./tenureStatements.ts";

export { Instant };

const validity = { validFrom: Instant, validUntil: Instant };

/** Founds a network. Signed by `officerKey`; its hash is the network's id, and it is entry 0 of the log. */
const NetworkFound = z.strictObject({
  v: z.literal(1),
  kind: z.literal("network.found"),
  name: z.string().min(1).max(120),
  officerKey: OfficerKey,
  /** The officer's account, whose membership must follow in the log. */
  account: AccountId,
  nonce: z.string().min(16).max(64),
  at: Instant,
});

/** Makes `account` an officer with a key of its own. Signed by an officer. */
const AuthorityAdd = z.strictObject({
  ...inNetwork,
  kind: z.literal("authority.add"),
  officerKey: OfficerKey,
  account: AccountId,
});

/** Ends an officer's key. Signed by an officer; the last one can't be removed. */
const AuthorityRemove = z.strictObject({
  ...inNetwork,
  kind: z.literal("authority.remove"),
  officerKey: OfficerKey,
});

/** Vouches for a person. Signed by an officer. */
const MembershipGrant = z.strictObject({
  ...inNetwork,
  kind: z.literal("membership.grant"),
  account: AccountId,
  card: Card,
  ...validity,
  /** The invitation that was redeemed; absent for the founder. */
  invitation: InvitationId.optional(),
});

/** Replaces a member's card and validity. Signed by an officer. */
const MembershipAmend = z.strictObject({
  ...inNetwork,
  kind: z.literal("membership.amend"),
  account: AccountId,
  card: Card,
  ...validity,
});

/** Ends a membership. Signed by an officer. */
const MembershipRevoke = z.strictObject({
  ...inNetwork,
  kind: z.literal("membership.revoke"),
  account: AccountId,
});

/** What a person calls a device. Members of the network can read it. */
export const DeviceName = z.string().min(1).max(80);

/** Says that a device belongs to an account, in this network. Signed by the account's identity key. */
const DeviceCertify = z.strictObject({
  ...inNetwork,
  kind: z.literal("device.certify"),
  account: AccountId,
  device: DeviceId,
  name: DeviceName,
});

/** Ends a device. Signed by the account's identity key or by an officer. */
const DeviceRevoke = z.strictObject({
  ...inNetwork,
  kind: z.literal("device.revoke"),
  account: AccountId,
  device: DeviceId,
});

/** Gives a device another name. Signed by the account's identity key: what somebody calls their device is theirs to say. */
const DeviceRename = z.strictObject({
  ...inNetwork,
  kind: z.literal("device.rename"),
  account: AccountId,
  device: DeviceId,
  name: DeviceName,
});

/** Accepts the members of another network in rooms. Signed by an officer; takes effect when both say so. */
const NetworkRecognise = z.strictObject({
  ...inNetwork,
  kind: z.literal("network.recognise"),
  other: NetworkId,
  /** What the other network's founding statement calls it: whoever reads this log alone knows of whom it speaks. */
  name: z.string().min(1).max(120).optional(),
});

/** Ends the recognition of another network, whatever that one says. Signed by an officer. */
const NetworkWithdraw = z.strictObject({
  ...inNetwork,
  kind: z.literal("network.withdraw"),
  other: NetworkId,
});

/**
 * Says that a person's recovery key of this number is the current one, and all lower ones are outdated. It
 * says nothing about the key itself. Signed by the account's identity key; numbers only rise.
 */
const RecoveryIssue = z.strictObject({
  ...inNetwork,
  kind: z.literal("recovery.issue"),
  account: AccountId,
  number: z.number().int().min(1).max(1_000_000),
});

/** Takes a membership's effect away for a while, for as long as nobody lifts it. Signed by an officer. */
const MembershipSuspend = z.strictObject({
  ...inNetwork,
  kind: z.literal("membership.suspend"),
  account: AccountId,
});

/** Lifts a suspension. Signed by an officer. */
const MembershipResume = z.strictObject({
  ...inNetwork,
  kind: z.literal("membership.resume"),
  account: AccountId,
});

/**
 * Says with which key the server signs the heads of this log from the next entry on. Signed by an officer, so
 * that nobody has to take the server's word for its own key. A key that was named once is never named again.
 */
const LogKeyNamed = z.strictObject({
  ...inNetwork,
  kind: z.literal("log.key"),
  logKey: LogKey,
});

/**
 * Says that officers hold this build of the pages for the right one: they have made it themselves from the sources, or
 * trust who did. Members' clients compare what they run with it. Signed by an officer.
 */
const BuildPublish = z.strictObject({
  ...inNetwork,
  kind: z.literal("build.publish"),
  build: BuildHash,
});

/**
 * Lets somebody from outside the network into one room, until a date: a guest, and no member. Signed by the identity key
 * of the member who answers for them; said again, it gives them another date.
 */
const GuestAdmit = z.strictObject({
  ...inNetwork,
  kind: z.literal("guest.admit"),
  account: AccountId,
  card: GuestCard,
  /** The one room. It is never another for the same account. */
  conversation: ConversationId,
  ...validity,
  /** The invitation that was redeemed; absent where a date is only changed. */
  invitation: InvitationId.optional(),
});

/** Ends a guest's stay. Signed by the member who answers for them, or by an officer. */
const GuestEnd = z.strictObject({
  ...inNetwork,
  kind: z.literal("guest.end"),
  account: AccountId,
});

/**
 * What can be said in a network's log. Each statement belongs to exactly one network: a network's log is
 * the whole of what its members must know, and nothing of another network's.
 */
export const Statement = z.discriminatedUnion("kind", [
  NetworkFound,
  AuthorityAdd,
  AuthorityRemove,
  MembershipGrant,
  MembershipAmend,
  MembershipRevoke,
  DeviceCertify,
  DeviceRevoke,
  DeviceRename,
  NetworkRecognise,
  RecoveryIssue,
  MembershipSuspend,
  MembershipResume,
  LogKeyNamed,
  BuildPublish,
  NetworkWithdraw,
  GuestAdmit,
  GuestEnd,
  AuthorityNominate,
  AuthorityReady,
  AuthorityWithdraw,
  AuthorityRule,
  AuthorityCountersign,
  AuthorityRefuse,
  OfficeStandIn,
  OfficeReturn,
  OfficeSucceed,
]);
export type Statement = z.infer<typeof Statement>;
export type StatementOf<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

/** A statement as it travels and is stored: the exact text that was signed, by whom, and the signature. */
export const SignedStatement = z.strictObject({
  /** Canonical JSON (RFC 8785) of a Statement. */
  body: z.string().min(2).max(7000),
  signer: SignerKey,
  /** Base64url of 64 bytes, Ed25519. */
  signature: z.string().length(86),
});
export type SignedStatement = z.infer<typeof SignedStatement>;
