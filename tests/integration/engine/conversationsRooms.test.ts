import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, TestDevice, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;
const people: Person[] = [];

function person(index: number): Person {
  const found = people[index];
  if (found === undefined) throw new Error("nobody there");
  return found;
}

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  for (const name of ["Ama", "Kofi", "Fatou", "Moussa", "Ibrahim"]) people.push(await network.person(name));
});

afterAll(async () => {
  for (const one of network.people) await one.laptop.close();
  await server.close();
});

const room = { reference: "2026/117", title: "Cargo at the port of Lome" };

describe("a case room", () => {
  it("shows reference and title to members old and new, and nothing more to who was removed", async () => {
    const [ama, kofi, fatou, moussa] = [person(0), person(1), person(2), person(3)];
    const members = [kofi.account, fatou.account];
    const id = await must(ama.laptop.engine.createRoom({ ...room, members }));
    for (const one of [kofi, fatou]) {
      await one.laptop.joined(id);
      await one.laptop.until(
        async () => (one.laptop.view(id)?.title === room.title ? true : undefined),
        "the title",
      );
    }
    await ama.laptop.say(id, "for three");
    await fatou.laptop.sees(id, ["Ama: for three"]);

    await must(kofi.laptop.engine.addMembers({ conversation: id, accounts: [moussa.account] }));
    await moussa.laptop.joined(id);
    await moussa.laptop.until(
      async () => (moussa.laptop.view(id)?.title === room.title ? true : undefined),
      "the title",
    );
    expect(moussa.laptop.view(id)).toMatchObject({ kind: "room", ...room });
    await ama.laptop.has(id, [ama, kofi, fatou, moussa]);

    await must(ama.laptop.engine.removeMember({ conversation: id, account: fatou.account }));
    await fatou.laptop.until(
      async () => (fatou.laptop.view(id)?.state === "left" ? true : undefined),
      "the removal",
    );
    await moussa.laptop.has(id, [ama, kofi, moussa]);
    await ama.laptop.say(id, "for those who stayed");
    await moussa.laptop.sees(id, ["Ama: for those who stayed"]);
    await kofi.laptop.sees(id, ["Ama: for three", "Ama: for those who stayed"]);
    expect(await fatou.laptop.texts(id)).toEqual(["Ama: for three"]);
    const refused = await fatou.laptop.engine.sendText({ conversation: id, text: "still here?" });
    expect(refused).toEqual({ ok: false, fault: { code: "conversation.not-member" } });

    const lines = (await kofi.laptop.lines(id)).filter((line) => line.kind === "membership");
    expect(lines.map(({ by, added, removed, created }) => ({ by, added, removed, created }))).toEqual([
      { by: ama.account, added: expect.arrayContaining(members), removed: [], created: true },
      { by: kofi.account, added: [moussa.account], removed: [], created: false },
      { by: ama.account, added: [], removed: [fatou.account], created: false },
    ]);
    await fatou.laptop.close();
    await fatou.laptop.open();
    expect(await fatou.laptop.texts(id)).toEqual(["Ama: for three"]);
    expect(fatou.laptop.view(id)?.state).toBe("left");
  });

  it("lets a removed person back in, who reads what comes then", async () => {
    const [ama, kofi, fatou] = [person(0), person(1), person(2)];
    const members = [kofi.account, fatou.account];
    const id = await must(ama.laptop.engine.createRoom({ ...room, members }));
    await fatou.laptop.joined(id);
    await must(ama.laptop.engine.removeMember({ conversation: id, account: fatou.account }));
    await fatou.laptop.until(async () => (fatou.laptop.view(id)?.state === "left" ? true : undefined));
    await ama.laptop.say(id, "in between");
    await must(ama.laptop.engine.addMembers({ conversation: id, accounts: [fatou.account] }));
    await fatou.laptop.joined(id);
    await ama.laptop.say(id, "welcome back");
    await fatou.laptop.sees(id, ["Ama: welcome back"]);
    await fatou.laptop.say(id, "thank you");
    await kofi.laptop.sees(id, ["Ama: in between", "Ama: welcome back", "Fatou: thank you"]);
  });

  it("takes the changes of two who commit at once, and all come to the same members", async () => {
    const [ama, kofi, fatou, moussa, ibrahim] = [person(0), person(1), person(2), person(3), person(4)];
    const id = await must(ama.laptop.engine.createRoom({ ...room, members: [kofi.account, fatou.account] }));
    await kofi.laptop.joined(id);
    await fatou.laptop.joined(id);
    await Promise.all([
      must(ama.laptop.engine.addMembers({ conversation: id, accounts: [moussa.account] })),
      must(kofi.laptop.engine.addMembers({ conversation: id, accounts: [ibrahim.account] })),
      must(fatou.laptop.engine.sendText({ conversation: id, text: "meanwhile" })),
    ]);
    const everybody = [ama, kofi, fatou, moussa, ibrahim];
    for (const one of everybody) await one.laptop.has(id, everybody);
    await Promise.all([
      must(ama.laptop.engine.removeMember({ conversation: id, account: moussa.account })),
      must(kofi.laptop.engine.removeMember({ conversation: id, account: moussa.account })),
      must(fatou.laptop.engine.removeMember({ conversation: id, account: ibrahim.account })),
    ]);
    for (const one of [ama, kofi, fatou]) await one.laptop.has(id, [ama, kofi, fatou]);
    await ama.laptop.say(id, "all here");
    for (const one of [ama, kofi, fatou]) await one.laptop.sees(id, ["Fatou: meanwhile", "Ama: all here"]);
  });

  it("gets a member's new device without anybody's doing, and loses a revoked one", async () => {
    const [ama, kofi] = [person(0), person(1)];
    const id = await must(ama.laptop.engine.createRoom({ ...room, members: [kofi.account] }));
    await kofi.laptop.joined(id);
    const phone = new TestDevice(server, kofi);
    await network.certify(phone);
    await phone.open();
    await phone.joined(id);
    await ama.laptop.say(id, "to both devices");
    await phone.sees(id, ["Ama: to both devices"]);
    await phone.say(id, "from the phone");
    await kofi.laptop.sees(id, ["Ama: to both devices", "Kofi: from the phone"]);
    expect((await kofi.laptop.lines(id)).at(-1)).toMatchObject({ mine: true, author: kofi.account });
    await network.revokeDevice(phone);
    await ama.laptop.until(async () => {
      const members = ama.laptop.view(id)?.members.find(({ account }) => account === kofi.account);
      return members?.devices.length === 1 ? true : undefined;
    }, "the phone's removal");
    const lines = await ama.laptop.until(async () => {
      const all = (await ama.laptop.lines(id)).filter((line) => line.kind === "membership");
      return all.length === 3 ? all : undefined;
    });
    expect(lines.map(({ devices }) => devices)).toEqual([
      [],
      [{ account: kofi.account, change: "added" }],
      [{ account: kofi.account, change: "removed" }],
    ]);
    await phone.close();
  });

  it("loses a member whose membership was revoked, and goes on", async () => {
    const [ama, kofi] = [person(0), person(1)];
    const leaver = await network.person("Leaver");
    const id = await must(ama.laptop.engine.createRoom({ ...room, members: [kofi.account, leaver.account] }));
    await leaver.laptop.joined(id);
    await kofi.laptop.joined(id);
    await network.revoke(leaver);
    await ama.laptop.has(id, [ama, kofi]);
    await kofi.laptop.has(id, [ama, kofi]);
    await kofi.laptop.say(id, "we go on");
    await ama.laptop.sees(id, ["Kofi: we go on"]);
  });
});
