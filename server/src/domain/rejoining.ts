import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Fault } from "@comity/shared/fault";
import type { ConversationId, MessageId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { conversationEnvelope, conversationGroupInfoWanted } from "@comity/shared/protocol/conversation";
import { boardConversationId } from "@comity/shared/protocol/conversationIds";
import type { EnvelopeDraft } from "../storage/port/conversations.ts";
import type { Storage } from "../storage/port/storage.ts";
import { against, appendJudged, outsiderFault } from "./appending.ts";
import { type Caller, type DomainResult, done, refuse, tell } from "./context.ts";
import type { Membership, Memberships } from "./memberships.ts";
import type { Reach, Standings } from "./standing.ts";

/** How many conversations one answer lists. */
const PER_PAGE = 200;

export interface RejoinRequest {
  readonly conversation: ConversationId;
  readonly epoch: number;
  readonly messageId: MessageId;
  readonly bytes: Uint8Array;
}

/**
 * How a device that has lost its keys comes in anew: by the group's public state, which members leave here,
 * and an external commit. Both are opaque here; what they are worth is judged by the members.
 */
export class Rejoining {
  constructor(
    private readonly storage: Pick<Storage, "conversations" | "groupInfos" | "devices">,
    private readonly memberships: Memberships,
    private readonly standings: Standings,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  /** Keeps the public state of the current epoch, from a device that is in the conversation. */
  async deposit(
    caller: Caller,
    conversation: ConversationId,
    epoch: number,
    groupInfo: Uint8Array,
  ): DomainResult<Record<string, never>> {
    if (!(await this.standings.mayTakePart(caller))) return refuse({ code: "session.revoked" });
    const present = await this.present(conversation);
    if (present?.members.devices.has(caller.device) !== true)
      return refuse(await outsiderFault(this.storage.conversations, caller.device, conversation));
    if (present.epoch !== epoch) return refuse({ code: "epoch.moved", epoch: present.epoch });
    await this.storage.groupInfos.put(conversation, epoch, groupInfo, this.now());
    return done({});
  }

  /** The public state of the current epoch; where it is wanting, the other devices are told so. */
  async groupInfo(
    caller: Caller,
    conversation: ConversationId,
    again: boolean,
  ): DomainResult<{ epoch: number; head: number; groupInfo?: Uint8Array }> {
    const reach = await this.standings.reachable(caller);
    if (reach.nowhere) return refuse({ code: "session.revoked" });
    const present = await this.present(conversation);
    const putOut = await this.wasPutOut(caller, conversation);
    if (present === undefined || !mayRejoin(caller, present.members, reach, putOut))
      return refuse(await outsiderFault(this.storage.conversations, caller.device, conversation));
    const { epoch, head, members } = present;
    const kept = await this.storage.groupInfos.get(conversation);
    const fits = kept?.epoch === epoch && !again;
    const others = [...members.devices].filter((device) => device !== caller.device);
    const tells =
      fits || others.length === 0
        ? []
        : [tell(conversationGroupInfoWanted, { conversation, epoch }, { devices: others })];
    return done({ epoch, head, ...(kept?.epoch === epoch ? { groupInfo: kept.groupInfo } : {}) }, tells);
  }

  /** Appends an external commit by which the calling device takes its place, and tells the others. */
  async rejoin(caller: Caller, request: RejoinRequest): DomainResult<{ seq: number; at: number }> {
    const { conversation, epoch, messageId, bytes } = request;
    const { device } = caller;
    const reach = await this.standings.reachable(caller);
    if (reach.nowhere) return refuse({ code: "session.revoked" });
    const at = this.now();
    const board = reach.own.find(({ network }) => boardConversationId(this.sodium, network) === conversation);
    if (board !== undefined && !board.standing(device, at).ok) return refuse({ code: "not-permitted" });
    const putOut = await this.wasPutOut(caller, conversation);
    const devicesAfter = (members: Membership) => new Set([...members.devices, device]);
    const draftFor = (members: Membership): EnvelopeDraft => {
      const devices = [...devicesAfter(members)];
      // Its former self, where it had one, has not left: the same device goes on.
      const change = { epochAfter: epoch + 1, devices, added: [device], removed: [], welcome: undefined };
      return { kind: "commit", epoch, sender: device, messageId, at, bytes, change };
    };
    const outcome = await appendJudged(
      this.storage.conversations,
      this.memberships,
      conversation,
      draftFor,
      (tail, members) => {
        if (!mayRejoin(caller, members, reach, putOut)) return against({ code: "conversation.not-member" });
        if (tail.epoch !== epoch) return against({ code: "epoch.moved", epoch: tail.epoch });
        if (devicesAfter(members).size > LIMITS.devicesPerConversation)
          return against({ code: "conversation.full" });
        // The newcomer has no keys of former epochs: what is still on its way is encrypted anew.
        return { admitted: true, floor: epoch + 1 };
      },
    );
    if (!outcome.ok) return refuse(await this.outside(caller, conversation, outcome.fault));
    const { seq } = outcome;
    if (outcome.repeated) return done({ seq, at: outcome.at });
    this.memberships.remember(conversation, seq, devicesAfter(outcome.before));
    const envelope = {
      seq,
      kind: "commit" as const,
      epoch,
      sender: device,
      messageId,
      at: outcome.at,
      bytes,
    };
    const devices = [...outcome.before.devices].filter((other) => other !== device);
    const told = tell(conversationEnvelope, { conversation, envelope }, { devices });
    return done({ seq, at: outcome.at }, devices.length === 0 ? [] : [told]);
  }

  /** The conversations that the caller's person is in with another device, and not with this one. */
  async rejoinable(
    caller: Caller,
    after: ConversationId | undefined,
  ): DomainResult<{ conversations: ConversationId[]; next?: ConversationId }> {
    if (!(await this.standings.mayTakePart(caller))) return refuse({ code: "session.revoked" });
    const found = new Set<ConversationId>();
    // Every device's page ends somewhere: beyond the nearest such end something may be missing.
    let end: ConversationId | undefined;
    for (const { device } of await this.storage.devices.ofAccount(caller.account)) {
      if (device === caller.device) continue;
      const places = await this.storage.conversations.places(device, after, PER_PAGE);
      for (const { conversation, left } of places) if (left === undefined) found.add(conversation);
      const last = places.length < PER_PAGE ? undefined : places.at(-1)?.conversation;
      if (last !== undefined && (end === undefined || last < end)) end = last;
    }
    const complete = [...found].filter((conversation) => end === undefined || conversation <= end).sort();
    const conversations: ConversationId[] = [];
    for (const conversation of complete.slice(0, PER_PAGE)) {
      const place = await this.storage.conversations.place(caller.device, conversation);
      if (place === undefined || place.left !== undefined) conversations.push(conversation);
    }
    const next = complete.length > PER_PAGE ? complete[PER_PAGE - 1] : end;
    return done({ conversations, ...(next === undefined ? {} : { next }) });
  }

  private async wasPutOut({ device }: Caller, conversation: ConversationId): Promise<boolean> {
    return (await this.storage.conversations.place(device, conversation))?.left !== undefined;
  }

  private async present(
    conversation: ConversationId,
  ): Promise<{ epoch: number; head: number; members: Membership } | undefined> {
    const tail = await this.storage.conversations.tail(conversation);
    if (tail === undefined) return undefined;
    const members = await this.memberships.load(conversation, tail.commitSeq);
    return members === undefined ? undefined : { epoch: tail.epoch, head: tail.seq, members };
  }

  private async outside(caller: Caller, conversation: ConversationId, fault: Fault): Promise<Fault> {
    return fault.code === "conversation.not-member"
      ? outsiderFault(this.storage.conversations, caller.device, conversation)
      : fault;
  }
}

/**
 * Who may come in by this door: a device that is in it, or of whose person another device is. And whoever
 * was put out, where nobody is left but one person: a commit declares what the server can't read, and one
 * member must not put all others out of their room by a declaration. Whether they were rightly removed, the
 * group knows; then it gives them no keys.
 */
export function mayRejoin(
  { device, account }: Caller,
  members: Membership,
  reach: Reach,
  putOut: boolean,
): boolean {
  if (members.devices.has(device)) return true;
  const owners = new Set<string>();
  for (const member of members.devices) {
    const owner = reach.ownerOf(member);
    if (owner === account) return true;
    owners.add(owner ?? member);
  }
  return putOut && owners.size === 1 && reach.guest === undefined;
}
