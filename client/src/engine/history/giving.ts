import type { Content, KnownContent } from "@comity/shared/content/content";
import { HISTORY } from "@comity/shared/content/history";
import type { Draft } from "../conversations/draft.ts";
import type { Ground } from "../conversations/ground.ts";
import { readJson, writeJson } from "../mls/json.ts";
import { HISTORY_TABLES, PassingKey, type PassingRecord, partKey, passingKey } from "./historyRecords.ts";
import { sealPart } from "./package.ts";
import { dropPassing, keepPassing, markEnd, passingOf } from "./passings.ts";

/** Queues content that is no line of the thread. */
export type Enqueue = (content: KnownContent) => Promise<unknown>;

/** Queues the part that is due, sealed to the newcomer's key. One at a time: what a person writes waits for one at most. */
export async function passNext(
  ground: Ground,
  draft: Draft,
  passing: PassingRecord,
  enqueue: Enqueue,
): Promise<void> {
  const { id } = draft.record;
  const { offer, attempt, next: index, total: of } = passing;
  if (index >= of) return;
  const part = await draft.get(HISTORY_TABLES.part, partKey(id, offer, index));
  const stored = await draft.get(HISTORY_TABLES.key, passingKey(id, offer));
  const key = stored === undefined ? undefined : readJson(PassingKey, stored)?.key;
  if (part === undefined || key === undefined) return keepPassing(draft, { ...passing, state: "broken" });
  const place = { conversation: id, offer, attempt, index, of };
  const sealed = await sealPart(ground.suite.hpke, key, place, part);
  // What the newcomer sent is no key. They may send another.
  if (sealed === undefined) return keepPassing(draft, { ...passing, state: "offered" });
  keepPassing(draft, { ...passing, next: index + 1 });
  await enqueue({ kind: "history.part", offer, attempt, index, of, ...sealed });
}

/** An own message about passing on has its place in the log: what follows from it is done in the same write. */
export async function settlePassing(
  ground: Ground,
  draft: Draft,
  content: Content,
  seq: number,
  enqueue: Enqueue,
): Promise<void> {
  if (!("offer" in content)) return;
  const passing = passingOf(draft.record, content.offer);
  if (passing === undefined) return;
  switch (content.kind) {
    case "history.offer": {
      const placed = { ...passing, order: seq };
      if (passing.state !== "stopping") return keepPassing(draft, placed);
      return endPassing(ground, draft, placed, "stopped", enqueue);
    }
    case "history.key":
      if (passing.attempt === content.attempt) keepPassing(draft, { ...passing, keyOrder: seq });
      return;
    case "history.part":
      // A part of a former attempt was still on its way: the next of this one follows by itself.
      if (passing.attempt !== content.attempt || content.index + 1 !== passing.next) return;
      return passNext(ground, draft, passing, enqueue);
    default:
      return;
  }
}

/** Says to everybody in the room how passing on has ended. */
export async function endPassing(
  ground: Ground,
  draft: Draft,
  passing: PassingRecord,
  how: "done" | "refused" | "stopped",
  enqueue: Enqueue,
): Promise<void> {
  const { offer, order } = passing;
  dropPassing(draft, passing);
  const end = { kind: "history.end" as const, offer, order, how };
  await markEnd(draft, ground.context.self.account, end);
  await enqueue(end);
}

/** An own message about passing on will never be sent. */
export function failPassing(draft: Draft, content: Content): void {
  if (!("offer" in content)) return;
  const passing = passingOf(draft.record, content.offer);
  if (passing === undefined) return;
  if (content.kind === "history.offer") dropPassing(draft, passing);
  if (content.kind === "history.part" || content.kind === "history.key")
    keepPassing(draft, { ...passing, state: "broken" });
}

/** A newcomer has sent a key to what this device has offered them: the parts go to it, from the first on. */
export async function takeKey(
  ground: Ground,
  draft: Draft,
  passing: PassingRecord,
  { attempt, key }: { readonly attempt: number; readonly key: string },
  enqueue: Enqueue,
): Promise<void> {
  const again = attempt > passing.attempt && attempt <= HISTORY.attempts;
  if (!passing.here || !again || passing.state === "stopping") return;
  const { id } = draft.record;
  draft.put(HISTORY_TABLES.key, passingKey(id, passing.offer), writeJson({ key }));
  await passNext(ground, draft, { ...passing, state: "passing", attempt, next: 0 }, enqueue);
}
