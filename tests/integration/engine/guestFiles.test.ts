import type { ThreadItem } from "@comity/client/engine/facade/views";
import type { Handling } from "@comity/shared/content/content";
import type { ConversationId, NetworkId } from "@comity/shared/ids";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guestComes, roomOf } from "./guestPeople.ts";
import { type Device, faultOf, must, OwnWorld, PASSPHRASE, random } from "./ownPeople.ts";

const MINUTE = 60_000;
let world: OwnWorld;
/** By how much the server's clock is ahead. */
let ahead: number;
let adjoa: Device & { readonly network: NetworkId };
let ama: Device;

beforeEach(async () => {
  ahead = 0;
  world = await OwnWorld.open(() => Date.now() + ahead);
  adjoa = await world.officer();
  ama = await world.admit(adjoa, "Ama Mensah");
});
afterEach(async () => {
  await world.close();
});

async function sends(device: Device, conversation: ConversationId, name: string, handling?: Handling) {
  const bytes = random(90_000);
  const files = [{ name, mediaType: "", source: new Blob([bytes.slice()]) }];
  await must(device.engine.sendFiles({ conversation, files, ...(handling && { handling }) }));
  return bytes;
}

/** The line with a file of this name, once it has come to a device. */
const lineWith = (device: Device, id: ConversationId, name: string) =>
  device.mirror.until(({ threads }) =>
    [...(threads.get(id)?.values() ?? [])].find((item) => names([item]).includes(name)),
  );

const names = (items: readonly ThreadItem[]): readonly string[] =>
  items.flatMap((item) =>
    (item.kind === "message" || item.kind === "passed") && item.content.kind === "attachment"
      ? item.content.files.map((file) => file.name)
      : [],
  );

/** A device fetches the file of this name, and it is the one that was sent. */
async function gets(device: Device, id: ConversationId, name: string, bytes: Uint8Array): Promise<number> {
  const { order } = await lineWith(device, id, name);
  const file = await must(device.engine.openFile({ conversation: id, order, index: 0 }));
  expect(file.name).toBe(name);
  expect(Buffer.compare(file.bytes, bytes)).toBe(0);
  return order;
}

const passedOn = (device: Device, id: ConversationId) =>
  device.mirror.until(({ threads }) =>
    [...(threads.get(id)?.values() ?? [])].find(
      (item) => item.kind === "message" && item.content.kind === "history.offer" && item.passing === "done",
    ),
  );

describe("a guest's files", { timeout: 240_000 }, () => {
  it("of what was written before are those that their host chose, and another guest opens none of them", async () => {
    const id = await roomOf(ama, adjoa);
    await sends(ama, id, "too old.pdf");
    await lineWith(adjoa, id, "too old.pdf");
    const bytes = await sends(ama, id, "chosen.pdf");
    const chosen = await lineWith(adjoa, id, "chosen.pdf");
    await sends(ama, id, "for the inside.pdf", { codes: [], tlp: "TLP:AMBER" });
    await lineWith(adjoa, id, "for the inside.pdf");
    const other = await guestComes(world, ama, id);
    const kofi = await guestComes(world, ama, id, undefined, chosen.at);
    await passedOn(kofi, id);
    const order = await gets(kofi, id, "chosen.pdf", bytes);
    const page = { conversation: id, limit: 50 };
    expect(names((await must(kofi.engine.thread(page))).items)).toEqual(["chosen.pdf"]);
    await passedOn(other, id);
    expect(names((await must(other.engine.thread(page))).items)).toEqual([]);
    expect(await faultOf(other.engine.openFile({ conversation: id, order, index: 0 }))).toBe("not-permitted");
    for (const { mirror } of [adjoa, ama, kofi, other]) expect(mirror.state.warnings).toEqual([]);
  });

  it("go to and fro in their room while they are in it, and neither way once the time of their stay is over", async () => {
    const id = await roomOf(ama, adjoa);
    const validUntil = Date.now() + 5 * MINUTE;
    const kofi = await guestComes(world, ama, id, validUntil);
    const brought = await sends(kofi, id, "expert opinion.pdf");
    for (const device of [adjoa, ama]) await gets(device, id, "expert opinion.pdf", brought);
    const given = await sends(ama, id, "question to the expert.pdf");
    const order = await gets(kofi, id, "question to the expert.pdf", given);
    // The server's clock decides at once, over the line that still stands.
    ahead = 6 * MINUTE;
    const open = () => faultOf(kofi.engine.openFile({ conversation: id, order, index: 0 }));
    // They learn that their time is over, and nothing that is not so about the file.
    expect(await open()).toBe("session.revoked");
    await sends(kofi, id, "too late.pdf");
    await kofi.mirror.until(({ uploads }) => uploads.find(({ state }) => state === "waiting"));
    await kofi.engine.lock();
    await must(kofi.engine.unlock(PASSPHRASE));
    expect(await kofi.phase("refused")).toMatchObject({ reason: "membership-expired" });
    expect(await open()).not.toBe("no fault");
    // Nothing of it comes to anybody, and the file of before is there for those who are in the room.
    await must(ama.engine.sendText({ conversation: id, text: "Among ourselves" }));
    await adjoa.hears(id, "Among ourselves");
    await gets(adjoa, id, "expert opinion.pdf", brought);
    for (const { engine } of [adjoa, ama]) {
      const { items } = await must(engine.thread({ conversation: id, limit: 50 }));
      expect(names(items)).toEqual(["expert opinion.pdf", "question to the expert.pdf"]);
    }
  });
});
