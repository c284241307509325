import { readLinkCode } from "@comity/client/engine/linking/linkCode";
import { linkAwait, linkClaim, linkLook } from "@comity/shared/protocol/link";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Device, faultOf, link, must, OwnWorld, PASSPHRASE, random } from "./ownPeople.ts";

let world: OwnWorld;
let ahead = 0;
beforeEach(async () => {
  ahead = 0;
  world = await OwnWorld.open(() => Date.now() + ahead);
});
afterEach(() => world.close());

const offerOf = (device: Device) => must(device.engine.openLink({ deviceName: "Tablet" }));

describe("linking a second device", () => {
  it("shows one number on both screens, and makes the new device one of the same person, officer's right included", async () => {
    const adjoa = await world.officer();
    const tablet = await world.device();
    const offer = await offerOf(tablet);
    expect(offer.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readLinkCode(offer.link)).toBe(offer.code.replace("-", ""));
    const comparing = must(tablet.engine.compareLink());
    const here = await must(adjoa.engine.linkDevice(` ${offer.code.toLowerCase().replace("-", " ")} `));
    const there = await comparing;
    expect(here.number).toMatch(/^\d{3} \d{3}$/);
    expect(here).toEqual({ number: there.number, deviceName: "Tablet" });

    const accepting = must(tablet.engine.acceptLink({ passphrase: "four other words here" }));
    expect(await faultOf(adjoa.engine.confirmLink("not the passphrase"))).toBe("passphrase.wrong");
    expect(tablet.mirror.state.phase).toEqual({ phase: "empty" });
    await must(adjoa.engine.confirmLink(PASSPHRASE));
    await accepting;
    await tablet.phase("ready");
    const self = await tablet.mirror.until((state) =>
      state.connection.state === "online" && state.self?.networks[0]?.officer ? state.self : undefined,
    );
    expect(self.account).toBe(adjoa.mirror.state.self?.account);
    expect(self.device).not.toBe(adjoa.mirror.state.self?.device);
    expect(self.deviceName).toBe("Tablet");
    // Its vault is its own, under its own passphrase.
    await tablet.engine.lock();
    expect(await faultOf(tablet.engine.unlock(PASSPHRASE))).toBe("passphrase.wrong");
    await must(tablet.engine.unlock("four other words here"));
    await tablet.online();
    // And it can link a third one.
    const telephone = await world.device();
    const third = await must(telephone.engine.openLink({ deviceName: "Telephone" }));
    const [one, other] = await Promise.all([
      must(telephone.engine.compareLink()),
      must(tablet.engine.linkDevice(third.link)),
    ]);
    expect(one.number).toBe(other.number);
    await Promise.all([
      must(telephone.engine.acceptLink({ passphrase: PASSPHRASE })),
      must(tablet.engine.confirmLink("four other words here")),
    ]);
    await telephone.phase("ready");
    await expect
      .poll(async () => (await must(adjoa.engine.ownDevices())).map(({ name }) => name))
      .toEqual(["Desk", "Telephone", "Tablet"]);
  });

  it("is refused with words for a wrong, a foreign, a used, a cancelled and an expired code", async () => {
    const adjoa = await world.officer();
    const ama = await world.admit(adjoa, "Ama Mensah");
    expect(await faultOf(adjoa.engine.linkDevice("no code at all"))).toBe("link.invalid");
    expect(await faultOf(adjoa.engine.linkDevice("ABCD-EFGH"))).toBe("link.unknown");
    const tablet = await world.device();
    const offer = await offerOf(tablet);
    const comparing = tablet.engine.compareLink();
    await must(adjoa.engine.linkDevice(offer.code));
    await must(comparing);
    expect(await faultOf(ama.engine.linkDevice(offer.code))).toBe("link.taken");
    // The person sees different numbers, or has second thoughts: both sides end.
    await adjoa.engine.cancelLink();
    expect(await faultOf(tablet.engine.acceptLink({ passphrase: PASSPHRASE }))).toBe("link.cancelled");
    expect(await faultOf(adjoa.engine.confirmLink(PASSPHRASE))).toBe("not-ready");
    expect(tablet.mirror.state.phase).toEqual({ phase: "empty" });

    const again = await offerOf(tablet);
    await tablet.engine.cancelLink();
    expect(await faultOf(adjoa.engine.linkDevice(again.code))).toBe("link.cancelled");
    const late = await offerOf(tablet);
    ahead = 10 * 60_000;
    expect(await faultOf(adjoa.engine.linkDevice(late.code))).toBe("link.expired");
    expect(await faultOf(tablet.engine.compareLink())).toBe("link.expired");
    // A browser that has a device is no new one.
    expect(await faultOf(ama.engine.openLink({ deviceName: "x" }))).toBe("vault.exists");
  });

  it("shows different numbers when a server puts a key of its own in the signed-in device's place", async () => {
    const adjoa = await world.officer();
    const tablet = await world.device();
    const swapped = random(32);
    tablet.lie(linkAwait, (found) => (found.answer === undefined ? found : { ...found, answer: swapped }));
    const offer = await offerOf(tablet);
    const comparing = tablet.engine.compareLink();
    const claim = adjoa.engine.linkDevice(offer.code);
    const there = await must(comparing);
    // The greeting was sealed for the server's key: the signed-in device can't even open it.
    expect(await faultOf(claim)).toBe("link.tampered");
    expect(there.number).toMatch(/^\d{3} \d{3}$/);
    expect(await faultOf(tablet.engine.acceptLink({ passphrase: PASSPHRASE }))).toBe("link.cancelled");
  });

  it("is refused when a server shows other keys than the new device committed to", async () => {
    const adjoa = await world.officer();
    const tablet = await world.device();
    adjoa.lie(linkLook, (found) =>
      found.reveal === undefined ? found : { ...found, reveal: random(found.reveal.length) },
    );
    const offer = await offerOf(tablet);
    const comparing = tablet.engine.compareLink();
    expect(await faultOf(adjoa.engine.linkDevice(offer.code))).toBe("link.tampered");
    await comparing;
    expect(await faultOf(tablet.engine.acceptLink({ passphrase: PASSPHRASE }))).toBe("link.cancelled");
    expect(await deviceCount(adjoa)).toBe(1);
  });

  it("is refused when a server shows another commitment than the new device's", async () => {
    const adjoa = await world.officer();
    const tablet = await world.device();
    adjoa.lie(linkClaim, (found) => ({ ...found, commitment: random(32) }));
    const offer = await offerOf(tablet);
    const comparing = tablet.engine.compareLink();
    expect(await faultOf(adjoa.engine.linkDevice(offer.code))).toBe("link.tampered");
    await comparing;
  });

  it("ends well when the signed-in device dies after it has handed over: the new one certifies itself", async () => {
    const adjoa = await world.officer();
    const tablet = await world.device();
    // It never learns that everything is stored.
    adjoa.lie(linkLook, ({ receipt: _, ...found }) => found);
    const offer = await offerOf(tablet);
    await Promise.all([must(tablet.engine.compareLink()), must(adjoa.engine.linkDevice(offer.code))]);
    const confirming = faultOf(adjoa.engine.confirmLink(PASSPHRASE));
    await must(tablet.engine.acceptLink({ passphrase: PASSPHRASE }));
    await tablet.phase("ready");
    await tablet.online();
    await expect.poll(() => deviceCount(tablet)).toBe(2);
    await adjoa.engine.cancelLink();
    expect(await confirming).toBe("link.cancelled");
    await expect.poll(() => deviceCount(adjoa)).toBe(2);
  });

  it("is refused on the new device when what is handed over was exchanged on the way", async () => {
    const adjoa = await world.officer();
    const tablet = await world.device();
    tablet.lie(linkAwait, (found) =>
      found.package === undefined ? found : { ...found, package: random(found.package.length) },
    );
    const offer = await offerOf(tablet);
    await Promise.all([must(tablet.engine.compareLink()), must(adjoa.engine.linkDevice(offer.code))]);
    const confirming = faultOf(adjoa.engine.confirmLink(PASSPHRASE));
    expect(await faultOf(tablet.engine.acceptLink({ passphrase: PASSPHRASE }))).toBe("link.tampered");
    expect(tablet.mirror.state.phase).toEqual({ phase: "empty" });
    // The other side is told, certifies nothing, and can begin again.
    expect(await confirming).toBe("link.cancelled");
    expect(await deviceCount(adjoa)).toBe(1);
    const other = await world.device();
    await link(adjoa, other, "Second try");
  });
});

async function deviceCount(device: Device): Promise<number> {
  return (await must(device.engine.ownDevices())).length;
}
