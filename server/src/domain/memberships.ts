import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { ConversationStore } from "../storage/port/conversations.ts";

/** The devices of a conversation after one of its commits. Never changes. */
export interface Membership {
  /** Where the commit stands. */
  readonly commitSeq: number;
  readonly devices: ReadonlySet<DeviceId>;
}

/** How many devices are remembered over all conversations (about 60 bytes each). */
const REMEMBERED_DEVICES = 400_000;

/**
 * Who is in which conversation, as the newest known commit says: a bounded cache of records that never
 * change. Whether the commit is still the newest is asked of the log's tail each time.
 */
export class Memberships {
  private readonly known = new Map<ConversationId, Membership>();
  private held = 0;

  constructor(
    private readonly store: Pick<ConversationStore, "tail" | "commit">,
    private readonly capacity = REMEMBERED_DEVICES,
  ) {}

  /** What is remembered, without asking the store. */
  remembered(conversation: ConversationId): Membership | undefined {
    return this.known.get(conversation);
  }

  /** The membership after the newest commit, or what is remembered; undefined: no such conversation. */
  async newest(conversation: ConversationId): Promise<Membership | undefined> {
    const known = this.known.get(conversation);
    if (known !== undefined) return known;
    const tail = await this.store.tail(conversation);
    return tail === undefined ? undefined : this.load(conversation, tail.commitSeq);
  }

  /** The membership after one commit. */
  async load(conversation: ConversationId, commitSeq: number): Promise<Membership | undefined> {
    const known = this.known.get(conversation);
    if (known?.commitSeq === commitSeq) return known;
    const commit = await this.store.commit(conversation, commitSeq);
    return commit === undefined ? undefined : this.remember(conversation, commitSeq, commit.devices);
  }

  /** Takes in what a commit has just made true. */
  remember(conversation: ConversationId, commitSeq: number, devices: Iterable<DeviceId>): Membership {
    const membership = { commitSeq, devices: new Set(devices) };
    const former = this.known.get(conversation);
    if (former !== undefined && former.commitSeq > commitSeq) return membership;
    this.held += membership.devices.size - (former?.devices.size ?? 0);
    this.known.delete(conversation);
    this.known.set(conversation, membership);
    for (const [oldest, { devices: dropped }] of this.known) {
      if (this.held <= this.capacity || oldest === conversation) break;
      this.known.delete(oldest);
      this.held -= dropped.size;
    }
    return membership;
  }
}
