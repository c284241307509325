import { signingKeysOf } from "@comity/client/engine/enrolment/newIdentity";
import { Session } from "@comity/client/engine/session/session";
import { SocketTransport } from "@comity/client/engine/transport/socketTransport";
import { readIdentity } from "@comity/client/engine/vault/identityRecord";
import { SealedVault } from "@comity/client/engine/vault/vault";
import { LIMITS } from "@comity/shared/limits";
import { conversationRead } from "@comity/shared/protocol/conversation";
import { short } from "../checks/stints.ts";
import { PASSPHRASE, type SimulatedDevice } from "../world/device.ts";
import { Process } from "../world/process.ts";
import { ORIGIN } from "../world/server.ts";
import type { World } from "../world/world.ts";

const PATIENCE_MS = 60_000;

/**
 * A member with a program of their own: logs in with the device's real keys and asks for every log that there
 * is. The server must give nothing of a conversation that the device was never in, and nothing after it left.
 */
export async function pry(world: World, device: SimulatedDevice): Promise<void> {
  const process = new Process(
    `${device.name} prying`,
    world.time,
    world.dice.fork(`prying ${world.time.now()}`),
  );
  const { random, clock } = process;
  const opened = await SealedVault.open(world.sodium, random, device.disk.openedBy(process), PASSPHRASE);
  const identity = opened.ok ? await readIdentity(opened.value) : undefined;
  if (identity === undefined) return;
  const transport = new SocketTransport(ORIGIN, clock, random, ORIGIN, () =>
    world.network.socket(device.name, process),
  );
  const keys = signingKeysOf(world.sodium, identity.deviceKey);
  const deaf = { connection: () => undefined, standing: () => undefined, refused: () => undefined };
  const session = new Session(world.sodium, transport, identity.device, keys, deaf);
  clock.after(PATIENCE_MS, () => {
    session.close();
    process.die();
  });
  session.onOnline(() => void askForAll());

  async function askForAll(): Promise<void> {
    for (const [conversation] of world.server.disk.logs) {
      const request = { conversation, after: 0, limit: LIMITS.envelopesPerRead };
      const answer = await session.call(conversationRead, request);
      if (!answer.ok) continue;
      const place = identity && world.server.disk.places.get(identity.device)?.get(conversation);
      const most = place === undefined ? 0 : (place.left ?? Number.POSITIVE_INFINITY);
      const beyond = answer.value.envelopes.find(({ seq }) => seq > most);
      if (beyond !== undefined)
        world.violated("pried", `${device.name} was given ${short(conversation)} #${beyond.seq}`);
    }
    session.close();
    process.die();
  }
}
