import type { ConversationId } from "@comity/shared/ids";
import { conversationEnvelope, conversationRead, type Envelope } from "@comity/shared/protocol/conversation";
import { ok } from "@comity/shared/result";
import { LyingServer } from "./lyingServer.ts";
import type { TestDevice } from "./people.ts";

/** What a line does to what comes over it. */
export interface Garbling {
  readonly liar: LyingServer;
  garble: boolean;
  named: TestDevice | undefined;
}

/** A line on which the next message arrives with one byte changed, ascribed to whom the server likes. */
export function garbling(): Garbling {
  const state: Garbling = { liar: new LyingServer(), garble: false, named: undefined };
  const garbled = new Map<string, { readonly seq: number; readonly named: TestDevice | undefined }>();
  // Pushed and read, the same message is the same damaged one.
  const told = (conversation: ConversationId, envelope: Envelope): Envelope => {
    if (envelope.kind !== "application") return envelope;
    if (state.garble) garbled.set(conversation, { seq: envelope.seq, named: state.named });
    state.garble = false;
    const damaged = garbled.get(conversation);
    if (damaged?.seq !== envelope.seq) return envelope;
    const bytes = envelope.bytes.slice();
    const last = bytes.length - 1;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    return { ...envelope, bytes, sender: damaged.named?.device ?? envelope.sender };
  };
  state.liar
    .twist(conversationEnvelope, ({ conversation, envelope }) => ({
      conversation,
      envelope: told(conversation, envelope),
    }))
    .answer(conversationRead, async (request, honest) => {
      const answer = await honest.call(conversationRead, request);
      if (!answer.ok) return answer;
      const envelopes = answer.value.envelopes.map((envelope) => told(request.conversation, envelope));
      return ok({ ...answer.value, envelopes });
    });
  return state;
}

/** Opens a device under a server that lies, once it has all that was sent before: what is garbled is what comes next. */
export async function under(device: TestDevice, liar: LyingServer, sender: TestDevice): Promise<void> {
  await sender.engine.settled();
  await device.engine.settled();
  await device.close();
  device.tamper = liar.tamper;
  await device.open();
  await device.engine.settled();
}

/** The newest line of a thread that can't be read, once there is one. */
export function unreadable(device: TestDevice, id: ConversationId) {
  return device.until(async () => {
    const line = (await device.lines(id)).findLast(({ kind }) => kind === "unreadable");
    return line?.kind === "unreadable" ? line : undefined;
  }, "an unreadable line");
}
