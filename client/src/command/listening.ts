import type { ConversationId } from "@comity/shared/ids";
import type { EngineChange } from "../engine/facade/change.ts";
import type { ConversationView, ThreadItem, WarningView } from "../engine/facade/views.ts";
import { type Device, withDevice } from "./device.ts";
import { EXITS } from "./exits.ts";
import type { CommandSpec, Invocation } from "./invocation.ts";
import { lineJson, lineText } from "./lines.ts";
import { visible } from "./output.ts";
import { nameOf, theConversation, titleOf } from "./people.ts";
import { must, words } from "./words.ts";

/** How many told lines are remembered, so that none is told twice. */
const REMEMBERED = 10_000;
const PAGE = 200;

/**
 * Tells each line of others once: first what is unread, then what comes. A line is marked as read after it
 * was written out, so that a listener that dies is told it again and none is missed.
 */
class Listener {
  private readonly told = new Set<string>();
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly invocation: Invocation,
    private readonly device: Device,
    private readonly only: ConversationId | undefined,
  ) {}

  /** What was received before and not read yet, conversation by conversation. */
  async tellUnread(): Promise<void> {
    for (const conversation of this.device.mirror.state.conversations)
      if (conversation.unread > 0 && this.wants(conversation.id))
        await this.tell(conversation.id, await this.unreadOf(conversation));
  }

  readonly hear = (change: EngineChange): void => {
    if (change.type === "warnings") for (const warning of change.warnings) this.warn(warning);
    if (change.type === "connection" && change.connection.state !== "connecting")
      this.invocation.output.remark(
        change.connection.state === "online" ? words.connection.online : words.connection.offline,
      );
    if (change.type !== "thread" || !this.wants(change.conversation)) return;
    const { conversation, items } = change;
    this.work = this.work.then(() => this.tell(conversation, items)).catch(() => undefined);
  };

  /** Resolves when everything heard so far has been told. */
  quiet(): Promise<void> {
    return this.work;
  }

  private wants(conversation: ConversationId): boolean {
    return this.only === undefined || this.only === conversation;
  }

  private async unreadOf({ id, unread }: ConversationView): Promise<ThreadItem[]> {
    const found: ThreadItem[] = [];
    for (let before: number | undefined, left = unread; left > 0; ) {
      const input = { conversation: id, limit: PAGE };
      const page = await must(this.device.engine.thread(before === undefined ? input : { ...input, before }));
      for (const item of [...page.items].reverse()) {
        if (left === 0) break;
        if (item.kind === "message" && !item.mine) left -= 1;
        found.unshift(item);
      }
      before = page.items[0]?.order;
      if (!page.more || before === undefined) break;
    }
    return found;
  }

  private async tell(conversation: ConversationId, items: readonly ThreadItem[]): Promise<void> {
    const { engine, mirror } = this.device;
    const { state } = mirror;
    const view = state.conversations.find(({ id }) => id === conversation);
    const title = view === undefined ? conversation : titleOf(state, view);
    let newest: number | undefined;
    for (const item of items) {
      if (item.kind === "message" && item.mine) continue;
      // What could not be read is told again once it can: only then is it read.
      if (!this.remember(`${conversation}/${item.key}/${item.kind}`)) continue;
      const json = { conversation: { id: conversation, kind: view?.kind, title }, ...lineJson(state, item) };
      this.invocation.output.answer(
        json,
        () => `${lineText(state, item).replace("  ", `  [${visible(title)}] `)}`,
      );
      newest = Math.max(newest ?? 0, item.order);
    }
    if (newest !== undefined) await engine.markRead({ conversation, order: newest });
  }

  /** What is wrong, with the conversation and the people that it is about. */
  private warn({ id, code, conversation, account, by }: WarningView): void {
    if (!this.remember(`warning/${id}`)) return;
    const { state } = this.device.mirror;
    const view = state.conversations.find((one) => one.id === conversation);
    const parts = [
      ...(view === undefined ? [] : [`[${visible(titleOf(state, view))}]`]),
      words.warning.codes[code],
      ...(account === undefined || account === by ? [] : [`${visible(nameOf(state, account))}.`]),
      ...(by === undefined ? [] : [words.warning.by(visible(nameOf(state, by)))]),
    ];
    this.invocation.output.remark(parts.join(" "));
  }

  private remember(key: string): boolean {
    if (this.told.has(key)) return false;
    this.told.add(key);
    const [oldest] = this.told;
    if (this.told.size > REMEMBERED && oldest !== undefined) this.told.delete(oldest);
    return true;
  }
}

/** Resolves when somebody wants the program to end. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

/** `comity listen` */
export const listen: CommandSpec = {
  name: "listen",
  words: "[CONVERSATION]",
  least: 0,
  most: 1,
  summary: "Write out messages as they come, unread ones first, until it is interrupted",
  details:
    "A line is marked as read once it has been written out. After a crash the last ones may come again; none is\nmissed. SIGINT and SIGTERM end it with exit code 0. Lost connections come back by themselves.",
  run: async (invocation) => {
    const ended = asked();
    return withDevice(invocation, "either", async (device) => {
      const [named] = invocation.words;
      const only = named === undefined ? undefined : theConversation(device.mirror.state, named).id;
      const listener = new Listener(invocation, device, only);
      await listener.tellUnread();
      const stop = await device.engine.subscribe(listener.hear);
      await listener.tellUnread();
      invocation.output.remark("Listening. Ctrl+C ends it.");
      await ended;
      stop();
      await listener.quiet();
      return EXITS.done;
    });
  },
};
