import { type AccountId, type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import type { Dice } from "../world/dice.ts";
import type { World } from "../world/world.ts";

/** What others are to see of a message that no program of ours writes. */
export type Shows = "newer" | "damaged" | "nothing";

/** A message's content as it is encrypted, and a word for it. */
export interface Oddity {
  readonly what: string;
  readonly text: string;
  readonly shows: Shows;
}

/** So deep nobody nests what they mean. */
const DEEP = 20_000;

/** Things that a member with a program of their own may write into a conversation. */
export function oddities(
  world: World,
  dice: Dice,
  conversation: ConversationId,
  account: AccountId,
): readonly Oddity[] {
  const sentAt = world.time.now();
  const wrapped = (content: unknown, more: object = {}) => JSON.stringify({ v: 1, sentAt, content, ...more });
  const nobodys = idOfKey(MessageId, dice.bytes(16));
  const { entries = [] } = world.server.disk.logs.get(conversation) ?? {};
  const foreign = dice.pick(
    entries.filter(
      ({ kind, sender }) =>
        kind === "application" && world.server.disk.devices.get(sender)?.account !== account,
    ),
  );
  const order = foreign?.seq ?? 1;
  const target = foreign?.messageId ?? nobodys;
  const far = 2 ** 40;
  const { ledger } = world;
  const one = (what: string, shows: Shows, text: string): Oddity => ({ what, shows, text });
  return [
    one("a kind of a later version", "newer", wrapped({ kind: "poll", question: ledger.words("question") })),
    one("a kind named like a property", "newer", wrapped({ kind: "__proto__", constructor: { name: 1 } })),
    one("a silent kind of a later version", "nothing", wrapped({ kind: "typing" }, { silent: true })),
    one("nothing", "damaged", ""),
    one("no JSON", "damaged", `{"v":1,"sentAt":${sentAt},"content":{"kind":"text"`),
    one("a list that is nested for ever", "damaged", "[".repeat(DEEP)),
    one("a text of a wrong type", "damaged", wrapped({ kind: "text", text: 7 })),
    one(
      "a text without end",
      "damaged",
      wrapped({ kind: "text", text: ledger.words("long ").padEnd(30_000, "x") }),
    ),
    one("a text of no version", "damaged", JSON.stringify({ sentAt, content: { kind: "text", text: "" } })),
    one(
      "a text of an unknown marking",
      "damaged",
      wrapped({ kind: "text", text: "x", handling: { codes: [1] } }),
    ),
    one("a receipt of a wrong type", "damaged", wrapped({ kind: "receipt", upTo: -1 })),
    one("an edit of what never was", "nothing", wrapped({ kind: "edit", target: nobodys, order, text: "x" })),
    one(
      "an edit of another's words",
      "nothing",
      wrapped({ kind: "edit", target, order, text: ledger.words("false") }),
    ),
    one("a withdrawal of another's words", "nothing", wrapped({ kind: "withdrawal", target, order })),
    one(
      "a receipt for what is to come",
      "nothing",
      wrapped({ kind: "receipt", upTo: far }, { silent: true }),
    ),
    one(
      "a request for what is to come",
      "nothing",
      wrapped({ kind: "resend.request", order: far }, { silent: true }),
    ),
    one(
      "another's words again, in other words",
      "nothing",
      wrapped(
        { kind: "resend", order, messageId: target, encoded: wrapped({ kind: "text", text: "x" }) },
        { silent: true },
      ),
    ),
    one(
      "what one's own devices say to each other",
      "nothing",
      wrapped({ kind: "own.read", positions: [{ conversation, order: 1 }] }, { silent: true }),
    ),
    one("heads of logs that are none", "newer", wrapped({ kind: "poll" }, { heads: [[], {}, "x", null] })),
  ];
}
