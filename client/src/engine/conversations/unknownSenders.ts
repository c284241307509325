import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import { DirectoryBehind, isUnknown } from "./leafTrust.ts";
import { takeContent } from "./receiving.ts";

/**
 * Looks again at messages that were opened and held back because nobody vouched for who wrote them. Once
 * somebody does, each takes the place where it stood, as itself; what the directory refuses says so.
 */
export async function judgeAnew(ground: Ground, draft: Draft): Promise<void> {
  const waiting: number[] = [];
  for (const order of draft.record.unknown) {
    const line = await draft.lineAt(order);
    if (line?.kind !== "unreadable" || line.held === undefined) continue;
    const { held, at } = line;
    const { account, device, messageId, text } = held;
    const fault = await ground.trust.speaking({ account, device }, at).catch((error: unknown) => {
      if (error instanceof DirectoryBehind) return "behind" as const;
      throw error;
    });
    if (fault === "behind" || (fault !== undefined && isUnknown(fault))) {
      waiting.push(order);
      continue;
    }
    if (fault !== undefined) {
      const { held: _refused, ...rest } = line;
      draft.redraw({ ...rest, reason: "refused-sender" });
      continue;
    }
    draft.dropLine(order);
    draft.gone.push(line.key);
    await takeContent(ground, draft, { seq: order, at, messageId, author: account, text });
  }
  if (waiting.length !== draft.record.unknown.length) draft.note({ unknown: waiting });
}
