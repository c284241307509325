import type { ThreadItem } from "@comity/client/engine/facade/views";
import type { Clock } from "@comity/client/engine/ports";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import type { ConversationId } from "@comity/shared/ids";
import { archiveAppend, archiveRead } from "@comity/shared/protocol/archive";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ArchiveGround,
  accountOf,
  bound,
  type Desk,
  history,
  type Line,
  must,
  PASSPHRASE,
  says,
  sent,
  textsOf,
  wholeThread,
} from "./archiveGround.ts";
import { clock } from "./people.ts";

let ground: ArchiveGround;
beforeEach(async () => {
  ground = await ArchiveGround.open();
});
afterEach(async () => {
  await ground.close();
});

/** What of a line is the same on every device: how far others have come is told to each anew. */
function lasting(item: ThreadItem): unknown {
  const { key: _, ...line } = item;
  if (line.kind !== "message") return line;
  const { delivery: _told, reach: _by, ...rest } = line;
  return rest;
}

async function restored(desk: Desk, recoveryKey: string): Promise<void> {
  await must(desk.engine.restore({ recoveryKey, passphrase: PASSPHRASE, deviceName: "New computer" }));
}

describe("a history archive", () => {
  it("brings list, titles and the whole history back on a clean machine with nobody else online", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room, said } = await history(ama, officer, 150);
    const announcement = await must(
      officer.engine.announce({ network: officer.network, title: "Plenary", text: "In Accra." }),
    );
    await ama.mirror.until(({ notices }) => notices.find((one) => one.announcement === announcement));
    const { network } = officer;
    await must(ama.engine.answer({ network, announcement, attendance: "attending" }));
    const thread = await wholeThread(ama, room);
    const [first] = thread.filter(
      (item) => item.kind === "message" && item.mine && item.content.kind === "text",
    );
    if (first?.kind !== "message") throw new Error("nothing was said");
    const { messageId, order } = first;
    await must(ama.engine.editText({ conversation: room, messageId, order, text: "In other words" }));
    await expect
      .poll(async () => textsOf(await wholeThread(ama, room)), { timeout: 60_000 })
      .toContain("In other words");
    await sent(ama);
    const before = await wholeThread(ama, room);
    const direct = await must(ama.engine.openDirect(accountOf(officer)));
    await must(ama.engine.sendText({ conversation: direct, text: "Between us" }));
    await sent(ama);
    const unread = ama.mirror.state.conversations.find(({ id }) => id === room)?.unread;
    await ama.engine.lock();
    await officer.engine.lock();

    const desk = await ground.desk();
    await restored(desk, ama.recoveryKey);
    const listed = await desk.mirror.until(({ conversations }) =>
      conversations.length === 3 ? conversations : undefined,
    );
    expect(listed.find(({ id }) => id === room)).toMatchObject({
      kind: "room",
      reference: "GH-77",
      title: "Gold over borders",
    });
    await says(desk, room, said.size);
    // What was kept before the first message may stand in a segment of its own, the last to be read.
    await expect
      .poll(async () => (await wholeThread(desk, room)).length, { timeout: 60_000 })
      .toBe(before.length);
    const after = await wholeThread(desk, room);
    // As many as nobody had marked as read on the lost device; they are counted as they come.
    await desk.mirror.until(({ conversations }) =>
      conversations.some((one) => one.id === room && one.unread === unread) ? true : undefined,
    );
    expect(after.map(lasting)).toEqual(before.map(lasting));
    expect(textsOf(await says(desk, direct, 1))).toEqual(["Between us"]);
    const notice = await desk.mirror.until(({ notices }) => notices[0]);
    expect(notice).toMatchObject({ title: "Plenary", mine: "attending", counts: { attending: 1 } });
  });

  it("goes on after a crash in the middle of reading back, and doubles nothing", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room, said } = await history(ama, officer, 260);
    const account = accountOf(ama);
    await ama.engine.lock();
    await officer.engine.lock();
    const { archives } = ground.server.storage;
    const { count } = await archives.head(account);
    expect(count).toBeGreaterThan(2);

    // The second segment never comes: the connection is lost for good while history is read back.
    const store = new MemoryStore();
    let read = 0;
    const broken: Line = (transport) => ({
      ...bound(transport),
      call: (event, request) => {
        if (event.name === "archive.read" && ++read > 1)
          return Promise.resolve({ ok: false, fault: { code: "transport.offline" } });
        return transport.call(event, request);
      },
    });
    const first = await ground.desk(store, broken);
    await restored(first, ama.recoveryKey);
    await first.mirror.until(({ conversations }) => conversations.find(({ id }) => id === room));
    const part = textsOf(await wholeThread(first, room));
    expect(part.length).toBeGreaterThan(0);
    expect(part.length).toBeLessThan(said.size);
    // The newest is there first.
    expect(part.at(-1)).toContain("Message 259");
    await first.engine.lock();

    const asked: number[] = [];
    const again = await ground.desk(store, (transport) => ({
      ...bound(transport),
      call: (event, request) => {
        if (event.name === "archive.read") asked.push(archiveRead.request.parse(request).index);
        return transport.call(event, request);
      },
    }));
    await must(again.engine.unlock(PASSPHRASE));
    const lines = textsOf(await says(again, room, said.size));
    expect(new Set(lines)).toEqual(said);
    await again.engine.lock();
    // What was taken in already is not fetched again.
    expect(asked).not.toContain(count - 1);
    // What was read back is not kept a second time.
    expect((await archives.head(account)).count).toBe(count);
  });

  it("is read on over the same connection once the server gives it out again", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room, said } = await history(ama, officer, 20);
    await ama.engine.lock();
    let refused = 0;
    let gives = false;
    const halting: Line = (transport) => ({
      ...bound(transport),
      call: (event, request) => {
        if (gives || event.name !== "archive.read") return transport.call(event, request);
        refused += 1;
        return Promise.resolve({ ok: false, fault: { code: "server.internal" } });
      },
    });
    const hurried: Clock = { now: () => clock.now(), after: (ms, then) => clock.after(ms / 20, then) };
    const store = new MemoryStore();
    const desk = await ground.desk(store, halting);
    await restored(desk, ama.recoveryKey);
    await desk.mirror.until(({ conversations }) =>
      conversations.find(({ id, state }) => id === room && state === "active"),
    );
    await desk.engine.settled();
    await desk.engine.lock();
    // It is in the room already, and nothing happens there.
    const again = await ground.desk(store, halting, hurried);
    refused = 0;
    await must(again.engine.unlock(PASSPHRASE));
    await again.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
    await again.engine.settled();
    expect(refused).toBeGreaterThan(0);
    gives = true;
    expect(new Set(textsOf(await says(again, room, said.size)))).toEqual(said);
  });

  it("is not written twice by two devices of one person", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room, said } = await history(ama, officer, 60);
    const account = accountOf(ama);
    await ama.engine.lock();
    const { archives } = ground.server.storage;
    const second = await ground.desk();
    await restored(second, ama.recoveryKey);
    await says(second, room, said.size);
    await must(ama.engine.unlock(PASSPHRASE));
    await second.mirror.until(({ conversations }) =>
      conversations.find(({ id, state }) => id === room && state === "active"),
    );
    await ama.mirror.until(({ conversations }) =>
      conversations.find(
        ({ id, members }) => id === room && members.some(({ devices }) => devices.length === 2),
      ),
    );
    for (let at = 0; at < 40; at++)
      await must(officer.engine.sendText({ conversation: room, text: `Later ${at}: ${"y".repeat(900)}` }));
    for (const desk of [ama, second]) await says(desk, room, said.size + 40);
    await Promise.all([ama.engine.lock(), second.engine.lock()]);

    let bytes = 0;
    const { count } = await archives.head(account);
    for (let index = 0; index < count; index++) bytes += (await archives.read(account, index))?.length ?? 0;
    // About 1.3 KB for each of a hundred messages, in steps of 4 KB: twice would be far more.
    expect(bytes).toBeLessThan(100 * 1300 + count * 4096 + 10_000);
    const third = await ground.desk();
    await restored(third, ama.recoveryKey);
    const all = textsOf(await says(third, room, said.size + 40));
    expect(new Set(all).size).toBe(said.size + 40);
  });
});

describe("what no device of a person has kept", () => {
  it("is one line at its place, which goes as soon as another device brings it", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room, said } = await history(ama, officer, 6);
    await ama.engine.lock();
    for (const text of ["Late one", "Late two"])
      await must(officer.engine.sendText({ conversation: room, text }));
    await sent(officer);

    const store = new MemoryStore();
    const desk = await ground.desk(store);
    await restored(desk, ama.recoveryKey);
    await desk.mirror.until(({ conversations }) =>
      conversations.find(({ id, state }) => id === room && state === "active"),
    );
    await must(officer.engine.sendText({ conversation: room, text: "After" }));
    await says(desk, room, said.size + 1);
    await desk.engine.lock();
    const again = await ground.desk(store);
    await must(again.engine.unlock(PASSPHRASE));
    const missing = async () => {
      const thread = await wholeThread(again, room);
      return thread.flatMap((item, at) => (item.kind === "unreadable" ? { ...item, at } : []));
    };
    await expect
      .poll(missing, { timeout: 60_000 })
      .toMatchObject([{ reason: "not-archived", mend: "members" }]);
    const thread = await wholeThread(again, room);
    const [gap] = await missing();
    expect(textsOf(thread.slice(0, gap?.at))).toHaveLength(said.size);
    expect(textsOf(thread.slice(gap?.at))).toEqual(["After"]);
    await again.engine.lock();

    // The former device was not lost: it reads what came meanwhile, and keeps it for the others.
    await must(ama.engine.unlock(PASSPHRASE));
    await says(ama, room, said.size + 3);
    await ama.engine.lock();
    await must(again.engine.unlock(PASSPHRASE));
    await says(again, room, said.size + 3);
    await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
  });
});

describe("a server that lies about a history archive", () => {
  /** Somebody with several segments of history, whose devices are lost. */
  async function lost() {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const { room, said } = await history(ama, officer, 200);
    const account = accountOf(ama);
    await ama.engine.lock();
    return { ama: { ...ama, account }, room, said };
  }

  const altering =
    (alter: (event: string, value: unknown, request: unknown) => unknown): Line =>
    (transport) => ({
      ...bound(transport),
      call: async (event, request) => {
        const answer = await transport.call(event, request);
        if (!answer.ok) return answer;
        const altered = alter(event.name, answer.value, request);
        // What stays as it was has been read already: on the wire it had another form, a page of a log for one.
        return altered === answer.value ? answer : { ok: true, value: event.response.parse(altered) };
      },
    });

  /** Where a thread says that messages are missing, and why. */
  async function missing(desk: Desk, room: ConversationId) {
    const thread = await wholeThread(desk, room);
    return thread.flatMap((item) =>
      item.kind === "unreadable" ? [{ reason: item.reason, mend: item.mend }] : [],
    );
  }
  const DAMAGED = { reason: "archive-damaged", mend: "own-device" };

  it("is told where a segment was changed, nothing of it is shown, and one honest answer mends it", async () => {
    const { ama, room, said } = await lost();
    const store = new MemoryStore();
    const desk = await ground.desk(
      store,
      altering((event, value, request) => {
        if (event !== "archive.read" || !isIndex(request, 1)) return value;
        const { segment } = archiveRead.response.parse(value);
        return { segment: segment.map((byte, at) => (at === 200 ? byte ^ 1 : byte)) };
      }),
    );
    await restored(desk, ama.recoveryKey);
    await desk.mirror.until(({ warnings }) => warnings.find(({ code }) => code === "archive-damaged"));
    const lines = textsOf(await wholeThread(desk, room));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(said.size);
    for (const line of lines) expect(said).toContain(line);
    // What it held is told at its place, once the rest has been read.
    await expect.poll(() => missing(desk, room), { timeout: 60_000 }).toEqual([DAMAGED]);
    const thread = await wholeThread(desk, room);
    const at = thread.findIndex(({ kind }) => kind === "unreadable");
    const before = textsOf(thread.slice(0, at)).length;
    expect(before).toBeGreaterThan(0);
    expect([...said][before]).not.toBe(textsOf(thread.slice(at))[0]);
    await desk.engine.lock();

    const honest = await ground.desk(store);
    await must(honest.engine.unlock(PASSPHRASE));
    expect(new Set(textsOf(await says(honest, room, said.size)))).toEqual(said);
    await expect.poll(() => missing(honest, room), { timeout: 60_000 }).toEqual([]);
    const [warning] = honest.mirror.state.warnings;
    expect(warning?.code).toBe("archive-damaged");
    await must(honest.engine.dismissWarning(warning?.id ?? ""));
    await honest.mirror.until(({ warnings }) => (warnings.length === 0 ? true : undefined));
  });

  for (const how of ["by itself, after a while", "when its owner asks for it"])
    it(`is asked for again over the same connection ${how}, and the line goes`, async () => {
      const { ama, room, said } = await lost();
      let lies = true;
      const desk = await ground.desk(
        new MemoryStore(),
        altering((event, value, request) => {
          if (!lies || event !== "archive.read" || !isIndex(request, 1)) return value;
          const { segment } = archiveRead.response.parse(value);
          return { segment: segment.map((byte, at) => (at === 200 ? byte ^ 1 : byte)) };
        }),
      );
      await restored(desk, ama.recoveryKey);
      await expect.poll(() => missing(desk, room), { timeout: 60_000 }).toEqual([DAMAGED]);
      lies = false;
      if (how.startsWith("when")) await must(desk.engine.resume(room));
      await expect
        .poll(async () => new Set(textsOf(await wholeThread(desk, room))), { timeout: 60_000 })
        .toEqual(said);
      await expect.poll(() => missing(desk, room), { timeout: 60_000 }).toEqual([]);
    });

  it("is mended by whichever device of the person has what the archive lost", async () => {
    const { ama, room, said } = await lost();
    // The server's disk has lost a segment, for every device and for good.
    const rotten = altering((event, value, request) =>
      event === "archive.read" && isIndex(request, 1)
        ? { segment: archiveRead.response.parse(value).segment.fill(0) }
        : value,
    );
    const store = new MemoryStore();
    const desk = await ground.desk(store, rotten);
    await restored(desk, ama.recoveryKey);
    await expect.poll(() => missing(desk, room), { timeout: 60_000 }).toEqual([DAMAGED]);
    const reached = async () => (await ground.server.storage.archives.head(ama.account)).count;
    // It asks for what is lacking, in the archive itself.
    await desk.engine.lock();
    const asked = await reached();

    const other = await ground.desk(ama.store, rotten);
    await must(other.engine.unlock(PASSPHRASE));
    await expect.poll(reached, { timeout: 60_000 }).toBeGreaterThan(asked);
    await other.engine.lock();
    const again = await ground.desk(store, rotten);
    await must(again.engine.unlock(PASSPHRASE));
    expect(new Set(textsOf(await says(again, room, said.size)))).toEqual(said);
    await expect.poll(() => missing(again, room), { timeout: 60_000 }).toEqual([]);
    await again.engine.lock();
    const settled = await reached();
    // Whoever comes after that lacks nothing, and nobody asks or leaves anything a second time.
    const third = await ground.desk(new MemoryStore(), rotten);
    await restored(third, ama.recoveryKey);
    expect(new Set(textsOf(await says(third, room, said.size)))).toEqual(said);
    expect(await missing(third, room)).toEqual([]);
    await third.engine.lock();
    await must(other.engine.unlock(PASSPHRASE));
    await other.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
    await other.engine.lock();
    // That a device came is new, and fits into the smallest size.
    for (let index = settled; index < (await reached()); index++)
      expect((await ground.server.storage.archives.read(ama.account, index))?.length).toBeLessThan(5000);
  });

  it("is told where segments change their places", async () => {
    const { ama, room } = await lost();
    const desk = await ground.desk(new MemoryStore(), (transport) => ({
      ...bound(transport),
      call: (event, request) =>
        transport.call(
          event,
          event.name === "archive.read" && isIndex(request, 0) ? { ...request, index: 1 } : request,
        ),
    }));
    await restored(desk, ama.recoveryKey);
    await desk.mirror.until(({ warnings }) => warnings.find(({ code }) => code === "archive-damaged"));
    const lines = textsOf(await wholeThread(desk, room));
    expect(new Set(lines).size).toBe(lines.length);
  });

  it("is told to a new device where the archive is shorter than the backup says", async () => {
    const { ama, room, said } = await lost();
    const { count } = await ground.server.storage.archives.head(ama.account);
    const desk = await ground.desk(
      new MemoryStore(),
      altering((event, value) => (event === "archive.head" ? { count: count - 1 } : value)),
    );
    await restored(desk, ama.recoveryKey);
    const warning = await desk.mirror.until(({ warnings }) =>
      warnings.find(({ code }) => code === "archive-rolled-back"),
    );
    expect(warning.cause).toBe(`${count - 1} < ${count}`);
    const lines = textsOf(await wholeThread(desk, room));
    expect(lines.length).toBeLessThan(said.size);
  });

  it("is told to a device that has seen more, which then keeps what the archive lost once more", async () => {
    const { ama, room, said } = await lost();
    const { storage } = ground.server;
    const account = ama.account;
    const { count } = await storage.archives.head(account);
    // The operator has gone back to an old backup of the database: the same segments, the last ones missing.
    const kept: Uint8Array[] = [];
    const older = altering((event, value) => (event === "archive.head" ? { count: kept.length } : value));
    const forgetful: Line = (transport) => ({
      ...bound(older(transport)),
      call: async (event, request) => {
        if (event.name === "archive.append") {
          const { index, segment } = archiveAppend.request.parse(request);
          if (index !== kept.length)
            return { ok: false, fault: { code: "archive.moved", count: kept.length } };
          kept.push(segment);
          return { ok: true, value: event.response.parse({ count: kept.length }) };
        }
        if (event.name === "archive.read") {
          const { index } = archiveRead.request.parse(request);
          const segment = kept[index];
          if (segment === undefined) return { ok: false, fault: { code: "archive.unknown" } };
          return { ok: true, value: event.response.parse({ segment }) };
        }
        return older(transport).call(event, request);
      },
    });
    for (let index = 0; index < count - 1; index++) {
      const segment = await storage.archives.read(account, index);
      if (segment !== undefined) kept.push(segment);
    }
    const same = await ground.desk(ama.store, forgetful);
    await must(same.engine.unlock(PASSPHRASE));
    await same.mirror.until(({ warnings }) => warnings.find(({ code }) => code === "archive-rolled-back"));
    await expect.poll(() => kept.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(count);
    await same.engine.lock();
    const desk = await ground.desk(new MemoryStore(), forgetful);
    await restored(desk, ama.recoveryKey);
    expect(new Set(textsOf(await says(desk, room, said.size)))).toEqual(said);
  });
});

function isIndex(request: unknown, index: number): boolean {
  return archiveRead.request.safeParse(request).data?.index === index;
}
