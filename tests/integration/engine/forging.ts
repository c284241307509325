import { encodeContent, type KnownContent } from "@comity/shared/content/content";
import { type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { random, type TestDevice } from "./people.ts";

/** A device whose owner has changed the program: it sends whatever content it likes, well encrypted. */
export async function forge(device: TestDevice, id: ConversationId, content: KnownContent): Promise<void> {
  await device.engine.settled();
  await device.close();
  const order = 2 ** 52 + 500;
  const entry = {
    messageId: idOfKey(MessageId, random(16)),
    order,
    text: encodeContent(content, Date.now()),
    shown: false,
  };
  const value = new TextEncoder().encode(JSON.stringify(entry));
  await device.store.write([{ table: "outbox", key: `${id}/${order}`, value }]);
  await device.open();
  await device.until(async () => {
    const left = await device.store.get("outbox", `${id}/${order}`);
    return left === undefined ? true : undefined;
  }, "the forged message as sent");
  await device.engine.settled();
}
