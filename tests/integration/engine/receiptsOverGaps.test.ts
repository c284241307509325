import type { ConversationId } from "@comity/shared/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { garbling, under, unreadable } from "./garbling.ts";
import { must, type Person, type TestDevice, TestNetwork, TestServer } from "./people.ts";

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

async function own(device: TestDevice, id: ConversationId, text: string) {
  const lines = await device.lines(id);
  return lines.flatMap((line) =>
    line.kind === "message" && line.mine && line.content.kind === "text" && line.content.text === text
      ? [line]
      : [],
  )[0];
}

function comes(device: TestDevice, id: ConversationId, text: string, delivery: string) {
  return device.until(async () => {
    const line = await own(device, id, text);
    return line?.delivery === delivery ? line : undefined;
  }, `${text} as ${delivery}`);
}

async function readAll(device: TestDevice, conversation: ConversationId): Promise<void> {
  const order = (await device.lines(conversation)).at(-1)?.order ?? 0;
  await must(device.engine.markRead({ conversation, order }));
}

describe("a message that the reader's device could not show", () => {
  it("is not said to be read, though what came after it is; once it has come again and was looked at, it is", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    const line = garbling();
    await under(kofi.laptop, line.liar, ama.laptop);
    await ama.laptop.say(id, "before");
    await kofi.laptop.sees(id, ["Ama: before"]);
    line.garble = true;
    await ama.laptop.say(id, "the deadline is Monday");
    const { order } = await unreadable(kofi.laptop, id);
    await ama.laptop.say(id, "after");
    await kofi.laptop.sees(id, ["Ama: before", "[damaged]", "Ama: after"]);
    await readAll(kofi.laptop, id);
    const after = await comes(ama.laptop, id, "after", "read");
    await comes(ama.laptop, id, "before", "read");
    const unread = await own(ama.laptop, id, "the deadline is Monday");
    expect(unread).toMatchObject({ delivery: "delivered", reach: { delivered: 1, read: 0 } });
    expect(unread?.reach?.people).toEqual([
      { account: kofi.account, delivered: true, read: false, readAt: undefined },
    ]);

    // What is said and read later says nothing of it either, and nor does a reload.
    await ama.laptop.say(id, "still after");
    await kofi.laptop.sees(id, ["Ama: before", "[damaged]", "Ama: after", "Ama: still after"]);
    await under(kofi.laptop, line.liar, ama.laptop);
    await readAll(kofi.laptop, id);
    await comes(ama.laptop, id, "still after", "read");
    expect((await own(ama.laptop, id, "the deadline is Monday"))?.delivery).toBe("delivered");

    await must(kofi.laptop.engine.askAgain({ conversation: id, order }));
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).includes("Ama: the deadline is Monday") ? true : undefined,
    );
    await kofi.laptop.engine.settled();
    // It is there, and nobody has looked at it yet.
    expect((await own(ama.laptop, id, "the deadline is Monday"))?.delivery).toBe("delivered");
    await readAll(kofi.laptop, id);
    const read = await comes(ama.laptop, id, "the deadline is Monday", "read");
    const readAt = (said: typeof after) => said.reach?.people[0]?.readAt ?? 0;
    expect(readAt(read)).toBeGreaterThan(readAt(after));
    // What was read before keeps its time.
    expect(await own(ama.laptop, id, "after")).toEqual(after);
    await ama.laptop.close();
    await ama.laptop.open({ offline: true });
    expect(await own(ama.laptop, id, "the deadline is Monday")).toEqual(read);
    await ama.laptop.close();
    await ama.laptop.open();
  });
});
