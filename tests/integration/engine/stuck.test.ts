import type { SessionLink } from "@comity/client/engine/context";
import type { ConversationId } from "@comity/shared/ids";
import {
  conversationCreate,
  conversationSend,
  conversationWelcome,
} from "@comity/shared/protocol/conversation";
import { fail } from "@comity/shared/result";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, type Tamper, type TestDevice, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;
let ama: Person;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  ama = await network.person("Ama");
});

afterAll(async () => {
  for (const person of network.people) await person.laptop.close();
  await server.close();
});

type Fault = "not-permitted" | "storage.unavailable";

/** A server that answers one event with a fault for as long as `on` says so. */
function refusing(name: string, code: Fault, on: () => boolean): Tamper {
  return (link): SessionLink => ({
    get online() {
      return link.online;
    },
    on: (event, listener) => link.on(event, listener),
    onOnline: (listener) => link.onOnline(listener),
    call: async (event, request) =>
      event.name === name && on() ? fail({ code }) : link.call(event, request),
  });
}

async function under(device: TestDevice, tamper: Tamper): Promise<void> {
  await device.close();
  device.tamper = tamper;
  await device.open();
}

const waitsFor = (device: TestDevice, what: string | undefined) =>
  device.until(async () => {
    const found = device.conversations.find(({ waitingFor }) => waitingFor === what);
    return found?.id;
  }, `a conversation that waits for ${what}`);

describe("a message that the server refuses for good", () => {
  let id: ConversationId;
  let kofi: Person;
  let refuses = true;

  const failed = async () => {
    const line = await ama.laptop.until(async () => {
      const newest = (await ama.laptop.lines(id)).at(-1);
      return newest?.kind === "message" && newest.delivery === "failed" ? newest : undefined;
    }, "the failed message");
    return { conversation: id, messageId: line.messageId };
  };

  beforeAll(async () => {
    kofi = await network.person("Kofi");
    id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    await under(
      ama.laptop,
      refusing(conversationSend.name, "not-permitted", () => refuses),
    );
  });

  it("can be sent anew, once, as a new message at the end", async () => {
    await ama.laptop.say(id, "refused at first");
    const input = await failed();
    refuses = false;
    await must(ama.laptop.engine.tryAgain(input));
    await kofi.laptop.sees(id, ["Ama: refused at first"]);
    expect(await ama.laptop.texts(id)).toEqual(["Ama: refused at first"]);
    expect(await ama.laptop.engine.tryAgain(input)).toMatchObject({ ok: false });
    expect(await kofi.laptop.engine.tryAgain(input)).toMatchObject({ ok: false });
  });

  it("can be taken away, for good, while one that was sent can't", async () => {
    refuses = true;
    await ama.laptop.say(id, "never mind");
    const input = await failed();
    await must(ama.laptop.engine.discard(input));
    expect(await ama.laptop.texts(id)).toEqual(["Ama: refused at first"]);
    refuses = false;
    const [sent] = (await ama.laptop.lines(id)).filter(({ kind }) => kind === "message");
    if (sent?.kind !== "message") throw new Error("nothing was sent");
    expect(await ama.laptop.engine.discard({ conversation: id, messageId: sent.messageId })).toMatchObject({
      ok: false,
    });
    await ama.laptop.close();
    await ama.laptop.open();
    expect(await ama.laptop.texts(id)).toEqual(["Ama: refused at first"]);
    expect(ama.laptop.view(id)?.queued).toBe(0);
  });
});

describe("a conversation that is being made", () => {
  it("says that the server has not answered, and goes on when told to", async () => {
    const esi = await network.person("Esi");
    let silent = true;
    await under(
      ama.laptop,
      refusing(conversationCreate.name, "storage.unavailable", () => silent),
    );
    const opened = await ama.laptop.engine.openDirect(esi.account);
    expect(opened).toMatchObject({ ok: false, fault: { code: "storage.unavailable" } });
    const id = await waitsFor(ama.laptop, "server");
    await ama.laptop.say(id, "written meanwhile");
    silent = false;
    await must(ama.laptop.engine.resume(id));
    await esi.laptop.joined(id);
    await esi.laptop.sees(id, ["Ama: written meanwhile"]);
    // Lists are told a moment after what stands in a thread.
    const view = await ama.laptop.until(async () => {
      const seen = ama.laptop.view(id);
      return seen?.waitingFor === undefined ? seen : undefined;
    }, "that it waits for nothing any more");
    expect(view.state).toBe("active");
  });

  it("and is refused can be taken off the device; one that stands can't", async () => {
    await under(
      ama.laptop,
      refusing(conversationCreate.name, "not-permitted", () => true),
    );
    const made = await ama.laptop.engine.createRoom({ reference: "R-9", title: "Refused", members: [] });
    expect(made).toMatchObject({ ok: false, fault: { code: "not-permitted" } });
    const id = await waitsFor(ama.laptop, "refused");
    const standing = ama.laptop.conversations.find(({ state }) => state === "active");
    if (standing === undefined) throw new Error("Ama has no other conversation");
    expect(await ama.laptop.engine.forget(standing.id)).toMatchObject({ ok: false });
    await must(ama.laptop.engine.forget(id));
    await ama.laptop.until(async () => (ama.laptop.view(id) === undefined ? true : undefined));
    await under(ama.laptop, (link) => link);
    expect(ama.laptop.view(id)).toBeUndefined();
  });
});

describe("a conversation whose keys are on their way", () => {
  it("says so, and joins when told to", async () => {
    const [abena, yaw] = [await network.person("Abena"), await network.person("Yaw")];
    let withheld = true;
    await under(
      yaw.laptop,
      refusing(conversationWelcome.name, "storage.unavailable", () => withheld),
    );
    const id = await must(abena.laptop.engine.openDirect(yaw.account));
    await abena.laptop.say(id, "from Abena");
    expect(await yaw.laptop.engine.openDirect(abena.account)).toMatchObject({ ok: true });
    expect(await waitsFor(yaw.laptop, "welcome")).toBe(id);
    expect((await yaw.laptop.engine.sendText({ conversation: id, text: "from Yaw" })).ok).toBe(true);
    withheld = false;
    await must(yaw.laptop.engine.resume(id));
    await yaw.laptop.joined(id);
    await abena.laptop.sees(id, ["Abena: from Abena", "Yaw: from Yaw"]);
    expect(yaw.laptop.view(id)?.waitingFor).toBeUndefined();
  });
});
