import type { ConversationId, DeviceId, MessageId } from "@comity/shared/ids";

/** The newest entry of a conversation's log, summed up: all that the domain needs to decide about the next. */
export interface Tail {
  readonly seq: number;
  /** When the newest entry was appended. */
  readonly at: number;
  /** The epoch after the newest commit. */
  readonly epoch: number;
  /** The lowest epoch in which messages are still accepted: the one that the last removal led to. */
  readonly floor: number;
  /** Where the newest commit stands: its entry lists the devices. */
  readonly commitSeq: number;
}

export interface StoredEnvelope {
  readonly seq: number;
  readonly kind: "commit" | "application";
  readonly epoch: number;
  readonly sender: DeviceId;
  readonly messageId: MessageId;
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** What a commit did to the devices. Never changes once written, so it may be cached for ever. */
export interface CommitRecord {
  readonly seq: number;
  readonly sender: DeviceId;
  readonly at: number;
  /** The epoch that the commit led to. */
  readonly epochAfter: number;
  /** All devices after it. */
  readonly devices: readonly DeviceId[];
  readonly added: readonly DeviceId[];
  readonly removed: readonly DeviceId[];
  readonly welcome: Uint8Array | undefined;
}

/** An entry to append. `seq` is given by the store. */
export type EnvelopeDraft = Omit<StoredEnvelope, "seq"> & {
  /** Present on commits only. */
  readonly change?: Omit<CommitRecord, "seq" | "sender" | "at">;
};

/**
 * The domain's decision about a draft, given the tail it would follow (undefined: the conversation does not
 * exist). Pure and quick: a store may ask it several times, until nobody else has appended in between.
 */
export type Admit<Refusal> = (tail: Tail | undefined) =>
  | {
      readonly admitted: true;
      readonly floor: number;
      /** Where it is to stand, if not next to the tail but further on: in a log that was put back. */
      readonly seq?: number;
    }
  | { readonly admitted: false; readonly refusal: Refusal };

export type Appended<Refusal> =
  | { readonly outcome: "appended"; readonly seq: number; readonly at: number }
  /** The same device has appended this message id before; this is where. */
  | { readonly outcome: "repeated"; readonly seq: number; readonly at: number }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/** How much of a log is read at once: so many entries and so many bytes of them, but at least one entry. */
export interface PageSize {
  readonly entries: number;
  readonly bytes: number;
}

export interface Place {
  readonly conversation: ConversationId;
  /** The newest entry that added the device. */
  readonly joined: number;
  /** The entry that removed it since, if any. */
  readonly left: number | undefined;
}

/** Each conversation is one log without a gap, but for the leaps that `admit` wanted. Everything about a conversation follows from its entries. */
export interface ConversationStore {
  /**
   * Appends a draft after the tail if `admit` lets it, all in one atomic step. A repetition (same
   * conversation, sender and message id) is answered as one whatever `admit` says. The new tail's `floor` is
   * what `admit` said; its `epoch` and `commitSeq` follow from `draft.change`, else from the old tail.
   */
  append<Refusal>(
    conversation: ConversationId,
    draft: EnvelopeDraft,
    admit: Admit<Refusal>,
  ): Promise<Appended<Refusal>>;
  tail(conversation: ConversationId): Promise<Tail | undefined>;
  commit(conversation: ConversationId, seq: number): Promise<CommitRecord | undefined>;
  /** Entries with after < seq <= upTo, oldest first, within the page: memory holds no more than that. */
  read(
    conversation: ConversationId,
    after: number,
    upTo: number,
    page: PageSize,
  ): Promise<readonly StoredEnvelope[]>;
  /** Where a device is or was, in the order of conversation ids, after `after`, at most `limit`. */
  places(device: DeviceId, after: ConversationId | undefined, limit: number): Promise<readonly Place[]>;
  place(device: DeviceId, conversation: ConversationId): Promise<Place | undefined>;
  /** Whom a conversation's commits with seq > after have added, oldest first, at most `limit` commits. */
  arrivals(
    conversation: ConversationId,
    after: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly added: readonly DeviceId[] }[]>;
}

/** What lets devices come into a group anew: the public state of its newest epoch, as a member left it. */
export interface GroupInfoStore {
  /** Keeps one for each conversation: of two epochs the newer, of the same epoch the last that was put. */
  put(conversation: ConversationId, epoch: number, groupInfo: Uint8Array, at: number): Promise<void>;
  /** The newest that was put. */
  get(
    conversation: ConversationId,
  ): Promise<{ readonly epoch: number; readonly groupInfo: Uint8Array } | undefined>;
}

/** Up to where each device has stored each conversation. */
export interface CursorStore {
  /** Moves cursors forward; one that stands further already stays. */
  acknowledge(
    device: DeviceId,
    cursors: readonly { conversation: ConversationId; seq: number }[],
  ): Promise<void>;
  /** The cursors of a device in these conversations; none: absent. */
  of(
    device: DeviceId,
    conversations: readonly ConversationId[],
  ): Promise<ReadonlyMap<ConversationId, number>>;
  /** The cursors of these devices in one conversation; none: absent. */
  among(conversation: ConversationId, devices: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, number>>;
}
