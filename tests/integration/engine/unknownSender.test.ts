import { type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { boardConversationId } from "@comity/shared/protocol/conversationIds";
import { statementsRead } from "@comity/shared/protocol/statements";
import { fail, ok } from "@comity/shared/result";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { health } from "./figures.ts";
import { forge } from "./forging.ts";
import { LyingServer } from "./lyingServer.ts";
import { must, type Person, random, sodium, TestNetwork, TestServer } from "./people.ts";

type Page = z.infer<typeof statementsRead.response>;
/** How the server shows a log: a copy of it to its end, not at all, or as it is. */
type Shown = Page | "unanswered" | "honest";

/**
 * Esi's disk has lost the log after Yaw was vouched for, and the server shows it as it was before: to its end, well
 * signed, and without Yaw.
 */
let server: TestServer;
let network: TestNetwork;
let ama: Person;
let esi: Person;
let yaw: Person;
let board: ConversationId;
let channel: ConversationId;
/** The log as the server shows it to Esi. */
let shown: Shown;
/** What comes once it was shown so. */
let next: Shown | undefined;
/** The log with Yaw, and nothing behind. */
let present: Page;

beforeEach(async () => {
  next = undefined;
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  board = boardConversationId(sodium, network.network);
  ama = await network.person("Ama");
  esi = await network.person("Esi");
  const log = () => must(ama.laptop.link.call(statementsRead, { network: network.network, from: 0 }));
  shown = await log();
  yaw = await network.person("Yaw");
  present = await log();
  await esi.laptop.has(board, [network.officer, ama, esi, yaw]);
  await yaw.laptop.joined(board);
  channel = await must(yaw.laptop.engine.openDirect(esi.account));
  await esi.laptop.joined(channel);
  await esi.laptop.engine.settled();
  const liar = new LyingServer().answer(statementsRead, async (request, honest) => {
    if (shown === "honest") return honest.call(statementsRead, request);
    if (shown === "unanswered") return fail({ code: "transport.timeout" });
    const { statements, ...page } = shown;
    shown = next ?? shown;
    return ok({ ...page, statements: statements.slice(request.from) });
  });
  await esi.laptop.close();
  esi.laptop.tamper = liar.tamper;
  esi.laptop.store.lose(`log-${network.network}`);
  esi.laptop.store.lose("log-heads");
});

afterEach(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

const heldBack = (id: ConversationId, count: number) =>
  esi.laptop.until(async () => {
    const lines = (await esi.laptop.lines(id)).filter(
      (line) => line.kind === "unreadable" && line.reason === "unknown-sender",
    );
    return lines.length === count ? lines : undefined;
  }, `${count} held back`);

describe("a message whose author the directory here doesn't know", () => {
  it("is kept back unshown, and takes its place as soon as the directory knows", async () => {
    await yaw.laptop.say(channel, "vouched for later");
    await esi.laptop.open();
    const [line] = await heldBack(channel, 1);
    expect(line).toMatchObject({ mend: "directory", sender: yaw.account });
    expect(JSON.stringify(line)).not.toContain("vouched for later");
    shown = "honest";
    await must(esi.laptop.engine.resume(channel));
    await esi.laptop.sees(channel, ["Yaw: vouched for later"]);
    expect((await health(esi.laptop)).unreadable).toMatchObject({ "unknown-sender": 1 });
    expect((await esi.laptop.lines(channel)).filter(({ order }) => order === line?.order)).toHaveLength(1);
  });

  it("waits for no other one of which nothing can be said yet, and neither is lost", async () => {
    const announcement = idOfKey(MessageId, random(16));
    const notice = { title: "Not from the office", text: "", postedAt: Date.now() };
    await forge(yaw.laptop, board, { kind: "announcement", announcement, ...notice });
    await forge(yaw.laptop, board, { kind: "text", text: "said after it" });
    esi.laptop.hurry = 50;
    await esi.laptop.open();
    await heldBack(board, 2);
    // Yaw is known now, and whether he was an officer can't be asked any more.
    shown = present;
    next = "unanswered";
    await esi.laptop.refreshDirectory();
    await esi.laptop.until(
      async () => ((await esi.laptop.texts(board)).includes("Yaw: said after it") ? true : undefined),
      "what can be judged",
    );
    expect(await esi.laptop.texts(board)).toEqual(["[unknown-sender]", "Yaw: said after it"]);
    shown = "honest";
    // Nobody is told that a log has not grown: the device looks again by itself.
    await esi.laptop.until(async () => {
      const lines = await esi.laptop.lines(board);
      return lines.every(({ kind }) => kind !== "unreadable") ? true : undefined;
    }, "the announcement as what it is");
    expect(esi.laptop.notices).toEqual([]);
  });
});
