import type { ConversationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { conversationDeposit } from "@comity/shared/protocol/conversation";
import { publicStateOf } from "../mls/external.ts";
import { Closed, type Ground, jitter } from "./ground.ts";
import type { Held, Registry } from "./registry.ts";

/** After a commit of ours: no hurry, and a burst of commits leaves one state. */
const AFTER_COMMIT_MS = 2000;
/** Asked for: somebody waits, but not everybody should answer in the same moment. */
const WANTED_MS = 100;
const WANTED_SPREAD_MS = 1500;
/** In a large conversation about so many of those who are asked answer; who waits asks again. */
const ANSWERS = 8;

/**
 * Leaves groups' public states at the server, in the background: after own commits, and where another device
 * needs one to come in. Where this person is alone in a group nobody else could answer for them, were their devices
 * lost: there it is left whenever this device does not know that it has been.
 */
export class Deposits {
  /** Conversations whose present epoch's state this device has left. */
  private readonly left = new Set<ConversationId>();
  private readonly due = new Map<ConversationId, { readonly cancel: () => void; readonly wanted: boolean }>();

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** A commit of this device stands in the log. */
  afterCommit(id: ConversationId): void {
    this.plan(id, AFTER_COMMIT_MS + jitter(this.ground, AFTER_COMMIT_MS), false);
  }

  /** This device is up to date everywhere. It may have lost power before it left what it was to leave. */
  lookAtAll(): void {
    for (const { conversation } of this.registry.all()) this.look(conversation.id);
  }

  /** A conversation has gone on to another epoch. */
  moved(id: ConversationId): void {
    this.left.delete(id);
    this.look(id);
  }

  private look(id: ConversationId): void {
    const { members = [], record } = this.registry.get(id)?.conversation ?? {};
    const [only, ...others] = members;
    if (record?.state !== "active" || this.left.has(id)) return;
    if (others.length === 0 && only?.account === this.ground.context.self.account) this.afterCommit(id);
  }

  /** Another device needs it. */
  wanted(id: ConversationId): void {
    const devices =
      this.registry.get(id)?.conversation.members.flatMap((member) => member.devices).length ?? 0;
    if (jitter(this.ground, Math.max(devices, 1)) >= ANSWERS) return;
    if (this.due.get(id)?.wanted === false) {
      this.due.get(id)?.cancel();
      this.due.delete(id);
    }
    this.plan(id, WANTED_MS + jitter(this.ground, WANTED_SPREAD_MS), true);
  }

  close(): void {
    for (const { cancel } of this.due.values()) cancel();
    this.due.clear();
  }

  private plan(id: ConversationId, ms: number, wanted: boolean): void {
    if (this.due.has(id) || this.ground.closed()) return;
    const cancel = this.ground.context.clock.after(ms, () => {
      this.due.delete(id);
      const held = this.registry.get(id);
      if (held !== undefined) this.ground.activity.track(this.deposit(held)).catch(() => undefined);
    });
    this.due.set(id, { cancel, wanted });
  }

  private async deposit({ conversation }: Held): Promise<void> {
    const { session } = this.ground.context;
    const { state, broken, epochShift } = conversation.record;
    if (!session.online || !conversation.caughtUp || state !== "active" || broken !== undefined) return;
    const left = await conversation.run(async () => {
      const { group } = await conversation.keys();
      if (group === undefined) return undefined;
      return { epoch: group.epoch + epochShift, groupInfo: await publicStateOf(group) };
    });
    if (this.ground.closed()) throw new Closed();
    if (left === undefined || left.groupInfo.length > LIMITS.groupInfoBytes) return;
    // If the epoch has moved meanwhile, whoever moved it leaves a newer one.
    const { id } = conversation;
    const answer = await session.call(conversationDeposit, { conversation: id, ...left });
    if (answer.ok) this.left.add(id);
  }
}
