import type { ContactView } from "@comity/client/engine/facade/views";
import type { NetworkId } from "@comity/shared/ids";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Device, link, must, OwnWorld, PASSPHRASE } from "./ownPeople.ts";

const DAY = 86_400_000;
let world: OwnWorld;
/** By how much the server's clock is ahead. */
let ahead: number;
let officer: Device & { readonly network: NetworkId };
let ama: Device;

beforeEach(async () => {
  ahead = 0;
  world = await OwnWorld.open(() => Date.now() + ahead);
  officer = await world.officer();
  ama = await world.admit(officer, "Ama Mensah");
});
afterEach(async () => {
  await world.close();
});

function contact(name: string): Promise<ContactView> {
  return officer.mirror.until(({ contacts }) => contacts.find((one) => one.card.name === name));
}

/** Told to the line that stands, and at a log-in afterwards. */
async function isTold(device: Device, reason: string): Promise<void> {
  expect(await device.phase("refused")).toEqual({ phase: "refused", reason });
  await device.engine.lock();
  await must(device.engine.unlock(PASSPHRASE));
  expect(await device.phase("refused")).toEqual({ phase: "refused", reason });
}

describe("why the server lets a device in no more", { timeout: 240_000 }, () => {
  it("an ended membership is no ended device", async () => {
    const { network, account } = await contact("Ama Mensah");
    await must(officer.engine.revokeMember({ network, account }));
    await isTold(ama, "membership-ended");
  });

  it("a handed over office says so", async () => {
    await world.admit(officer, "Kofi Agbeko");
    const from = await contact("Ama Mensah");
    const to = await contact("Kofi Agbeko");
    await must(officer.engine.succeed({ network: from.network, from: from.account, to: to.account }));
    await isTold(ama, "office-handed-over");
  });

  it("a suspended membership says so", async () => {
    const { network, account } = await contact("Ama Mensah");
    await must(officer.engine.suspendMember({ network, account }));
    await isTold(ama, "membership-suspended");
  });

  it("a membership whose term is over says so", async () => {
    const { network, account, card, validFrom, position } = await contact("Ama Mensah");
    const validUntil = Date.now() + DAY;
    await must(officer.engine.amendMember({ network, account, card, validFrom, validUntil, seen: position }));
    ahead = 2 * DAY;
    await ama.engine.lock();
    await must(ama.engine.unlock(PASSPHRASE));
    await isTold(ama, "membership-expired");
  });

  it("an ended device says so, also once the membership has ended as well", async () => {
    const { network, account } = await contact("Ama Mensah");
    const tablet = await world.device();
    await link(ama, tablet, "Tablet");
    const listed = await must(ama.engine.ownDevices());
    const device = listed.find(({ current }) => !current)?.device;
    if (device === undefined) throw new Error("there is no second device");
    await must(ama.engine.revokeDevice({ device, passphrase: PASSPHRASE }));
    await isTold(tablet, "device-revoked");
    await must(officer.engine.revokeMember({ network, account }));
    await isTold(ama, "membership-ended");
    await isTold(tablet, "device-revoked");
  });
});
