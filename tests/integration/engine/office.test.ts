import type { ContactView } from "@comity/client/engine/facade/views";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import type { NetworkId } from "@comity/shared/ids";
import { signActivity } from "@comity/shared/transparency/activityFile";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Device, faultOf, must, OwnWorld, PASSPHRASE } from "./ownPeople.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
let world: OwnWorld;
/** By how much the server's clock is ahead. */
let ahead: number;
let adjoa: Device & { readonly network: NetworkId };

beforeEach(async () => {
  ahead = 0;
  world = await OwnWorld.open(() => Date.now() + ahead);
  adjoa = await world.officer();
});
afterEach(async () => {
  await world.close();
});

const cardOf = (name: string, change: Partial<Record<keyof Card, unknown>> = {}) =>
  Card.parse({
    ...{ name, authority: "Office", country: "GH", roles: ["prosecutor"] },
    ...{ competences: ["mla.a"], languages: ["en"], ...change },
  });

/** What a device's directory says of somebody, once it is as `wanted`. */
function contact(
  device: Device,
  name: string,
  wanted: (one: ContactView) => boolean = () => true,
): Promise<ContactView> {
  return device.mirror.until(({ contacts }) => contacts.find((one) => one.card.name === name && wanted(one)));
}

/** Waits until only so many people are in a conversation on a device. */
const people = (device: Device, id: string, count: number) =>
  device.mirror.until(({ conversations }) =>
    conversations.find((one) => one.id === id && one.members.length === count),
  );

describe("the secretariat's office: members", () => {
  it("amends a card and renews its time; everybody sees the new one, and nothing is overwritten unseen", async () => {
    const ama = await world.admit(adjoa, "Ama Mensah");
    const before = await contact(adjoa, "Ama Mensah");
    const { network, account, validFrom, position } = before;
    const card = cardOf("Ama Mensah", { country: "TG", roles: ["focal-point"], competences: ["mla.f"] });
    const validUntil = before.validUntil + 365 * DAY;
    const amendment = { network, account, card, validFrom, validUntil, seen: position };
    await must(adjoa.engine.amendMember(amendment));
    for (const device of [adjoa, ama]) {
      const after = await contact(device, "Ama Mensah", (one) => one.card.country === "TG");
      expect(after).toMatchObject({ card, validUntil, standing: "current", vouchedBy: "Adjoa Lawson" });
      expect(after.position).toBeGreaterThan(position);
    }
    expect(ama.mirror.state.self?.networks[0]?.validUntil).toBe(validUntil);
    // Another officer's client, which has seen the former statement only.
    expect(await faultOf(adjoa.engine.amendMember({ ...amendment, card: before.card }))).toBe(
      "member.changed",
    );
    expect(await faultOf(ama.engine.amendMember({ ...amendment, seen: position }))).toBe("not-permitted");
    const seen = (await contact(adjoa, "Ama Mensah")).position;
    const reversed = { ...amendment, seen, validUntil: validFrom };
    expect(await faultOf(adjoa.engine.amendMember(reversed))).toBe("statement.invalid");
  });

  it("suspends: refused at once, with words, and taken out of rooms; lifted, the person comes back", {
    timeout: 240_000,
  }, async () => {
    const ama = await world.admit(adjoa, "Ama Mensah");
    const chidi = await world.admit(adjoa, "Chidi Okonkwo");
    const { network, account } = await contact(adjoa, "Ama Mensah");
    const chidis = (await contact(adjoa, "Chidi Okonkwo")).account;
    const members = [account, chidis];
    const room = await must(adjoa.engine.createRoom({ reference: "R-1", title: "A case", members }));
    for (const device of [ama, chidi]) await device.joined(room);
    await must(adjoa.engine.suspendMember({ network, account }));
    expect(await ama.phase("refused")).toMatchObject({ reason: "membership-suspended" });
    await contact(chidi, "Ama Mensah", ({ standing }) => standing === "suspended");
    await people(chidi, room, 2);
    await must(chidi.engine.sendText({ conversation: room, text: "Without Ama" }));
    expect(await faultOf(adjoa.engine.suspendMember({ network, account }))).toBe("statement.invalid");
    // Locked and opened again the door stays shut.
    await ama.engine.lock();
    await must(ama.engine.unlock(PASSPHRASE));
    expect(await ama.phase("refused")).toMatchObject({ reason: "membership-suspended" });
    await must(adjoa.engine.resumeMember({ network, account }));
    await ama.engine.connectNow();
    await ama.phase("ready");
    await ama.online();
    await contact(ama, "Ama Mensah", ({ standing }) => standing === "current");
    // A room is not entered again by itself: somebody in it has to say so.
    await people(chidi, room, 2);
    await must(chidi.engine.addMembers({ conversation: room, accounts: [account] }));
    await people(ama, room, 3);
    await must(chidi.engine.sendText({ conversation: room, text: "Ama is back" }));
    await ama.hears(room, "Ama is back");
    const read = await must(ama.engine.thread({ conversation: room, limit: 50 }));
    expect(JSON.stringify(read.items)).not.toContain("Without Ama");
  });

  it("lets a member who is no officer take a suspended one off the notice board, without an alarm for who is back", {
    timeout: 240_000,
  }, async () => {
    const ama = await world.admit(adjoa, "Ama Mensah");
    const chidi = await world.admit(adjoa, "Chidi Okonkwo");
    const { network, account } = await contact(adjoa, "Ama Mensah");
    const board = await adjoa.mirror.until(({ conversations }) =>
      conversations.find((one) => one.kind === "board" && one.members.length === 3),
    );
    await people(chidi, board.id, 3);
    await people(ama, board.id, 3);
    await must(adjoa.engine.suspendMember({ network, account }));
    // Whoever comes first does it: with the officer away, that is Chidi's device.
    await adjoa.engine.lock();
    await people(chidi, board.id, 2);
    await must(adjoa.engine.unlock(PASSPHRASE));
    await adjoa.online();
    await must(adjoa.engine.resumeMember({ network, account }));
    await ama.engine.connectNow();
    await ama.online();
    for (const device of [adjoa, chidi, ama]) await people(device, board.id, 3);
    await must(adjoa.engine.announce({ network, title: "Plenary", text: "In May" }));
    await ama.mirror.until(({ notices }) => notices.find(({ title }) => title === "Plenary"));
    for (const device of [adjoa, chidi, ama]) expect(device.mirror.state.warnings).toEqual([]);
  });

  it("shuts a membership out that has expired, says so, and lets it in again once it is renewed", async () => {
    const ama = await world.admit(adjoa, "Ama Mensah");
    const { network, account, card, validFrom, position } = await contact(adjoa, "Ama Mensah");
    const soon = { network, account, card, validFrom };
    await must(adjoa.engine.amendMember({ ...soon, validUntil: Date.now() + 40 * MINUTE, seen: position }));
    const { position: seen } = await contact(adjoa, "Ama Mensah", (one) => one.position !== position);
    await ama.engine.lock();
    // Not further than the clock of an officer's computer may be slow.
    ahead = 45 * MINUTE;
    await must(ama.engine.unlock(PASSPHRASE));
    expect(await ama.phase("refused")).toMatchObject({ reason: "membership-expired" });
    await must(adjoa.engine.amendMember({ ...soon, validUntil: Date.now() + 90 * DAY, seen }));
    await ama.engine.connectNow();
    await ama.phase("ready");
    await ama.online();
  });

  it("never takes the last officer's right to sign away", async () => {
    const { network, account } = await contact(adjoa, "Adjoa Lawson");
    for (const end of [adjoa.engine.suspendMember, adjoa.engine.revokeMember])
      expect(await faultOf(end.call(adjoa.engine, { network, account }))).toBe("statement.invalid");
  });
});

describe("the secretariat's office: invitations", () => {
  it("makes many with progress, remembers which links went out, renews and withdraws", async () => {
    const { network } = adjoa;
    const invitees = ["Ama Mensah", "Chidi Okonkwo", "Helena Tavares"].map((name, at) => ({
      card: cardOf(name),
      ...(at === 0 ? { memberUntil: Date.now() + 200 * DAY } : {}),
    }));
    const steps: string[] = [];
    const stop = await adjoa.engine.subscribe((change) => {
      if (change.type === "progress" && change.task === "invitations")
        steps.push(`${change.done}/${change.total}`);
    });
    const { made, stopped } = await must(adjoa.engine.inviteMany({ network, invitees, validDays: 7 }));
    stop();
    expect(stopped).toBeUndefined();
    expect(steps).toEqual(["0/3", "1/3", "2/3", "3/3"]);
    expect(made.map(({ card }) => card.name)).toEqual(["Ama Mensah", "Chidi Okonkwo", "Helena Tavares"]);
    expect(new Set(made.map(({ link }) => link)).size).toBe(3);
    const [first, second, third] = made;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error("three were made");
    await must(adjoa.engine.handedOver([first.invitation, third.invitation]));
    const byName = (name: string, state: string) =>
      adjoa.mirror.state.invitations.find((one) => one.card.name === name && one.state === state);
    expect(byName("Ama Mensah", "open")?.handedAt).toEqual(expect.any(Number));
    expect(byName("Chidi Okonkwo", "open")?.handedAt).toBeUndefined();
    // It outlives a lock.
    await adjoa.engine.lock();
    await must(adjoa.engine.unlock(PASSPHRASE));
    await adjoa.online();
    expect(byName("Helena Tavares", "open")?.handedAt).toEqual(expect.any(Number));

    await must(adjoa.engine.cancelInvitation(third.invitation));
    const again = await must(adjoa.engine.renewInvitation({ invitation: first.invitation, validDays: 30 }));
    expect(again).toMatchObject({ state: "open", memberUntil: first.memberUntil, handedAt: undefined });
    const guest = await world.device();
    const enrol = (link = "") => guest.engine.enrol({ link, passphrase: PASSPHRASE, deviceName: "Laptop" });
    expect(await faultOf(enrol(first.link))).toBe("invitation.used");
    expect(await faultOf(enrol(third.link))).toBe("invitation.used");
    await must(enrol(again.link));
    await adjoa.mirror.until(() => byName("Ama Mensah", "arrived"));
    expect(await faultOf(adjoa.engine.renewInvitation({ invitation: again.invitation, validDays: 3 }))).toBe(
      "invitation.used",
    );
    await must(adjoa.engine.grant(again.invitation));
    await guest.phase("ready");
    expect((await contact(adjoa, "Ama Mensah")).validUntil).toBe(first.memberUntil);
  });

  it("renews one that has expired", async () => {
    const { network } = adjoa;
    const made = await must(adjoa.engine.invite({ network, card: cardOf("Ama Mensah"), validDays: 1 }));
    ahead = 2 * DAY;
    const guest = await world.device();
    expect(await faultOf(guest.engine.previewInvitation(made.link ?? ""))).toBe("invitation.expired");
    const again = await must(adjoa.engine.renewInvitation({ invitation: made.invitation, validDays: 14 }));
    const preview = await must(guest.engine.previewInvitation(again.link ?? ""));
    expect(preview.card.name).toBe("Ama Mensah");
  });

  it("says how far it came when the server goes away in the middle", async () => {
    const { network } = adjoa;
    const invitees = Array.from({ length: 40 }, (_, at) => ({ card: cardOf(`Person ${at}`) }));
    let ended: Promise<void> | undefined;
    const stop = await adjoa.engine.subscribe((change) => {
      if (change.type !== "progress" || change.task !== "invitations" || change.done !== 5) return;
      ended ??= world.server.close();
    });
    const { made, stopped } = await must(adjoa.engine.inviteMany({ network, invitees, validDays: 7 }));
    stop();
    await ended;
    expect(made.length).toBeGreaterThanOrEqual(5);
    expect(made.length).toBeLessThan(40);
    expect(["transport.offline", "transport.timeout", "storage.unavailable"]).toContain(stopped?.code);
    const open = adjoa.mirror.state.invitations.filter(({ state }) => state === "open");
    expect(open.map(({ card }) => card.name).sort()).toEqual(made.map(({ card }) => card.name).sort());
  });
});

describe("the secretariat's office: activity", () => {
  it("is what the log says officers did, and a signed file of it that anybody with the log can check", async () => {
    const { network } = adjoa;
    const ama = await world.admit(adjoa, "Ama Mensah");
    const { account, card, validFrom, validUntil, position } = await contact(adjoa, "Ama Mensah");
    const moved = cardOf("Ama Mensah", { country: "TG" });
    const about = { network, account };
    const longer = validUntil + 90 * DAY;
    await must(adjoa.engine.amendMember({ ...about, card: moved, validFrom, validUntil, seen: position }));
    const { position: seen } = await contact(adjoa, "Ama Mensah", (one) => one.position !== position);
    await must(adjoa.engine.amendMember({ ...about, card: moved, validFrom, validUntil: longer, seen }));
    await must(adjoa.engine.suspendMember(about));
    await must(adjoa.engine.resumeMember(about));
    const build = "A".repeat(43);
    await must(adjoa.engine.publishBuild({ network, build }));
    const acts = await must(adjoa.engine.activity(network));
    expect(acts.map(({ what }) => what)).toEqual([
      ...["founded", "granted", "granted", "amended", "renewed", "suspended", "resumed", "build-published"],
    ]);
    const adjoas = (await contact(adjoa, "Adjoa Lawson")).account;
    expect(acts.every(({ by }) => by === adjoas)).toBe(true);
    expect(acts[2]).toMatchObject({ account, vouched: { card, validUntil } });
    expect(acts[3]?.changes).toEqual([{ field: "country", from: "GH", to: "TG" }]);
    expect(acts[4]?.changes).toEqual([{ field: "validUntil", from: validUntil, to: longer }]);
    expect(acts[7]).toMatchObject({ account: undefined, build });
    expect(acts.map((act) => act.position)).toEqual(
      [...acts.map((act) => act.position)].sort((a, b) => a - b),
    );

    const file = await must(adjoa.engine.exportActivity(network));
    expect(file).toContain(build);
    await ama.engine.connectNow();
    await ama.online();
    await expect.poll(() => faultOf(ama.engine.checkActivity(file)), { timeout: 60_000 }).toBe("no fault");
    for (const device of [adjoa, ama]) {
      const checked = await must(device.engine.checkActivity(file));
      expect(checked).toMatchObject({ network, networkName: "WACAP", acts: 8, signedBy: adjoas });
    }
    expect(await faultOf(ama.engine.exportActivity(network))).toBe("not-permitted");
    // It stays true when the log grows.
    await must(adjoa.engine.suspendMember(about));
    expect((await must(adjoa.engine.checkActivity(file))).acts).toBe(8);
    for (const other of [file.replace("GH", "TG"), file.replace("suspended", "resumed"), "{}", "no file"])
      expect(await faultOf(adjoa.engine.checkActivity(other))).toBe("activity.damaged");
  });

  it("says nothing against a file about what this device has not read yet, and can't read now", async () => {
    const ama = await world.admit(adjoa, "Ama Mensah");
    const { network, account } = await contact(ama, "Ama Mensah");
    await ama.engine.lock();
    await must(adjoa.engine.suspendMember({ network, account }));
    const file = await must(adjoa.engine.exportActivity(network));
    await world.server.close();
    await must(ama.engine.unlock(PASSPHRASE));
    expect(await faultOf(ama.engine.checkActivity(file))).toBe("transport.offline");
  });

  it("refuses a file that is well signed, by somebody else or about what never was", async () => {
    const { network } = adjoa;
    const file = await must(adjoa.engine.exportActivity(network));
    const { document } = z.object({ document: z.string() }).parse(JSON.parse(file));
    const sodium = await loadSodium();
    const stranger = signActivity(sodium, JSON.parse(document), sodium.crypto_sign_keypair());
    expect(await faultOf(adjoa.engine.checkActivity(stranger))).toBe("activity.differs");
  });
});

describe("people with names that can be confused", () => {
  it("are known as such to everybody, and are found before anybody is invited", async () => {
    const chidi = await world.admit(adjoa, "Chidi Okonkwo");
    await world.admit(adjoa, "Ama Mensah");
    await world.admit(adjoa, "Мensah Аma");
    const [one, other] = await Promise.all([contact(chidi, "Ama Mensah"), contact(chidi, "Мensah Аma")]);
    const both = await contact(chidi, "Ama Mensah", ({ lookalikes }) => lookalikes.length > 0);
    expect(both.lookalikes).toEqual([other.account]);
    expect((await contact(chidi, "Мensah Аma")).lookalikes).toEqual([one.account]);
    expect((await contact(chidi, "Chidi Okonkwo")).lookalikes).toEqual([]);
    const compared = await must(
      adjoa.engine.compareNames(["Helena Tavares", "AMA MENSAH", "Tavares Hélena", "Nobody Else"]),
    );
    expect(compared[0]).toEqual({ people: [], others: [2] });
    expect([...(compared[1]?.people ?? [])].sort()).toEqual([one.account, other.account].sort());
    expect(compared[2]).toEqual({ people: [], others: [0] });
    expect(compared[3]).toEqual({ people: [], others: [] });
  });
});
