import { boardConversationId } from "@comity/shared/protocol/conversationIds";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, sodium, type TestDevice, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;
let officer: TestDevice;
const people: Person[] = [];

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  officer = network.officer.laptop;
  for (const name of ["Ama", "Kofi", "Fatou"]) people.push(await network.person(name));
});

afterAll(async () => {
  for (const person of network.people) await person.laptop.close();
  await server.close();
});

const plenary = { title: "Plenary", text: "In two parts", date: "2099-03-12", place: "Accra" };

describe("a notice board", () => {
  it("has everybody of its network, shows announcements, and counts answers", async () => {
    const board = boardConversationId(sodium, network.network);
    await officer.has(board, [network.officer, ...people]);
    const announcement = await must(officer.engine.announce({ network: network.network, ...plenary }));
    const answers = ["attending", "attending", "maybe"] as const;
    for (const [index, person] of people.entries()) {
      await person.laptop.until(
        async () => person.laptop.notices.find((notice) => notice.announcement === announcement),
        "the announcement",
      );
      const attendance = answers[index] ?? "maybe";
      await must(person.laptop.engine.answer({ network: network.network, announcement, attendance }));
    }
    const [first] = people;
    if (first === undefined) throw new Error("nobody there");
    const counted = { attending: 2, "not-attending": 0, maybe: 1 };
    const shown = (device: TestDevice) =>
      device.until(async () => {
        const notice = device.notices.find((one) => one.announcement === announcement);
        return notice !== undefined && JSON.stringify(notice.counts) === JSON.stringify(counted)
          ? notice
          : undefined;
      }, "three answers");
    expect((await shown(officer)).answers).toHaveLength(3);
    const atMember = await shown(first.laptop);
    expect(atMember).toMatchObject({ ...plenary, mine: "attending", author: network.officer.account });
    expect(atMember.answers).toEqual([]);

    await must(
      first.laptop.engine.answer({ network: network.network, announcement, attendance: "not-attending" }),
    );
    await officer.until(async () => {
      const notice = officer.notices.find((one) => one.announcement === announcement);
      return notice?.counts["not-attending"] === 1 && notice.counts.attending === 1 ? true : undefined;
    }, "the changed answer");
  });

  it("refuses announcements of who is no officer, at the sender and at the reader", async () => {
    const [ama] = people;
    const refused = await ama?.laptop.engine.announce({ network: network.network, ...plenary });
    expect(refused).toEqual({ ok: false, fault: { code: "not-permitted" } });
  });

  it("gives newcomers the announcements that still matter, and everybody else nothing twice", async () => {
    const late = await network.person("Latecomer");
    const board = boardConversationId(sodium, network.network);
    await late.laptop.joined(board);
    await late.laptop.until(
      async () => late.laptop.notices.find((notice) => notice.title === plenary.title),
      "the announcement",
    );
    const [ama] = people;
    if (ama === undefined) throw new Error("nobody there");
    await ama.laptop.has(board, [network.officer, ...people, late]);
    await officer.until(async () => (officer.view(board)?.queued === 0 ? true : undefined));
    expect(ama.laptop.notices).toHaveLength(1);
    const shown = (await ama.laptop.lines(board)).filter(
      (line) => line.kind === "message" && line.content.kind === "announcement",
    );
    expect(shown).toHaveLength(1);
    await ama.laptop.close();
    await ama.laptop.open();
    expect(ama.laptop.notices).toHaveLength(1);
    expect(ama.laptop.notices[0]?.counts["not-attending"]).toBe(1);
  });

  it("loses who is no member any more", async () => {
    const board = boardConversationId(sodium, network.network);
    const leaver = await network.person("Leaver");
    await leaver.laptop.joined(board);
    await network.revoke(leaver);
    await officer.until(async () => {
      const members = officer.view(board)?.members.map(({ account }) => account) ?? [];
      return members.includes(leaver.account) ? undefined : true;
    }, "the removal");
  });
});
