import { signingKeysOf } from "@comity/client/engine/enrolment/newIdentity";
import { Session } from "@comity/client/engine/session/session";
import { SocketTransport } from "@comity/client/engine/transport/socketTransport";
import { type IdentityRecord, readIdentity } from "@comity/client/engine/vault/identityRecord";
import { SealedVault } from "@comity/client/engine/vault/vault";
import { PASSPHRASE, type SimulatedDevice } from "../world/device.ts";
import { Process } from "../world/process.ts";
import { ORIGIN } from "../world/server.ts";
import type { World } from "../world/world.ts";

const PATIENCE_MS = 60_000;

/** A member with a program of their own: it logs in with the device's real keys and does as it likes, once. */
export async function runOwnProgram(
  world: World,
  device: SimulatedDevice,
  purpose: string,
  run: (session: Session, identity: IdentityRecord) => Promise<void>,
): Promise<void> {
  const process = new Process(
    `${device.name} ${purpose}`,
    world.time,
    world.dice.fork(`${purpose} ${world.time.now()}`),
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
  const end = () => {
    session.close();
    process.die();
  };
  clock.after(PATIENCE_MS, end);
  session.onOnline(() => void run(session, identity).finally(end));
}
