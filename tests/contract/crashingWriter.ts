// Started by sqliteCrash.test.ts, and killed by it: appends for ever and prints what was acknowledged.
import { writeSync } from "node:fs";
import { openStorage } from "@comity/server/storage/open";
import { ConversationId } from "@comity/shared/ids";
import { aDevice, always, aMessage, several } from "./samples.ts";

const [dataFolder = "", name] = process.argv.slice(2);
const conversation = ConversationId.parse(name);
const storage = await openStorage({ dataFolder });
if (!storage.ok) throw new Error(storage.fault.code);
const { conversations } = storage.value;
const devices = several(8, aDevice);
for (;;)
  await Promise.all(
    devices.map(async (device) => {
      const draft = aMessage(device);
      const answer = await conversations.append(conversation, draft, always);
      if (answer.outcome === "appended") writeSync(1, `${answer.seq} ${draft.messageId}\n`);
    }),
  );
