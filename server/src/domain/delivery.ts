import type { Fault } from "@comity/shared/fault";
import type { ConversationId, DeviceId, MessageId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import {
  type ConversationPlace,
  conversationEnvelope,
  conversationReached,
  type DeviceCursor,
  type Envelope,
} from "@comity/shared/protocol/conversation";
import type { PageSize } from "../storage/port/conversations.ts";
import type { Storage } from "../storage/port/storage.ts";
import { against, appendJudged, lowestEpoch, outsiderFault } from "./appending.ts";
import { type Caller, type DomainResult, done, refuse, type Tell, tell } from "./context.ts";
import type { Memberships } from "./memberships.ts";
import type { Standings } from "./standing.ts";

const NOBODY: readonly Tell[] = [];

/** How many places one answer lists. */
const PLACES_PER_PAGE = 200;

export interface SendRequest {
  readonly conversation: ConversationId;
  readonly epoch: number;
  readonly messageId: MessageId;
  readonly bytes: Uint8Array;
}

/** Everyday traffic: sending, reading, and saying how far one has read. */
export class Delivery {
  constructor(
    private readonly storage: Pick<Storage, "conversations" | "cursors">,
    private readonly memberships: Memberships,
    private readonly standings: Standings,
    private readonly now: () => number,
  ) {}

  /** Appends an application message and tells the other devices. The hottest path of the server. */
  async send(caller: Caller, request: SendRequest): DomainResult<{ seq: number; at: number }> {
    if (!this.standings.activeLately(caller) && !(await this.activeAfterLooking(caller)))
      return refuse({ code: "session.revoked" });
    const { conversation, epoch, messageId, bytes } = request;
    const { device } = caller;
    const draft = {
      kind: "application" as const,
      epoch,
      sender: device,
      messageId,
      at: this.now(),
      bytes,
    };
    const outcome = await appendJudged(
      this.storage.conversations,
      this.memberships,
      conversation,
      () => draft,
      (tail, members) => {
        if (!members.devices.has(device)) return against({ code: "conversation.not-member" });
        if (epoch > tail.epoch || epoch < lowestEpoch(tail))
          return against({ code: "epoch.moved", epoch: tail.epoch });
        return { admitted: true, floor: tail.floor };
      },
    );
    if (!outcome.ok) return refuse(await this.outside(caller, conversation, outcome.fault));
    const { seq, at } = outcome;
    if (outcome.repeated) return done({ seq, at });
    const devices: DeviceId[] = [];
    for (const member of outcome.before.devices) if (member !== device) devices.push(member);
    const envelope: Envelope = {
      seq,
      kind: "application",
      epoch,
      sender: device,
      messageId,
      at,
      bytes,
    };
    const told: Tell = {
      event: conversationEnvelope.name,
      message: { conversation, envelope },
      to: { devices },
    };
    return done({ seq, at }, [told]);
  }

  /** A page of envelopes after a position; to a device that was removed, up to the commit that removed it. */
  async read(
    caller: Caller,
    conversation: ConversationId,
    after: number,
    page: PageSize,
  ): DomainResult<{ head: number; envelopes: readonly Envelope[] }> {
    if (!(await this.activeAfterLooking(caller))) return refuse({ code: "session.revoked" });
    const store = this.storage.conversations;
    const place = await store.place(caller.device, conversation);
    if (place === undefined) return refuse({ code: "conversation.unknown" });
    const head = place.left ?? (await store.tail(conversation))?.seq ?? 0;
    const envelopes = after >= head ? [] : await store.read(conversation, after, head, page);
    // A page has no gap: what comes after a leap is the next one.
    const first = envelopes[0]?.seq ?? 0;
    return done({ head, envelopes: envelopes.filter(({ seq }, at) => seq === first + at) });
  }

  /** The caller's conversations in the order of their ids. */
  async list(
    caller: Caller,
    after: ConversationId | undefined,
  ): DomainResult<{ places: ConversationPlace[]; more: boolean }> {
    const store = this.storage.conversations;
    const found = await store.places(caller.device, after, PLACES_PER_PAGE + 1);
    const page = found.slice(0, PLACES_PER_PAGE);
    const cursors = await this.storage.cursors.of(
      caller.device,
      page.map(({ conversation }) => conversation),
    );
    const places = await Promise.all(
      page.map(async ({ conversation, joined, left }): Promise<ConversationPlace> => {
        const newest =
          left === undefined ? await store.tail(conversation) : await store.commit(conversation, left);
        const { seq: head, at: headAt } = newest ?? { seq: left ?? joined, at: 0 };
        const cursor = cursors.get(conversation) ?? 0;
        return { conversation, joined, head, headAt, cursor, ...(left === undefined ? {} : { left }) };
      }),
    );
    return done({ places, more: found.length > page.length });
  }

  /** The welcome of the entry that added the caller's device. */
  async welcome(
    caller: Caller,
    conversation: ConversationId,
  ): DomainResult<{ seq: number; epoch: number; sender: DeviceId; at: number; welcome: Uint8Array }> {
    const store = this.storage.conversations;
    const place = await store.place(caller.device, conversation);
    if (place === undefined) return refuse({ code: "conversation.unknown" });
    if (place.left !== undefined) return refuse({ code: "conversation.not-member" });
    const commit = await store.commit(conversation, place.joined);
    if (commit === undefined) return refuse({ code: "conversation.unknown" });
    if (commit.welcome === undefined || commit.sender === caller.device)
      return refuse({ code: "not-permitted" });
    const { seq, epochAfter: epoch, sender, at, welcome } = commit;
    return done({ seq, epoch, sender, at, welcome });
  }

  /** Moves cursors forward, in conversations that the device is or was in. */
  async acknowledge(
    caller: Caller,
    cursors: readonly { readonly conversation: ConversationId; readonly seq: number }[],
  ): DomainResult<Record<string, never>> {
    for (const { conversation } of cursors) {
      if (this.memberships.remembered(conversation)?.devices.has(caller.device)) continue;
      if ((await this.storage.conversations.place(caller.device, conversation)) === undefined)
        return refuse({ code: "conversation.unknown" });
    }
    await this.storage.cursors.acknowledge(caller.device, cursors);
    const reached = {
      device: caller.device,
      conversations: cursors.map(({ conversation }) => conversation),
    };
    return { ok: true, value: { value: {}, tells: [], reached } };
  }

  /** How far the other devices in a conversation have stored it. Only members' devices may ask. */
  async cursors(caller: Caller, conversation: ConversationId): DomainResult<{ cursors: DeviceCursor[] }> {
    if (!(await this.activeAfterLooking(caller))) return refuse({ code: "session.revoked" });
    const members = await this.present(conversation);
    if (members?.has(caller.device) !== true)
      return refuse(await outsiderFault(this.storage.conversations, caller.device, conversation));
    if (members.size > LIMITS.devicesWithCursors) return done({ cursors: [] });
    const others = [...members].filter((device) => device !== caller.device);
    const found = await this.storage.cursors.among(conversation, others);
    return done({ cursors: [...found].map(([device, seq]) => ({ device, seq })) });
  }

  /** To whom a conversation is handed out, as of its newest commit. Only members' devices may ask. */
  async devices(
    caller: Caller,
    conversation: ConversationId,
  ): DomainResult<{ epoch: number; devices: DeviceId[] }> {
    if (!(await this.activeAfterLooking(caller))) return refuse({ code: "session.revoked" });
    const tail = await this.storage.conversations.tail(conversation);
    const members = tail && (await this.memberships.load(conversation, tail.commitSeq));
    if (tail === undefined || members?.devices.has(caller.device) !== true)
      return refuse(await outsiderFault(this.storage.conversations, caller.device, conversation));
    return done({ epoch: tail.epoch, devices: [...members.devices] });
  }

  /** What to tell of devices that have stored more of a conversation: nobody is told of itself alone. */
  async reached(conversation: ConversationId, moved: ReadonlySet<DeviceId>): Promise<readonly Tell[]> {
    const members = await this.present(conversation);
    if (members === undefined || members.size > LIMITS.devicesWithCursors) return NOBODY;
    const present = [...moved].filter((device) => members.has(device));
    const [only] = present;
    const devices = [...members].filter((device) => present.length > 1 || device !== only);
    if (only === undefined || devices.length === 0) return NOBODY;
    const found = await this.storage.cursors.among(conversation, present);
    const cursors = [...found].map(([device, seq]) => ({ device, seq }));
    return cursors.length === 0
      ? NOBODY
      : [tell(conversationReached, { conversation, cursors }, { devices })];
  }

  /** The devices in a conversation now: another process may have taken a commit since it was remembered here. */
  private async present(conversation: ConversationId): Promise<ReadonlySet<DeviceId> | undefined> {
    const tail = await this.storage.conversations.tail(conversation);
    return tail === undefined
      ? undefined
      : (await this.memberships.load(conversation, tail.commitSeq))?.devices;
  }

  private async activeAfterLooking(caller: Caller): Promise<boolean> {
    return this.standings.mayTakePart(caller);
  }

  private async outside(caller: Caller, conversation: ConversationId, fault: Fault): Promise<Fault> {
    return fault.code === "conversation.not-member"
      ? outsiderFault(this.storage.conversations, caller.device, conversation)
      : fault;
  }
}
