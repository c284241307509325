import type { ConversationId } from "@comity/shared/ids";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ArchiveGround,
  accountOf,
  type Desk,
  linkTo,
  must,
  PASSPHRASE,
  wholeThread,
} from "./archiveGround.ts";

let ground: ArchiveGround;
beforeEach(async () => {
  ground = await ArchiveGround.open();
});
afterEach(async () => {
  await ground.close();
});

const passedTo = async (desk: Desk, room: ConversationId): Promise<readonly string[]> =>
  (await wholeThread(desk, room)).flatMap((item) =>
    item.kind === "passed" && item.content.kind === "text" ? [item.content.text.slice(0, 12)] : [],
  );

/** A room of Ama's with so many messages, into which Kofi is brought afterwards; on all of Kofi's devices. */
async function cameLate(ama: Desk, officer: Desk, said: readonly string[], ...kofi: readonly Desk[]) {
  const [first] = kofi;
  if (first === undefined) throw new Error("nobody comes");
  const members = [accountOf(officer)];
  const room = await must(ama.engine.createRoom({ reference: "GH-8", title: "A vessel", members }));
  for (const text of said) await must(ama.engine.sendText({ conversation: room, text }));
  await must(ama.engine.addMembers({ conversation: room, accounts: [accountOf(first)] }));
  for (const { mirror } of kofi)
    await mirror.until(({ conversations }) =>
      conversations.find(({ id, state }) => id === room && state === "active"),
    );
  return room;
}

describe("what was passed on to somebody", { timeout: 240_000 }, () => {
  it("comes to all their devices, once, and back after a recovery, with who answers for it", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Mensah");
    const kofi = await ground.member(officer, "Kofi Boateng");
    const second = await ground.desk();
    await linkTo(kofi, second, "Telephone");
    const said = Array.from({ length: 60 }, (_, n) => `Message ${n} ${"lorem ipsum ".repeat(60)}`);
    const room = await cameLate(ama, officer, said, kofi, second);
    await must(ama.engine.passHistoryOn({ conversation: room, to: accountOf(kofi), since: 0 }));
    for (const desk of [kofi, second])
      await expect
        .poll(() => passedTo(desk, room), { timeout: 60_000, interval: 200 })
        .toEqual(said.map((text) => text.slice(0, 12)));
    const before = await wholeThread(kofi, room);
    const giver = accountOf(ama);
    for (const desk of [kofi, second, ama]) await desk.engine.lock();

    const desk = await ground.desk();
    const { recoveryKey } = kofi;
    await must(desk.engine.restore({ recoveryKey, passphrase: PASSPHRASE, deviceName: "New computer" }));
    await expect
      .poll(() => passedTo(desk, room), { timeout: 60_000, interval: 200 })
      .toEqual(said.map((text) => text.slice(0, 12)));
    const lines = (await wholeThread(desk, room)).filter(({ kind }) => kind === "passed");
    expect(lines).toEqual(before.filter(({ kind }) => kind === "passed"));
    expect(lines[0]).toMatchObject({ by: giver, author: giver });
    expect((await wholeThread(desk, room)).filter(({ kind }) => kind === "unreadable")).toEqual([]);
  });
});
