import type { SessionLink } from "@comity/client/engine/context";
import { chunksOf, sizeClass } from "@comity/shared/content/blobSize";
import type { Fault } from "@comity/shared/fault";
import type { ConversationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { blobBegin, blobPut, blobRead } from "@comity/shared/protocol/blob";
import { ok } from "@comity/shared/result";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, random, type TestDevice, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});

afterAll(async () => {
  for (const one of network.people) await one.laptop.close();
  await server.close();
});

let pairs = 0;
async function pair(): Promise<{ one: Person; other: Person; id: ConversationId }> {
  pairs += 1;
  const one = await network.person(`Sender ${pairs}`);
  const other = await network.person(`Receiver ${pairs}`);
  const id = await must(one.laptop.engine.openDirect(other.account));
  await other.laptop.joined(id);
  await one.laptop.engine.settled();
  return { one, other, id };
}

/** A file of random bytes, as a browser or a command line chooses it. */
function chosen(name: string, size: number) {
  const bytes = random(size);
  return { bytes, file: { name, mediaType: "application/pdf", source: new Blob([bytes.slice()]) } };
}

/** Waits until a message with files stands in a thread; gives its line. */
function received(device: TestDevice, id: ConversationId) {
  return device.until(async () => {
    const lines = await device.lines(id);
    return lines.flatMap((line) =>
      line.kind === "message" && line.content.kind === "attachment"
        ? [{ order: line.order, messageId: line.messageId, content: line.content }]
        : [],
    )[0];
  }, "a message with files");
}

const left = (device: TestDevice) =>
  device.until(async () => device.uploads.length === 0 || undefined, "no uploads");
const remains = (device: TestDevice) =>
  ["upload", "upload-chunk", "download", "download-chunk"].map(
    (table) => device.store.copy().get(table)?.size ?? 0,
  );
const NOTHING = [0, 0, 0, 0];

/** A link that counts calls of an event, and may answer some by itself. */
function meddling(event: string, answer: (count: number, request: unknown) => Fault | undefined) {
  const seen: { requests: unknown[] } = { requests: [] };
  const tamper = (link: SessionLink): SessionLink => ({
    get online() {
      return link.online;
    },
    on: (push, listener) => link.on(push, listener),
    onOnline: (listener) => link.onOnline(listener),
    async call(call, request) {
      if (call.name !== event) return link.call(call, request);
      seen.requests.push(request);
      const fault = answer(seen.requests.length, request);
      return fault === undefined ? link.call(call, request) : { ok: false, fault };
    },
  });
  return { seen, tamper };
}

describe("files in a message", () => {
  it("come to the other person as they were sent, with what was said to them, and leave nothing behind", async () => {
    const { one, other, id } = await pair();
    const big = chosen("Annex 1.pdf", 200_000);
    const empty = chosen("../..\u202E/empty.txt", 0);
    const files = [big.file, empty.file];
    await must(one.laptop.engine.sendFiles({ conversation: id, files, text: "as agreed" }));
    const { order, content } = await received(other.laptop, id);
    expect(content.text).toBe("as agreed");
    expect(content.files.map(({ size }) => size)).toEqual([200_000, 0]);
    const first = await must(other.laptop.engine.openFile({ conversation: id, order, index: 0 }));
    expect(first.name).toBe("Annex 1.pdf");
    expect(Buffer.compare(first.bytes, big.bytes)).toBe(0);
    const second = await must(other.laptop.engine.openFile({ conversation: id, order, index: 1 }));
    expect([second.name, second.bytes.length]).toEqual(["empty.txt", 0]);
    await left(one.laptop);
    await one.laptop.engine.settled();
    expect(remains(one.laptop)).toEqual(NOTHING);
    expect(remains(other.laptop)).toEqual(NOTHING);
    expect(other.laptop.view(id)?.preview?.text).toBe("as agreed");
    const listed = await must(other.laptop.engine.files({ conversation: id }));
    expect(listed).toMatchObject({
      files: [
        { order, index: 0, author: one.account, passedBy: undefined, name: "Annex 1.pdf", size: 200_000 },
        { order, index: 1, author: one.account, passedBy: undefined, name: "empty.txt", size: 0 },
      ],
      more: false,
    });
    // Nothing that opens them is in the list.
    expect(JSON.stringify(listed)).not.toContain(content.files[0]?.key);
    const own = await received(one.laptop, id);
    await must(one.laptop.engine.openFile({ conversation: id, order: own.order, index: 0 }));
  });

  it("are refused before anything is kept: too many, too large, none, or such as the system does not give", async () => {
    const { one, id } = await pair();
    const send = (files: Parameters<typeof one.laptop.engine.sendFiles>[0]["files"]) =>
      one.laptop.engine.sendFiles({ conversation: id, files });
    const { file } = chosen("small", 10);
    const huge = {
      ...file,
      source: { ...file.source, size: LIMITS.fileBytes + 1, slice: file.source.slice },
    };
    const changed = { ...file, source: { size: 20, slice: () => new Blob([random(10).slice()]) } };
    const taken = {
      ...file,
      source: { size: 20, slice: () => ({ arrayBuffer: () => Promise.reject(new Error()) }) },
    };
    for (const [files, code] of [
      [[], "text.empty"],
      [Array(11).fill(file), "files.too-many"],
      [[file, huge], "file.too-large"],
      [[file, changed], "file.unreadable"],
      [[taken], "file.unreadable"],
    ] as const)
      expect(await send(files)).toMatchObject({ ok: false, fault: { code } });
    expect(one.laptop.uploads).toEqual([]);
    expect(remains(one.laptop)).toEqual(NOTHING);
  });

  it("that were taken back can be opened no more: what opened them is forgotten", async () => {
    const { one, other, id } = await pair();
    await must(one.laptop.engine.sendFiles({ conversation: id, files: [chosen("a", 100).file] }));
    const { order, messageId } = await received(other.laptop, id);
    await one.laptop.until(async () => ((await received(one.laptop, id)).order === order ? true : undefined));
    await must(one.laptop.engine.withdraw({ conversation: id, messageId, order }));
    await other.laptop.until(async () => {
      const line = (await other.laptop.lines(id)).find((item) => item.order === order);
      return line?.kind === "message" && line.content.kind === "withdrawal" ? true : undefined;
    });
    expect(await other.laptop.engine.openFile({ conversation: id, order, index: 0 })).toMatchObject({
      fault: { code: "not-permitted" },
    });
    expect(await must(other.laptop.engine.files({ conversation: id }))).toEqual({ files: [], more: false });
    const stored = [...(other.laptop.store.copy().get("thread")?.values() ?? [])].map((value) =>
      Buffer.from(value).toString(),
    );
    expect(stored.filter((text) => text.includes('\\"blob\\"'))).toEqual([]);
  });

  it("are for nobody else: who is in another conversation gets nothing, whatever they know", async () => {
    const { one, other, id } = await pair();
    const third = await network.person(`Outsider ${pairs}`);
    await must(one.laptop.engine.sendFiles({ conversation: id, files: [chosen("a", 100).file] }));
    const { order, content } = await received(other.laptop, id);
    const [file] = content.files;
    if (file === undefined) throw new Error("no file");
    expect(await third.laptop.engine.openFile({ conversation: id, order, index: 0 })).toMatchObject({
      fault: { code: "conversation.unknown" },
    });
    expect(await third.laptop.link.call(blobRead, { blob: file.blob, index: 0 })).toEqual({
      ok: false,
      fault: { code: "blob.unknown" },
    });
  });
});

describe("an upload", () => {
  const SIZE = 400_000;
  const PIECES = chunksOf(sizeClass(SIZE));

  it("goes on after the machine has died in the middle of it: no piece twice, the message once", async () => {
    const { one, other, id } = await pair();
    let dead = false;
    const first = meddling(blobPut.name, (count) => {
      if (count <= 3) return undefined;
      dead = true;
      return { code: "storage.unavailable" };
    });
    await one.laptop.close();
    one.laptop.tamper = first.tamper;
    await one.laptop.open();
    const { bytes, file } = chosen("case.pdf", SIZE);
    await must(one.laptop.engine.sendFiles({ conversation: id, files: [file] }));
    await one.laptop.until(async () => dead || undefined, "its end");
    await one.laptop.die();
    const second = meddling(blobPut.name, () => undefined);
    one.laptop.tamper = second.tamper;
    await one.laptop.open();
    const { order } = await received(other.laptop, id);
    expect(second.seen.requests).toHaveLength(PIECES - 3);
    const got = await must(other.laptop.engine.openFile({ conversation: id, order, index: 0 }));
    expect(Buffer.compare(got.bytes, bytes)).toBe(0);
    await left(one.laptop);
    const all = (await other.laptop.lines(id)).filter((line) => line.kind === "message");
    expect(all).toHaveLength(1);
  });

  it("goes on after the server has been restarted in the middle of it", async () => {
    const { one, other, id } = await pair();
    let restarted: Promise<void> | undefined;
    const { tamper } = meddling(blobPut.name, (count) => {
      if (count === 3) restarted = server.restart();
      return undefined;
    });
    await one.laptop.close();
    one.laptop.tamper = tamper;
    await one.laptop.open();
    const { bytes, file } = chosen("case.pdf", SIZE);
    await must(one.laptop.engine.sendFiles({ conversation: id, files: [file] }));
    const { order } = await received(other.laptop, id);
    await restarted;
    await network.officer.laptop.until(
      async () => network.officer.laptop.link.online || undefined,
      "the line",
    );
    const got = await must(other.laptop.engine.openFile({ conversation: id, order, index: 0 }));
    expect(Buffer.compare(got.bytes, bytes)).toBe(0);
  });

  it.each(["before", "after"] as const)(
    "becomes one message though the power fails right %s its message is stored",
    async (when) => {
      const { one, other, id } = await pair();
      one.laptop.store.cutAt((changes) =>
        changes.some(({ table }) => table === "outbox") ? when : undefined,
      );
      await must(one.laptop.engine.sendFiles({ conversation: id, files: [chosen("a", 100).file] }));
      await one.laptop.until(async () => one.laptop.store.powerless || undefined, "the power cut");
      await one.laptop.close();
      one.laptop.store.restore();
      await one.laptop.open();
      const { order } = await received(other.laptop, id);
      await must(other.laptop.engine.openFile({ conversation: id, order, index: 0 }));
      await left(one.laptop);
      await one.laptop.engine.settled();
      await one.laptop.say(id, "and that is all");
      await other.laptop.sees(id, [`${one.name}: and that is all`]);
      expect((await other.laptop.lines(id)).filter((line) => line.kind === "message")).toHaveLength(2);
      expect(remains(one.laptop)).toEqual(NOTHING);
    },
  );

  it("that was not encrypted to its end when the power failed was never sent, and leaves nothing", async () => {
    const { one, id } = await pair();
    let writes = 0;
    one.laptop.store.cutAt((changes) =>
      changes.some(({ table }) => table === "upload-chunk") && ++writes === 2 ? "after" : undefined,
    );
    const sent = await one.laptop.engine.sendFiles({ conversation: id, files: [chosen("a", 900_000).file] });
    expect(sent.ok).toBe(false);
    await one.laptop.close();
    one.laptop.store.restore();
    await one.laptop.open();
    expect(one.laptop.uploads).toEqual([]);
    expect(remains(one.laptop)).toEqual(NOTHING);
  });

  it("waits without a connection, and its message is not in the outbox before the server has its files", async () => {
    const { one, other, id } = await pair();
    await one.laptop.close();
    await one.laptop.open({ offline: true });
    await must(one.laptop.engine.sendFiles({ conversation: id, files: [chosen("a", 100).file] }));
    await one.laptop.until(async () => one.laptop.uploads[0]?.state === "waiting" || undefined);
    expect((await one.laptop.lines(id)).filter((line) => line.kind === "message")).toEqual([]);
    await one.laptop.close();
    await one.laptop.open();
    await received(other.laptop, id);
  });

  it("that the server refuses says why, and can be tried again or taken back", async () => {
    const { one, other, id } = await pair();
    let refusing = true;
    const { tamper } = meddling(blobBegin.name, () => (refusing ? { code: "blob.quota" } : undefined));
    await one.laptop.close();
    one.laptop.tamper = tamper;
    await one.laptop.open();
    for (const name of ["kept.txt", "thrown away.txt"])
      await must(one.laptop.engine.sendFiles({ conversation: id, files: [chosen(name, 100).file] }));
    await one.laptop.until(
      async () => one.laptop.uploads.filter(({ state }) => state === "failed").length === 2 || undefined,
    );
    const [kept, thrown] = one.laptop.uploads;
    if (kept === undefined || thrown === undefined) throw new Error("no uploads");
    expect(kept.fault).toEqual({ code: "blob.quota" });
    await must(one.laptop.engine.discardUpload(thrown.id));
    refusing = false;
    await must(one.laptop.engine.retryUpload(kept.id));
    const { content } = await received(other.laptop, id);
    expect(content.files.map(({ name }) => name)).toEqual(["kept.txt"]);
    await left(one.laptop);
    await one.laptop.engine.settled();
    expect(remains(one.laptop)).toEqual(NOTHING);
  });
});

describe("a download", () => {
  const SIZE = 400_000;
  const PIECES = chunksOf(sizeClass(SIZE));

  async function sent() {
    const { one, other, id } = await pair();
    const { bytes, file } = chosen("case.pdf", SIZE);
    const another = chosen("other.pdf", SIZE);
    await must(one.laptop.engine.sendFiles({ conversation: id, files: [file, another.file] }));
    const line = await received(other.laptop, id);
    return { one, other, id, bytes, ...line };
  }

  it("that was cut short goes on where it stopped, also in another session", async () => {
    const { other, id, bytes, order } = await sent();
    const cut = meddling(blobRead.name, (count) => (count > 3 ? { code: "storage.unavailable" } : undefined));
    await other.laptop.close();
    other.laptop.tamper = cut.tamper;
    await other.laptop.open();
    const input = { conversation: id, order, index: 0 };
    expect(await other.laptop.engine.openFile(input)).toMatchObject({
      fault: { code: "storage.unavailable" },
    });
    await other.laptop.close();
    const whole = meddling(blobRead.name, () => undefined);
    other.laptop.tamper = whole.tamper;
    await other.laptop.open();
    expect(Buffer.compare((await must(other.laptop.engine.openFile(input))).bytes, bytes)).toBe(0);
    expect(whole.seen.requests).toHaveLength(PIECES - 3);
    expect(remains(other.laptop)).toEqual(NOTHING);
  });

  it.each(["changed", "swapped", "cut", "reordered"] as const)(
    "of a file that the server has %s is refused and leaves nothing, naming who sent it",
    async (how) => {
      const { one, other, id, order, content } = await sent();
      const [file, another] = content.files;
      if (file === undefined || another === undefined) throw new Error("no files");
      await other.laptop.close();
      other.laptop.tamper = (link) => ({
        get online() {
          return link.online;
        },
        on: (push, listener) => link.on(push, listener),
        onOnline: (listener) => link.onOnline(listener),
        async call(call, request) {
          if (call.name !== blobRead.name) return link.call(call, request);
          const { blob, index } = blobRead.request.parse(request);
          const asked = {
            blob: how === "swapped" ? another.blob : blob,
            index: how === "reordered" ? (index === 0 ? 1 : index === 1 ? 0 : index) : index,
          };
          const answer = await link.call(blobRead, asked);
          if (!answer.ok) return answer;
          const chunk = Uint8Array.from(answer.value.chunk);
          if (how === "changed" && index === 2) chunk[5000] = (chunk[5000] ?? 0) ^ 1;
          return ok(call.response.parse({ chunk: how === "cut" && index === 1 ? chunk.slice(1) : chunk }));
        },
      });
      await other.laptop.open();
      expect(await other.laptop.engine.openFile({ conversation: id, order, index: 0 })).toEqual({
        ok: false,
        fault: { code: "file.damaged", account: one.account },
      });
      expect(remains(other.laptop)).toEqual(NOTHING);
    },
  );

  it("of a file that the server has no more says so, naming who can send it again", async () => {
    const { one, other, id, order } = await sent();
    const { tamper } = meddling(blobRead.name, () => ({ code: "blob.unknown" }));
    await other.laptop.close();
    other.laptop.tamper = tamper;
    await other.laptop.open();
    expect(await other.laptop.engine.openFile({ conversation: id, order, index: 0 })).toEqual({
      ok: false,
      fault: { code: "file.gone", account: one.account },
    });
  });
});
