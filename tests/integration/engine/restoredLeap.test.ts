import { idOfKey, MessageId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { conversationEnvelope, conversationRead } from "@comity/shared/protocol/conversation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { must, random, TestNetwork, TestServer } from "./people.ts";

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

describe("a mark that says that the server was put back", () => {
  it("counts only from half the leap on: anything nearer is a gap, to be filled, and passes nothing over", async () => {
    const [ama, luc] = [await network.person("Ama"), await network.person("Luc")];
    const id = await must(ama.laptop.engine.openDirect(luc.account));
    await luc.laptop.joined(id);
    await ama.laptop.say(id, "before");
    await luc.laptop.sees(id, ["Ama: before"]);
    await luc.laptop.close();
    const liar = new LyingServer();
    luc.laptop.tamper = liar.tamper;
    await luc.laptop.open();
    await luc.laptop.engine.settled();
    const mark = async (beyond: number) => {
      const read = await luc.laptop.link.call(conversationRead, { conversation: id, after: 0, limit: 200 });
      if (!read.ok) throw new Error(read.fault.code);
      const seq = read.value.head + beyond;
      const messageId = idOfKey(MessageId, random(16));
      const sender = ama.laptop.device;
      const envelope = { seq, kind: "application", epoch: 1, messageId, sender } as const;
      const at = Date.now();
      liar.push(conversationEnvelope, {
        conversation: id,
        envelope: { ...envelope, at, bytes: new Uint8Array() },
      });
      await luc.laptop.engine.settled();
    };
    // Receipts may come in between.
    const half = LIMITS.restoredLeap / 2;
    for (const near of [2, 1_000, half - 50]) await mark(near);
    await ama.laptop.say(id, "after a mark that was too near");
    await luc.laptop.sees(id, ["Ama: before", "Ama: after a mark that was too near"]);

    await mark(half + 50);
    await luc.laptop.until(
      async () => ((await luc.laptop.texts(id)).includes("[server-restored]") ? true : undefined),
      "that the server was put back",
    );
    // What was there before it stays.
    expect(await luc.laptop.texts(id)).toEqual([
      "Ama: before",
      "Ama: after a mark that was too near",
      "[server-restored]",
    ]);
  });
});
