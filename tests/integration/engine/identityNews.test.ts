import type { EngineDependencies } from "@comity/client/engine/dependencies";
import type { VaultStore } from "@comity/client/engine/ports";
import { Unlocked } from "@comity/client/engine/session/unlocked";
import { SocketTransport } from "@comity/client/engine/transport/socketTransport";
import { type IdentityRecord, readIdentity } from "@comity/client/engine/vault/identityRecord";
import { SealedVault } from "@comity/client/engine/vault/vault";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArchiveGround, must, PASSPHRASE } from "./archiveGround.ts";
import { clock, random, sodium } from "./people.ts";

let ground: ArchiveGround;
beforeEach(async () => {
  ground = await ArchiveGround.open();
});
afterEach(async () => {
  await ground.close();
});

/** Opens a device's vault as its engine does. */
async function opened(store: VaultStore): Promise<{ vault: SealedVault; identity: IdentityRecord }> {
  const vault = await SealedVault.open(sodium, random, store, PASSPHRASE);
  if (!vault.ok) throw new Error(vault.fault);
  const identity = await readIdentity(vault.value);
  if (identity === undefined) throw new Error("nobody's vault");
  return { vault: vault.value, identity };
}

/** What a device runs while it is unlocked, without the screens' façade over it. */
async function unlocked(store: VaultStore): Promise<Unlocked> {
  const { origin } = ground.server;
  const dependencies: EngineDependencies = {
    ...{ sodium, clock, random, store, origin },
    connect: () => new SocketTransport(origin, clock, random),
  };
  const { vault, identity } = await opened(store);
  const running = await Unlocked.start(
    dependencies,
    vault,
    identity,
    () => undefined,
    () => undefined,
  );
  await expect.poll(() => running.session.online, { timeout: 60_000 }).toBe(true);
  return running;
}

/** Whose identity stands in a store, networks and keys included. */
async function networksIn(store: VaultStore) {
  const { vault, identity } = await opened(store);
  vault.close();
  return identity.networks;
}

describe("an officer's keys that change on one device", () => {
  const officerKey = random(64);
  const withKey = (identity: IdentityRecord): IdentityRecord => ({
    ...identity,
    networks: identity.networks.map((one) => ({ ...one, officerKey })),
  });
  const restore = async (recoveryKey: string) => {
    const store = new MemoryStore();
    const desk = await ground.desk(store);
    await must(desk.engine.restore({ recoveryKey, passphrase: PASSPHRASE, deviceName: "New computer" }));
    await desk.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
    await desk.engine.lock();
    return store;
  };

  it("are in the backup by themselves: who then loses all devices has them again", async () => {
    const officer = await ground.officer();
    await officer.engine.lock();
    const device = await unlocked(officer.store);
    await expect.poll(() => device.identity.recovery.unsaved, { timeout: 60_000 }).toBe(false);
    await device.amend(withKey);
    expect(device.identity.recovery.unsaved).toBe(true);
    await expect.poll(() => device.identity.recovery.unsaved, { timeout: 60_000 }).toBe(false);
    // The device is lost here: nothing more is said or saved.
    await device.close({ gone: true });
    const [network] = await networksIn(await restore(officer.recoveryKey));
    expect(network?.officerKey).toEqual(officerKey);
  });

  it("are learned by the person's other devices, whose backups would otherwise lack them", async () => {
    const officer = await ground.officer();
    const secondStore = await restore(officer.recoveryKey);
    await officer.engine.lock();
    const device = await unlocked(officer.store);
    await device.amend(withKey);
    await expect.poll(() => device.identity.untoldNetworks, { timeout: 60_000 }).toBeUndefined();
    await device.close({ gone: true });
    const second = await unlocked(secondStore);
    await expect.poll(() => second.identity.networks[0]?.officerKey, { timeout: 60_000 }).toEqual(officerKey);
    expect(second.identity.untoldNetworks).toBeUndefined();
    await expect.poll(() => second.identity.recovery.unsaved, { timeout: 60_000 }).toBe(false);
    await second.close();
    const [network] = await networksIn(await restore(officer.recoveryKey));
    expect(network?.officerKey).toEqual(officerKey);
  });
});
