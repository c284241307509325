import type { ContactView } from "@comity/client/engine/facade/views";
import { GUEST_INVITATIONS } from "@comity/client/engine/guests/guestRecord";
import type { ConversationId, NetworkId } from "@comity/shared/ids";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountOf, DAY, guestComes, KOFI, roomOf } from "./guestPeople.ts";
import { type Device, faultOf, must, OwnWorld, PASSPHRASE } from "./ownPeople.ts";

let world: OwnWorld;
/** By how much the server's clock is ahead. */
let ahead: number;
let adjoa: Device & { readonly network: NetworkId };
let ama: Device;

beforeEach(async () => {
  ahead = 0;
  world = await OwnWorld.open(() => Date.now() + ahead);
  adjoa = await world.officer();
  ama = await world.admit(adjoa, "Ama Mensah");
});
afterEach(async () => {
  await world.close();
});

const room = () => roomOf(ama, adjoa);
const comes = (conversation: ConversationId, validUntil?: number, historySince?: number) =>
  guestComes(world, ama, conversation, validUntil, historySince);

const guestOn = (device: Device, wanted: (one: ContactView) => boolean = () => true) =>
  device.mirror.until(({ guests }) => guests.find((one) => one.card.name === KOFI.name && wanted(one)));

const people = (device: Device, id: string, count: number) =>
  device.mirror.until(({ conversations }) =>
    conversations.find((one) => one.id === id && one.members.length === count),
  );

describe("guests for one case", { timeout: 240_000 }, () => {
  it("join one room by a member's word, read and write there from then on, and are in no directory", async () => {
    const id = await room();
    await must(ama.engine.sendText({ conversation: id, text: "Before Kofi" }));
    await adjoa.hears(id, "Before Kofi");
    const kofi = await comes(id);
    await must(ama.engine.sendText({ conversation: id, text: "Welcome" }));
    await kofi.hears(id, "Welcome");
    await must(kofi.engine.sendText({ conversation: id, text: "Thank you" }));
    await adjoa.hears(id, "Thank you");
    const read = await must(kofi.engine.thread({ conversation: id, limit: 50 }));
    expect(JSON.stringify(read.items)).not.toContain("Before Kofi");
    const guest = await guestOn(adjoa);
    expect(guest).toMatchObject({
      standing: "current",
      vouchedBy: "Ama Mensah",
      stay: { conversation: id, host: accountOf(ama) },
    });
    for (const device of [adjoa, ama, kofi])
      expect(device.mirror.state.contacts.map(({ card }) => card.name)).not.toContain(KOFI.name);
    expect(kofi.mirror.state.self).toMatchObject({ networks: [], guest: { account: accountOf(kofi) } });
    for (const { mirror } of [adjoa, ama, kofi]) expect(mirror.state.warnings).toEqual([]);
  });

  it("are seen to have come by a host whose machine reads its disk more slowly than it connects", async () => {
    const id = await room();
    const asked = { conversation: id, card: KOFI, validUntil: Date.now() + 30 * DAY, linkDays: 3 };
    const made = await must(ama.engine.inviteGuest({ ...asked, historySince: undefined }));
    await ama.engine.lock();
    const kofi = await world.device();
    await must(kofi.engine.enrol({ link: made.link ?? "", passphrase: PASSPHRASE, deviceName: "Laptop" }));
    await kofi.engine.lock();
    const { store, engine, mirror } = ama;
    const scan = store.scan.bind(store);
    store.scan = async (table, range) => {
      if (table === GUEST_INVITATIONS)
        await new Promise<void>((resolve) => {
          engine.subscribe((change) => {
            if (change.type === "connection" && change.connection.state === "online") resolve();
          });
        });
      return scan(table, range);
    };
    await must(engine.unlock(PASSPHRASE));
    await mirror.until(({ guestInvitations }) => guestInvitations.find(({ state }) => state === "arrived"));
  });

  it("get of what was written before what their host chose, and another guest gets nothing of it", async () => {
    const id = await room();
    for (const text of ["Long before", "Before", "Just before"]) {
      await must(ama.engine.sendText({ conversation: id, text }));
      await adjoa.hears(id, text);
    }
    const { items } = await must(ama.engine.thread({ conversation: id, limit: 50 }));
    const before = items.find(
      (item) => item.kind === "message" && item.content.kind === "text" && item.content.text === "Before",
    );
    const other = await comes(id);
    const kofi = await comes(id, Date.now() + 30 * DAY, before?.at);
    const got = await kofi.mirror.until(({ threads }) => {
      const passed = [...(threads.get(id)?.values() ?? [])].filter((item) => item.kind === "passed");
      return passed.length === 2 ? passed : undefined;
    });
    expect(got).toMatchObject([
      { by: accountOf(ama), author: accountOf(ama), content: { text: "Before" } },
      { by: accountOf(ama), author: accountOf(ama), content: { text: "Just before" } },
    ]);
    const thread = async (device: Device) =>
      JSON.stringify((await must(device.engine.thread({ conversation: id, limit: 50 }))).items);
    expect(await thread(kofi)).not.toContain("Long before");
    // Everybody reads that it was passed on, the other guest too, who gets nothing of it and can pass nothing on.
    for (const device of [adjoa, ama, other, kofi])
      await device.mirror.until(({ threads }) =>
        [...(threads.get(id)?.values() ?? [])].find(
          (item) =>
            item.kind === "message" && item.content.kind === "history.offer" && item.passing === "done",
        ),
      );
    for (const text of ["Long before", "Before", "Just before"])
      expect(await thread(other)).not.toContain(`"${text}"`);
    const onwards = { conversation: id, to: accountOf(other), since: 0 };
    expect(await faultOf(kofi.engine.passHistoryOn(onwards))).toBe("not-permitted");
    expect(await faultOf(other.engine.passHistoryOn({ ...onwards, to: accountOf(kofi) }))).toBe(
      "not-permitted",
    );
    for (const { mirror } of [adjoa, ama, kofi, other]) expect(mirror.state.warnings).toEqual([]);
  });

  it("are let in nowhere else, whoever tries, and bring nobody in and put nobody out", async () => {
    const id = await room();
    const kofi = await comes(id);
    await guestOn(adjoa);
    const [guest, officer] = [accountOf(kofi), accountOf(adjoa)];
    // Others can't take the guest elsewhere.
    const other = await must(adjoa.engine.createRoom({ reference: "R-8", title: "Other", members: [] }));
    await adjoa.joined(other);
    expect(await faultOf(adjoa.engine.addMembers({ conversation: other, accounts: [guest] }))).toBe(
      "not-permitted",
    );
    expect(await faultOf(adjoa.engine.openDirect(guest))).toBe("not-permitted");
    expect(await faultOf(adjoa.engine.createRoom({ reference: "R-9", title: "New", members: [guest] }))).toBe(
      "not-permitted",
    );
    // Nor can the guest.
    expect(await faultOf(kofi.engine.openDirect(officer))).toBe("not-permitted");
    expect(
      await faultOf(kofi.engine.createRoom({ reference: "R-9", title: "New", members: [officer] })),
    ).toBe("not-permitted");
    const chidi = await world.admit(adjoa, "Chidi Okonkwo");
    expect(await faultOf(kofi.engine.addMembers({ conversation: id, accounts: [accountOf(chidi)] }))).toBe(
      "not-permitted",
    );
    expect(await faultOf(kofi.engine.removeMember({ conversation: id, account: officer }))).toBe(
      "not-permitted",
    );
    const invitee = { conversation: id, card: KOFI, validUntil: Date.now() + DAY, linkDays: 1 };
    expect(await faultOf(kofi.engine.inviteGuest(invitee))).toBe("not-permitted");
    expect(await faultOf(kofi.engine.endGuest({ network: adjoa.network, account: guest }))).toBe(
      "not-permitted",
    );
    // The room goes on as it was.
    await must(kofi.engine.sendText({ conversation: id, text: "Still here" }));
    for (const device of [adjoa, ama]) await device.hears(id, "Still here");
    expect(kofi.mirror.state.conversations.map((one) => one.id)).toEqual([id]);
  });

  it("meet newcomers whom a member brings in later", async () => {
    const id = await room();
    const kofi = await comes(id);
    const chidi = await world.admit(adjoa, "Chidi Okonkwo");
    await must(adjoa.engine.addMembers({ conversation: id, accounts: [accountOf(chidi)] }));
    await chidi.joined(id);
    await people(kofi, id, 4);
    await must(chidi.engine.sendText({ conversation: id, text: "Good day" }));
    await kofi.hears(id, "Good day");
    await must(kofi.engine.sendText({ conversation: id, text: "And to you" }));
    await chidi.hears(id, "And to you");
    expect(chidi.mirror.state.warnings).toEqual([]);
  });

  it("go when their host or an officer ends the stay: refused at once, and taken out with other keys", async () => {
    const id = await room();
    const kofi = await comes(id);
    const { account, network } = await guestOn(adjoa);
    const chidi = await world.admit(adjoa, "Chidi Okonkwo");
    expect(await faultOf(chidi.engine.endGuest({ network, account }))).toBe("not-permitted");
    await must(adjoa.engine.endGuest({ network, account }));
    expect(await kofi.phase("refused")).toMatchObject({ reason: "membership-ended" });
    for (const device of [adjoa, ama]) await people(device, id, 2);
    await must(ama.engine.sendText({ conversation: id, text: "Among ourselves" }));
    await adjoa.hears(id, "Among ourselves");
    const read = await must(kofi.engine.thread({ conversation: id, limit: 50 }));
    expect(JSON.stringify(read.items)).not.toContain("Among ourselves");
    const { stay } = await guestOn(ama, ({ standing }) => standing === "revoked");
    const [officer, host] = [accountOf(adjoa), accountOf(ama)];
    expect(stay?.ends).toEqual([{ host, at: stay?.endedAt, by: officer }]);
    // The office's page says who admitted whom, into what, until when, and who ended it.
    const acts = await must(adjoa.engine.activity(network));
    const about = { account, room: id, vouched: expect.objectContaining({ card: KOFI }) };
    expect(acts.filter((act) => act.account === account)).toEqual([
      expect.objectContaining({ ...about, what: "guest-admitted", by: host }),
      expect.objectContaining({ ...about, what: "guest-ended", by: officer }),
    ]);
    const file = await must(adjoa.engine.exportActivity(network));
    expect(JSON.parse(JSON.parse(file).document).entries).toContainEqual(
      expect.objectContaining({ what: "guest-admitted", account, room: id, name: KOFI.name }),
    );
    expect(await must(adjoa.engine.checkActivity(file))).toMatchObject({ network });
  });

  it("go when their time is over, by the clock and without anybody's doing, and may be prolonged before", async () => {
    const id = await room();
    const kofi = await comes(id, Date.now() + 20_000);
    const { account, network, position } = await guestOn(ama);
    const longer = { network, account, seen: position };
    expect(await faultOf(ama.engine.prolongGuest({ ...longer, validUntil: Date.now() + 181 * DAY }))).toBe(
      "statement.invalid",
    );
    expect(await faultOf(adjoa.engine.prolongGuest({ ...longer, validUntil: Date.now() + DAY }))).toBe(
      "statement.invalid",
    );
    const validUntil = Date.now() + 15_000;
    await must(ama.engine.prolongGuest({ ...longer, validUntil }));
    expect(await faultOf(ama.engine.prolongGuest({ ...longer, validUntil }))).toBe("member.changed");
    const { stay } = await guestOn(adjoa, (one) => one.validUntil === validUntil);
    expect(stay?.ends).toEqual([{ host: accountOf(ama), at: validUntil, by: "by-date" }]);
    const acts = await must(adjoa.engine.activity(network));
    expect(acts.at(-1)).toMatchObject({ what: "guest-prolonged", account, by: accountOf(ama) });
    expect(acts.at(-1)?.changes.map(({ field, to }) => [field, to])).toContainEqual([
      "validUntil",
      validUntil,
    ]);
    await must(kofi.engine.sendText({ conversation: id, text: "Before the end" }));
    await ama.hears(id, "Before the end");
    for (const device of [adjoa, ama]) await people(device, id, 2);
    expect(Date.now()).toBeGreaterThanOrEqual(validUntil);
    await must(ama.engine.sendText({ conversation: id, text: "Among ourselves" }));
    await adjoa.hears(id, "Among ourselves");
    // Whoever tries the door again finds it shut.
    await kofi.engine.lock();
    await must(kofi.engine.unlock(PASSPHRASE));
    expect(await kofi.phase("refused")).toMatchObject({ reason: "membership-expired" });
    const read = await must(kofi.engine.thread({ conversation: id, limit: 50 }));
    expect(JSON.stringify(read.items)).not.toContain("Among ourselves");
  });
});
