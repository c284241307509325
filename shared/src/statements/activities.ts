import { z } from "zod";

/** What officers do, and members about guests and absences, as an activity page names it. */
export const ACTIVITIES = [
  "founded",
  "granted",
  "amended",
  "renewed",
  "suspended",
  "resumed",
  "revoked",
  "device-ended",
  "officer-added",
  "officer-removed",
  "recognised",
  "recognition-withdrawn",
  "officer-nominated",
  "officer-key-named",
  "rule-on",
  "signed-first",
  "signed-second",
  "second-refused",
  "stand-in",
  "returned",
  "succeeded",
  "nomination-withdrawn",
  "build-published",
  "guest-admitted",
  "guest-prolonged",
  "guest-ended",
] as const;
export const Activity = z.enum(ACTIVITIES);
export type Activity = z.infer<typeof Activity>;
