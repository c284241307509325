import type { ConversationId } from "@comity/shared/ids";
import { conversationRead } from "@comity/shared/protocol/conversation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArchiveGround, bound, type Desk, type Line, must, PASSPHRASE, textsOf } from "./archiveGround.ts";

let ground: ArchiveGround;
beforeEach(async () => {
  ground = await ArchiveGround.open();
});
afterEach(async () => {
  await ground.close();
});

/** Which message is held up. */
const HELD = 6;

/** Something that is held up until it is let go. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

/** Waits until a desk has seen so many texts in a room, without a look into its store. */
function sees(desk: Desk, room: ConversationId, count: number) {
  return expect
    .poll(
      async () => {
        const page = await desk.engine.thread({ conversation: room, limit: 100 });
        return page.ok ? textsOf(page.value.items).length : 0;
      },
      { timeout: 60_000 },
    )
    .toBe(count);
}

async function rooms(officer: Desk, member: Desk, count: number): Promise<readonly ConversationId[]> {
  const account = member.mirror.state.self?.account;
  if (account === undefined) throw new Error("nobody is at this desk");
  const made: ConversationId[] = [];
  while (made.length < count) {
    const details = { reference: `GH-${made.length}`, title: "Gold over borders" };
    const room = await officer.engine.createRoom({ ...details, members: [account] });
    if (room.ok) made.push(room.value);
    // Key packages come a moment after the membership.
    else if (room.fault.code !== "contact.unreachable") throw new Error(room.fault.code);
    else await officer.mirror.until(() => true);
  }
  await member.mirror.until(({ conversations }) =>
    made.every((room) => conversations.some(({ id, title }) => id === room && title !== undefined))
      ? true
      : undefined,
  );
  return made;
}

async function say(desk: Desk, conversation: ConversationId, messages: number, letters: number) {
  for (let at = 0; at < messages; at++)
    await must(desk.engine.sendText({ conversation, text: `${at} ${"x".repeat(letters)}` }));
}

/** Says much in some rooms, one after the other, while somebody is away; resolves when all of it stands in the logs. */
async function sayInAll(desk: Desk, all: readonly ConversationId[]) {
  for (const room of all) {
    await say(desk, room, 30, 1500);
    await expect
      .poll(
        async () => {
          const { items } = await must(desk.engine.thread({ conversation: room, limit: 100 }));
          return items.filter((item) => item.kind === "message" && item.delivery !== "queued").length;
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThanOrEqual(30);
  }
}

/** A line on which the log of one conversation does not come before it is let go, and what was called on it. */
function holdingUp(room: ConversationId) {
  const held = gate();
  const calls: string[] = [];
  const line: Line = (transport) => ({
    ...bound(transport),
    call: async (event, request) => {
      calls.push(event.name);
      if (event.name === "conversation.read" && conversationRead.request.parse(request).conversation === room)
        await held.opened;
      return transport.call(event, request);
    },
  });
  return { ...held, calls, line };
}

describe("a log that does not come", () => {
  it("keeps no other room from being read, written in and whole, be it the newest", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Owusu");
    const [quiet, other, newest] = await rooms(officer, ama, 3);
    if (quiet === undefined || other === undefined || newest === undefined) throw new Error("no rooms");
    await ama.engine.lock();
    await sayInAll(officer, [other, newest]);
    const { line, open, calls } = holdingUp(newest);
    const back = await ground.desk(ama.store, line);
    await must(back.engine.unlock(PASSPHRASE));
    await expect.poll(() => calls.includes("conversation.read")).toBe(true);
    // Where nothing was missed, it goes out at once; what is pushed elsewhere is not lost for having been pushed early.
    await say(back, quiet, 1, 10);
    await say(officer, other, 1, 10);
    await sees(officer, quiet, 1);
    await sees(back, other, 31);
    await say(back, other, 1, 10);
    await sees(officer, other, 32);
    await sees(back, newest, 0);
    open();
    await sees(back, newest, 30);
  });
});

describe("the history archive and messages", () => {
  it("waits until everything that was missed is there, and nothing is asked for to get back in step", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Owusu");
    const [newest, ...others] = await rooms(officer, ama, 4);
    if (newest === undefined || others[0] === undefined) throw new Error("no room");
    await ama.engine.lock();
    await sayInAll(officer, [...others, newest]);
    // One log is held up while the others, far more than a segment, are stored.
    const { line, open, calls } = holdingUp(others[0]);
    const back = await ground.desk(ama.store, line);
    await must(back.engine.unlock(PASSPHRASE));
    for (const room of [newest, ...others.slice(1)]) await sees(back, room, 30);
    expect(calls).not.toContain("archive.append");
    open();
    await sees(back, others[0], 30);
    await expect.poll(() => calls.filter((name) => name === "archive.append").length).toBeGreaterThan(1);
    expect(calls.indexOf("archive.append")).toBeGreaterThan(calls.lastIndexOf("conversation.read"));
    for (const name of ["conversation.rejoin", "conversation.groupInfo", "conversation.send"])
      expect(calls).not.toContain(name);
    expect(back.mirror.state.warnings).toEqual([]);
  });

  it("waits for what a person sends", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Owusu");
    const [room] = await rooms(officer, ama, 1);
    if (room === undefined) throw new Error("no room");
    await officer.engine.lock();
    const held = gate();
    let sends = 0;
    let sending = 0;
    const during: string[] = [];
    const calls: string[] = [];
    const thin: Line = (transport) => ({
      ...bound(transport),
      call: async (event, request) => {
        calls.push(event.name);
        if (sending > 0) during.push(event.name);
        if (event.name !== "conversation.send" || ++sends < HELD) return transport.call(event, request);
        sending += 1;
        await held.opened;
        const answer = await transport.call(event, request);
        sending -= 1;
        return answer;
      },
    });
    const desk = await ground.desk(officer.store, thin);
    await must(desk.engine.unlock(PASSPHRASE));
    await desk.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
    await expect.poll(() => calls.filter((name) => name === "archive.head").length).toBeGreaterThan(0);
    const before = calls.length;
    // Enough for a segment has gone, and the next message stays on its way while the server answers much else.
    await say(desk, room, 8, 8_000);
    await expect.poll(() => sending).toBe(1);
    for (let look = 0; look < 20; look++) await must(desk.engine.ownDevices());
    held.open();
    await sees(ama, room, 8);
    await expect.poll(() => calls.slice(before).includes("archive.append"), { timeout: 60_000 }).toBe(true);
    expect(during).not.toContain("archive.append");
  });
});
