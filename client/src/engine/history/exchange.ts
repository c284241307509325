import { decodeContent, type KnownContent } from "@comity/shared/content/content";
import type { Draft } from "../conversations/draft.ts";
import type { Ground } from "../conversations/ground.ts";
import { enqueue } from "../conversations/outbox.ts";
import type { Received } from "../conversations/receiving.ts";
import { guestOf } from "../conversations/visiting.ts";
import { readJson, writeJson } from "../mls/json.ts";
import { endPassing, takeKey } from "./giving.ts";
import { HISTORY_TABLES, PassingKey, type PassingRecord, partKey, passingKey } from "./historyRecords.ts";
import { makeKeys, openPart } from "./package.ts";
import { dropPassing, keepPassing, markEnd, passingOf } from "./passings.ts";
import { placePassed } from "./placing.ts";

/** The kinds by which history is passed on. */
export type HistoryContent = Extract<KnownContent, { kind: `history.${string}` }>;
type Of<Kind extends HistoryContent["kind"]> = Extract<HistoryContent, { kind: Kind }>;

/** So much at a time may be on its way to one person in a room, or from them. */
export const MOST_PASSINGS = 20;

/** Takes what a member says about passing history on. What is not for this person changes nothing here, but for how it ends. */
export async function takeHistory(
  ground: Ground,
  draft: Draft,
  received: Received,
  content: HistoryContent,
): Promise<void> {
  if (draft.record.kind !== "room") return;
  switch (content.kind) {
    case "history.offer":
      return takeOffer(ground, draft, received, content);
    case "history.key":
      return takeAsking(ground, draft, received, content);
    case "history.part":
      return takePart(ground, draft, received, content);
    case "history.end":
      return takeEnd(ground, draft, received, content);
  }
}

/** Whether somebody may pass history on in a room: a member of it who is nobody's guest. */
export function mayPassOn(ground: Ground, draft: Pick<Draft, "members">, account: string): boolean {
  const member = draft.members.find((one) => one.account === account);
  return member !== undefined && guestOf(ground.context.directory, member.account) === undefined;
}

/** Somebody offers history. Where it is for this person, this device asks for it, unless another of theirs is quicker. */
async function takeOffer(
  ground: Ground,
  draft: Draft,
  { author, seq }: Received,
  { offer, to, since, count }: Of<"history.offer">,
): Promise<void> {
  const { self } = ground.context;
  if (author === to || (to !== self.account && author !== self.account)) return;
  if (!mayPassOn(ground, draft, author) || draft.record.passings.length >= MOST_PASSINGS) return;
  // Of one giver, one at a time: an honest one has no other under way.
  const under = draft.record.passings.some((one) => one.by === author && one.to === to);
  if (under || passingOf(draft.record, offer) !== undefined) return;
  const passing: PassingRecord = {
    ...{ offer, order: seq, by: author, to, since, count, state: "offered", here: false },
    ...{ attempt: 0, total: 0, next: 0 },
  };
  if (to !== self.account) return keepPassing(draft, passing);
  await askFor(ground, draft, passing);
}

/** Makes a one-time key on this device and asks with it. What an earlier asking has brought is not used any more. */
export async function askFor(ground: Ground, draft: Draft, passing: PassingRecord): Promise<void> {
  const { offer } = passing;
  const { id } = draft.record;
  const attempt = passing.attempt + 1;
  const { key, secret } = await makeKeys(ground.suite.hpke);
  dropPassing(draft, passing);
  draft.put(HISTORY_TABLES.key, passingKey(id, offer), writeJson({ key: secret }));
  const { keyOrder: _former, ...rest } = passing;
  keepPassing(draft, { ...rest, state: "offered", here: true, attempt, total: 0, next: 0 });
  await enqueue(ground, draft, { kind: "history.key", offer, attempt, key }, false);
}

/** Somebody asks for what they were offered: the giver's device answers, another device of the newcomer's holds back. */
async function takeAsking(
  ground: Ground,
  draft: Draft,
  { author, seq }: Received,
  content: Of<"history.key">,
): Promise<void> {
  const passing = passingOf(draft.record, content.offer);
  if (passing === undefined || author !== passing.to) return;
  const { self } = ground.context;
  if (passing.by === self.account)
    return takeKey(ground, draft, passing, content, (next) => enqueue(ground, draft, next, false));
  const { attempt, keyOrder } = passing;
  const quicker = content.attempt === attempt && (keyOrder === undefined || seq < keyOrder);
  if (content.attempt < attempt || (content.attempt === attempt && !quicker)) return;
  withdrawAsking(draft, passing);
  dropPassing(draft, passing);
  keepPassing(draft, {
    ...passing,
    ...{ state: "offered", here: false, attempt: content.attempt, keyOrder: seq, total: 0, next: 0 },
  });
}

/** An own asking that was not encrypted yet need not be sent: what was may have been. */
function withdrawAsking(draft: Draft, { offer }: PassingRecord): void {
  for (const entry of draft.outbox) {
    const { content } = decodeContent(entry.text);
    if (content.kind === "history.key" && content.offer === offer && entry.sealed === undefined)
      draft.unqueue(entry);
  }
}

/**
 * A part has come. It counts only from whoever made the offer, for the key of this device that counts, in its turn, and
 * as what was sealed for its place. The last one brings all lines, in one write.
 */
async function takePart(
  ground: Ground,
  draft: Draft,
  { author }: Received,
  content: Of<"history.part">,
): Promise<void> {
  const { offer, attempt, index, of } = content;
  const passing = passingOf(draft.record, offer);
  if (passing === undefined || author !== passing.by || attempt !== passing.attempt) return;
  const progressed: PassingRecord = { ...passing, state: "passing", total: of, next: index + 1 };
  // Another device of the giver's or the newcomer's sees how far it has come.
  if (!passing.here) return keepPassing(draft, progressed);
  if (passing.to !== ground.context.self.account || index < passing.next || passing.state === "broken")
    return;
  if (index > passing.next) return keepPassing(draft, { ...passing, state: "broken" });
  const { id } = draft.record;
  const end = (how: "done" | "refused") =>
    endPassing(ground, draft, { ...passing, total: Math.max(of, passing.total) }, how, (next) =>
      enqueue(ground, draft, next, false),
    );
  const stored = await draft.get(HISTORY_TABLES.key, passingKey(id, offer));
  const secret = stored === undefined ? undefined : readJson(PassingKey, stored)?.key;
  if (secret === undefined) return keepPassing(draft, { ...passing, state: "broken" });
  const place = { conversation: id, offer, attempt, index, of };
  const part = await openPart(ground.suite.hpke, secret, place, content);
  if (part === undefined || index >= of || (index > 0 && of !== passing.total)) return end("refused");
  draft.put(HISTORY_TABLES.part, partKey(id, offer, index), part);
  keepPassing(draft, progressed);
  if (index + 1 < of) return;
  await end((await placePassed(ground, draft, progressed)) ? "done" : "refused");
}

/** The other side, or another device of this person, says how it has ended. */
async function takeEnd(
  { context }: Ground,
  draft: Draft,
  { author }: Received,
  content: Of<"history.end">,
): Promise<void> {
  if (!(await markEnd(draft, author, content))) return;
  const passing = passingOf(draft.record, content.offer);
  if (passing === undefined) return;
  withdrawAsking(draft, passing);
  dropPassing(draft, passing);
  const placed = draft.record.passedOn.some(({ offer }) => offer === passing.offer);
  if (content.how === "done" && author === context.self.account && !placed)
    keepPassing(draft, { ...passing, state: "elsewhere", here: false });
}
