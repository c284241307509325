import { z } from "zod";
import { NetworkId } from "../ids.ts";
import { NetworkCode } from "../statements/networkCode.ts";
import { SignedStatement } from "../statements/statement.ts";
import { defineCall } from "./event.ts";

/**
 * The founding statement of a network whose code somebody has got from its secretariat: for officers, before they
 * recognise it. The code is made of the statement's hash, so no server's word is needed for it. `recognises`: which of
 * the networks whose officer the caller is that network recognises now; that is the server's word until both do, and the
 * other's log can be read.
 */
export const networkIdentify = defineCall(
  "network.identify",
  z.object({ code: NetworkCode }),
  z.object({ founding: SignedStatement, recognises: z.array(NetworkId).max(100) }),
);
