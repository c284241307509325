import { ConversationId } from "@comity/shared/ids";
import { expect, it } from "vitest";
import { reflect, STARTING_STATE } from "./mirror.ts";

it("keeps no thread behind a lock", () => {
  const conversation = ConversationId.parse("A".repeat(22));
  const item = {
    kind: "unreadable",
    key: "1",
    order: 1,
    at: 1,
    reason: "damaged",
    mend: "members",
    sender: undefined,
    asked: undefined,
  } as const;
  const shown = reflect(STARTING_STATE, { type: "thread", conversation, items: [item], gone: [] });
  expect(shown.threads.get(conversation)?.size).toBe(1);
  expect(reflect(shown, { type: "phase", phase: { phase: "ready" } }).threads.size).toBe(1);
  expect(reflect(shown, { type: "phase", phase: { phase: "locked" } }).threads.size).toBe(0);
});
