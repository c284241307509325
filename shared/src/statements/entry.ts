import { z } from "zod";
import { NetworkId } from "../ids.ts";

/** Milliseconds since 1970 by the signer's clock. */
export const Instant = z.number().int().nonnegative().max(8_640_000_000_000_000);
export type Instant = z.infer<typeof Instant>;

/** What every entry of a log after the founding holds. */
export const inNetwork = { v: z.literal(1), network: NetworkId, at: Instant };
