import { KnownContent } from "@comity/shared/content/content";
import { type AccountId, ConversationId, idOfKey, type NetworkId } from "@comity/shared/ids";
import { directConversationId } from "@comity/shared/protocol/conversationIds";
import { fail, ok } from "@comity/shared/result";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import { DEVICES_PER_COMMIT } from "./adoption.ts";
import { claimForAll } from "./claims.ts";
import { homeOf, strangerAmong } from "./company.ts";
import { type Creation, prepareCreation } from "./creation.ts";
import type { Ground } from "./ground.ts";
import type { Wish } from "./membership.ts";
import { enqueue, fits } from "./outbox.ts";
import { detailsOf, isOut } from "./records.ts";
import type { Held, Registry } from "./registry.ts";
import { stopFault, stoppedBy } from "./stops.ts";
import { guestOf } from "./visiting.ts";

type RoomDetails = Extract<KnownContent, { kind: "room.details" }>;

/** Opens direct channels and case rooms and changes who is in them. */
export class Rooms {
  private readonly opening = new Map<ConversationId, EngineResult<ConversationId>>();

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** The channel with a person; made where there is none. Asked twice, it is made once. */
  openDirect(peer: AccountId): EngineResult<ConversationId> {
    const { sodium, self } = this.ground.context;
    if (peer === self.account || this.visits([peer])) return Promise.resolve(fail({ code: "not-permitted" }));
    const id = directConversationId(sodium, self.account, peer);
    const known = this.registry.get(id);
    if (known !== undefined && known.conversation.record.state !== "left") return Promise.resolve(ok(id));
    const under = this.opening.get(id);
    if (under !== undefined) return under;
    const work = this.ground.activity.track(this.make({ id, purpose: { kind: "direct", peer } }, [peer]));
    this.opening.set(id, work);
    const done = () => this.opening.delete(id);
    work.then(done, done);
    return work;
  }

  /**
   * The group of this person's own devices, with those that can be added now; upkeep brings the others. There must be
   * one.
   */
  makeOwn(id: ConversationId): EngineResult<ConversationId> {
    return this.make({ id, purpose: { kind: "own" } }, []);
  }

  /** A new case room. Its title and reference are its first message; nothing of them leaves in the clear. */
  async createRoom(input: {
    reference: string;
    title: string;
    members: readonly AccountId[];
  }): EngineResult<ConversationId> {
    const { directory, self, clock } = this.ground.context;
    const home = homeOf(directory, self.account, input.members, clock.now());
    const details = this.details(input, home);
    if ("code" in details) return fail(details);
    if (this.visits(input.members)) return fail({ code: "not-permitted" });
    const stranger = strangerAmong(directory, input.members, [self.account]);
    if (stranger !== undefined) return fail({ code: "room.unrecognised", account: stranger });
    const id = idOfKey(ConversationId, this.ground.context.random(16));
    const members = [...new Set(input.members)].filter((one) => one !== this.ground.context.self.account);
    return this.make({ id, purpose: { kind: "room" }, details }, members);
  }

  /** Brings people in, with all their devices, in as few commits as possible. */
  async addMembers(input: {
    conversation: ConversationId;
    accounts: readonly AccountId[];
  }): EngineResult<void> {
    const held = this.room(input.conversation);
    if ("code" in held) return fail(held);
    const accounts = [...new Set(input.accounts)];
    if (this.visits(accounts, input.conversation)) return fail({ code: "not-permitted" });
    const stopped = stopFault(this.ground, accounts) ?? this.strangers(held, accounts);
    if (stopped !== undefined) return fail(stopped);
    return this.wish(held, (group) => {
      const present = new Set(group.leaves().map(({ account }) => account));
      return { add: accounts.filter((account) => !present.has(account)), remove: [] };
    });
  }

  /** Takes a person out, with all their devices. */
  async removeMember(input: { conversation: ConversationId; account: AccountId }): EngineResult<void> {
    const held = this.room(input.conversation);
    if ("code" in held) return fail(held);
    if (input.account === this.ground.context.self.account || this.visits([]))
      return fail({ code: "not-permitted" });
    return this.wish(held, (group) => ({
      add: [],
      remove: group.leaves().flatMap(({ account, index }) => (account === input.account ? [index] : [])),
    }));
  }

  async changeRoomDetails(input: {
    conversation: ConversationId;
    reference: string;
    title: string;
  }): EngineResult<void> {
    const held = this.room(input.conversation);
    if ("code" in held) return fail(held);
    const details = this.details(input, held.conversation.record.home);
    if ("code" in details) return fail(details);
    await held.conversation.change(async (draft) => {
      draft.note({ reference: details.reference, title: details.title });
      await enqueue(this.ground, draft, details);
    });
    held.courier.go();
    return ok(undefined);
  }

  /** Whether one of these is a guest who does not belong into this room, or this person is a guest: guests bring nobody. */
  private visits(accounts: readonly AccountId[], room?: ConversationId): boolean {
    const { directory, self } = this.ground.context;
    if (guestOf(directory, self.account) !== undefined) return true;
    return accounts.some((account) => {
      const guest = guestOf(directory, account);
      return guest !== undefined && guest.conversation !== room;
    });
  }

  private async wish(held: Held, wish: Wish): EngineResult<void> {
    if (!this.ground.context.session.online) return fail({ code: "transport.offline" });
    return held.courier.wish(wish, (done, total) =>
      this.ground.tidings.progress("room-members", done, total),
    );
  }

  private room(id: ConversationId): Held | EngineFault {
    const held = this.registry.get(id);
    if (held === undefined) return { code: "conversation.unknown" };
    const { record } = held.conversation;
    if (record.kind !== "room") return { code: "not-permitted" };
    if (isOut(record)) return { code: "conversation.not-member" };
    return stoppedBy(this.ground, held.conversation) ?? held;
  }

  /** Whoever can't meet everybody in the room is not brought into it. */
  private strangers({ conversation }: Held, newcomers: readonly AccountId[]): EngineFault | undefined {
    const present = conversation.members.map(({ account }) => account);
    const account = strangerAmong(this.ground.context.directory, newcomers, present);
    return account === undefined ? undefined : { code: "room.unrecognised", account };
  }

  private details(
    input: { reference: string; title: string },
    home: NetworkId | undefined,
  ): RoomDetails | EngineFault {
    const { reference, title } = input;
    if (reference.trim() === "" || title.trim() === "") return { code: "text.empty" };
    const content = KnownContent.safeParse(detailsOf({ home }, reference, title));
    if (!content.success || content.data.kind !== "room.details" || !fits(content.data))
      return { code: "text.too-long" };
    return content.data;
  }

  /** Claims everybody's key packages, our own other devices' too, then stores and sends. */
  private async make(
    creation: Omit<Creation, "newcomers">,
    members: readonly AccountId[],
  ): EngineResult<ConversationId> {
    const { session, self, directory, clock } = this.ground.context;
    if (!session.online) return fail({ code: "transport.offline" });
    const stopped = stopFault(this.ground, members);
    if (stopped !== undefined) return fail(stopped);
    const others = directory.devicesOf(self.account, clock.now()).length > 1 ? [self.account] : [];
    const people = [...members, ...others];
    const room = creation.purpose.kind === "room";
    const claims = await claimForAll(this.ground, people, (done) => {
      if (room) this.ground.tidings.progress("room-members", done, people.length);
    });
    if (!claims.ok) return claims;
    for (const account of members)
      if ((claims.value.get(account) ?? []).length === 0)
        return fail({ code: "contact.unreachable", account });
    const claimed = [...claims.value.values()].flat();
    // A device alone in the group of its person's devices could take the group with it when it is ended.
    if (creation.purpose.kind === "own" && claimed.length === 0)
      return fail({ code: "contact.unreachable", account: self.account });
    const newcomers = claimed.slice(0, DEVICES_PER_COMMIT);
    const held = await this.registry.make(creation.id, (form) =>
      prepareCreation(this.ground, { ...creation, newcomers }, form),
    );
    // Somebody else was first, and this device is in it or about to be.
    if (held.conversation.record.state !== "creating") return ok(creation.id);
    const late = new Set(claimed.slice(DEVICES_PER_COMMIT).map(({ leaf }) => leaf.account));
    const result = await held.courier.created();
    if (!result.ok || late.size === 0) return result.ok ? ok(creation.id) : result;
    const rest = await this.addMembers({ conversation: creation.id, accounts: [...late] });
    return rest.ok ? ok(creation.id) : rest;
  }
}
