import type { ContactView } from "@comity/client/engine/facade/views";
import type { ConversationId } from "@comity/shared/ids";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { faultOf, must as mustOwn, type Device as OwnDevice, OwnWorld } from "./ownPeople.ts";
import { must, Person, type TestDevice, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;
let [ama, kofi, esi, yaw]: Person[] = [];
let opened: TestDevice[] = [];

beforeEach(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  [ama, kofi, esi] = [await network.person("Ama"), await network.person("Kofi"), await network.person("Esi")];
  opened = [network.officer, ama, kofi, esi].flatMap((one) => (one === undefined ? [] : [one.laptop]));
});
afterEach(async () => {
  for (const device of opened) await device.close();
  await server.close();
});

function people(): { readonly ama: Person; readonly kofi: Person; readonly esi: Person } {
  if (ama === undefined || kofi === undefined || esi === undefined) throw new Error("nobody is there");
  return { ama, kofi, esi };
}

/** A room of these people, made by the first of them, and entered by all. */
async function roomOf(first: Person, ...others: Person[]): Promise<ConversationId> {
  const members = others.map(({ account }) => account);
  const room = await must(first.laptop.engine.createRoom({ reference: "R-1", title: "A case", members }));
  for (const { laptop } of others) await laptop.joined(room);
  for (const { laptop } of [first, ...others]) await laptop.has(room, [first, ...others]);
  return room;
}

/** The lines of a thread about who came and went after the room was made. */
async function changes(device: TestDevice, room: ConversationId) {
  const lines = await device.lines(room);
  return lines.flatMap((line) =>
    line.kind === "membership" && !line.created ? [{ added: line.added, removed: line.removed }] : [],
  );
}

describe("an office that is handed over", { timeout: 240_000 }, () => {
  it("passes its rooms on in one change while the leaver and the successor are away, and says what the room is", async () => {
    const { ama, kofi, esi } = people();
    const room = await roomOf(ama, esi, network.officer);
    const second = await roomOf(esi, ama, network.officer);
    await esi.laptop.say(room, "Before");
    await network.officer.laptop.sees(room, ["Esi: Before"]);
    await ama.laptop.close();
    await kofi.laptop.close();
    await network.succeed(ama, kofi);
    for (const one of [room, second]) {
      for (const { laptop } of [esi, network.officer]) {
        await laptop.has(one, [kofi, esi, network.officer]);
        expect(await changes(laptop, one)).toEqual([{ added: [kofi.account], removed: [ama.account] }]);
      }
    }
    await esi.laptop.say(room, "Welcome");
    await kofi.laptop.open();
    await kofi.laptop.joined(room);
    await kofi.laptop.joined(second);
    await kofi.laptop.until(
      async () => (kofi.laptop.view(room)?.title === "A case" ? true : undefined),
      "the title",
    );
    await kofi.laptop.sees(room, ["Esi: Welcome"]);
    await kofi.laptop.say(room, "Thank you");
    await esi.laptop.sees(room, ["Esi: Before", "Esi: Welcome", "Kofi: Thank you"]);
    for (const { laptop } of [esi, kofi, network.officer]) expect(laptop.warnings).toEqual([]);
  });

  it("does not hold up the removal where the successor can't be brought in yet, and brings them in once it can", async () => {
    const { ama, esi } = people();
    yaw = new Person(network, "Yaw", server);
    await network.vouch(yaw);
    const room = await roomOf(ama, esi, network.officer);
    await network.succeed(ama, yaw);
    for (const { laptop } of [esi, network.officer]) await laptop.has(room, [esi, network.officer]);
    await yaw.laptop.open();
    opened.push(yaw.laptop);
    await yaw.laptop.joined(room);
    for (const { laptop } of [esi, network.officer, yaw]) await laptop.has(room, [yaw, esi, network.officer]);
    expect(await changes(esi.laptop, room)).toEqual([
      { added: [], removed: [ama.account] },
      { added: [yaw.account], removed: [] },
    ]);
  });

  it("goes through to the one who holds the office in the end, beside other changes of the room", async () => {
    const { ama, kofi, esi } = people();
    const room = await roomOf(esi, ama, network.officer);
    yaw = await network.person("Yaw");
    opened.push(yaw.laptop);
    await Promise.all([
      (async () => {
        await network.succeed(ama, kofi);
        await network.succeed(kofi, yaw);
      })(),
      esi.laptop.engine.removeMember({ conversation: room, account: network.officer.account }),
    ]);
    for (const { laptop } of [esi, yaw]) await laptop.has(room, [esi, yaw]);
    await yaw.laptop.say(room, "Here");
    await esi.laptop.sees(room, ["Yaw: Here"]);
  });

  it("brings nobody into rooms that the leaver had left, nor back where the successor was taken out", async () => {
    const { ama, kofi, esi } = people();
    const left = await roomOf(esi, ama, network.officer);
    await must(esi.laptop.engine.removeMember({ conversation: left, account: ama.account }));
    await network.officer.laptop.has(left, [esi, network.officer]);
    const room = await roomOf(esi, ama, network.officer);
    await network.succeed(ama, kofi);
    for (const { laptop } of [esi, kofi]) await laptop.has(room, [kofi, esi, network.officer]);
    await must(esi.laptop.engine.removeMember({ conversation: room, account: kofi.account }));
    await network.officer.laptop.has(room, [esi, network.officer]);
    // What all have to look at once more, and what is said after it, leaves both rooms as they are.
    const late = await network.person("Late");
    opened.push(late.laptop);
    for (const one of [left, room]) {
      await esi.laptop.say(one, "As we are");
      await network.officer.laptop.sees(one, ["Esi: As we are"]);
      await must(network.officer.laptop.engine.addMembers({ conversation: one, accounts: [late.account] }));
      for (const { laptop } of [esi, network.officer, late])
        await laptop.has(one, [esi, network.officer, late]);
    }
  });
});

const DAY = 86_400_000;

describe("what is signed about an office", { timeout: 240_000 }, () => {
  let world: OwnWorld;
  beforeEach(async () => {
    world = await OwnWorld.open();
  });
  afterEach(async () => {
    await world.close();
  });

  const contact = (device: OwnDevice, name: string, wanted: (one: ContactView) => boolean = () => true) =>
    device.mirror.until(({ contacts }) => contacts.find((one) => one.card.name === name && wanted(one)));

  it("shows everybody who stands in, said by an officer or by whoever goes away, until it is taken back", async () => {
    const officer = await world.officer();
    const { network } = officer;
    const ama = await world.admit(officer, "Ama Mensah");
    const kofi = await world.admit(officer, "Kofi Agbeko");
    const absent = (await contact(officer, "Ama Mensah")).account;
    const alternate = (await contact(officer, "Kofi Agbeko")).account;
    const officerAccount = officer.mirror.state.self?.account;
    const dates = { from: Date.now() - DAY, until: Date.now() + DAY };
    const away = { network, absent, alternate, ...dates };
    expect(await faultOf(kofi.engine.standIn(away))).toBe("not-permitted");
    expect(await faultOf(officer.engine.standIn({ ...away, until: dates.from }))).toBe("statement.invalid");
    await mustOwn(officer.engine.standIn(away));
    for (const device of [officer, ama, kofi]) {
      const { absence } = await contact(device, "Ama Mensah", (one) => one.absence !== undefined);
      expect(absence).toEqual({ alternate, ...dates });
    }
    await mustOwn(ama.engine.comeBack({ network, absent }));
    await contact(kofi, "Ama Mensah", ({ absence }) => absence === undefined);
    expect(await faultOf(officer.engine.comeBack({ network, absent }))).toBe("statement.invalid");
    await mustOwn(ama.engine.standIn(away));
    await contact(kofi, "Ama Mensah", ({ absence }) => absence !== undefined);
    // The page of the office shows what officers have signed, and what the absent have themselves.
    const acts = await mustOwn(officer.engine.activity(network));
    expect(acts.filter(({ what }) => what === "stand-in" || what === "returned")).toEqual([
      expect.objectContaining({ what: "stand-in", account: absent, inPlace: alternate, by: officerAccount }),
      expect.objectContaining({ what: "returned", account: absent, by: absent }),
      expect.objectContaining({ what: "stand-in", account: absent, inPlace: alternate, by: absent }),
    ]);
  });

  it("ends the leaver's keys at once and shows on both cards who took over from whom", async () => {
    const officer = await world.officer();
    const { network } = officer;
    const ama = await world.admit(officer, "Ama Mensah");
    const kofi = await world.admit(officer, "Kofi Agbeko");
    const from = (await contact(officer, "Ama Mensah")).account;
    const to = (await contact(officer, "Kofi Agbeko")).account;
    expect(await faultOf(kofi.engine.succeed({ network, from, to }))).toBe("not-permitted");
    expect(await faultOf(officer.engine.succeed({ network, from, to: from }))).toBe("statement.invalid");
    const room = await mustOwn(
      officer.engine.createRoom({ reference: "R-1", title: "A case", members: [from] }),
    );
    await ama.joined(room);
    await mustOwn(officer.engine.succeed({ network, from, to }));
    await ama.phase("refused");
    await kofi.joined(room);
    for (const device of [officer, kofi]) {
      const left = await contact(device, "Ama Mensah", ({ standing }) => standing === "revoked");
      expect(left.handedTo).toEqual([{ account: to, at: expect.any(Number) }]);
      const took = await contact(device, "Kofi Agbeko", ({ tookOver }) => tookOver.length > 0);
      expect(took.tookOver).toEqual([{ account: from, at: left.handedTo[0]?.at }]);
    }
    expect(await faultOf(officer.engine.succeed({ network, from, to }))).toBe("statement.invalid");
    const acts = await mustOwn(officer.engine.activity(network));
    expect(acts.at(-1)).toMatchObject({ what: "succeeded", account: from, inPlace: to });
    const file = await mustOwn(officer.engine.exportActivity(network));
    expect(await mustOwn(kofi.engine.checkActivity(file))).toMatchObject({ acts: acts.length });
  });
});
