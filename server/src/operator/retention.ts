import { readFileSync } from "node:fs";
import { fail, ok, type Result } from "@comity/shared/result";
import { z } from "zod";
import type { Ended } from "../storage/port/operator.ts";

const DAY_MS = 86_400_000;
const days = z.number().int().min(1).max(36_500);

/**
 * For how long things that have ended are kept, in days; what is not named is kept for ever. `messages` empties
 * messages that every device in their conversation has stored: people keep theirs on their devices. `filesDays` deletes
 * files by their age alone: who has not saved one by then has to ask for it again. `uploadsDays` is for those only whose
 * upload was never finished.
 */
export const RetentionPolicy = z.strictObject({
  invitationsDays: days.optional(),
  handOversDays: days.optional(),
  messagesDays: days.optional(),
  filesDays: days.optional(),
  uploadsDays: days.optional(),
});
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;

/** Reads a policy's file. A failure is one sentence for the operator. */
export function readPolicy(file: string): Result<RetentionPolicy, string> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return fail(
      `There is no retention policy at ${file}: write one, like {"invitationsDays": 90, "handOversDays": 30}, or name another file with --policy.`,
    );
  }
  try {
    return ok(RetentionPolicy.parse(JSON.parse(text)));
  } catch {
    return fail(
      `The retention policy at ${file} can't be read: it may name invitationsDays, handOversDays, messagesDays, filesDays and uploadsDays, each a whole number of days from 1, and nothing else.`,
    );
  }
}

/** Before which moments things must have ended, by a policy. */
export function endedBy(
  { invitationsDays, handOversDays, messagesDays, filesDays, uploadsDays }: RetentionPolicy,
  now: number,
): Ended {
  const before = (kept: number | undefined) => (kept === undefined ? undefined : now - kept * DAY_MS);
  return {
    invitations: before(invitationsDays),
    handOvers: before(handOversDays),
    messages: before(messagesDays),
    files: before(filesDays),
    uploads: before(uploadsDays),
  };
}
