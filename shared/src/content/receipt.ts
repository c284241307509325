import { z } from "zod";

/** A place in the conversation's log. */
export const Order = z.number().int().positive();

/** How many stretches of places a receipt leaves out at most. */
export const MOST_EXCEPTIONS = 64;

/**
 * Its author has seen the conversation up to here, on a screen: but for what their device could not show them below it
 * (`except`: stretches of places, first and last, in their order and apart from each other). Absent in receipts of earlier
 * versions, which leave nothing out.
 */
export const Receipt = z
  .object({
    kind: z.literal("receipt"),
    upTo: Order,
    except: z
      .array(z.tuple([Order, Order]))
      .max(MOST_EXCEPTIONS)
      .optional(),
  })
  .refine(({ upTo, except = [] }) =>
    except.every(([from, to], at) => from <= to && to < upTo && from > (except[at - 1]?.[1] ?? 0)),
  );
