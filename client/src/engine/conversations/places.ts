import { MOST_EXCEPTIONS } from "@comity/shared/content/receipt";
import { z } from "zod";
import { common, covers, minus, type Ranges, stored, union } from "../archive/ranges.ts";

/** Stretches of places of a log, in their order. */
export const StretchesRecord = z.array(z.tuple([z.number().int(), z.number().int()]));

/** What somebody has seen of a conversation: everything up to a place, but for some before it. */
export const Places = z.object({
  upTo: z.number().int(),
  except: StretchesRecord.default([]),
});
export type Places = z.infer<typeof Places>;
export const NO_PLACES: Places = { upTo: 0, except: [] };

/** What others have been told that a person has read, on any of their devices. */
export function toldPlaces(record: {
  readonly receipted: number;
  readonly unreceipted: Places["except"];
}): Places {
  return { upTo: record.receipted, except: record.unreceipted };
}

/** Whether a place is among them. */
export function includes({ upTo, except }: Places, order: number): boolean {
  return order <= upTo && !covers(except, order);
}

/** The places themselves. */
export function stretchesOf({ upTo, except }: Places): Ranges {
  return minus([[1, upTo]], except);
}

/**
 * What is in either. Where that leaves out more than is kept, the oldest of what is left out grows together: never is
 * more said to be seen than was.
 */
export function together(one: Places, other: Places): Places {
  const upTo = Math.max(one.upTo, other.upTo);
  const without = (places: Places) => union(places.except, [[places.upTo + 1, upTo]]);
  return { upTo, except: stored(fewer(common(without(one), without(other)))) };
}

/** At most as many stretches as a receipt takes: the oldest grow together, over what lies between them. */
export function fewer(stretches: Ranges): Ranges {
  const all = union(stretches, []);
  const spare = all.length - MOST_EXCEPTIONS;
  const first = all[0];
  const last = all[spare];
  if (spare <= 0 || first === undefined || last === undefined) return all;
  return [[first[0], last[1]], ...all.slice(spare + 1)];
}
