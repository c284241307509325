import { z } from "zod";
import { NetworkId, Token } from "../ids.ts";
import { SignedStatement } from "../statements/statement.ts";
import { defineCall } from "./event.ts";

/**
 * Founds a network with a one-time founding token (before log-in). The statements are network.found,
 * membership.grant of the founder and device.certify, in this order. Repeating the same call is harmless.
 */
export const networkFound = defineCall(
  "network.found",
  z.object({ token: Token, statements: z.tuple([SignedStatement, SignedStatement, SignedStatement]) }),
  z.object({ network: NetworkId }),
);
