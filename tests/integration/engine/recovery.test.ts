import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { backupGet } from "@comity/shared/protocol/backup";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArchiveGround, bound, type Desk, type Line, must, PASSPHRASE } from "./archiveGround.ts";

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

describe("the recovery key", () => {
  it("is asked for until it was typed in once, and again after three months; a test can be put off for a week", async () => {
    const officer = await ground.officer();
    const before = await shown(officer, 1);
    expect(before.testedAt).toBeUndefined();
    expect(before.testDueAt).toBeLessThanOrEqual(Date.now());
    expect(await officer.engine.confirmRecoveryKey("0000-1111")).toMatchObject({
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
    expect(await restore(await ground.desk(), renewed.key)).toMatchObject({
      fault: { code: "recovery.wrong-key" },
    });
    await must(officer.engine.confirmRecoveryKey(renewed.key));
    expect(await shown(officer, 2)).toMatchObject({ renewing: false });
    const outdated = { fault: { code: "recovery.outdated", number: 1 } };
    expect(await officer.engine.confirmRecoveryKey(officer.recoveryKey)).toMatchObject(outdated);
    expect(await restore(await ground.desk(), officer.recoveryKey)).toMatchObject(outdated);
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
    await shown(officer, 2);
    await must(officer.engine.confirmRecoveryKey(renewed.key));
    await officer.engine.lock();
    expect(await restore(await ground.desk(), officer.recoveryKey)).toMatchObject({
      fault: { code: "recovery.outdated", number: 1 },
    });
    await must(restore(await ground.desk(), renewed.key));
  });

  it("whose old backup a server serves again is refused by the number in the networks' logs, and nothing stays", async () => {
    const officer = await ground.officer();
    let old: unknown;
    const keeping: Line = (transport) => ({
      ...bound(transport),
      call: async (event, request) => {
        const answer = await transport.call(event, request);
        if (event.name === backupGet.name && answer.ok) old = answer.value;
        return answer;
      },
    });
    await must(restore(await ground.desk(new MemoryStore(), keeping), officer.recoveryKey));
    const renewed = await must(officer.engine.renewRecoveryKey(PASSPHRASE));
    await must(officer.engine.confirmRecoveryKey(renewed.key));
    const { network } = officer;
    await expect
      .poll(async () => {
        const log = await ground.server.storage.statements.read(network, 0, 100);
        return log.some(({ body }) => body.includes('"recovery.issue"') && body.includes('"number":2'));
      })
      .toBe(true);
    const stale: Line = (transport) => ({
      ...bound(transport),
      call: async (event, request) =>
        event.name === backupGet.name
          ? { ok: true, value: event.response.parse(old) }
          : transport.call(event, request),
    });
    const store = new MemoryStore();
    const fooled = await ground.desk(store, stale);
    expect(await restore(fooled, officer.recoveryKey)).toMatchObject({
      fault: { code: "recovery.outdated", number: 1 },
    });
    expect(fooled.mirror.state.phase).toEqual({ phase: "empty" });
    expect(await store.tables()).toEqual([]);
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
