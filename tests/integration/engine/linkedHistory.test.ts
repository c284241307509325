import type { EngineChange } from "@comity/client/engine/facade/change";
import type { ThreadItem } from "@comity/client/engine/facade/views";
import type { StoreChange } from "@comity/client/engine/ports";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { type ConversationId, DeviceId } from "@comity/shared/ids";
import { archiveAppend, archiveHead, archiveRead } from "@comity/shared/protocol/archive";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ArchiveGround,
  accountOf,
  bound,
  type Desk,
  history,
  type Line,
  linkTo,
  must,
  PASSPHRASE,
  says,
  sent,
  textsOf,
  wholeThread,
} from "./archiveGround.ts";

let ground: ArchiveGround;
beforeEach(async () => {
  ground = await ArchiveGround.open();
});
afterEach(async () => {
  await ground.close();
});

/** A machine that can lose its power: from then on nothing is stored and nothing is answered. */
class Machine extends MemoryStore {
  private dead = false;

  override async write(changes: readonly StoreChange[]): Promise<void> {
    if (this.dead) return new Promise(() => undefined);
    return super.write(changes);
  }

  /** `fatal`: the power goes when an answer has come for which it says so, before the engine sees it. */
  line(fatal: (event: string, request: unknown) => boolean): Line {
    return (transport) => ({
      ...bound(transport),
      call: async (event, request) => {
        const answer = await transport.call(event, request);
        if (fatal(event.name, request)) {
          this.dead = true;
          transport.close();
        }
        return this.dead ? new Promise(() => undefined) : answer;
      },
    });
  }

  get powerless(): boolean {
    return this.dead;
  }

  /** What its disk holds, in another machine. */
  async disk(): Promise<MemoryStore> {
    const store = new MemoryStore();
    for (const table of await this.tables())
      await store.write((await this.scan(table)).map(({ key, value }) => ({ table, key, value })));
    return store;
  }
}

/** A message of one's own in a thread. */
async function ownMessage(desk: Desk, room: ConversationId, nth: number) {
  const thread = await wholeThread(desk, room);
  const own = thread.filter((item) => item.kind === "message" && item.mine && item.content.kind === "text");
  const item = own.at(nth);
  if (item?.kind !== "message") throw new Error("nothing was said");
  return item;
}

/** What a thread shows of each message. */
const shown = (items: readonly ThreadItem[]) =>
  items.flatMap((item) =>
    item.kind === "message" ? [{ order: item.order, content: item.content, earlier: item.earlier }] : [],
  );

describe("the history of a person's other devices", () => {
  it("comes to a linked device with its changes and with progress, and goes on after its power was cut", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room } = await history(ama, officer, 200);
    const first = await ownMessage(ama, room, 0);
    const { messageId, order } = first;
    await must(ama.engine.editText({ conversation: room, messageId, order, text: "In other words" }));
    const gone = await ownMessage(ama, room, 5);
    await must(ama.engine.withdraw({ conversation: room, messageId: gone.messageId, order: gone.order }));
    const changed = async (desk: Desk) => {
      const messages = shown(await wholeThread(desk, room));
      const at = (place: number) => messages.find((one) => one.order === place)?.content;
      return [at(order), at(gone.order)?.kind];
    };
    const CHANGED = [{ kind: "text", text: "In other words" }, "withdrawal"];
    await expect.poll(() => changed(ama), { timeout: 60_000 }).toMatchObject(CHANGED);
    await sent(ama);
    const account = accountOf(ama);
    await ama.engine.lock();
    const { count } = await ground.server.storage.archives.head(account);
    expect(count).toBeGreaterThan(2);
    await must(ama.engine.unlock(PASSPHRASE));
    await ama.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
    const before = shown(await wholeThread(ama, room));

    // The power goes when the third segment has come.
    const machine = new Machine();
    let read = 0;
    const tablet = await ground.desk(
      machine,
      machine.line((event) => event === archiveRead.name && ++read === 3),
    );
    await linkTo(ama, tablet, "Tablet");
    await expect.poll(() => machine.powerless, { timeout: 60_000 }).toBe(true);

    const steps: EngineChange[] = [];
    const again = await ground.desk(await machine.disk());
    await again.engine.subscribe((change) => {
      if (change.type === "progress" && change.task === "history") steps.push(change);
    });
    await must(again.engine.unlock(PASSPHRASE));
    await again.mirror.until(({ conversations }) =>
      conversations.some(({ id, state }) => id === room && state === "active") ? true : undefined,
    );
    await expect.poll(async () => shown(await wholeThread(again, room)), { timeout: 60_000 }).toEqual(before);
    // What was taken in before the cut is not counted anew, and the count goes up to the end.
    const total = steps.at(-1);
    expect(total).toMatchObject({ done: count, total: count });
    expect(steps[0]).not.toMatchObject({ done: 1 });
    // Nothing tells of anything missing, and who let it in is said for what it is: a device, not a person.
    const thread = await wholeThread(again, room);
    expect(thread.filter(({ kind }) => kind === "unreadable")).toEqual([]);
    const came = thread.flatMap((item) => (item.kind === "membership" ? item.devices : []));
    expect(came).toEqual([{ account, change: "added" }]);
    await must(officer.engine.sendText({ conversation: room, text: "For both of your devices" }));
    await expect
      .poll(async () => textsOf(await wholeThread(again, room)).at(-1), { timeout: 60_000 })
      .toBe("For both of your devices");
  });

  it("holds on the new device what was said a moment before it was linked", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room, said } = await history(ama, officer, 8);
    const tablet = await ground.desk();
    await linkTo(ama, tablet, "Tablet");
    expect(new Set(textsOf(await says(tablet, room, said.size)))).toEqual(said);
    await tablet.mirror.until(({ conversations }) =>
      conversations.some(({ id, state }) => id === room && state === "active") ? true : undefined,
    );
    await must(officer.engine.sendText({ conversation: room, text: "For both of your devices" }));
    const thread = await says(tablet, room, said.size + 1);
    expect(thread.filter(({ kind }) => kind === "unreadable")).toEqual([]);
  });

  it("is neither doubled nor holed by a power cut right after a segment was left", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room, said } = await history(ama, officer, 6);
    const account = accountOf(ama);
    await ama.engine.lock();
    const { archives } = ground.server.storage;
    const { count } = await archives.head(account);
    // The server has the segment; the device never hears of it.
    const machine = new Machine();
    for (const table of await ama.store.tables())
      await machine.write((await ama.store.scan(table)).map(({ key, value }) => ({ table, key, value })));
    const dying = await ground.desk(
      machine,
      machine.line((event) => event === archiveAppend.name),
    );
    await must(dying.engine.unlock(PASSPHRASE));
    for (let at = 0; at < 45; at++)
      await must(dying.engine.sendText({ conversation: room, text: `Later ${at}: ${"y".repeat(900)}` }));
    await expect.poll(() => machine.powerless, { timeout: 60_000 }).toBe(true);
    await expect.poll(async () => (await archives.head(account)).count, { timeout: 60_000 }).toBe(count + 1);

    const disk = await machine.disk();

    const again = await ground.desk(disk);
    await must(again.engine.unlock(PASSPHRASE));
    await says(again, room, said.size + 45);
    await again.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
    await again.engine.lock();
    let bytes = 0;
    const after = (await archives.head(account)).count;
    for (let index = count; index < after; index++)
      bytes += (await archives.read(account, index))?.length ?? 0;
    // About 1.3 KB for each of the later messages, in steps of 4 KB: twice would be far more.
    expect(bytes).toBeLessThan(45 * 1300 + (after - count) * 4096 + 4096);
    const fresh = await ground.desk();
    await must(
      fresh.engine.restore({ recoveryKey: ama.recoveryKey, passphrase: PASSPHRASE, deviceName: "New" }),
    );
    const all = textsOf(await says(fresh, room, said.size + 45));
    expect(new Set(all).size).toBe(said.size + 45);
  });

  it("is closed to a device that was ended: it reads and leaves nothing more", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room } = await history(ama, officer, 6);
    const account = accountOf(ama);
    const calls: (() => Promise<unknown>)[] = [];
    const stolen = await ground.desk(new MemoryStore(), (transport) => {
      calls.push(() => transport.call(archiveHead, {}));
      calls.push(() => transport.call(archiveRead, { index: 0 }));
      calls.push(() => transport.call(archiveAppend, { index: 1, segment: new Uint8Array(64) }));
      return transport;
    });
    await linkTo(ama, stolen, "Stolen");
    await stolen.mirror.until(({ conversations }) =>
      conversations.some(({ id, state }) => id === room && state === "active") ? true : undefined,
    );
    const device = DeviceId.parse(stolen.mirror.state.self?.device);
    await must(ama.engine.revokeDevice({ device, passphrase: PASSPHRASE }));
    await stolen.mirror.until(({ phase }) => (phase?.phase === "refused" ? phase : undefined));
    await ama.engine.lock();
    const { archives } = ground.server.storage;
    const { count } = await archives.head(account);
    for (const call of calls) expect(await call()).toMatchObject({ ok: false });
    expect((await archives.head(account)).count).toBe(count);
  });
});
