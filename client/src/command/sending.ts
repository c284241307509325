import type { ConversationId, MessageId } from "@comity/shared/ids";
import type { EngineState } from "../engine/facade/mirror.ts";
import { type Device, waitFor, withDevice } from "./device.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import { chosenFile } from "./files.ts";
import type { CommandSpec, Invocation } from "./invocation.ts";
import { visible } from "./output.ts";
import { findConversation, findPerson, titleOf } from "./people.ts";
import { must, stopFor } from "./words.ts";

/** A text from the command line, or from standard input where it is `-`; the newline at its end goes. */
export async function readText(invocation: Invocation, text: string): Promise<string> {
  if (text !== "-") return text;
  if (invocation.passphraseFd === 0)
    throw misused("Standard input can't give both the passphrase and the text: use another --passphrase-fd.");
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
}

/** The conversation that is meant, and the direct channel with a person if there is none yet. */
export async function openConversation({ engine, mirror }: Device, whom: string): Promise<ConversationId> {
  const there = findConversation(mirror.state, whom);
  if (there !== undefined) return there.id;
  return must(engine.openDirect(findPerson(mirror.state, whom)));
}

type Delivery = "queued" | "failed" | "sent";

function deliveryOf(state: EngineState, conversation: ConversationId, id: MessageId): Delivery | undefined {
  for (const item of state.threads.get(conversation)?.values() ?? [])
    if (item.kind === "message" && item.messageId === id)
      return item.delivery === "queued" || item.delivery === "failed" ? item.delivery : "sent";
  return undefined;
}

/** Waits until the server has acknowledged a message, or says in words why it has not. */
export async function awaitDelivery(
  { mirror }: Device,
  conversation: ConversationId,
  id: MessageId,
  waitMs: number,
): Promise<void> {
  const delivery = await waitFor(mirror, waitMs, (state) => {
    // Files that go no further by themselves: why.
    const fault = state.uploads.find((upload) => upload.id === id)?.fault;
    if (fault !== undefined) throw stopFor(fault);
    const now = deliveryOf(state, conversation, id);
    return now === "queued" ? undefined : now;
  });
  if (delivery === "failed") throw stopFor({ code: "conversation.not-member" });
  if (delivery !== undefined) return;
  throw new Stop(
    EXITS.offline,
    "queued",
    "The server has not acknowledged the message yet. It is kept in the profile and sent by the next command that connects.",
  );
}

/** `comity send WHOM-OR-ROOM TEXT` */
export const send: CommandSpec = {
  name: "send",
  words: "WHOM-OR-ROOM [TEXT|-]",
  least: 1,
  most: 2,
  summary: "Send a message and wait until the server has acknowledged it",
  details:
    "WHOM-OR-ROOM is a name, an e-mail address or an account id of the directory, or a room's reference, title\nor id. With - the text comes from standard input. What can't be sent is kept and sent later (exit code 4).\nWith --file the text may be left out.",
  options: {
    file: { type: "string", multiple: true, value: "PATH", help: "attach a file; may be given ten times" },
    "no-wait": { type: "boolean", help: "end as soon as the message is stored here" },
  },
  run: async (invocation) => {
    const [whom = "", words = ""] = invocation.words;
    const files = await Promise.all(invocation.texts("file").map(chosenFile));
    if (invocation.words.length < 2 && files.length === 0)
      throw misused("There is nothing to send: give a text, or a file with --file.");
    const text = await readText(invocation, words);
    return withDevice(invocation, "either", async (device) => {
      const conversation = await openConversation(device, whom);
      const messageId = await must(
        files.length === 0
          ? device.engine.sendText({ conversation, text })
          : device.engine.sendFiles({ conversation, files, ...(text === "" ? {} : { text }) }),
      );
      const wait = !invocation.has("no-wait");
      if (wait) await awaitDelivery(device, conversation, messageId, device.online ? invocation.waitMs : 0);
      const delivery = wait ? "sent" : "queued";
      invocation.output.answer({ conversation, messageId, delivery }, () => {
        const view = device.mirror.state.conversations.find(({ id }) => id === conversation);
        const title = view === undefined ? whom : titleOf(device.mirror.state, view);
        return `${delivery === "sent" ? "Sent" : "Kept, to be sent"}: ${visible(title)}`;
      });
      return EXITS.done;
    });
  },
};
