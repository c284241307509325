import { LIMITS } from "@comity/shared/limits";
import { conversationRead } from "@comity/shared/protocol/conversation";
import { short } from "../checks/stints.ts";
import type { SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import { runOwnProgram } from "./ownProgram.ts";

/**
 * A member with a program of their own asks for every log that there is. The server must give nothing of a
 * conversation that the device was never in, and nothing after it left.
 */
export function pry(world: World, device: SimulatedDevice): Promise<void> {
  return runOwnProgram(world, device, "prying", async (session, identity) => {
    for (const [conversation] of world.server.disk.logs) {
      const request = { conversation, after: 0, limit: LIMITS.envelopesPerRead };
      const answer = await session.call(conversationRead, request);
      if (!answer.ok) continue;
      const place = world.server.disk.places.get(identity.device)?.get(conversation);
      const most = place === undefined ? 0 : (place.left ?? Number.POSITIVE_INFINITY);
      const beyond = answer.value.envelopes.find(({ seq }) => seq > most);
      if (beyond !== undefined)
        world.violated("pried", `${device.name} was given ${short(conversation)} #${beyond.seq}`);
    }
  });
}
