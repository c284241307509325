import { newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { ConversationId, idOfKey } from "@comity/shared/ids";
import * as conversation from "@comity/shared/protocol/conversation";
import type { CallEvent } from "@comity/shared/protocol/event";
import { restartBy } from "../ground.ts";
import { abused, first, type Row, type Stage, type Turn } from "./stage.ts";

const entry = (id: ConversationId, epoch = 1) => ({
  ...{ conversation: id, epoch, messageId: newMessageId(), bytes: nodeRandom(60) },
});
const unchanged = { added: [], removed: [] };

/** The same request about a fresh room, by somebody who is in it, by an outsider, and an epoch too soon. */
function inRoom<Request>(request: (id: ConversationId, epoch: number) => Request) {
  const by =
    (who: "one" | "outsider", epoch: number) =>
    async (stage: Stage): Promise<Turn<Request>> => [stage[who].socket, request(await stage.room(), epoch)];
  return {
    access: "active" as const,
    honest: by("one", 1),
    trespass: ["conversation.unknown", by("outsider", 1)] as const,
    soon: ["epoch.moved", by("one", 9)] as const,
  };
}

function creation(stage: Stage) {
  const devices = [stage.one.keys.device, stage.other.keys.device];
  return {
    ...{ conversation: idOfKey(ConversationId, nodeRandom(16)), messageId: newMessageId(), devices },
    ...{ purpose: { kind: "room" as const }, welcome: nodeRandom(80) },
  };
}

const sending = inRoom(entry);
type RequestOf<Event> = Event extends CallEvent<infer Request, infer _Response> ? Request : never;
const committing = inRoom<RequestOf<typeof conversation.conversationCommit>>((id, epoch) => ({
  ...entry(id, epoch),
  ...unchanged,
}));
const depositing = inRoom((id, epoch) => ({ conversation: id, epoch, groupInfo: nodeRandom(60) }));
const rejoining = inRoom(entry);
const restarting = (who: "one" | "outsider", epoch: number) => async (stage: Stage) =>
  [
    stage[who].socket,
    restartBy(stage.ground.sodium, stage[who], await stage.room(), epoch, [stage.other]),
  ] as const;
const reading = inRoom((id) => ({ conversation: id, after: 0, limit: 10 }));
const asking = inRoom((id) => ({ conversation: id }));
const acknowledging = inRoom((id) => ({ cursors: [{ conversation: id, seq: 1 }] }));
const aRead = { impossible: "it changes nothing" };

/** What is done to the events about conversations. */
export const CONVERSATION_ROWS: readonly Row[] = [
  abused(conversation.conversationCreate, {
    access: "active",
    honest: async (stage) => [stage.one.socket, creation(stage)],
    again: "same",
    trespass: [
      "not-permitted",
      // A channel's id is made of both people: nobody takes the place of one between two others.
      async (stage) => [
        stage.one.socket,
        { ...creation(stage), purpose: { kind: "direct" as const, peer: stage.other.keys.account } },
      ],
    ],
    disorder: [
      "conversation.exists",
      async (stage) => [stage.one.socket, { ...creation(stage), conversation: await stage.room() }],
    ],
  }),
  abused(conversation.conversationSend, { ...sending, again: "same", disorder: sending.soon }),
  abused(conversation.conversationCommit, { ...committing, again: "same", disorder: committing.soon }),
  abused(conversation.conversationDeposit, { ...depositing, again: "same", disorder: depositing.soon }),
  abused(conversation.conversationRejoin, { ...rejoining, again: "same", disorder: rejoining.soon }),
  abused(conversation.conversationRestart, {
    access: "active",
    honest: restarting("one", 1),
    again: "same",
    trespass: ["conversation.unknown", restarting("outsider", 1)],
    disorder: ["epoch.moved", restarting("one", 9)],
  }),
  abused(conversation.conversationRead, { ...reading, again: "same", disorder: aRead }),
  abused(conversation.conversationGroupInfo, { ...asking, again: "same", disorder: aRead }),
  abused(conversation.conversationCursors, { ...asking, again: "same", disorder: aRead }),
  abused(conversation.conversationDevices, { ...asking, again: "same", disorder: aRead }),
  abused(conversation.conversationWelcome, {
    ...asking,
    honest: async (stage) => [stage.other.socket, { conversation: await stage.room() }],
    again: "same",
    // Who has made the room was not let in by anybody.
    disorder: ["not-permitted", asking.honest],
  }),
  abused(conversation.conversationAcknowledge, {
    ...acknowledging,
    again: "same",
    disorder: { impossible: "what a device says of itself moves its own cursor, and only forward" },
  }),
  abused(conversation.conversationList, {
    access: "active",
    honest: async ({ one }) => [one.socket, {}],
    again: "same",
    trespass: { impossible: "it names nobody: each device gets its own" },
    disorder: aRead,
  }),
  abused(conversation.conversationRejoinable, {
    access: "active",
    honest: async ({ one }) => [one.socket, {}],
    again: "same",
    trespass: { impossible: "it names nobody: each device gets its own" },
    disorder: aRead,
  }),
];

/** Whether what an honest member sends bears the sender that the server knows, whatever they write into it. */
export async function forgedSender(stage: Stage): Promise<readonly string[]> {
  const id = await stage.room();
  const forged = { sender: stage.other.keys.device, device: stage.other.keys.device, seq: 1, at: 5 };
  for (const [event, request] of [
    [conversation.conversationSend, { ...entry(id), ...forged }],
    [conversation.conversationCommit, { ...entry(id), ...unchanged, ...forged }],
    [conversation.conversationRejoin, { ...entry(id, 2), ...forged }],
  ] as const)
    await first(stage.one.call<unknown, unknown>(event, request));
  const read = { conversation: id, after: 1, limit: 10 };
  const { envelopes } = await first(stage.other.call(conversation.conversationRead, read));
  return envelopes.map(({ sender, at }) => (at === 5 ? "forged time" : sender));
}
