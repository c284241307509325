import { printRecoveryKey } from "@comity/client/engine/recovery/recoveryKey";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import type { NetworkId } from "@comity/shared/ids";
import { backupGet, backupPut } from "@comity/shared/protocol/backup";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArchiveGround, bound, type Desk, type Line, must, PASSPHRASE } from "./archiveGround.ts";
import { lateLine } from "./lateLine.ts";
import { random, sodium } from "./people.ts";

let ground: ArchiveGround;
beforeEach(async () => {
  ground = await ArchiveGround.open();
});
afterEach(async () => {
  await ground.close();
});

const restore = (desk: Desk, recoveryKey: string) =>
  desk.engine.restore({ recoveryKey, passphrase: PASSPHRASE, deviceName: "New computer" });

/** What screens show of the recovery key, once it is so. */
const shown = (desk: Desk, number: number) =>
  desk.mirror.until(({ self }) => (self?.recovery.number === number ? self.recovery : undefined));

/** Two lines: over the first a backup is fetched and remembered, over the second a server serves it again. */
function oldBackups(): { readonly old: Line; readonly stale: Line } {
  let remembered: unknown;
  return {
    old: (transport) => ({
      ...bound(transport),
      call: async (event, request) => {
        const answer = await transport.call(event, request);
        if (event.name === backupGet.name && answer.ok) remembered = answer.value;
        return answer;
      },
    }),
    stale: (transport) => ({
      ...bound(transport),
      call: async (event, request) =>
        event.name === backupGet.name
          ? { ok: true, value: event.response.parse(remembered) }
          : transport.call(event, request),
    }),
  };
}

/** Waits until a network's log names a recovery key's number. */
async function numberInLog(network: NetworkId, number: number): Promise<void> {
  const named = async () => {
    const log = await ground.server.storage.statements.read(network, 0, 100);
    return log.some(({ body }) => body.includes('"recovery.issue"') && body.includes(`"number":${number}`));
  };
  await expect.poll(named, { timeout: 60_000 }).toBe(true);
}

describe("the recovery key", () => {
  it("is asked for until it was typed in once, and again after three months; a test can be put off for a week", async () => {
    const officer = await ground.officer();
    const before = await shown(officer, 1);
    expect(before.testedAt).toBeUndefined();
    expect(before.testDueAt).toBeLessThanOrEqual(Date.now());
    expect(await officer.engine.confirmRecoveryKey("0000-1111")).toMatchObject({
      fault: { code: "recovery.mistyped" },
    });
    const foreign = printRecoveryKey(sodium, random(20));
    expect(await officer.engine.confirmRecoveryKey(foreign)).toMatchObject({
      fault: { code: "recovery.wrong-key" },
    });
    await must(officer.engine.postponeRecoveryTest());
    const days = (at: number) => Math.round((at - Date.now()) / 86_400_000);
    expect(days((await shown(officer, 1)).testDueAt)).toBe(7);
    await must(officer.engine.confirmRecoveryKey(officer.recoveryKey.toLowerCase().replaceAll("-", " ")));
    const after = await shown(officer, 1);
    expect(after.testedAt).toBeDefined();
    expect(days(after.testDueAt)).toBe(90);
  });

  it("holds until the new one has been typed in; then the former is told apart from a wrong one, also on a clean machine", async () => {
    const officer = await ground.officer();
    const renewed = await must(officer.engine.renewRecoveryKey(PASSPHRASE));
    expect(renewed.number).toBe(2);
    expect(await shown(officer, 1)).toMatchObject({ renewing: true });
    await must(restore(await ground.desk(), officer.recoveryKey));
    // What was never typed in opens nothing, and the server knows nothing of it.
    expect(await restore(await ground.desk(), renewed.key)).toMatchObject({
      fault: { code: "backup.unknown" },
    });
    await must(officer.engine.confirmRecoveryKey(renewed.key));
    expect(await shown(officer, 2)).toMatchObject({ renewing: false });
    const outdated = { fault: { code: "recovery.outdated", number: 1 } };
    expect(await officer.engine.confirmRecoveryKey(officer.recoveryKey)).toMatchObject(outdated);
    expect(await restore(await ground.desk(), officer.recoveryKey)).toMatchObject(outdated);
    await must(restore(await ground.desk(), renewed.key));
  });

  it("counts once its backup is at the server: until then that is told, and it is sent again by itself", async () => {
    let refusing = false;
    let refused = 0;
    const officer = await ground.officer("Adjoa Lawson", (transport) => ({
      ...bound(transport),
      call: (event, request) => {
        if (event.name !== backupPut.name || !refusing) return transport.call(event, request);
        refused += 1;
        return Promise.resolve({ ok: false, fault: { code: "transport.timeout" } });
      },
    }));
    refusing = true;
    const renewed = await must(officer.engine.renewRecoveryKey(PASSPHRASE));
    await must(officer.engine.confirmRecoveryKey(renewed.key));
    expect(await shown(officer, 2)).toMatchObject({ kept: false });
    expect(refused).toBeGreaterThan(0);
    refusing = false;
    await officer.mirror.until(({ self }) => (self?.recovery.kept ? true : undefined));
    await must(restore(await ground.desk(), renewed.key));
  });

  it("that another device has made is learned from the archive, and the former never comes back", async () => {
    const officer = await ground.officer();
    await officer.engine.lock();
    const second = await ground.desk();
    await must(restore(second, officer.recoveryKey));
    await second.mirror.until(({ self }) => self?.networks[0]);
    const renewed = await must(second.engine.renewRecoveryKey(PASSPHRASE));
    await must(second.engine.confirmRecoveryKey(renewed.key));
    await second.engine.lock();
    await must(officer.engine.unlock(PASSPHRASE));
    // It was typed in on the other device just now: nobody is asked for it here.
    expect((await shown(officer, 2)).testedAt).toBeDefined();
    await must(officer.engine.confirmRecoveryKey(renewed.key));
    await officer.engine.lock();
    expect(await restore(await ground.desk(), officer.recoveryKey)).toMatchObject({
      fault: { code: "recovery.outdated", number: 1 },
    });
    await must(restore(await ground.desk(), renewed.key));
  });

  it("whose old backup a server serves again is refused by the number in the networks' logs, and nothing stays", async () => {
    const officer = await ground.officer();
    const { old, stale } = oldBackups();
    await must(restore(await ground.desk(new MemoryStore(), old), officer.recoveryKey));
    const renewed = await must(officer.engine.renewRecoveryKey(PASSPHRASE));
    await must(officer.engine.confirmRecoveryKey(renewed.key));
    await numberInLog(officer.network, 2);
    const store = new MemoryStore();
    const fooled = await ground.desk(store, stale);
    expect(await restore(fooled, officer.recoveryKey)).toMatchObject({
      fault: { code: "recovery.outdated", number: 1 },
    });
    expect(fooled.mirror.state.phase).toEqual({ phase: "empty" });
    expect(await store.tables()).toEqual([]);
    const log = await ground.server.storage.statements.read(officer.network, 0, 100);
    expect(log.filter(({ body }) => body.includes('"device.revoke"'))).toHaveLength(1);
  });

  it("whose old backup a server serves is found out also when the logs can only be read later; the device is ended", async () => {
    const officer = await ground.officer();
    const { old, stale } = oldBackups();
    await must(restore(await ground.desk(new MemoryStore(), old), officer.recoveryKey));
    const renewed = await must(officer.engine.renewRecoveryKey(PASSPHRASE));
    await must(officer.engine.confirmRecoveryKey(renewed.key));
    await numberInLog(officer.network, 2);
    // From the certificate on there is no connection, until the person is at work.
    const { line, impatient, connect } = lateLine(stale);
    const store = new MemoryStore();
    const desk = await ground.desk(store, line, impatient);
    await must(restore(desk, officer.recoveryKey));
    await desk.mirror.until(({ phase }) => (phase?.phase === "ready" ? true : undefined));
    connect();
    const phase = await desk.mirror.until(({ phase: now }) => (now?.phase === "lost" ? now : undefined));
    expect(phase).toMatchObject({ reason: "outdated", mark: { recoveryNumber: 2 } });
    expect(await store.tables()).toEqual([]);
    const log = await ground.server.storage.statements.read(officer.network, 0, 100);
    // The first copy of the key has made a device that stays; the fooled one has come and gone.
    expect(log.filter(({ body }) => body.includes('"device.revoke"'))).toHaveLength(1);
    await must(restore(await ground.desk(store), renewed.key));
  });

  it("is compared with the logs as soon as there is a connection, and in order it is saved", async () => {
    const officer = await ground.officer();
    let saved = 0;
    const { line, impatient, connect } = lateLine((transport) => ({
      ...bound(transport),
      call: async (event, request) => {
        if (event.name === backupPut.name) saved += 1;
        return transport.call(event, request);
      },
    }));
    const desk = await ground.desk(new MemoryStore(), line, impatient);
    await must(restore(desk, officer.recoveryKey));
    connect();
    await expect.poll(() => saved).toBeGreaterThan(0);
    expect(desk.mirror.state.phase).toEqual({ phase: "ready" });
  });

  it("whose backup was changed is told apart from a wrong one, and nothing of the backup is used", async () => {
    const officer = await ground.officer();
    await officer.engine.lock();
    const changed: Line = (transport) => ({
      ...bound(transport),
      call: async (event, request) => {
        const answer = await transport.call(event, request);
        if (event.name !== backupGet.name || !answer.ok) return answer;
        const found = backupGet.response.parse(answer.value);
        if (found.state !== "current") return answer;
        const bytes = found.bytes.map((byte, at) => (at === 60 ? byte ^ 1 : byte));
        return { ok: true, value: event.response.parse({ state: "current", bytes }) };
      },
    });
    expect(await restore(await ground.desk(new MemoryStore(), changed), officer.recoveryKey)).toMatchObject({
      fault: { code: "recovery.damaged" },
    });
  });
});
