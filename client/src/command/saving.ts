import { withDevice } from "./device.ts";
import { EXITS, misused } from "./exits.ts";
import { keepFile } from "./files.ts";
import { type CommandSpec, whole } from "./invocation.ts";
import { visible } from "./output.ts";
import { theConversation } from "./people.ts";
import { threadLine } from "./reading.ts";
import { must } from "./words.ts";

/** `comity save CONVERSATION ORDER` */
export const save: CommandSpec = {
  name: "save",
  words: "CONVERSATION ORDER",
  least: 2,
  most: 2,
  summary: "Fetch the files of a message, prove them and save them",
  details:
    "ORDER is the line's, as `read` shows it. A file that the server has changed or swapped is refused, and nothing of\nit is written. A name that is taken gets a number: nothing that is there is touched.",
  options: { to: { type: "string", value: "FOLDER", help: "where to (default: the current folder)" } },
  run: async (invocation) => {
    const order = whole("ORDER", invocation.words[1], Number.MAX_SAFE_INTEGER) ?? 0;
    const folder = invocation.text("to") ?? ".";
    return withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { id: conversation } = theConversation(mirror.state, invocation.words[0] ?? "");
      const line = await threadLine(engine, conversation, order);
      const said = line?.kind === "message" || line?.kind === "passed" ? line.content : undefined;
      if (said?.kind !== "attachment")
        throw misused(`Line ${order} has no files. comity read shows which have.`);
      const saved: { name: string; path: string; size: number }[] = [];
      for (const index of said.files.keys()) {
        const { name, bytes } = await must(engine.openFile({ conversation, order, index }));
        saved.push({ name, path: await keepFile(folder, name, bytes), size: bytes.length });
      }
      invocation.output.answer({ conversation, order, files: saved }, () =>
        saved.map(({ path, size }) => `Saved, unencrypted: ${visible(path)} (${size} bytes)`).join("\n"),
      );
      return EXITS.done;
    });
  },
};
