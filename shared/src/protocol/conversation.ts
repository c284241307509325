import { z } from "zod";
import { AccountId, ConversationId, DeviceId, MessageId, NetworkId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { Instant } from "../statements/statement.ts";
import { Envelope, EnvelopePage, Epoch, packPage, Seq } from "./envelope.ts";
import { bytesUpTo, defineCall, definePush, Nothing } from "./event.ts";

export { Envelope };

const Devices = z.array(DeviceId).max(LIMITS.devicesPerCommit);
const Welcome = bytesUpTo(LIMITS.welcomeBytes);

const Accepted = z.object({ seq: Seq, at: Instant });

/**
 * Creates a conversation at epoch 1 with its first devices, the caller's among them. For a direct channel,
 * a notice board and the group of a person's own devices the id must be the derived one (conversationIds),
 * and the caller must be entitled.
 */
export const conversationCreate = defineCall(
  "conversation.create",
  z.object({
    conversation: ConversationId,
    purpose: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("room") }),
      z.object({ kind: z.literal("direct"), peer: AccountId }),
      z.object({ kind: z.literal("board"), network: NetworkId }),
      z.object({ kind: z.literal("own") }),
    ]),
    messageId: MessageId,
    devices: Devices.min(1),
    /** Absent when the caller's device is alone in it. */
    welcome: Welcome.optional(),
  }),
  Accepted,
);

/**
 * Appends an application message. Idempotent by (conversation, device, messageId): a repetition answers
 * the first one's place. `epoch.moved` where the epoch is too old or somebody has been removed since.
 */
export const conversationSend = defineCall(
  "conversation.send",
  z.object({
    conversation: ConversationId,
    epoch: Epoch,
    messageId: MessageId,
    /** Never none: an empty message is the mark of a server that was put back from a backup. */
    bytes: bytesUpTo(LIMITS.messageBytes, 1),
  }),
  Accepted,
);

/**
 * Appends a commit if the conversation is at `epoch` (compare-and-set), else `epoch.moved`. What the
 * commit does to the list of devices is declared, since the server can't read it. Idempotent likewise.
 */
export const conversationCommit = defineCall(
  "conversation.commit",
  z.object({
    conversation: ConversationId,
    epoch: Epoch,
    messageId: MessageId,
    bytes: bytesUpTo(LIMITS.commitBytes),
    added: Devices,
    removed: Devices,
    welcome: Welcome.optional(),
    /**
     * All devices in the group after it, where a member finds that a commit before declared what it did not
     * do: the list is put right by it. Those who were in the conversation before need no welcome.
     */
    present: z.array(DeviceId).min(1).max(LIMITS.devicesPerConversation).optional(),
  }),
  Accepted,
);

/**
 * Reads envelopes after `after`, oldest first; of a device that was removed, up to the commit that removed it.
 * A page holds at most `limit` of them and `bytes` of their bytes (LIMITS.bytesPerRead unless said), but one
 * envelope in any case, so that whoever reads on always gets on.
 */
export const conversationRead = defineCall(
  "conversation.read",
  z.object({
    conversation: ConversationId,
    after: Seq,
    limit: z.number().int().min(1).max(LIMITS.envelopesPerRead),
    bytes: z.number().int().min(LIMITS.leastBytesPerRead).max(LIMITS.bytesPerRead).optional(),
  }),
  z.object({ head: Seq, envelopes: EnvelopePage }),
  ({ head, envelopes }) => ({ head, envelopes: packPage(envelopes) }),
);

/** Where a device stands in a conversation. */
export const ConversationPlace = z.object({
  conversation: ConversationId,
  /** The entry that added the device (the newest such). */
  joined: Seq,
  /** The entry that removed it, when it is not in it any more. */
  left: Seq.optional(),
  /** The newest entry (or the one that removed the device). */
  head: Seq,
  /** When that entry was appended: what lies longest is caught up last. */
  headAt: Instant,
  /** Up to where the device has acknowledged. */
  cursor: Seq,
});
export type ConversationPlace = z.infer<typeof ConversationPlace>;

/** All conversations of the calling device, in the order of their ids, from after `after` on. */
export const conversationList = defineCall(
  "conversation.list",
  z.object({ after: ConversationId.optional() }),
  z.object({ places: z.array(ConversationPlace).max(500), more: z.boolean() }),
);

/** The welcome that lets the calling device into the group: the one of the entry that added it. */
export const conversationWelcome = defineCall(
  "conversation.welcome",
  z.object({ conversation: ConversationId }),
  z.object({ seq: Seq, epoch: Epoch, sender: DeviceId, at: Instant, welcome: Welcome }),
);

/**
 * Leaves the group's public state of the current epoch (an MLS GroupInfo with its tree, RFC 9420 section
 * 12.4.3), by which a device that has lost its keys can come in anew. Only for devices in the conversation;
 * `epoch.moved` where it is not of the current epoch. The newest of an epoch replaces the former.
 */
export const conversationDeposit = defineCall(
  "conversation.deposit",
  z.object({ conversation: ConversationId, epoch: Epoch, groupInfo: bytesUpTo(LIMITS.groupInfoBytes) }),
  Nothing,
);

/**
 * The public state that was left for the current epoch, for devices of people who are in the conversation.
 * Where there is none, or the caller could not use it (`again`), the other devices are asked for it.
 */
export const conversationGroupInfo = defineCall(
  "conversation.groupInfo",
  z.object({ conversation: ConversationId, again: z.boolean().optional() }),
  z.object({ epoch: Epoch, head: Seq, groupInfo: bytesUpTo(LIMITS.groupInfoBytes).optional() }),
);

/**
 * Appends an external commit (RFC 9420 section 12.4.3.2) by which the calling device comes in, in the place
 * of its former self where it had one. For devices of people of whom a device is in the conversation.
 * Compare-and-set and idempotent like a commit; messages of former epochs are refused from then on.
 */
export const conversationRejoin = defineCall(
  "conversation.rejoin",
  z.object({
    conversation: ConversationId,
    epoch: Epoch,
    messageId: MessageId,
    bytes: bytesUpTo(LIMITS.commitBytes),
  }),
  Accepted,
);

/**
 * Begins a conversation again with a fresh group (`restart.ts`), where its keys are lost or of a group that this server
 * does not know: `bytes` are the signed restart, `devices` all that are in the new group, the caller's among them.
 * Those of whom none is named are out. For devices of people of whom a device is in the conversation; compare-and-set
 * and idempotent like a commit. Messages of former epochs are refused from then on.
 */
export const conversationRestart = defineCall(
  "conversation.restart",
  z.object({
    conversation: ConversationId,
    epoch: Epoch,
    messageId: MessageId,
    bytes: bytesUpTo(LIMITS.commitBytes),
    devices: Devices.min(1),
    /** Absent when the caller's device is alone in it. */
    welcome: Welcome.optional(),
  }),
  Accepted,
);

/** Conversations that another device of the caller's person is in and the calling device is not. */
export const conversationRejoinable = defineCall(
  "conversation.rejoinable",
  z.object({ after: ConversationId.optional() }),
  z.object({
    conversations: z.array(ConversationId).max(500),
    /** Where the next page begins; absent: there is none. */
    next: ConversationId.optional(),
  }),
);

/** Told to the devices in a conversation when one of them needs the group's public state. */
export const conversationGroupInfoWanted = definePush(
  "conversation.groupInfoWanted",
  z.object({ conversation: ConversationId, epoch: Epoch }),
);

/** Says up to where the device has everything stored. Only moves forward. */
export const conversationAcknowledge = defineCall(
  "conversation.acknowledge",
  z.object({
    cursors: z
      .array(z.object({ conversation: ConversationId, seq: Seq }))
      .min(1)
      .max(LIMITS.cursorsPerAcknowledge),
  }),
  Nothing,
);

/** Up to where one device has stored a conversation. The server's word and only a hint: it decides nothing. */
export const DeviceCursor = z.object({ device: DeviceId, seq: Seq });
export type DeviceCursor = z.infer<typeof DeviceCursor>;
const DeviceCursors = z.array(DeviceCursor).max(LIMITS.devicesWithCursors);

/**
 * How far the other devices in a conversation have stored it, for its members. A device that has not
 * acknowledged anything is absent; of a conversation with more devices than `devicesWithCursors` the list
 * is empty.
 */
export const conversationCursors = defineCall(
  "conversation.cursors",
  z.object({ conversation: ConversationId }),
  z.object({ cursors: DeviceCursors }),
);

/**
 * The devices to which the server hands out a conversation, and as of which epoch of its count, for members. It is
 * the server's own list: who can read is decided by the group, and clients compare the two.
 */
export const conversationDevices = defineCall(
  "conversation.devices",
  z.object({ conversation: ConversationId }),
  z.object({ epoch: Epoch, devices: z.array(DeviceId).max(LIMITS.devicesPerConversation) }),
);

/**
 * Told to the devices in a conversation when others of them have stored more of it: gathered, about once a
 * second at most. It may be missing, or come twice.
 */
export const conversationReached = definePush(
  "conversation.reached",
  z.object({ conversation: ConversationId, cursors: DeviceCursors }),
);

/** Told to the devices in a conversation, its sender's other devices too, never to the sending device. */
export const conversationEnvelope = definePush(
  "conversation.envelope",
  z.object({ conversation: ConversationId, envelope: Envelope }),
);

/** Told to devices that were added: they fetch their welcome. */
export const conversationJoined = definePush(
  "conversation.joined",
  z.object({ conversation: ConversationId, seq: Seq }),
);
