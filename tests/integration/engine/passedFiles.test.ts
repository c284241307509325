import { HISTORY_TABLES, PassingKey, passingKey } from "@comity/client/engine/history/historyRecords";
import { cut, type PassedLine, sealPart } from "@comity/client/engine/history/package";
import { loadGroup } from "@comity/client/engine/mls/groupRecords";
import { readJson } from "@comity/client/engine/mls/json";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import { encodeContent, type KnownContent } from "@comity/shared/content/content";
import { type ConversationId, FileDigest, idOfKey, MessageId } from "@comity/shared/ids";
import { blobRead } from "@comity/shared/protocol/blob";
import { conversationSend } from "@comity/shared/protocol/conversation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { must, type Person, random, sodium, type TestDevice, TestNetwork, TestServer } from "./people.ts";

const suite = comitySuite(sodium, DEFAULT_SUITE);
let server: TestServer;
let network: TestNetwork;
let ama: Person;
let kofi: Person;
let esi: Person;
let yaw: Person;

beforeEach(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  [ama, kofi, esi, yaw] = [
    await network.person("Ama"),
    await network.person("Kofi"),
    await network.person("Esi"),
    await network.person("Yaw"),
  ];
});
afterEach(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

/** A message with files as a thread shows it, read here or passed on. */
function withFiles(device: TestDevice, id: ConversationId) {
  return device.until(async () => {
    for (const line of await device.lines(id))
      if ((line.kind === "message" || line.kind === "passed") && line.content.kind === "attachment")
        return { ...line, content: line.content };
    return undefined;
  }, "a message with files");
}

/** A room of Ama's and Esi's into which Ama has sent an exhibit. */
async function roomWithExhibit() {
  const made = { reference: "R-1", title: "A case", members: [esi.account] };
  const id = await must(ama.laptop.engine.createRoom(made));
  await esi.laptop.joined(id);
  const bytes = random(150_000);
  const files = [{ name: "Exhibit A.pdf", mediaType: "", source: new Blob([bytes.slice()]) }];
  await must(ama.laptop.engine.sendFiles({ conversation: id, files, text: "The first exhibit" }));
  const sent = await withFiles(esi.laptop, id);
  const [file] = sent.content.files;
  if (file === undefined) throw new Error("no file");
  return { id, bytes, file, sent };
}

/** Whether anything that a device has stored says this. */
const holds = (device: TestDevice, text: string): boolean =>
  [...device.store.copy().values()].some((table) =>
    [...table.values()].some((value) => (fromUtf8(value) ?? "").includes(text)),
  );

describe("files of messages that a member passes on", { timeout: 240_000 }, () => {
  it("are opened by whoever takes over an office, though their sender is gone, and by nobody who came beside them", async () => {
    const { id, bytes, file } = await roomWithExhibit();
    await network.succeed(ama, kofi);
    await kofi.laptop.joined(id);
    await esi.laptop.has(id, [esi, kofi]);
    await must(esi.laptop.engine.addMembers({ conversation: id, accounts: [yaw.account] }));
    await yaw.laptop.joined(id);
    const input = { conversation: id, to: kofi.account, since: 0 };
    expect(await must(esi.laptop.engine.chooseHistory(input))).toMatchObject({
      ...{ messages: 1, files: 1, behind: 0 },
    });
    await must(esi.laptop.engine.passHistoryOn(input));
    const passed = await withFiles(kofi.laptop, id);
    expect(passed).toMatchObject({ kind: "passed", author: ama.account });
    expect(passed.content.text).toBe("The first exhibit");
    const asked = { conversation: id, order: passed.order, index: 0 };
    expect((await must(kofi.laptop.engine.files({ conversation: id }))).files).toMatchObject([
      { order: passed.order, index: 0, author: ama.account, passedBy: esi.account, name: "Exhibit A.pdf" },
    ]);
    const opened = await must(kofi.laptop.engine.openFile(asked));
    expect(opened.name).toBe("Exhibit A.pdf");
    expect(Buffer.compare(opened.bytes, bytes)).toBe(0);
    // Yaw is in the room, so the server gives him the ciphertext; what opens it has never come to his device.
    await yaw.laptop.until(async () =>
      (await yaw.laptop.lines(id)).some((line) => line.kind === "message" && line.passing === "done")
        ? true
        : undefined,
    );
    await must(yaw.laptop.link.call(blobRead, { blob: file.blob, index: 0 }));
    expect((await must(yaw.laptop.engine.files({ conversation: id }))).files).toEqual([]);
    expect(await yaw.laptop.engine.openFile(asked)).toMatchObject({ fault: { code: "not-permitted" } });
    for (const secret of [file.key, file.blob, "Exhibit A.pdf"]) {
      expect(holds(yaw.laptop, secret)).toBe(false);
      expect(holds(kofi.laptop, secret)).toBe(true);
    }
    for (const { laptop } of [esi, kofi, yaw]) expect(laptop.warnings).toEqual([]);
  });

  it("stay behind with a message whose marking keeps it, and with one that was taken back", async () => {
    const { id, sent } = await roomWithExhibit();
    const files = [{ name: "Witness.txt", mediaType: "", source: new Blob([random(100).slice()]) }];
    const handling = { codes: [], tlp: "TLP:RED" as const };
    await must(ama.laptop.engine.sendFiles({ conversation: id, files, text: "For you alone", handling }));
    await esi.laptop.until(async () =>
      (await esi.laptop.lines(id)).some(
        (line) => line.kind === "message" && line.content.kind === "attachment" && line.order > sent.order,
      )
        ? true
        : undefined,
    );
    const { messageId, order } = sent;
    await ama.laptop.engine.settled();
    await must(ama.laptop.engine.withdraw({ conversation: id, messageId, order }));
    await esi.laptop.until(async () => {
      const line = (await esi.laptop.lines(id)).find((one) => one.order === order);
      return line?.kind === "message" && line.content.kind === "withdrawal" ? true : undefined;
    });
    await must(esi.laptop.engine.addMembers({ conversation: id, accounts: [kofi.account] }));
    await kofi.laptop.joined(id);
    const input = { conversation: id, to: kofi.account, since: 0 };
    expect(await must(esi.laptop.engine.chooseHistory(input))).toMatchObject({
      ...{ messages: 0, files: 0, behind: 1 },
    });
    expect(await esi.laptop.engine.passHistoryOn(input)).toMatchObject({
      fault: { code: "history.nothing" },
    });
  });

  it("that a giver has exchanged are refused, naming the giver and not who is said to have sent them", async () => {
    const { id, file, sent } = await roomWithExhibit();
    await must(ama.laptop.engine.addMembers({ conversation: id, accounts: [kofi.account] }));
    await kofi.laptop.joined(id);
    await esi.laptop.has(id, [ama, esi, kofi]);
    const send = await past(esi, id);
    const offer = idOfKey(MessageId, random(16));
    await send({ kind: "history.offer", offer, to: kofi.account, since: 0, count: 1 });
    const key = await kofi.laptop.until(async () => {
      const stored = await kofi.laptop.store.get(HISTORY_TABLES.key, passingKey(id, offer));
      const seed = fromBase64url((stored && readJson(PassingKey, stored))?.key ?? "");
      return seed?.length ? sodium.crypto_kem_xwing_seed_keypair(seed).publicKey : undefined;
    });
    const another = { ...file, digest: FileDigest.parse(toBase64url(random(32))) };
    const line: PassedLine = {
      ...{ order: sent.order, at: sent.at, author: ama.account, messageId: idOfKey(MessageId, random(16)) },
      text: encodeContent({ kind: "attachment", files: [another] }, sent.at),
    };
    const [part] = cut([line]) ?? [];
    const place = { conversation: id, offer, attempt: 1, index: 0, of: 1 };
    const sealed = part && (await sealPart(suite.hpke, toBase64url(key), place, part));
    if (sealed === undefined) throw new Error("no part");
    await send({ kind: "history.part", offer, attempt: 1, index: 0, of: 1, ...sealed });
    const { order } = await withFiles(kofi.laptop, id);
    expect(await kofi.laptop.engine.openFile({ conversation: id, order, index: 0 })).toEqual({
      ok: false,
      fault: { code: "file.damaged", account: esi.account },
    });
  });
});

/** Puts content of somebody's into the log past their engine, in the order given. */
async function past(by: Person, id: ConversationId): Promise<(content: KnownContent) => Promise<void>> {
  await by.laptop.engine.settled();
  await by.laptop.engine.close();
  let group = await loadGroup(by.laptop.store, id, suite, by.laptop.keys.privateKey);
  return async (content) => {
    const messageId = idOfKey(MessageId, random(16));
    const sealed = await group?.seal(utf8(encodeContent(content, Date.now())), messageId);
    if (sealed === undefined || group === undefined) throw new Error("no group");
    const { epoch } = group;
    group = sealed.group;
    const sent = { conversation: id, epoch, messageId, bytes: sealed.bytes };
    await must(by.laptop.link.call(conversationSend, sent));
  };
}
