import { conversationGroupInfo } from "@comity/shared/protocol/conversation";
import { ok } from "@comity/shared/result";
import { afterAll, beforeAll, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { must, TestNetwork, TestServer } from "./people.ts";

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

it("comes into a conversation that began again, where the power went once it had read so", async () => {
  const [ama, luc] = [await network.person("Ama"), await network.person("Luc")];
  const id = await must(luc.laptop.engine.openDirect(ama.account));
  await luc.laptop.say(id, "before");
  await ama.laptop.sees(id, ["Luc: before"]);
  await luc.laptop.engine.settled();
  const older = luc.laptop.store.copy();
  await luc.laptop.say(id, "just now");
  await ama.laptop.sees(id, ["Luc: before", "Luc: just now"]);
  for (const { laptop } of [ama, luc]) {
    await laptop.engine.settled();
    await laptop.close();
  }

  // Luc's keys are not to be used again, and nobody gives out by what he could come in anew.
  luc.laptop.store.putBack(older);
  luc.laptop.hurry = 20;
  luc.laptop.tamper = new LyingServer().answer(conversationGroupInfo, async (request, honest) => {
    const answer = await honest.call(conversationGroupInfo, request);
    return answer.ok ? ok({ ...answer.value, groupInfo: undefined }) : answer;
  }).tamper;
  await luc.laptop.open();
  await luc.laptop.until(async () => luc.laptop.view(id)?.mayRestart || undefined, "that it may begin again");
  await must(luc.laptop.engine.restart(id));
  await luc.laptop.say(id, "again");
  await luc.laptop.until(async () => (luc.laptop.view(id)?.queued === 0 ? true : undefined), "all sent");

  const { store } = ama.laptop;
  store.cutAt((changes) =>
    changes.some((change) => change.table === "group-epoch" && "remove" in change) ? "after" : undefined,
  );
  await ama.laptop.open();
  await ama.laptop.until(async () => store.powerless || undefined, "the power cut");
  await ama.laptop.die();
  await ama.laptop.open();
  await expect
    .poll(() => ama.laptop.texts(id), { timeout: 60_000 })
    .toEqual(["Luc: before", "Luc: just now", "Luc: again"]);
  await ama.laptop.say(id, "I am back");
  await luc.laptop.until(async () => (await luc.laptop.texts(id)).includes("Ama: I am back") || undefined);
  expect(ama.laptop.warnings).toEqual([]);
});
