import type { ConversationId } from "@comity/shared/ids";
import { afterEach, beforeEach, expect, it } from "vitest";
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

const BYTES = Buffer.from("What the witness said, in full. ".repeat(5000));

/** Sends a file into the room, and waits until a desk has its message. */
async function sendFile(from: Desk, to: Desk, conversation: ConversationId): Promise<void> {
  const files = [{ name: "statement.txt", mediaType: "text/plain", source: new Blob([BYTES]) }];
  await must(from.engine.sendFiles({ conversation, files }));
  await fileOf(to, conversation);
}

/** The order of the message with a file, once a desk has it. */
async function fileOf(desk: Desk, conversation: ConversationId): Promise<number> {
  let order: number | undefined;
  await expect
    .poll(
      async () => {
        const line = (await wholeThread(desk, conversation)).find(
          (item) => item.kind === "message" && item.content.kind === "attachment",
        );
        order = line?.order;
        return order !== undefined;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  return order ?? 0;
}

/** A conversation of two, in which the other desk is too. Whoever was just vouched for has left keys by then. */
async function shared(one: Desk, other: Desk): Promise<ConversationId> {
  await other.engine.settled();
  const conversation = await must(one.engine.openDirect(accountOf(other)));
  await other.mirror.until(({ conversations }) =>
    conversations.find(({ id, state }) => id === conversation && state === "active"),
  );
  return conversation;
}

async function opens(desk: Desk, conversation: ConversationId): Promise<void> {
  await desk.mirror.until(({ conversations }) =>
    conversations.find(({ id, state }) => id === conversation && state === "active"),
  );
  const order = await fileOf(desk, conversation);
  const { name, bytes } = await must(desk.engine.openFile({ conversation, order, index: 0 }));
  expect(name).toBe("statement.txt");
  expect(Buffer.compare(bytes, BYTES)).toBe(0);
}

it("a file that was sent before a device was linked can be saved on it", async () => {
  const officer = await ground.officer();
  const ama = await ground.member(officer, "Ama Mensah");
  const room = await shared(officer, ama);
  await sendFile(officer, ama, room);
  await ama.engine.settled();
  const phone = await ground.desk();
  await linkTo(ama, phone, "Phone");
  await opens(phone, room);
});

it("a file that was sent before all devices were lost can be saved after the recovery", async () => {
  const officer = await ground.officer();
  const ama = await ground.member(officer, "Ama Mensah");
  const room = await shared(officer, ama);
  await sendFile(officer, ama, room);
  await ama.engine.settled();
  // Locking keeps what is new at the server; then the laptop is gone.
  await ama.engine.lock();
  const fresh = await ground.desk();
  await must(
    fresh.engine.restore({ recoveryKey: ama.recoveryKey, passphrase: PASSPHRASE, deviceName: "New laptop" }),
  );
  await opens(fresh, room);
});
