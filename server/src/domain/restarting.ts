import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Fault } from "@comity/shared/fault";
import type { ConversationId, DeviceId, MessageId } from "@comity/shared/ids";
import { conversationEnvelope, conversationJoined } from "@comity/shared/protocol/conversation";
import {
  boardConversationId,
  directConversationId,
  ownConversationId,
} from "@comity/shared/protocol/conversationIds";
import { readRestart } from "@comity/shared/protocol/restart";
import type { EnvelopeDraft } from "../storage/port/conversations.ts";
import type { Storage } from "../storage/port/storage.ts";
import { against, appendJudged, outsiderFault } from "./appending.ts";
import { type Caller, type DomainResult, done, refuse, tell } from "./context.ts";
import type { Membership, Memberships } from "./memberships.ts";
import { mayRejoin } from "./rejoining.ts";
import type { Reach, Standings } from "./standing.ts";

export interface RestartRequest {
  readonly conversation: ConversationId;
  readonly epoch: number;
  readonly messageId: MessageId;
  readonly bytes: Uint8Array;
  readonly devices: readonly DeviceId[];
  readonly welcome?: Uint8Array | undefined;
}

/**
 * How a conversation goes on whose keys nobody has any more, or whose newest group this server has lost: somebody who
 * belongs to it begins again with a fresh group, in the same log. What that may be is judged by the members.
 */
export class Restarting {
  constructor(
    private readonly storage: Pick<Storage, "conversations">,
    private readonly memberships: Memberships,
    private readonly standings: Standings,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  /** Appends the restart in the place of a commit, and tells those who are in the new group of their welcome. */
  async restart(caller: Caller, request: RestartRequest): DomainResult<{ seq: number; at: number }> {
    const { conversation, epoch, messageId, bytes, devices, welcome } = request;
    const { device } = caller;
    const fresh = new Set(devices);
    const others = devices.filter((other) => other !== device);
    if (!this.says(caller, request) || (others.length > 0 && welcome === undefined))
      return refuse({ code: "request.malformed" });
    const reach = await this.standings.reachable(caller);
    if (reach.own.length === 0) return refuse({ code: "session.revoked" });
    const draftFor = (members: Membership): EnvelopeDraft => {
      const removed = [...members.devices].filter((former) => !fresh.has(former));
      // Who was in it before comes in anew all the same: by a welcome of this entry.
      const change = { epochAfter: epoch + 1, devices, added: devices, removed, welcome };
      return { kind: "commit", epoch, sender: device, messageId, at: this.now(), bytes, change };
    };
    const outcome = await appendJudged(
      this.storage.conversations,
      this.memberships,
      conversation,
      draftFor,
      (tail, members) => {
        if (!mayRejoin(caller, members, reach, false)) return against({ code: "conversation.not-member" });
        if (tail.epoch !== epoch) return against({ code: "epoch.moved", epoch: tail.epoch });
        const fault = this.mayRestart(caller, request, members, reach);
        return fault === undefined ? { admitted: true, floor: epoch + 1 } : against(fault);
      },
    );
    if (!outcome.ok) {
      const outside = outcome.fault.code === "conversation.not-member";
      return refuse(
        outside ? await outsiderFault(this.storage.conversations, device, conversation) : outcome.fault,
      );
    }
    const { seq, at } = outcome;
    if (outcome.repeated) return done({ seq, at });
    this.memberships.remember(conversation, seq, fresh);
    const gone = [...outcome.before.devices].filter((former) => !fresh.has(former));
    const envelope = { seq, kind: "commit" as const, epoch, sender: device, messageId, at, bytes };
    return done({ seq, at }, [
      ...(gone.length === 0
        ? []
        : [tell(conversationEnvelope, { conversation, envelope }, { devices: gone })]),
      ...(others.length === 0 ? [] : [tell(conversationJoined, { conversation, seq }, { devices: others })]),
    ]);
  }

  /** Whether the entry says the same as the request, in the caller's own name. */
  private says(
    { account, device }: Caller,
    { conversation, epoch, bytes, devices }: RestartRequest,
  ): boolean {
    const restart = readRestart(this.sodium, bytes);
    if (restart === undefined || new Set(devices).size !== devices.length) return false;
    return (
      restart.account === account &&
      restart.device === device &&
      restart.conversation === conversation &&
      restart.epoch === epoch &&
      restart.devices.length === devices.length &&
      restart.devices.every((one, at) => one === devices[at])
    );
  }

  /** A channel stays between its two people, an own group with its owner's devices; a board is begun by its officers. */
  private mayRestart(
    caller: Caller,
    { conversation, devices }: RestartRequest,
    members: Membership,
    reach: Reach,
  ): Fault | undefined {
    const forbidden: Fault = { code: "not-permitted" };
    const people = devices.map((device) => reach.participant(device, conversation));
    if (people.some((account) => account === undefined)) return forbidden;
    if (ownConversationId(this.sodium, caller.account) === conversation)
      return people.every((account) => account === caller.account) ? undefined : forbidden;
    const owners = [...members.devices].map((device) => reach.ownerOf(device));
    for (const peer of new Set([...people, ...owners])) {
      if (peer === undefined || peer === caller.account) continue;
      if (directConversationId(this.sodium, caller.account, peer) !== conversation) continue;
      return people.every((account) => account === caller.account || account === peer)
        ? undefined
        : forbidden;
    }
    const board = reach.own.find(({ network }) => boardConversationId(this.sodium, network) === conversation);
    if (board === undefined) return undefined;
    const at = this.now();
    const standing = devices.every((device) => board.standing(device, at).ok);
    return standing && board.isOfficer(caller.account) ? undefined : forbidden;
  }
}
