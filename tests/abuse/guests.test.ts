import { type BareDevice, callOn, newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { deriveInvitation, hashToken } from "@comity/shared/enrolment/invitation";
import { type ConversationId, InvitationId, idOfKey } from "@comity/shared/ids";
import {
  conversationCommit,
  conversationRead,
  conversationRejoin,
  conversationSend,
} from "@comity/shared/protocol/conversation";
import { invitationCancel, invitationCreate, invitationList } from "@comity/shared/protocol/invitation";
import { keyPackagesClaim } from "@comity/shared/protocol/keyPackages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BLOB_ROWS } from "./events/blobs.ts";
import { CONVERSATION_ROWS } from "./events/conversations.ts";
import { DEVICE_ROWS } from "./events/devices.ts";
import { DOOR_ROWS } from "./events/doors.ts";
import { LINK_ROWS } from "./events/links.ts";
import { RECOGNITION_ROWS } from "./events/recognition.ts";
import { openStage, type Stage } from "./events/stage.ts";
import { admitGuest } from "./guestDevice.ts";

const DAY = 86_400_000;
let stage: Stage;
let room: ConversationId;
let guest: BareDevice;

beforeAll(async () => {
  stage = await openStage();
  room = await stage.room();
  guest = await admitGuest(stage.ground, stage.one, room, Date.now() + DAY);
  expect(
    await stage.one.call(conversationCommit, {
      ...{ conversation: room, epoch: 1, messageId: newMessageId(), bytes: nodeRandom(80) },
      ...{ added: [guest.keys.device], removed: [], welcome: nodeRandom(80) },
    }),
  ).toMatchObject({ ok: true });
});
afterAll(async () => {
  guest.close();
  await stage.close();
});

const refused = (code: string) => ({ ok: false, fault: { code } });
/** What a guest may ask for, beside what anybody and whoever waits may. Everything else is refused by its name. */
const GUESTS_OWN = [
  ...["send", "acknowledge", "read", "list", "welcome", "cursors", "commit", "rejoin"].map(
    (name) => `conversation.${name}`,
  ),
  ...["conversation.rejoinable", "conversation.devices", "conversation.groupInfo", "conversation.deposit"],
  ...["archive.append", "archive.read", "archive.head", "device.list"],
  ...["blob.begin", "blob.missing", "blob.put", "blob.read"],
];
const MEMBERS_ONLY = [
  ...CONVERSATION_ROWS,
  ...DEVICE_ROWS,
  ...DOOR_ROWS,
  ...LINK_ROWS,
  ...BLOB_ROWS,
  ...RECOGNITION_ROWS,
].filter(({ event, access }) => access === "active" && !GUESTS_OWN.includes(event.name));

describe("a guest of one room at the server", () => {
  it("meets a list of members' events that is not empty", () => {
    expect(MEMBERS_ONLY.map(({ event }) => event.name)).toContain("conversation.create");
    expect(MEMBERS_ONLY.map(({ event }) => event.name)).toContain("keyPackages.claim");
    expect(MEMBERS_ONLY.map(({ event }) => event.name)).toContain("statements.publish");
  });

  it.each(MEMBERS_ONLY.map((row) => [row.event.name, row] as const))("is refused %s", async (_name, row) => {
    const [, request] = await row.honest(stage);
    expect(await callOn(guest.socket, row.event, request)).toEqual(refused("not-permitted"));
  });

  it("reads and writes in that room, and finds no other", async () => {
    const entry = { epoch: 2, messageId: newMessageId(), bytes: nodeRandom(60) };
    expect(await guest.call(conversationSend, { conversation: room, ...entry })).toMatchObject({ ok: true });
    const other = await stage.room();
    const read = { after: 0, limit: 10 };
    expect(await guest.call(conversationRead, { conversation: other, ...read })).toEqual(
      refused("conversation.unknown"),
    );
    expect(await guest.call(conversationSend, { conversation: other, ...entry, epoch: 1 })).toEqual(
      refused("conversation.unknown"),
    );
    expect(await guest.call(conversationRejoin, { conversation: other, ...entry, epoch: 1 })).toEqual(
      refused("conversation.unknown"),
    );
  });

  it("brings nobody in and puts nobody out", async () => {
    const commit = { conversation: room, epoch: 2, bytes: nodeRandom(80), welcome: nodeRandom(80) };
    const added = { ...commit, messageId: newMessageId(), added: [stage.outsider.keys.device], removed: [] };
    expect(await guest.call(conversationCommit, added)).toEqual(refused("not-permitted"));
    const removed = { ...commit, messageId: newMessageId(), added: [], removed: [stage.other.keys.device] };
    expect(await guest.call(conversationCommit, removed)).toEqual(refused("not-permitted"));
  });

  it("is taken into no other room, and into no channel, by members either", async () => {
    const other = await stage.room();
    const commit = { conversation: other, epoch: 1, messageId: newMessageId(), bytes: nodeRandom(80) };
    expect(
      await stage.one.call(conversationCommit, {
        ...{ ...commit, added: [guest.keys.device], removed: [], welcome: nodeRandom(80) },
      }),
    ).toEqual(refused("not-permitted"));
  });

  it("is invited only by a member into a room that they are in, and the invitation is theirs", async () => {
    const { sodium, network } = stage.ground;
    const invitation = idOfKey(InvitationId, nodeRandom(16));
    const draft = {
      ...{ network: network.network, invitation, expiresAt: Date.now() + DAY, conversation: room },
      tokenHash: hashToken(sodium, deriveInvitation(sodium, nodeRandom(16)).token),
      sealedCard: nodeRandom(100),
    };
    expect(await stage.outsider.call(invitationCreate, draft)).toEqual(refused("not-permitted"));
    expect(await stage.one.call(invitationCreate, draft)).toMatchObject({ ok: true });
    const listed = async (by: BareDevice) => {
      const answer = await by.call(invitationList, { network: network.network });
      return answer.ok && answer.value.invitations.some((one) => one.invitation === invitation);
    };
    expect([await listed(stage.one), await listed(stage.other), await listed(stage.officer)]).toEqual([
      ...[true, false, false],
    ]);
    expect(await stage.other.call(invitationCancel, { invitation })).toEqual(refused("invitation.unknown"));
    expect(await stage.officer.call(invitationCancel, { invitation })).toMatchObject({ ok: true });
  });

  it("has keys for members of its network to take, and takes nobody's", async () => {
    const claim = { suite: 84 as const, account: guest.keys.account };
    expect(await stage.other.call(keyPackagesClaim, claim)).toEqual(refused("key-package.none"));
  });

  it("may have only so many invitations open for each member", async () => {
    const { sodium, network } = stage.ground;
    const create = () =>
      stage.other.call(invitationCreate, {
        ...{ network: network.network, invitation: idOfKey(InvitationId, nodeRandom(16)) },
        ...{ expiresAt: Date.now() + DAY, conversation: room, sealedCard: nodeRandom(100) },
        tokenHash: hashToken(sodium, deriveInvitation(sodium, nodeRandom(16)).token),
      });
    for (let made = 0; made < 20; made++) expect(await create()).toMatchObject({ ok: true });
    expect(await create()).toEqual(refused("not-permitted"));
  });
});
