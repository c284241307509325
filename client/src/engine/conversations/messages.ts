import { KnownContent } from "@comity/shared/content/content";
import type { ConversationId } from "@comity/shared/ids";
import { fail, ok } from "@comity/shared/result";
import type { EngineFacade } from "../facade/facade.ts";
import type { EngineResult } from "../facade/fault.ts";
import { amendable, markChanging } from "./amendments.ts";
import type { Ground } from "./ground.ts";
import { enqueue, fits } from "./outbox.ts";
import type { Registry } from "./registry.ts";
import { threadPage } from "./thread.ts";
import { writable } from "./writable.ts";

/** What a person writes: messages, other words for them, and taking them back. */
export class Messages {
  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** Puts a text into the outbox, and sends it as soon as it can be. */
  sendText: EngineFacade["sendText"] = async ({ conversation, text, replyTo, handling }) => {
    if (text.trim() === "") return fail({ code: "text.empty" });
    const held = writable(this.ground, this.registry, conversation);
    if ("code" in held) return fail(held);
    const content = KnownContent.safeParse({ kind: "text", text, replyTo, handling });
    if (!content.success || !fits(content.data)) return fail({ code: "text.too-long" });
    const entry = await held.conversation.change((draft) => enqueue(this.ground, draft, content.data));
    held.courier.go();
    return ok(entry.messageId);
  };

  /** Says an own message in other words. */
  editText: EngineFacade["editText"] = async ({ conversation, messageId, order, text }) => {
    if (text.trim() === "") return fail({ code: "text.empty" });
    // The marking of the first wording holds for every other.
    const page = await threadPage(this.ground.context.vault, conversation, order + 1, 1, () => undefined);
    const item = page.items.find((one) => one.order === order);
    const handling = item?.kind === "message" ? item.handling : undefined;
    return this.amend(conversation, { kind: "edit", target: messageId, order, text, handling });
  };

  /** Takes an own message back. */
  withdraw: EngineFacade["withdraw"] = ({ conversation, messageId, order }) =>
    this.amend(conversation, { kind: "withdrawal", target: messageId, order });

  private async amend(conversation: ConversationId, amendment: unknown): EngineResult<void> {
    const held = writable(this.ground, this.registry, conversation);
    if ("code" in held) return fail(held);
    const content = KnownContent.safeParse(amendment).data;
    if (content?.kind !== "edit" && content?.kind !== "withdrawal") return fail({ code: "text.too-long" });
    if (!fits(content)) return fail({ code: "text.too-long" });
    const begun = await held.conversation.change(async (draft) => {
      const line = await amendable(draft, content, this.ground.context.self.account);
      if (line === undefined || line.delivery !== "sent" || line.changing === true) return false;
      markChanging(draft, line);
      await enqueue(this.ground, draft, content, false);
      return true;
    });
    if (!begun) return fail({ code: "not-permitted" });
    held.courier.go();
    return ok(undefined);
  }
}
