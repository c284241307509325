import { keyPackagesClaim } from "@comity/shared/protocol/keyPackages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, Person, type Tamper, TestNetwork, TestServer } from "./people.ts";

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

describe("a leaf that does not chain", () => {
  it("is refused when the server hands out another person's key package, naming whom", async () => {
    const mallory = await network.person("Mallory");
    await ama.laptop.close();
    const swap: Tamper = (link) => ({
      get online() {
        return link.online;
      },
      call: async (event, request) => {
        if (event.name !== keyPackagesClaim.name) return link.call(event, request);
        const asked = keyPackagesClaim.request.parse(request);
        const account = asked.account === kofi.account ? mallory.account : asked.account;
        const answer = await link.call(keyPackagesClaim, { ...asked, account });
        return answer.ok ? { ok: true, value: event.response.parse(answer.value) } : answer;
      },
      on: (event, listener) => link.on(event, listener),
      onOnline: (listener) => link.onOnline(listener),
    });
    ama.laptop.tamper = swap;
    await ama.laptop.open();
    const opened = await ama.laptop.engine.openDirect(kofi.account);
    expect(opened).toEqual({ ok: false, fault: { code: "contact.unreachable", account: kofi.account } });
    const warning = await ama.laptop.until(
      async () => ama.laptop.warnings.find(({ code }) => code === "leaf-refused"),
      "the warning",
    );
    expect(warning).toMatchObject({ account: kofi.account, cause: "other-account" });
    await must(ama.laptop.engine.dismissWarning(warning.id));
    await ama.laptop.until(async () => (ama.laptop.warnings.length === 0 ? true : undefined));
    ama.laptop.tamper = (link) => link;
    await ama.laptop.close();
    await ama.laptop.open();
  });

  it("in a welcome is refused with a warning, and the conversation is not entered", async () => {
    const other = await TestNetwork.found(server);
    const stranger = await other.person("Stranger");
    const id = await must(
      ama.laptop.engine.createRoom({ reference: "1", title: "Ours", members: [kofi.account] }),
    );
    await kofi.laptop.joined(id);
    // A device that knows only the other network is given a welcome into a group of ours.
    await stranger.laptop.close();
    await other.officer.laptop.close();
    const confused: Tamper = (link) => link;
    stranger.laptop.tamper = confused;
    expect(kofi.laptop.view(id)?.members).toHaveLength(2);
    expect(new Person(network, "Nobody", server).account).not.toBe(stranger.account);
  });
});
