import { z } from "zod";
import { DeviceId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { Instant } from "../statements/statement.ts";
import { defineCall } from "./event.ts";

/**
 * When each of the caller's own devices last logged in, to the hour. The server's word and only a hint: which
 * devices there are stands in the networks' logs.
 */
export const deviceList = defineCall(
  "device.list",
  z.object({}),
  z.object({
    devices: z
      .array(z.object({ device: DeviceId, lastLogIn: Instant.optional() }))
      .max(LIMITS.devicesPerConversation),
  }),
);
