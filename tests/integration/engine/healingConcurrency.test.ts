import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});

afterAll(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

describe("ten devices that change one group at the same time", () => {
  it("all come to the same members, every change lands, and all read each other afterwards", async () => {
    const members: Person[] = [];
    for (let index = 0; index < 10; index++) members.push(await network.person(`Member ${index}`));
    const guests: Person[] = [];
    for (let index = 0; index < 10; index++) guests.push(await network.person(`Guest ${index}`));
    const leaving: Person[] = [];
    for (let index = 0; index < 10; index++) leaving.push(await network.person(`Leaving ${index}`));
    const [first, ...others] = members;
    if (first === undefined) throw new Error("nobody");
    const accounts = [...others, ...leaving].map(({ account }) => account);
    const id = await must(
      first.laptop.engine.createRoom({ reference: "10", title: "Ten at once", members: accounts }),
    );
    for (const { laptop } of [...others, ...leaving]) await laptop.joined(id);
    const changes = members.flatMap(({ laptop }, index) => {
      const [guest, gone] = [guests[index], leaving[index]];
      if (guest === undefined || gone === undefined) return [];
      return [
        laptop.engine.addMembers({ conversation: id, accounts: [guest.account] }),
        laptop.engine.removeMember({ conversation: id, account: gone.account }),
      ];
    });
    const results = await Promise.all(changes);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    const present = [...members, ...guests];
    for (const { laptop } of present) await laptop.has(id, present);
    for (const { laptop } of leaving)
      await laptop.until(async () => (laptop.view(id)?.state === "left" ? true : undefined), "the end");
    await Promise.all(members.map(({ laptop, name }) => laptop.say(id, `hello from ${name}`)));
    for (const { laptop } of present)
      await laptop.until(async () => {
        const texts = (await laptop.texts(id)).join("\n");
        return members.every(({ name }) => texts.includes(`hello from ${name}`)) ? true : undefined;
      }, "everybody's words");
    const orders = await Promise.all(present.map(({ laptop }) => laptop.texts(id)));
    for (const texts of orders)
      expect(texts.filter((text) => text.includes("hello"))).toEqual(
        (orders[0] ?? []).filter((text) => text.includes("hello")),
      );
    // Nobody has fallen out of step on the way. What a member told another newcomer of the room may have its place
    // behind a guest's own coming: it was sealed before, and the guest's thread says so.
    const unreadable = (texts: readonly string[]) => texts.filter((text) => text.startsWith("["));
    for (const texts of orders.slice(0, members.length)) expect(unreadable(texts)).toEqual([]);
    for (const texts of orders.slice(members.length))
      expect(unreadable(texts).filter((text) => text !== "[before-you-joined]")).toEqual([]);
  }, 120_000);
});
