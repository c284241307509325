import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { opened } from "./ground.ts";
import { aConversation, aDevice, always, aMessage, page, several } from "./samples.ts";
import { sqliteGround } from "./sqliteGround.ts";

const WRITER = fileURLToPath(new URL("./crashingWriter.ts", import.meta.url));
const TOP = fileURLToPath(new URL("../..", import.meta.url));

describe("SQLite, killed in the middle of writing", () => {
  it("has everything that was acknowledged, in a log without gaps, and goes on", async () => {
    const ground = await sqliteGround();
    const conversation = aConversation();
    for (const enough of [40, 300]) {
      const child = spawn(process.execPath, ["--import", "tsx", WRITER, ground.dataFolder, conversation], {
        cwd: TOP,
        stdio: ["ignore", "pipe", "inherit"],
      });
      const ended = once(child, "close");
      const acknowledged: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged.push(line);
        if (acknowledged.length === enough) child.kill("SIGKILL");
      }
      expect(await ended).toEqual([null, "SIGKILL"]);

      const storage = await opened(ground);
      const { conversations } = storage;
      const tail = await conversations.tail(conversation);
      const log = await conversations.read(conversation, 0, Number.MAX_SAFE_INTEGER, page(1_000_000));
      expect(log.map(({ seq }) => seq)).toEqual(several(tail?.seq ?? 0, (at) => at + 1));
      const kept = new Set(log.map(({ seq, messageId }) => `${seq} ${messageId}`));
      expect(acknowledged.length).toBeGreaterThanOrEqual(enough);
      expect(acknowledged.filter((line) => !kept.has(line))).toEqual([]);

      const first = log[0];
      if (first === undefined) throw new Error("the log is empty");
      const again = { ...aMessage(first.sender), messageId: first.messageId };
      expect(await conversations.append(conversation, again, always)).toMatchObject({
        outcome: "repeated",
        seq: 1,
      });
      expect(await conversations.append(conversation, aMessage(aDevice()), always)).toMatchObject({
        seq: log.length + 1,
      });
      await storage.close();
    }
    await ground.drop();
  });
});
