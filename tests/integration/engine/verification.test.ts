import type { PersonMark } from "@comity/client/engine/facade/views";
import { printPairPicture } from "@comity/shared/crypto/pairCode";
import { AccountId, idOfKey } from "@comity/shared/ids";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Device, faultOf, link, must, OwnWorld, PASSPHRASE, random } from "./ownPeople.ts";

let world: OwnWorld;
beforeEach(async () => {
  world = await OwnWorld.open();
});
afterEach(() => world.close());

const accountOf = (device: Device) => {
  const account = device.mirror.state.self?.account;
  if (account === undefined) throw new Error("not ready");
  return account;
};

const knows = (device: Device, account: AccountId) =>
  device.mirror.until(({ contacts }) => contacts.find((one) => one.account === account));

const marked = (device: Device, account: AccountId, state: PersonMark["state"]) =>
  device.mirror.until(({ people }) => people.find((one) => one.account === account && one.state === state));

async function threePeople() {
  const adjoa = await world.officer();
  const ama = await world.admit(adjoa, "Ama Mensah");
  const kofi = await world.admit(adjoa, "Kofi Agyeman");
  for (const [one, other] of [
    [adjoa, ama],
    [adjoa, kofi],
    [ama, kofi],
    [kofi, ama],
  ] as const)
    await knows(one, accountOf(other));
  return { adjoa, ama, kofi };
}

describe("two people who compare", () => {
  it("see the same code on both sides, and another one with everybody else", async () => {
    const { adjoa, ama, kofi } = await threePeople();
    const one = await must(ama.engine.pair(accountOf(kofi)));
    const other = await must(kofi.engine.pair(accountOf(ama)));
    expect(one.code).toBe(other.code);
    expect(one.picture).not.toBe(other.picture);
    expect((await must(ama.engine.pair(accountOf(adjoa)))).code).not.toBe(one.code);
    expect(await faultOf(ama.engine.pair(accountOf(ama)))).toBe("account.unknown");
    expect(await faultOf(ama.engine.pair(idOfKey(AccountId, random(32))))).toBe("account.unknown");
  });

  it("are told whose a scanned picture is; only the right one, meant for them, verifies", async () => {
    const { adjoa, ama, kofi } = await threePeople();
    const scan = async (text: string) => must(ama.engine.checkPicture({ account: accountOf(kofi), text }));
    const shown = async (by: Device, to: Device) => (await must(by.engine.pair(accountOf(to)))).picture;
    expect(await scan("https://example.org/")).toEqual({ verdict: "none" });
    expect(await scan(await shown(adjoa, ama))).toEqual({ verdict: "other", account: accountOf(adjoa) });
    expect(await scan(await shown(kofi, adjoa))).toEqual({ verdict: "not-for-you" });
    const nobody = idOfKey(AccountId, random(32));
    expect(await scan(printPairPicture(nobody, accountOf(ama)))).toEqual({ verdict: "stranger" });
    expect(ama.mirror.state.people).toEqual([]);
    expect(await scan(await shown(kofi, ama))).toEqual({ verdict: "match" });
    await marked(ama, accountOf(kofi), "verified");
    expect(kofi.mirror.state.people).toEqual([]);
  });

  it("are marked on every device of theirs, and are no longer once the mark is taken back on any", async () => {
    const { adjoa, ama, kofi } = await threePeople();
    await must(adjoa.engine.setVerified({ account: accountOf(ama), verified: true }));
    await marked(adjoa, accountOf(ama), "verified");
    // What was verified before there was a second device comes with the linking, what comes later by their group.
    const tablet = await world.device();
    await link(adjoa, tablet, "Tablet");
    await marked(tablet, accountOf(ama), "verified");
    await must(adjoa.engine.setVerified({ account: accountOf(kofi), verified: true }));
    await marked(tablet, accountOf(kofi), "verified");
    await must(tablet.engine.setVerified({ account: accountOf(kofi), verified: false }));
    await marked(adjoa, accountOf(kofi), "none");
    await adjoa.engine.lock();
    expect(adjoa.mirror.state.people).toEqual([]);
    await must(adjoa.engine.unlock(PASSPHRASE));
    await marked(adjoa, accountOf(ama), "verified");
    await marked(adjoa, accountOf(kofi), "none");
  });

  it("are still marked after a recovery from the printed key", async () => {
    const { adjoa, ama } = await threePeople();
    await must(adjoa.engine.setVerified({ account: accountOf(ama), verified: true }));
    await marked(adjoa, accountOf(ama), "verified");
    const { key } = await must(adjoa.engine.renewRecoveryKey(PASSPHRASE));
    await must(adjoa.engine.confirmRecoveryKey(key));
    await adjoa.mirror.until(({ self }) =>
      self?.recovery.number === 2 && self.recovery.kept ? true : undefined,
    );
    // Locking leaves the newest backup; nothing runs that could tell the restored device.
    await adjoa.engine.lock();
    const restored = await world.device();
    await must(restored.engine.restore({ recoveryKey: key, passphrase: PASSPHRASE, deviceName: "Restored" }));
    await marked(restored, accountOf(ama), "verified");
  });
});
