import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { conversationEnvelope } from "@comity/shared/protocol/conversation";
import { statementsRead } from "@comity/shared/protocol/statements";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ArchiveGround,
  accountOf,
  bound,
  type Desk,
  type Line,
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

const GOLD = { reference: "GH-77", title: "Gold over borders" };

async function restored(recoveryKey: string): Promise<Desk> {
  const desk = await ground.desk(new MemoryStore());
  await must(desk.engine.restore({ recoveryKey, passphrase: PASSPHRASE, deviceName: "New computer" }));
  return desk;
}

/** A room of somebody and others, in which everybody is. */
async function roomOf(one: Desk, others: readonly Desk[]) {
  for (const other of others) await other.engine.settled();
  const members = others.map((other) => accountOf(other));
  const room = await must(one.engine.createRoom({ ...GOLD, members }));
  for (const other of others)
    await other.mirror.until(({ conversations }) =>
      conversations.find(({ id, state, title }) => id === room && state === "active" && title !== undefined),
    );
  return room;
}

const view = (desk: Desk, room: string) => desk.mirror.state.conversations.find(({ id }) => id === room);

describe("what waits for a directory that can't be read", () => {
  it("is said in the conversation and counted, and gone with it once it can be read", async () => {
    let shut = false;
    const line: Line = (transport) => ({
      ...bound(transport),
      call: async (event, request) =>
        shut && event.name === statementsRead.name
          ? { ok: false, fault: { code: "server.internal" } }
          : transport.call(event, request),
    });
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Owusu", line);
    const room = await roomOf(officer, [ama]);
    await must(officer.engine.sendText({ conversation: room, text: "before" }));
    await says(ama, room, 1);
    // Into the notice board she comes by herself, in her own time: with the directory shut she would not.
    await ama.mirror.until(({ conversations }) =>
      conversations.find(({ kind, state }) => kind === "board" && state === "active"),
    );
    shut = true;
    const kofi = await ground.member(officer, "Kofi Annan");
    await kofi.engine.settled();
    await must(officer.engine.addMembers({ conversation: room, accounts: [accountOf(kofi)] }));
    await must(officer.engine.sendText({ conversation: room, text: "Kofi is with us" }));
    await ama.mirror.until(() => (view(ama, room)?.waitingFor === "directory" ? true : undefined));
    expect(textsOf(await wholeThread(ama, room))).toEqual(["before"]);
    // The notice board waits as well. Looking again counts nothing anew.
    const waits = () => ama.mirror.state.health?.counts.directoryWaits;
    await ama.mirror.until(() => (waits() === 2 ? true : undefined));
    await must(ama.engine.resume(room));
    expect(view(ama, room)).toMatchObject({ waitingFor: "directory" });
    shut = false;
    await must(ama.engine.resume(room));
    await ama.mirror.until(() => (view(ama, room)?.waitingFor === undefined ? true : undefined));
    await says(ama, room, 2);
    expect(waits()).toBe(2);
    expect(ama.mirror.state.warnings).toEqual([]);
  });
});

describe("after all devices were lost", () => {
  it("what the lost one could not read stands in its place and says so, and comes when it is asked for", async () => {
    let garbled: string | undefined;
    const spoil = (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));
    /** One message arrives damaged, pushed or read. */
    const line: Line = (transport) => ({
      ...bound(transport),
      on: (event, listener) =>
        transport.on(event, (message) => {
          if (event.name !== conversationEnvelope.name) return listener(message);
          const { conversation, envelope } = conversationEnvelope.message.parse(message);
          const hit = garbled === envelope.messageId || garbled === "next";
          if (hit) garbled = envelope.messageId;
          const bytes = hit ? spoil(envelope.bytes) : envelope.bytes;
          listener(event.message.parse({ conversation, envelope: { ...envelope, bytes } }));
        }),
    });
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Owusu", line);
    const room = await roomOf(officer, [ama]);
    const say = (text: string) => must(officer.engine.sendText({ conversation: room, text }));
    await say("before");
    await says(ama, room, 1);
    garbled = "next";
    await say("the hearing is at nine");
    await expect
      .poll(async () => (await wholeThread(ama, room)).some(({ kind }) => kind === "unreadable"))
      .toBe(true);
    await say("after");
    await says(ama, room, 2);
    await sent(officer);
    await ama.engine.lock();
    const back = await restored(ama.recoveryKey);
    await says(back, room, 2);
    const thread = (await wholeThread(back, room)).flatMap((item) => {
      if (item.kind === "unreadable") return [`${item.reason}, ${item.mend}`];
      return item.kind === "message" && item.content.kind === "text" ? [item.content.text] : [];
    });
    expect(thread).toEqual(["before", "lost-device, sender", "after"]);
    const lost = (await wholeThread(back, room)).find(({ kind }) => kind === "unreadable");
    await back.mirror.until(() => (view(back, room)?.state === "active" ? true : undefined));
    await must(back.engine.askAgain({ conversation: room, order: lost?.order ?? 0 }));
    await says(back, room, 3);
    expect(textsOf(await wholeThread(back, room))).toEqual(["before", "the hearing is at nine", "after"]);
  });

  it("a room from which the person was taken out meanwhile is shown as left, with its history", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Owusu");
    const kofi = await ground.member(officer, "Kofi Annan");
    const room = await roomOf(officer, [ama, kofi]);
    const seen = await roomOf(officer, [ama, kofi]);
    for (const id of [room, seen]) {
      await must(officer.engine.sendText({ conversation: id, text: "before" }));
      await says(ama, id, 1);
    }
    // One she sees herself, and it is in her history; the other one no device of hers ever sees.
    const account = accountOf(ama);
    await must(officer.engine.removeMember({ conversation: seen, account }));
    await ama.mirror.until(() => (view(ama, seen)?.state === "left" ? true : undefined));
    await ama.engine.lock();
    await must(officer.engine.removeMember({ conversation: room, account }));
    const back = await restored(ama.recoveryKey);
    for (const id of [room, seen]) {
      await says(back, id, 1);
      await back.mirror.until(() => (view(back, id)?.state === "left" ? true : undefined));
      expect(view(back, id)).toMatchObject({ waitingFor: undefined, mayRestart: false, ...GOLD });
      expect(await back.engine.sendText({ conversation: id, text: "hello" })).toMatchObject({ ok: false });
    }
    // Somebody brings her back: it goes on.
    await back.engine.settled();
    await must(officer.engine.addMembers({ conversation: room, accounts: [account] }));
    await back.mirror.until(() => (view(back, room)?.state === "active" ? true : undefined));
    expect(textsOf(await wholeThread(back, room))).toContain("before");
  });
});
