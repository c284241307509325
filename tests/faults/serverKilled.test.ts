import type { ConversationId } from "@comity/shared/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FaultGround, type FaultyPerson, must, pause, sameEverywhere } from "./people.ts";

let ground: FaultGround;
let people: FaultyPerson[];
let room: ConversationId;
beforeAll(async () => {
  ground = await FaultGround.open();
  people = [ground.officer, await ground.person("Ama"), await ground.person("Luc")];
  const members = people.slice(1).map(({ account }) => account);
  room = await must(ground.officer.engine.createRoom({ reference: "2026/1", title: "Faults", members }));
  for (const one of people) await one.joined(room);
});
afterAll(() => ground.close(...people.slice(1)));

/** The texts of one person, in the order of a thread. */
const of = (name: string, texts: readonly string[]) => texts.filter((text) => text.startsWith(name));

describe("a server that is killed while everybody writes", () => {
  it("has everything that it acknowledged, once, in one order, after six deaths", async () => {
    let over = false;
    const said: string[] = [];
    const writing = people.map(async (one) => {
      for (let n = 0; !over; n++) {
        const text = `${one.name} ${String(n).padStart(3, "0")}`;
        await one.say(room, text);
        said.push(text);
        await pause(10 + Math.random() * 60);
      }
    });
    for (let death = 0; death < 6; death++) {
      await pause(150 + Math.random() * 500);
      await ground.server.kill();
      await ground.server.start();
    }
    over = true;
    await Promise.all(writing);
    const told = people.map((one) => one.sentAll(room));
    await Promise.all(told);
    const texts = await sameEverywhere(room, people, said);
    for (const { name } of people) expect(of(name, texts)).toEqual([...of(name, texts)].sort());
    expect(said.length).toBeGreaterThan(30);
  });

  it("takes a change of members in the middle of it once, or not at all", async () => {
    const guest = await ground.person("Guest");
    people.push(guest);
    const adding = ground.officer.engine.addMembers({ conversation: room, accounts: [guest.account] });
    await pause(Math.random() * 40);
    await ground.server.kill();
    await ground.server.start();
    await adding;
    await ground.officer.online();
    await ground.officer.engine.settled();
    const members = () =>
      ground.officer.mirror.state.conversations.find(({ id }) => id === room)?.members ?? [];
    if (!members().some(({ account }) => account === guest.account))
      await must(ground.officer.engine.addMembers({ conversation: room, accounts: [guest.account] }));
    await guest.joined(room);
    await guest.say(room, "Guest is in");
    for (const one of people) {
      await one.until(
        (state) =>
          [...(state.threads.get(room)?.values() ?? [])].some(
            (line) =>
              line.kind === "message" && line.content.kind === "text" && line.content.text === "Guest is in",
          ) || undefined,
        "the guest",
      );
      const added = (await one.lines(room)).filter(
        (line) => line.kind === "membership" && line.added.includes(guest.account),
      );
      if (one !== guest) expect(added).toHaveLength(1);
    }
  });
});
