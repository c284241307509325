import { type AccountId, type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { conversationGroupInfo } from "@comity/shared/protocol/conversation";
import { signRestart } from "@comity/shared/protocol/restart";
import { fail, ok, type Result } from "@comity/shared/result";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import { makeCommit } from "../mls/commit.ts";
import { Group } from "../mls/group.ts";
import { makeKeyPackage } from "../mls/keyPackage.ts";
import { DEVICES_PER_COMMIT } from "./adoption.ts";
import { mayEnter } from "./changePolicy.ts";
import { type Claimed, claimForAll } from "./claims.ts";
import type { Conversation } from "./conversation.ts";
import type { Ground } from "./ground.ts";
import { SERVER_RESTORED } from "./outOfStep.ts";
import type { Registry } from "./registry.ts";
import { stopFault, stoppedBy } from "./stops.ts";
import { guestOf } from "./visiting.ts";

/** So many looks in vain, about half a minute, until a person is offered to begin a conversation again. */
const IN_VAIN = 5;

/** With whom a conversation begins again, or why it can't. */
function peopleOf({ ground, record, members }: Conversation): readonly AccountId[] | undefined {
  const { directory, self, clock } = ground.context;
  const others = members.map(({ account }) => account).filter((account) => account !== self.account);
  switch (record.kind) {
    case "own":
      return undefined;
    case "direct":
      return record.peer === undefined ? undefined : [record.peer];
    case "board": {
      const roster = record.network === undefined ? undefined : directory.roster(record.network);
      return roster?.isOfficer(self.account) === true ? others : undefined;
    }
    case "room": {
      const standing = others.filter((account) => directory.devicesOf(account, clock.now()).length > 0);
      return standing.length === 0 || guestOf(directory, self.account) !== undefined ? undefined : standing;
    }
  }
}

/**
 * Whether a person may begin a conversation again: its keys are lost to all who were asked, or of a group that the
 * server knows no more. By itself no device does so.
 */
export function canRestart(conversation: Conversation): boolean {
  const { ground, record, inVain } = conversation;
  const { state, broken } = record;
  const stands =
    state === "joining" || (state === "active" && broken !== undefined && broken.outside !== true);
  const closed = broken?.cause === SERVER_RESTORED || inVain >= IN_VAIN;
  return (
    stands && closed && peopleOf(conversation) !== undefined && stoppedBy(ground, conversation) === undefined
  );
}

/** The way out where nobody has a conversation's keys any more: it begins again, in the same thread. */
export class Restarts {
  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /**
   * Begins a conversation again with the same people and fresh keys for the devices that they have now. What waits to
   * be sent goes out then; what was said stays. It is stored before it is sent; whoever was first counts.
   */
  async restart(id: ConversationId): EngineResult<void> {
    const held = this.registry.get(id);
    if (held === undefined) return fail({ code: "conversation.unknown" });
    const { conversation, courier } = held;
    const { session } = this.ground.context;
    if (!session.online) return fail({ code: "transport.offline" });
    const people = peopleOf(conversation);
    if (people === undefined || !canRestart(conversation)) return fail({ code: "not-permitted" });
    const stopped = stopFault(this.ground, people);
    if (stopped !== undefined) return fail(stopped);
    const answer = await session.call(conversationGroupInfo, { conversation: id });
    if (!answer.ok) return answer;
    const newcomers = await this.claim(conversation, people);
    if (!newcomers.ok) return newcomers;
    await prepare(conversation, newcomers.value, answer.value.epoch);
    courier.go();
    return ok(undefined);
  }

  private async claim(
    { record }: Conversation,
    people: readonly AccountId[],
  ): Promise<Result<readonly Claimed[], EngineFault>> {
    const { directory, self, clock } = this.ground.context;
    const own = directory.devicesOf(self.account, clock.now()).length > 1 ? [self.account] : [];
    const claims = await claimForAll(this.ground, [...people, ...own], () => undefined);
    if (!claims.ok) return claims;
    // Nobody is left out unasked; a board's people are brought in by upkeep, too.
    const missing = people.find((account) => (claims.value.get(account) ?? []).length === 0);
    if (missing !== undefined && record.kind !== "board")
      return fail({ code: "contact.unreachable", account: missing });
    const newcomers = [...claims.value.values()]
      .flat()
      .filter(({ leaf }) => leaf.device !== self.device && mayEnter(this.ground, record, leaf));
    return newcomers.length > DEVICES_PER_COMMIT ? fail({ code: "conversation.full" }) : ok(newcomers);
  }
}

/** Makes the fresh group and stores it with the entry that says so. */
async function prepare(
  conversation: Conversation,
  newcomers: readonly Claimed[],
  epoch: number,
): Promise<void> {
  const { ground, id } = conversation;
  const { clock, random, self, sodium } = ground.context;
  const own = await makeKeyPackage(ground.suite, self.account, self.deviceKeys, clock.now());
  const alone = await Group.create(ground.suite, id, own);
  const change = { add: newcomers.map(({ keyPackage }) => keyPackage), remove: [] };
  const made = await makeCommit(alone, change, async (leaf) => ground.trust.now(leaf) === undefined);
  const devices = made.after.leaves().map(({ device }) => device);
  const { account, device, deviceKeys } = self;
  const bytes = signRestart(sodium, { conversation: id, epoch, account, device, devices }, deviceKeys);
  await conversation.change(async (draft) => {
    const { state, broken } = draft.record;
    if (state === "left" || (state === "active" && broken === undefined)) return;
    draft.pending = {
      ...{ messageId: idOfKey(MessageId, random(16)), epoch, external: true, restart: true },
      ...{ added: devices, removed: [], bytes, welcome: made.welcome, after: made.after },
    };
  });
}
