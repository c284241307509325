import { type BareDevice, newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { chunkLength, chunksOf, LARGEST_CLASS, sizeClass } from "@comity/shared/content/blobSize";
import { BlobId, type ConversationId, idOfKey } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { blobBegin, blobMissing, blobPut, blobRead } from "@comity/shared/protocol/blob";
import { conversationCommit } from "@comity/shared/protocol/conversation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SMALL, SMALL_PIECE } from "./events/blobs.ts";
import { first } from "./events/stage.ts";
import { type Ground, openGround, openRoom } from "./ground.ts";

const DAY = 86_400_000;
const PLENTY = { points: 10_000_000, seconds: 10 };

let ground: Ground;
let later = 0;
beforeAll(async () => {
  ground = await openGround({ device: PLENTY }, () => Date.now() + later);
});
afterAll(async () => {
  await ground.close();
});

const refused = (code: string) => ({ ok: false, fault: { code } });
const newBlob = () => idOfKey(BlobId, nodeRandom(16));

async function begin(by: BareDevice, conversation: ConversationId, bytes = SMALL): Promise<BlobId> {
  const blob = newBlob();
  await first(by.call(blobBegin, { conversation, blob, bytes }));
  return blob;
}

async function upload(by: BareDevice, conversation: ConversationId): Promise<[BlobId, Uint8Array]> {
  const blob = await begin(by, conversation);
  const chunk = nodeRandom(SMALL_PIECE);
  await first(by.call(blobPut, { blob, index: 0, chunk }));
  return [blob, chunk];
}

describe("an encrypted file at the server", () => {
  it("swapped attachment: nobody writes into another's, and its uploader can't change what lies there", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const room = await openRoom(one, [other]);
    const [blob, chunk] = await upload(one, room);
    const swapped = { blob, index: 0, chunk: nodeRandom(SMALL_PIECE) };
    expect(await other.call(blobPut, swapped)).toEqual(refused("blob.unknown"));
    expect(await one.call(blobPut, swapped)).toEqual(refused("blob.taken"));
    for (const bytes of [SMALL, sizeClass(9000)])
      expect(await other.call(blobBegin, { conversation: room, blob, bytes })).toEqual(refused("blob.taken"));
    expect(await one.call(blobBegin, { conversation: room, blob, bytes: sizeClass(9000) })).toEqual(
      refused("blob.taken"),
    );
    const read = await first(other.call(blobRead, { blob, index: 0 }));
    expect(new Uint8Array(read.chunk)).toEqual(new Uint8Array(chunk));
  });

  it("of a foreign conversation is as unknown as one that never was, also under the name of one's own room", async () => {
    const [one, other, outsider] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
    const room = await openRoom(one, [other]);
    const [blob] = await upload(one, room);
    const own = await openRoom(outsider, [other]);
    expect(await outsider.call(blobRead, { blob, index: 0 })).toEqual(refused("blob.unknown"));
    expect(await outsider.call(blobMissing, { blob })).toEqual(refused("blob.unknown"));
    expect(await outsider.call(blobBegin, { conversation: own, blob, bytes: SMALL })).toEqual(
      refused("blob.taken"),
    );
    expect(await outsider.call(blobRead, { blob, index: 0 })).toEqual(refused("blob.unknown"));
    expect(await outsider.call(blobRead, { blob: newBlob(), index: 0 })).toEqual(refused("blob.unknown"));
  });

  it("is no longer given to a device that was put out, nor taken from it", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const room = await openRoom(one, [other]);
    const [blob] = await upload(one, room);
    const unfinished = await begin(other, room);
    expect(await other.call(blobRead, { blob, index: 0 })).toMatchObject({ ok: true });
    const commit = { conversation: room, epoch: 1, messageId: newMessageId(), bytes: nodeRandom(80) };
    await first(one.call(conversationCommit, { ...commit, added: [], removed: [other.keys.device] }));
    expect(await other.call(blobRead, { blob, index: 0 })).toEqual(refused("blob.unknown"));
    const put = { blob: unfinished, index: 0, chunk: nodeRandom(SMALL_PIECE) };
    expect(await other.call(blobPut, put)).toEqual(refused("conversation.not-member"));
    expect(await other.call(blobBegin, { conversation: room, blob: newBlob(), bytes: SMALL })).toEqual(
      refused("conversation.not-member"),
    );
  });

  it("is of a class of sizes, and oversized in no piece, nor in number", async () => {
    const [one] = [await ground.logIn(0)];
    const room = await openRoom(one, [await ground.logIn(1)]);
    const malformed = refused("request.malformed");
    for (const bytes of [0, -1, 1, 5000, SMALL + 1, LARGEST_CLASS + 4096, sizeClass(LIMITS.fileBytes * 2)])
      expect(await one.call(blobBegin, { conversation: room, blob: newBlob(), bytes })).toEqual(malformed);
    const bytes = sizeClass(100_000);
    const blob = await begin(one, room, bytes);
    expect(chunksOf(bytes)).toBe(2);
    const put = (index: number, length: number) =>
      one.call(blobPut, { blob, index, chunk: nodeRandom(length) });
    for (const length of [1, 17, LIMITS.blobChunkBytes - 1, LIMITS.blobChunkBytes + 1, 200_000])
      expect(await put(0, length)).toEqual(malformed);
    expect(await put(1, LIMITS.blobChunkBytes)).toEqual(malformed);
    expect((await first(one.call(blobMissing, { blob }))).missing).toEqual([0, 1]);
    expect(await put(1, chunkLength(bytes, 1))).toMatchObject({ ok: true });
    expect((await first(one.call(blobMissing, { blob }))).missing).toEqual([0]);
  });

  it("has no piece beyond its last: an index out of range is refused, whether written or read", async () => {
    const one = await ground.logIn(0);
    const room = await openRoom(one, [await ground.logIn(1)]);
    const [blob] = await upload(one, room);
    for (const index of [-1, 0.5, Number.NaN, chunksOf(LARGEST_CLASS), 2 ** 40]) {
      expect(await one.call(blobPut, { blob, index, chunk: nodeRandom(SMALL_PIECE) })).toEqual(
        refused("request.malformed"),
      );
      expect(await one.call(blobRead, { blob, index })).toEqual(refused("request.malformed"));
    }
    for (const index of [1, chunksOf(LARGEST_CLASS) - 1]) {
      expect(await one.call(blobPut, { blob, index, chunk: nodeRandom(SMALL_PIECE) })).toEqual(
        refused("request.malformed"),
      );
      expect(await one.call(blobRead, { blob, index })).toEqual(refused("blob.unknown"));
    }
  });

  it("is one of so many a day: a flood of them ends at the quota, for its sender only, and begins anew a day later", async () => {
    const [flooder, other] = [await ground.logIn(3), await ground.logIn(4)];
    const room = await openRoom(flooder, [other]);
    const many = Math.ceil(LIMITS.blobBytesPerDay / LARGEST_CLASS) + 5;
    const flood = () =>
      Promise.all(
        Array.from({ length: many }, () =>
          flooder.call(blobBegin, { conversation: room, blob: newBlob(), bytes: LARGEST_CLASS }),
        ),
      );
    const answers = await flood();
    const allowed = Math.floor(LIMITS.blobBytesPerDay / LARGEST_CLASS);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(allowed);
    expect(answers.filter(({ ok }) => !ok)).toEqual(Array(many - allowed).fill(refused("blob.quota")));
    expect(await other.call(blobBegin, { conversation: room, blob: newBlob(), bytes: SMALL })).toMatchObject({
      ok: true,
    });
    later = DAY + 60_000;
    expect((await flood()).filter(({ ok }) => ok)).toHaveLength(allowed);
    later = 0;
  });

  it("that is never finished is nothing that anybody can read whole, and goes on where it stopped", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const room = await openRoom(one, [other]);
    const bytes = sizeClass(200_000);
    const blob = await begin(one, room, bytes);
    await first(one.call(blobPut, { blob, index: 2, chunk: nodeRandom(chunkLength(bytes, 2)) }));
    expect(await other.call(blobRead, { blob, index: 0 })).toEqual(refused("blob.unknown"));
    const { missing } = await first(one.call(blobMissing, { blob }));
    expect(missing).toEqual([0, 1, 3]);
    for (const index of missing)
      await first(one.call(blobPut, { blob, index, chunk: nodeRandom(chunkLength(bytes, index)) }));
    expect((await first(one.call(blobMissing, { blob }))).missing).toEqual([]);
  });
});
