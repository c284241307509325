import { readdirSync, readFileSync } from "node:fs";
import { callOn, newMessageId } from "@comity/scripts/load/bareDevice";
import type { Fault } from "@comity/shared/fault";
import { readAnswer } from "@comity/shared/protocol/event";
import type { Result } from "@comity/shared/result";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BLOB_ROWS } from "./events/blobs.ts";
import { CONVERSATION_ROWS, forgedSender } from "./events/conversations.ts";
import { DEVICE_ROWS } from "./events/devices.ts";
import { DOOR_ROWS } from "./events/doors.ts";
import { LINK_ROWS } from "./events/links.ts";
import { RECOGNITION_ROWS } from "./events/recognition.ts";
import { misshapen, oversized } from "./events/shapes.ts";
import { openStage, type Row, type Stage } from "./events/stage.ts";
import { VISIT_ROWS } from "./events/visits.ts";
import { CALLS, PUSHES } from "./noise.ts";

/** Everything that may be asked of the server, and what is done to it. A new event needs a row here. */
const ROWS: readonly Row[] = [
  ...[...CONVERSATION_ROWS, ...DEVICE_ROWS, ...DOOR_ROWS, ...LINK_ROWS],
  ...[...RECOGNITION_ROWS, ...VISIT_ROWS, ...BLOB_ROWS],
];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});

const malformed = { ok: false, fault: { code: "request.malformed" } };
const refused = (code: Fault["code"]) => ({ ok: false, fault: { code } });

async function raw(socket: Socket, { event }: Row, request: unknown): Promise<Result<unknown, Fault>> {
  return readAnswer(event, await socket.timeout(30_000).emitWithAck(event.name, request));
}

describe("the closed list of events", () => {
  it("is what stands in the protocol's files, and all of it is fuzzed", () => {
    const folder = new URL("../../shared/src/protocol/", import.meta.url);
    const declared = readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "event.ts")
      .flatMap((name) => [
        ...readFileSync(new URL(name, folder), "utf8").matchAll(/\bdefine(?:Call|Push)\(\s*"([^"]+)"/g),
      ])
      .map(([, name]) => name);
    const fuzzed = [...CALLS, ...PUSHES].map(({ name }) => name);
    expect(fuzzed.sort()).toEqual(declared.sort());
  });

  it("has one row of abuse for each event", () => {
    expect(ROWS.map(({ event }) => event.name).sort()).toEqual(CALLS.map(({ name }) => name).sort());
  });
});

describe.each(ROWS.map((row) => [row.event.name, row] as const))("%s", (_name, row) => {
  it("is only for who may ask, whole and in bounds, and takes a repetition for what it is", async () => {
    const [by, request] = await row.honest(stage);
    if (row.access !== "anyone")
      expect(await raw(stage.stranger, row, request)).toEqual(refused("session.unauthenticated"));
    if (row.access === "active")
      expect(await raw(stage.waiting.socket, row, request)).toEqual(refused("session.pending"));

    const wrong = [...misshapen(row.event.request, request), ...oversized(row.event.request, request)];
    expect(wrong.length).toBeGreaterThan(0);
    for (const [what, one] of wrong) expect([what, await raw(by, row, one)]).toEqual([what, malformed]);

    const answer = await callOn(by, row.event, request);
    expect(answer).toMatchObject({ ok: true });
    const again = await callOn(by, row.event, request);
    if (row.again === "same") expect(again).toEqual(answer);
    else if (typeof row.again === "string") expect(again).toMatchObject(refused(row.again));
    else expect(again).toMatchObject({ ok: true });
  });

  const { trespass, disorder } = row;
  if (!("impossible" in trespass))
    it("gives nothing to whom it does not concern, and takes nothing from them", async () => {
      const [code, ask] = trespass;
      const [by, request] = await ask(stage);
      expect(await callOn(by, row.event, request)).toMatchObject(refused(code));
    });
  if (!("impossible" in disorder))
    it("is refused out of its order", async () => {
      const [code, ask] = disorder;
      const [by, request] = await ask(stage);
      expect(await callOn(by, row.event, request)).toMatchObject(refused(code));
    });
});

describe("a forged sender", () => {
  it("written into a request changes nothing: the server knows which device a frame came from", async () => {
    const { device } = stage.one.keys;
    expect(await forgedSender(stage)).toEqual([device, device, device]);
  });
});

describe("a message without a way to answer it", () => {
  it("is not carried out", async () => {
    const conversation = await stage.room();
    stage.one.socket.emit("conversation.send", {
      ...{ conversation, epoch: 1, messageId: newMessageId(), bytes: new Uint8Array(9) },
    });
    const [read] = ROWS.filter(({ event }) => event.name === "conversation.read");
    if (read === undefined) throw new Error("no such event");
    const log = await raw(stage.one.socket, read, { conversation, after: 0, limit: 10 });
    expect(log).toMatchObject({ ok: true, value: { head: 1 } });
  });
});
