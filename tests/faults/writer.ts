import { ConversationId } from "@comity/shared/ids";
import { FaultyPerson, must, PASSPHRASE, pause } from "./people.ts";

/** Writes numbered messages for as long as it lives, and says which number its vault has taken. */
const [folder = "", origin = "", conversation = ""] = process.argv.slice(2);
const id = ConversationId.parse(conversation);
const person = await FaultyPerson.open("Ama", folder, origin);
await must(person.engine.unlock(PASSPHRASE));
const written = (await person.texts(id)).filter((text) => text.startsWith("writer "));
for (let n = written.length; ; n++) {
  await person.say(id, `writer ${n}`);
  process.send?.(n);
  await pause(10 + Math.random() * 30);
}
