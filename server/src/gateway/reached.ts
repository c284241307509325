import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { Tell } from "../domain/context.ts";

/** How long acknowledgements are gathered before others are told of them: each conversation once. */
export const GATHER_MS = 1000;

/**
 * Tells devices how far others have stored a conversation. Acknowledging must stay cheap: here it costs an
 * entry in a map, and whatever the number of acknowledgements, each conversation is told of once a second.
 */
export class Reached {
  private moved = new Map<ConversationId, Set<DeviceId>>();

  constructor(
    private readonly tellsOf: (
      conversation: ConversationId,
      devices: ReadonlySet<DeviceId>,
    ) => Promise<readonly Tell[]>,
    private readonly deliver: (tells: readonly Tell[]) => void,
  ) {}

  /** Whether there is something to tell. */
  get due(): boolean {
    return this.moved.size > 0;
  }

  /** A device has acknowledged in these conversations. */
  note(device: DeviceId, conversations: readonly ConversationId[]): void {
    for (const conversation of conversations) {
      const devices = this.moved.get(conversation);
      if (devices === undefined) this.moved.set(conversation, new Set([device]));
      else devices.add(device);
    }
  }

  /** Tells what was gathered. It is a hint: what a server that stops here keeps to itself, clients ask for. */
  async tell(): Promise<void> {
    const { moved } = this;
    this.moved = new Map();
    for (const [conversation, devices] of moved) this.deliver(await this.tellsOf(conversation, devices));
  }
}
