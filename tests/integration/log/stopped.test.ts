import { statementsRead } from "@comity/shared/protocol/statements";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LyingServer } from "../engine/lyingServer.ts";
import { must, type Person, TestNetwork, TestServer } from "../engine/people.ts";

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});
afterAll(async () => {
  for (const person of network.people) await person.laptop.close();
  await server.close();
});

/** Opens a person's laptop anew, behind a server that signs heads wrongly once it is told to. */
async function deceive(person: Person): Promise<() => Promise<unknown>> {
  let lies = false;
  const liar = new LyingServer().answer(statementsRead, async (request, honest) => {
    const page = await honest.call(statementsRead, request);
    if (!page.ok || !lies) return page;
    const { head } = page.value;
    return { ok: true, value: { ...page.value, head: { ...head, at: head.at + 1 } } };
  });
  await person.laptop.close();
  person.laptop.tamper = liar.tamper;
  await person.laptop.open();
  await person.laptop.engine.settled();
  return async () => {
    lies = true;
    return person.laptop.refreshDirectory();
  };
}

describe("under an alarm about the log", () => {
  it("nothing is sent and nobody is brought in, and what comes is kept", async () => {
    const [ama, chidi, helena] = [
      await network.person("Ama"),
      await network.person("Chidi"),
      await network.person("Helena"),
    ];
    const room = await must(
      ama.laptop.engine.createRoom({ reference: "R/1", title: "Bank", members: [chidi.account] }),
    );
    await chidi.laptop.joined(room);
    await ama.laptop.say(room, "one");
    await chidi.laptop.sees(room, ["Ama: one"]);
    const lie = await deceive(chidi);
    await lie();
    const stopped = { ok: false, fault: { code: "log.stopped", network: network.network } };
    expect(await chidi.laptop.engine.sendText({ conversation: room, text: "never" })).toEqual(stopped);
    expect(await chidi.laptop.engine.openDirect(helena.account)).toEqual(stopped);
    const accounts = [helena.account];
    expect(await chidi.laptop.engine.addMembers({ conversation: room, accounts })).toEqual(stopped);
    await ama.laptop.say(room, "two");
    await chidi.laptop.sees(room, ["Ama: one", "Ama: two"]);
    await ama.laptop.engine.settled();
    expect(await ama.laptop.texts(room)).toEqual(["Ama: one", "Ama: two"]);
  });
});
