import type { ConversationId } from "@comity/shared/ids";
import type { EngineFacade } from "../engine/facade/facade.ts";
import type { ThreadItem } from "../engine/facade/views.ts";
import { withDevice } from "./device.ts";
import { EXITS } from "./exits.ts";
import { type CommandSpec, whole } from "./invocation.ts";
import { lineJson, lineText } from "./lines.ts";
import { instant, visible } from "./output.ts";
import { theConversation, titleOf } from "./people.ts";
import { must } from "./words.ts";

const PAGE = 200;

/** Every line of a thread, oldest first, by pages. */
async function allLines(engine: EngineFacade, conversation: ConversationId): Promise<ThreadItem[]> {
  const pages: (readonly ThreadItem[])[] = [];
  for (let before: number | undefined; ; ) {
    const input = { conversation, limit: PAGE };
    const page = await must(engine.thread(before === undefined ? input : { ...input, before }));
    pages.push(page.items);
    before = page.items[0]?.order;
    if (!page.more || before === undefined) return pages.reverse().flat();
  }
}

/** The line of a thread that stands at an order, if there is one. */
export async function threadLine(
  engine: EngineFacade,
  conversation: ConversationId,
  order: number,
): Promise<ThreadItem | undefined> {
  const { items } = await must(engine.thread({ conversation, before: order + 1, limit: 1 }));
  return items.find((item) => item.order === order);
}

/** `comity read CONVERSATION` */
export const read: CommandSpec = {
  name: "read",
  words: "CONVERSATION",
  least: 1,
  most: 1,
  summary: "Show the newest lines of a conversation",
  details: "CONVERSATION is a person's name, e-mail address or id, or a room's reference, title or id.",
  options: {
    limit: { type: "string", value: "N", help: "how many lines (default 50, at most 200)" },
    before: { type: "string", value: "ORDER", help: "lines before this order: the page before" },
    mark: { type: "boolean", help: "mark as read what is shown" },
  },
  run: async (invocation) => {
    const limit = whole("--limit", invocation.text("limit"), PAGE) ?? 50;
    const before = whole("--before", invocation.text("before"), Number.MAX_SAFE_INTEGER);
    return withDevice(invocation, "either", async ({ engine, mirror, online }) => {
      const conversation = theConversation(mirror.state, invocation.words[0] ?? "");
      const { id } = conversation;
      const input = { conversation: id, limit };
      const { items, more } = await must(engine.thread(before === undefined ? input : { ...input, before }));
      const { state } = mirror;
      const newest = items.at(-1)?.order;
      if (invocation.has("mark") && newest !== undefined)
        await must(engine.markRead({ conversation: id, order: newest }));
      const json = {
        conversation: { id, kind: conversation.kind, title: titleOf(state, conversation) },
        upToDate: online,
        more,
        lines: items.map((item) => lineJson(state, item)),
      };
      invocation.output.answer(json, () => items.map((item) => lineText(state, item)).join("\n"));
      return online ? EXITS.done : EXITS.incomplete;
    });
  },
};

/** `comity export CONVERSATION`: the whole thread, and honestly what of it could not be had. */
export const exportThread: CommandSpec = {
  name: "export",
  words: "CONVERSATION",
  least: 1,
  most: 1,
  summary: "Write out a whole conversation, and say how much of it could be read",
  details:
    "Ends with exit code 6 where lines could not be read, or where the server could not be asked for the newest.",
  run: (invocation) =>
    withDevice(invocation, "either", async ({ engine, mirror, online }) => {
      const conversation = theConversation(mirror.state, invocation.words[0] ?? "");
      const lines = await allLines(engine, conversation.id);
      const { state } = mirror;
      const unreadable = lines.filter(
        (item) =>
          item.kind === "unreadable" ||
          (item.kind === "message" && (item.content.kind === "damaged" || item.content.kind === "newer")),
      ).length;
      const total = lines.length;
      const json = {
        conversation: { id: conversation.id, kind: conversation.kind, title: titleOf(state, conversation) },
        members: conversation.members.map(({ account }) => ({
          account,
          name: state.contacts.find((one) => one.account === account)?.card.name ?? account,
        })),
        exportedAt: instant(Date.now()),
        upToDate: online,
        total,
        exported: total - unreadable,
        unreadable,
        lines: lines.map((item) => lineJson(state, item)),
      };
      invocation.output.answer(json, () =>
        [`# ${visible(titleOf(state, conversation))}`, ...lines.map((item) => lineText(state, item))].join(
          "\n",
        ),
      );
      invocation.output.remark(
        `${total - unreadable} of ${total} lines exported${unreadable > 0 ? `; ${unreadable} could not be read, and stand in the export with the reason` : ""}${online ? "" : "; the server could not be asked for newer ones"}.`,
      );
      return unreadable > 0 || !online ? EXITS.incomplete : EXITS.done;
    }),
};
