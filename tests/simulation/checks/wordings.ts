import type { ThreadItem } from "@comity/client/engine/facade/views";
import type { ConversationId, MessageId } from "@comity/shared/ids";
import type { Amended } from "../world/ledger.ts";
import type { World } from "../world/world.ts";
import { type Stint, short } from "./stints.ts";
import type { Read } from "./threads.ts";

type Message = Extract<ThreadItem, { kind: "message" }>;

/** What a message said when it was sent; undefined: it is no text, or was taken back. */
export function firstWording(item: ThreadItem | undefined): string | undefined {
  if (item?.kind !== "message" || item.content.kind !== "text") return undefined;
  return item.earlier[0]?.text ?? item.content.text;
}

/** Whether its author has taken a message back. */
export function isWithdrawn(item: ThreadItem | undefined): boolean {
  return item?.kind === "message" && item.content.kind === "withdrawal";
}

/**
 * Messages that their authors changed or took back: the same wordings at the same times at everybody who was there
 * for all of it, no wording but by the message's own author, nothing left of what was taken back, and no change
 * missing that an engine has taken on.
 */
export function checkWordings(world: World, id: ConversationId, reads: readonly Read[]): readonly string[] {
  const amended = new Map<MessageId, Amended[]>();
  for (const one of world.ledger.amended)
    if (one.conversation === id) amended.set(one.target, [...(amended.get(one.target) ?? []), one]);
  const problems: string[] = [];
  const first = new Map<MessageId, { readonly by: string; readonly history: string }>();
  for (const { device, stints, kept, inside, items } of reads) {
    for (const item of items) {
      if (item.kind !== "message") continue;
      const where = `${short(id)} #${item.order} at ${device.name}`;
      const changes = amended.get(item.messageId) ?? [];
      problems.push(...foreign(where, item, changes));
      // Somebody's devices together have seen all that became of a message where one of them was never out since.
      if (!inside || !kept.some((one) => wasInsideSince(one, item.order))) continue;
      if (item.changing) problems.push(`${where}: a change of it is still on its way out`);
      const history = JSON.stringify([item.content, item.earlier, item.changedAt]);
      const known = first.get(item.messageId);
      first.set(item.messageId, known ?? { by: device.name, history });
      if (known !== undefined && known.history !== history)
        problems.push(`${where}: reads ${history}, and ${known.history} at ${known.by}`);
      // Whoever was out of the conversation may have had to give a change up.
      const stayed = stints.length === 1;
      const own = changes.filter((one) => one.device === device.name && one.takenOn);
      if (stayed) problems.push(...missing(where, item, own));
    }
  }
  return problems;
}

function wasInsideSince(stints: readonly Stint[], order: number): boolean {
  const last = stints.at(-1);
  return last !== undefined && last.left === undefined && last.joined < order;
}

/** Wordings that the message's author has not asked for. */
function foreign(where: string, item: Message, changes: readonly Amended[]): readonly string[] {
  if (isWithdrawn(item)) {
    const asked = changes.some(({ text }) => text === undefined);
    if (!asked) return [`${where}: is taken back, and its author has not asked for it`];
    return item.earlier.length === 0 ? [] : [`${where}: is taken back and still has earlier wordings`];
  }
  if (item.content.kind !== "text") return [];
  const [, ...later] = [...item.earlier.map(({ text }) => text), item.content.text];
  return later
    .filter((wording) => !changes.some(({ text }) => text === wording))
    .map((wording) => `${where}: reads "${wording}", and its author has not asked for it`);
}

/** Changes that the author's own device has taken on and does not show. */
function missing(where: string, item: Message, own: readonly Amended[]): readonly string[] {
  if (isWithdrawn(item) || item.content.kind !== "text") return [];
  const wordings = new Set([...item.earlier.map(({ text }) => text), item.content.text]);
  return own
    .filter(({ text }) => text === undefined || !wordings.has(text))
    .map(
      ({ text }) =>
        `${where}: ${text === undefined ? "the withdrawal" : `"${text}"`} was taken on and is lost`,
    );
}
