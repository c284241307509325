import type { Conversation } from "./conversation.ts";
import { type Ground, jitter } from "./ground.ts";
import type { Registry } from "./registry.ts";

const DAY_MS = 86_400_000;
/** How old a device's leaf may become in a group before the device gives itself a new one. */
const LEAF_DAYS = 7;
/** In larger groups leaves live longer, so that a group sees about so many updates in that time. */
const UPDATES_IN_THAT_TIME = 50;
/** One group at a time, so that a device that was away does not begin with a burst. */
const FIRST_MS = 180_000;
const EVERY_MS = 600_000;

/**
 * Gives this device a fresh leaf now and then in each of its groups, by a commit that changes nothing else:
 * whoever had got hold of its keys can read no further from then on. A commit that brought one anyway counts.
 */
export class LeafUpdates {
  private cancel: () => void = () => undefined;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  start(ms = FIRST_MS): void {
    this.cancel = this.ground.context.clock.after(ms + jitter(this.ground, ms), () => {
      this.ground.activity.track(this.updateOne()).catch(() => undefined);
      this.start(EVERY_MS);
    });
  }

  close(): void {
    this.cancel();
  }

  /** The group whose leaf is oldest, if it is old enough. */
  private async updateOne(): Promise<void> {
    if (!this.ground.context.session.online || this.ground.closed()) return;
    const [oldest] = this.registry
      .all()
      .filter(({ conversation }) => this.isDue(conversation))
      .sort((one, other) => one.conversation.record.leafAt - other.conversation.record.leafAt);
    if (oldest === undefined) return;
    const { conversation, courier } = oldest;
    await courier.wish(() => ({ add: [], remove: [], refresh: this.isDue(conversation) }));
  }

  private isDue({ record, members, caughtUp }: Conversation): boolean {
    const devices = members.reduce((sum, member) => sum + member.devices.length, 0);
    if (record.state !== "active" || record.broken !== undefined || !caughtUp || devices < 2) return false;
    const age = LEAF_DAYS * DAY_MS * Math.max(1, devices / UPDATES_IN_THAT_TIME);
    return this.ground.context.clock.now() - record.leafAt > age;
  }
}
