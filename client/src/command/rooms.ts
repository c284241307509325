import type { ConversationView } from "../engine/facade/views.ts";
import { type Device, waitFor, withDevice } from "./device.ts";
import { EXITS, misused } from "./exits.ts";
import type { CommandSpec, Invocation } from "./invocation.ts";
import { columns, instant, minute, visible } from "./output.ts";
import { findPerson, nameOf, theConversation, titleOf } from "./people.ts";
import { must, words } from "./words.ts";

const WAITING_NOTE = "PERSON is a name, an e-mail address or an account id of the directory.";

/** The case room that somebody means. */
export function theRoom(device: Device, text: string): ConversationView {
  const conversation = theConversation(device.mirror.state, text);
  if (conversation.kind !== "room") throw misused(`"${visible(text)}" is no case room.`);
  return conversation;
}

function roomJson({ mirror: { state } }: Device, room: ConversationView) {
  return {
    id: room.id,
    state: room.state,
    reference: room.reference,
    title: room.title,
    members: room.members.map(({ account, devices }) => ({
      account,
      name: nameOf(state, account),
      devices: devices.length,
    })),
    unread: room.unread,
    queued: room.queued,
    lastActivity: instant(room.lastActivity),
  };
}

/** Says how a room stands after something was done to it. */
function showRoom(invocation: Invocation, device: Device, id: ConversationView["id"]): void {
  const room = device.mirror.state.conversations.find((one) => one.id === id);
  if (room === undefined) return;
  invocation.output.answer({ room: roomJson(device, room) }, () => {
    const names = room.members.map(({ account }) => visible(nameOf(device.mirror.state, account)));
    return `${room.id}  ${visible(titleOf(device.mirror.state, room))}\n${words.room.readers}: ${names.join(", ")}`;
  });
}

export const roomCreate: CommandSpec = {
  name: "room create",
  words: "REFERENCE TITLE PERSON…",
  least: 2,
  most: 200,
  summary: "Open a case room with these people",
  details: WAITING_NOTE,
  run: (invocation) =>
    withDevice(invocation, "online", async (device) => {
      const [reference = "", title = "", ...whom] = invocation.words;
      const members = whom.map((one) => findPerson(device.mirror.state, one));
      const id = await must(device.engine.createRoom({ reference, title, members }));
      await waitFor(device.mirror, invocation.waitMs, ({ conversations }) =>
        conversations.find((one) => one.id === id && one.state === "active"),
      );
      await device.engine.settled();
      showRoom(invocation, device, id);
      return EXITS.done;
    }),
};

export const roomAdd: CommandSpec = {
  name: "room add",
  words: "ROOM PERSON…",
  least: 2,
  most: 200,
  summary: "Add people to a case room",
  details: WAITING_NOTE,
  run: (invocation) =>
    withDevice(invocation, "online", async (device) => {
      const [room = "", ...whom] = invocation.words;
      const { id } = theRoom(device, room);
      const accounts = whom.map((one) => findPerson(device.mirror.state, one));
      await must(device.engine.addMembers({ conversation: id, accounts }));
      await device.engine.settled();
      showRoom(invocation, device, id);
      return EXITS.done;
    }),
};

export const roomRemove: CommandSpec = {
  name: "room remove",
  words: "ROOM PERSON",
  least: 2,
  most: 2,
  summary: "Remove somebody from a case room: the keys change at once",
  details: WAITING_NOTE,
  run: (invocation) =>
    withDevice(invocation, "online", async (device) => {
      const [room = "", whom = ""] = invocation.words;
      const { id } = theRoom(device, room);
      const account = findPerson(device.mirror.state, whom);
      await must(device.engine.removeMember({ conversation: id, account }));
      await device.engine.settled();
      showRoom(invocation, device, id);
      return EXITS.done;
    }),
};

export const roomList: CommandSpec = {
  name: "room list",
  words: "",
  least: 0,
  most: 0,
  summary: "All conversations: case rooms, direct channels and notice boards",
  run: (invocation) =>
    withDevice(invocation, "either", async (device) => {
      const { state } = device.mirror;
      const all = [...state.conversations].sort((one, other) => other.lastActivity - one.lastActivity);
      const json = {
        conversations: all.map((one) => ({
          ...roomJson(device, one),
          kind: one.kind,
          title: titleOf(state, one),
        })),
      };
      invocation.output.answer(json, () =>
        all.length === 0
          ? words.nav.noConversations
          : columns(
              all.map((one) => [
                one.id,
                one.kind,
                minute(one.lastActivity),
                one.unread > 0 ? words.nav.unread(one.unread) : "",
                visible(titleOf(state, one)),
              ]),
            ),
      );
      return EXITS.done;
    }),
};
