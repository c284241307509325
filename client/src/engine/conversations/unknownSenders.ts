import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import { DirectoryBehind, isUnknown } from "./leafTrust.ts";
import { takeContent } from "./receiving.ts";
import type { ThreadRecord } from "./records.ts";

type HeldBack = Extract<ThreadRecord, { kind: "unreadable" }>;

/**
 * Looks again at messages that were opened and held back because nobody vouched for who wrote them. Once
 * somebody does, each takes the place where it stood, as itself; what the directory refuses says so. `behind`: of some
 * nothing could be said, since the directory could not be read.
 */
export async function judgeAnew(ground: Ground, draft: Draft): Promise<"judged" | "behind"> {
  const waiting: number[] = [];
  let outcome: "judged" | "behind" = "judged";
  for (const order of draft.record.unknown) {
    const line = await draft.lineAt(order);
    if (line?.kind !== "unreadable") continue;
    const judged = await judgeOne(ground, draft, line);
    if (judged !== "judged") waiting.push(order);
    if (judged === "behind") outcome = judged;
  }
  if (waiting.length !== draft.record.unknown.length) draft.note({ unknown: waiting });
  return outcome;
}

/** Takes a message out of its waiting, whole or not at all: what it says may need the directory as well. */
async function judgeOne(
  ground: Ground,
  draft: Draft,
  line: HeldBack,
): Promise<"judged" | "unknown" | "behind"> {
  const { held, at, order: seq } = line;
  if (held === undefined) return "judged";
  const { account, device, messageId, text } = held;
  const before = draft.mark();
  try {
    const fault = await ground.trust.speaking({ account, device }, at);
    if (fault !== undefined && isUnknown(fault)) return "unknown";
    if (fault !== undefined) {
      const { held: _refused, ...rest } = line;
      draft.redraw({ ...rest, reason: "refused-sender" });
      return "judged";
    }
    draft.dropLine(seq);
    draft.gone.push(line.key);
    await takeContent(ground, draft, { seq, at, messageId, author: account, text });
    return "judged";
  } catch (error) {
    if (!(error instanceof DirectoryBehind)) throw error;
    draft.putBack(before);
    return "behind";
  }
}
