import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Fault } from "@comity/shared/fault";
import type { AccountId, ConversationId, DeviceId, MessageId, NetworkId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { conversationEnvelope, conversationJoined } from "@comity/shared/protocol/conversation";
import {
  boardConversationId,
  directConversationId,
  ownConversationId,
} from "@comity/shared/protocol/conversationIds";
import type { ConversationStore, EnvelopeDraft } from "../storage/port/conversations.ts";
import { against, appendJudged, outsiderFault } from "./appending.ts";
import { type Caller, type DomainResult, done, refuse, type Tell, tell } from "./context.ts";
import type { Membership, Memberships } from "./memberships.ts";
import type { Reach, Standings } from "./standing.ts";

/** What a conversation is for. Only its creation says so; later the id itself tells. */
export type Purpose =
  | { readonly kind: "room" }
  | { readonly kind: "direct"; readonly peer: AccountId }
  | { readonly kind: "board"; readonly network: NetworkId }
  | { readonly kind: "own" };

export interface Creation {
  readonly conversation: ConversationId;
  readonly purpose: Purpose;
  readonly messageId: MessageId;
  readonly devices: readonly DeviceId[];
  readonly welcome?: Uint8Array | undefined;
}

export interface CommitRequest {
  readonly conversation: ConversationId;
  readonly epoch: number;
  readonly messageId: MessageId;
  readonly bytes: Uint8Array;
  readonly added: readonly DeviceId[];
  readonly removed: readonly DeviceId[];
  readonly welcome?: Uint8Array | undefined;
  /** All devices after it, where the list has to be put right. */
  readonly present?: readonly DeviceId[] | undefined;
}

interface Accepted {
  readonly seq: number;
  readonly at: number;
}

const NO_BYTES = new Uint8Array();

/** What changes who is in a conversation: creating it, and commits. */
export class Conversations {
  constructor(
    private readonly store: ConversationStore,
    private readonly memberships: Memberships,
    private readonly standings: Standings,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  async create(caller: Caller, creation: Creation): DomainResult<Accepted> {
    const { conversation, devices, messageId, welcome } = creation;
    const others = devices.filter((device) => device !== caller.device);
    if (others.length !== devices.length - 1 || new Set(devices).size !== devices.length)
      return refuse({ code: "request.malformed" });
    if (others.length > 0 && welcome === undefined) return refuse({ code: "request.malformed" });
    const reach = await this.standings.reachable(caller);
    if (reach.own.length === 0) return refuse({ code: "session.revoked" });
    // Asked within the append: what stands in the log already was permitted then, and a repetition is answered
    // with its place whoever has lost their standing since.
    const fault = this.mayCreate(caller, creation, reach);
    const draft: EnvelopeDraft = {
      kind: "commit",
      epoch: 0,
      sender: caller.device,
      messageId,
      at: this.now(),
      bytes: NO_BYTES,
      change: { epochAfter: 1, devices, added: devices, removed: [], welcome },
    };
    const appended = await this.store.append<Fault>(conversation, draft, (tail) => {
      if (fault !== undefined) return against(fault);
      return tail === undefined ? { admitted: true, floor: 1 } : against({ code: "conversation.exists" });
    });
    if (appended.outcome === "refused") return refuse(appended.refusal);
    const { seq, at } = appended;
    if (appended.outcome === "repeated") return done({ seq, at });
    this.memberships.remember(conversation, seq, devices);
    return done({ seq, at }, joined(conversation, seq, others));
  }

  async commit(caller: Caller, request: CommitRequest): DomainResult<Accepted> {
    const { conversation, epoch, messageId, bytes, added, removed, welcome, present } = request;
    if (new Set(added).size !== added.length || new Set(removed).size !== removed.length)
      return refuse({ code: "request.malformed" });
    if (removed.includes(caller.device) || added.includes(caller.device))
      return refuse({ code: "request.malformed" });
    if (added.length > 0 && welcome === undefined) return refuse({ code: "request.malformed" });
    const reach = await this.standings.reachable(caller);
    if (reach.nowhere) return refuse({ code: "session.revoked" });

    const at = this.now();
    const restored = present === undefined ? new Set<DeviceId>() : await this.formerOf(conversation, present);
    const draftFor = (members: Membership): EnvelopeDraft | Fault => {
      if (present !== undefined) {
        const after = new Set(present);
        const known = (device: DeviceId) =>
          members.devices.has(device) || restored.has(device) || added.includes(device);
        if (!after.has(caller.device) || !present.every(known)) return { code: "request.malformed" };
        if (removed.some((device) => after.has(device)) || added.some((device) => !after.has(device)))
          return { code: "request.malformed" };
        const change = {
          epochAfter: epoch + 1,
          devices: [...after],
          welcome,
          ...differenceTo(after, members),
        };
        return { kind: "commit", epoch, sender: caller.device, messageId, at, bytes, change };
      }
      const after = new Set(members.devices);
      if (!removed.every((device) => after.delete(device))) return { code: "conversation.not-member" };
      if (added.some((device) => after.has(device))) return { code: "request.malformed" };
      for (const device of added) after.add(device);
      if (after.size > LIMITS.devicesPerConversation) return { code: "conversation.full" };
      // A device that a commit takes out and brings in anew (its state was lost) has not left.
      const left = removed.filter((device) => !after.has(device));
      const change = { epochAfter: epoch + 1, devices: [...after], added, removed: left, welcome };
      return { kind: "commit", epoch, sender: caller.device, messageId, at, bytes, change };
    };
    const outcome = await appendJudged(
      this.store,
      this.memberships,
      conversation,
      (members) => {
        // Whether the change fits is only worth asking while the caller's epoch is the newest: the judge
        // decides that first, so a draft that does not fit is handed on empty and refused there.
        const draft = draftFor(members);
        return "code" in draft
          ? { kind: "commit", epoch, sender: caller.device, messageId, at, bytes }
          : draft;
      },
      (tail, members) => {
        if (!members.devices.has(caller.device)) return against({ code: "conversation.not-member" });
        if (tail.epoch !== epoch) return against({ code: "epoch.moved", epoch: tail.epoch });
        const draft = draftFor(members);
        if ("code" in draft) return against(draft);
        const effect = present === undefined ? request : differenceTo(new Set(present), members);
        const fault = this.mayChange(caller, { ...effect, conversation }, members, reach);
        if (fault !== undefined) return against(fault);
        return { admitted: true, floor: effect.removed.length > 0 ? epoch + 1 : tail.floor };
      },
    );
    if (!outcome.ok) {
      return outcome.fault.code === "conversation.not-member" && !(await this.isMember(caller, conversation))
        ? refuse(await outsiderFault(this.store, caller.device, conversation))
        : refuse(outcome.fault);
    }
    const { seq } = outcome;
    if (outcome.repeated) return done({ seq, at: outcome.at });
    const after = draftFor(outcome.before);
    if (!("code" in after) && after.change !== undefined)
      this.memberships.remember(conversation, seq, after.change.devices);
    const envelope = {
      seq,
      kind: "commit" as const,
      epoch,
      sender: caller.device,
      messageId,
      at: outcome.at,
      bytes,
    };
    const concerned = new Set([...outcome.before.devices, ...(present ?? [])]);
    const former = [...concerned].filter((device) => device !== caller.device && !added.includes(device));
    return done({ seq, at: outcome.at }, [
      tell(conversationEnvelope, { conversation, envelope }, { devices: former }),
      ...joined(conversation, seq, added),
    ]);
  }

  /** Those of these devices that are or were in the conversation. */
  private async formerOf(
    conversation: ConversationId,
    devices: readonly DeviceId[],
  ): Promise<ReadonlySet<DeviceId>> {
    const members = await this.memberships.newest(conversation);
    const former = new Set<DeviceId>();
    for (const device of devices) {
      if (members?.devices.has(device)) former.add(device);
      else if ((await this.store.place(device, conversation)) !== undefined) former.add(device);
    }
    return former;
  }

  private async isMember(caller: Caller, conversation: ConversationId): Promise<boolean> {
    return (await this.memberships.newest(conversation))?.devices.has(caller.device) === true;
  }

  private mayCreate(caller: Caller, creation: Creation, reach: Reach): Fault | undefined {
    const { purpose, conversation, devices } = creation;
    const accounts = devices.map((device) => reach.accountOf(device));
    if (accounts.some((account) => account === undefined)) return { code: "not-permitted" };
    switch (purpose.kind) {
      case "room":
        return undefined;
      case "direct": {
        const { peer } = purpose;
        const derived = directConversationId(this.sodium, caller.account, peer);
        const both = accounts.every((account) => account === caller.account || account === peer);
        const fits = peer !== caller.account && derived === conversation && both && accounts.includes(peer);
        return fits ? undefined : { code: "not-permitted" };
      }
      case "own": {
        const mine = accounts.every((account) => account === caller.account);
        const fits = mine && ownConversationId(this.sodium, caller.account) === conversation;
        return fits ? undefined : { code: "not-permitted" };
      }
      case "board": {
        const roster = reach.member(purpose.network);
        const at = this.now();
        const fits =
          roster?.isOfficer(caller.account) === true &&
          boardConversationId(this.sodium, purpose.network) === conversation &&
          devices.every((device) => roster.standing(device, at).ok);
        return fits ? undefined : { code: "not-permitted" };
      }
    }
  }

  /**
   * A channel stays between its two people, a board with its network, an own group with its owner's devices;
   * newcomers must be within reach.
   */
  private mayChange(
    caller: Caller,
    { conversation, added, removed }: Pick<CommitRequest, "conversation" | "added" | "removed">,
    members: Membership,
    reach: Reach,
  ): Fault | undefined {
    if (reach.guest !== undefined && !guestMay({ conversation, added, removed }, reach))
      return { code: "not-permitted" };
    const newcomers = added.map((device) => reach.participant(device, conversation));
    if (newcomers.some((account) => account === undefined)) return { code: "not-permitted" };
    if (ownConversationId(this.sodium, caller.account) === conversation)
      return newcomers.every((account) => account === caller.account) ? undefined : { code: "not-permitted" };
    const present = new Set([...members.devices].map((device) => reach.ownerOf(device)));
    for (const peer of present) {
      if (peer === undefined || peer === caller.account || present.size > 2) continue;
      if (directConversationId(this.sodium, caller.account, peer) !== conversation) continue;
      const both = newcomers.every((account) => account === caller.account || account === peer);
      return both ? undefined : { code: "not-permitted" };
    }
    const board = reach.own.find(({ network }) => boardConversationId(this.sodium, network) === conversation);
    if (board === undefined) return undefined;
    const at = this.now();
    if (!added.every((device) => board.standing(device, at).ok)) return { code: "not-permitted" };
    const ousts = removed.some((device) => {
      const standing = board.standing(device, at);
      return standing.ok && standing.value.account !== caller.account && !added.includes(device);
    });
    return ousts && !board.isOfficer(caller.account) ? { code: "not-permitted" } : undefined;
  }
}

/** A guest keeps their own room's keys fresh, and takes out who has no standing any more; nobody comes by them. */
function guestMay(
  { conversation, added, removed }: Pick<CommitRequest, "conversation" | "added" | "removed">,
  reach: Reach,
): boolean {
  if (reach.guest?.conversation !== conversation || added.length > 0) return false;
  return removed.every((device) => reach.participant(device, conversation) === undefined);
}

/** What a list of devices changes. */
function differenceTo(
  after: ReadonlySet<DeviceId>,
  { devices }: Membership,
): Pick<CommitRequest, "added" | "removed"> {
  return {
    added: [...after].filter((device) => !devices.has(device)),
    removed: [...devices].filter((device) => !after.has(device)),
  };
}

function joined(conversation: ConversationId, seq: number, devices: readonly DeviceId[]): readonly Tell[] {
  return devices.length === 0 ? [] : [tell(conversationJoined, { conversation, seq }, { devices })];
}
