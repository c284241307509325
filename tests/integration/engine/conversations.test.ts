import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;
let ama: Person;
let kofi: Person;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  ama = await network.person("Ama");
  kofi = await network.person("Kofi");
});

afterAll(async () => {
  for (const person of network.people) await person.laptop.close();
  await server.close();
});

describe("a direct channel", () => {
  it("carries messages both ways, live and in one order", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    await ama.laptop.say(id, "hello");
    await kofi.laptop.sees(id, ["Ama: hello"]);
    await kofi.laptop.say(id, "good morning");
    await ama.laptop.sees(id, ["Ama: hello", "Kofi: good morning"]);
    const view = kofi.laptop.view(id);
    expect(view).toMatchObject({ kind: "direct", peer: ama.account, state: "active" });
  });
});
