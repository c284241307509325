import { z } from "zod";

/** What officers do, as an activity page names it. */
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
  "stand-in",
  "returned",
  "succeeded",
] as const;
export const Activity = z.enum(ACTIVITIES);
export type Activity = z.infer<typeof Activity>;
