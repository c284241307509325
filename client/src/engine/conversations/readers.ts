import type { AccountId, ConversationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { conversationDevices } from "@comity/shared/protocol/conversation";
import { fail, ok } from "@comity/shared/result";
import type { EngineResult } from "../facade/fault.ts";
import type { ReadersView } from "../facade/views.ts";
import type { Conversation } from "./conversation.ts";
import { type Ground, jitter, pause } from "./ground.ts";
import { DirectoryBehind } from "./leafTrust.ts";
import type { Registry } from "./registry.ts";

/** After a change of members the others' clients compare too: not all in the same moment. */
const AFTER_CHANGE_MS = 2000;
const SPREAD_MS = 4000;
/** A difference counts when it is still there after so long: what was being put right has been by then. */
const LOOK_AGAIN_MS = 4000;

type Difference = Pick<ReadersView, "serverOnly" | "groupOnly" | "unvouched">;

/**
 * Compares the devices that a group consists of, by the group itself, with those to which the server hands it out and
 * with those that the networks' logs know. The group decides who can read: the server's list can't add a reader. But
 * a server that lists other devices than the group has is lying, or was lied to, and that is said.
 */
export class Readers {
  private readonly planned = new Map<ConversationId, () => void>();

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** A conversation's group is in another epoch: it is compared soon. Boards and large rooms only when asked. */
  changed(id: ConversationId): void {
    const conversation = this.registry.get(id)?.conversation;
    if (conversation === undefined || this.planned.has(id) || this.ground.closed()) return;
    const devices = conversation.members.reduce((sum, member) => sum + member.devices.length, 0);
    if (conversation.record.kind === "board" || devices > LIMITS.devicesWithCursors) return;
    const wait = AFTER_CHANGE_MS + jitter(this.ground, SPREAD_MS);
    const cancel = this.ground.context.clock.after(wait, () => {
      this.planned.delete(id);
      if (!this.ground.closed()) this.ground.activity.track(this.compare(id)).catch(() => undefined);
    });
    this.planned.set(id, cancel);
  }

  /** Compares now. A difference that stays is kept as a warning. */
  async compare(id: ConversationId): EngineResult<ReadersView> {
    const conversation = this.registry.get(id)?.conversation;
    if (conversation === undefined) return fail({ code: "conversation.unknown" });
    const first = await this.look(conversation);
    if (!isDifference(first)) return first;
    await pause(this.ground, LOOK_AGAIN_MS);
    if (this.ground.closed()) return fail({ code: "not-ready" });
    const second = await this.look(conversation);
    if (!isDifference(second)) return second;
    if (!sameDifference(first.value, second.value))
      return ok({ ...second.value, state: "unsettled" as const });
    await this.warn(conversation, second.value);
    return second;
  }

  close(): void {
    for (const cancel of this.planned.values()) cancel();
    this.planned.clear();
  }

  /** One look. The two lists are only compared as of the same epoch: in between, a commit is under way. */
  private async look(conversation: Conversation): EngineResult<ReadersView> {
    const { id } = conversation;
    const { session, clock } = this.ground.context;
    const unsettled = { state: "unsettled", serverOnly: [], groupOnly: [], unvouched: [] } as const;
    if (!session.online) return fail({ code: "transport.offline" });
    const answer = await session.call(conversationDevices, { conversation: id });
    if (!answer.ok) return answer;
    const { epoch, devices } = answer.value;
    return conversation.run(async () => {
      const { record } = conversation;
      const { group } = await conversation.keys();
      // A passed over commit leaves the server's list wrong until a member puts it right (decision 0008).
      const settled =
        record.state === "active" && record.broken === undefined && record.repairDue === undefined;
      if (group === undefined || !settled || group.epoch + record.epochShift !== epoch) return ok(unsettled);
      const leaves = group.leaves();
      const listed = new Set<string>(devices);
      const inGroup = new Set<string>(leaves.map(({ device }) => device));
      const unvouched: string[] = [];
      try {
        for (const leaf of leaves)
          if ((await this.ground.trust.known(leaf)) !== undefined) unvouched.push(leaf.device);
      } catch (error) {
        if (error instanceof DirectoryBehind) return ok(unsettled);
        throw error;
      }
      const difference: Difference = {
        serverOnly: devices.filter((device) => !inGroup.has(device)),
        groupOnly: leaves.flatMap(({ device }) => (listed.has(device) ? [] : [device])),
        unvouched,
      };
      const same = Object.values(difference).every((list) => list.length === 0);
      return ok({ state: same ? "same" : "differs", ...difference, comparedAt: clock.now() });
    });
  }

  private async warn({ id }: Conversation, difference: Difference): Promise<void> {
    const { clock } = this.ground.context;
    const { serverOnly, groupOnly, unvouched } = difference;
    const [device] = [...unvouched, ...serverOnly, ...groupOnly];
    const account = device === undefined ? undefined : this.ownerOf(device);
    await this.ground.warnings.raise({
      id: `devices-differ-${id}`,
      at: clock.now(),
      code: "devices-differ",
      conversation: id,
      cause: JSON.stringify({ serverOnly, groupOnly, unvouched }),
      ...(account === undefined ? {} : { account }),
    });
  }

  private ownerOf(device: string): AccountId | undefined {
    for (const roster of this.ground.context.directory.known())
      for (const { account } of roster.members())
        if (roster.allDevicesOf(account).some((one) => String(one.device) === device)) return account;
    return undefined;
  }
}

function isDifference(
  looked: Awaited<EngineResult<ReadersView>>,
): looked is { readonly ok: true; readonly value: ReadersView } {
  return looked.ok && looked.value.state === "differs";
}

function sameDifference(one: Difference, other: Difference): boolean {
  const text = ({ serverOnly, groupOnly, unvouched }: Difference) =>
    JSON.stringify([serverOnly, groupOnly, unvouched].map((list) => [...list].sort()));
  return text(one) === text(other);
}
