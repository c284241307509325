import { nodeRandom } from "@comity/scripts/load/bareDevice";
import { BlobId, type ConversationId, idOfKey } from "@comity/shared/ids";
import { blobBegin, blobMissing, blobPut, blobRead } from "@comity/shared/protocol/blob";
import { abused, first, type Row, type Stage } from "./stage.ts";

/** The smallest class, and how long its one piece is. */
export const SMALL = 4096;
export const SMALL_PIECE = SMALL + 17;

const newBlob = () => idOfKey(BlobId, nodeRandom(16));

/** A file that `one` has begun to upload into a room with `other`. */
async function begun({ one, room }: Stage): Promise<{ blob: BlobId; conversation: ConversationId }> {
  const conversation = await room();
  const blob = newBlob();
  await first(one.call(blobBegin, { conversation, blob, bytes: SMALL }));
  return { blob, conversation };
}

/** The same, whole. */
async function uploaded(stage: Stage): Promise<BlobId> {
  const { blob } = await begun(stage);
  await first(stage.one.call(blobPut, { blob, index: 0, chunk: nodeRandom(SMALL_PIECE) }));
  return blob;
}

const piece = (blob: BlobId) => ({ blob, index: 0, chunk: nodeRandom(SMALL_PIECE) });

/** What is done to the events about encrypted files. */
export const BLOB_ROWS: readonly Row[] = [
  abused(blobBegin, {
    access: "active",
    honest: async (stage) => [
      stage.one.socket,
      { conversation: await stage.room(), blob: newBlob(), bytes: SMALL },
    ],
    again: "same",
    trespass: [
      "conversation.unknown",
      async (stage) => [
        stage.outsider.socket,
        { conversation: await stage.room(), blob: newBlob(), bytes: SMALL },
      ],
    ],
    // Under an id that is declared already, by somebody else of the same room.
    disorder: [
      "blob.taken",
      async (stage) => [stage.other.socket, { ...(await begun(stage)), bytes: SMALL }],
    ],
  }),
  abused(blobMissing, {
    access: "active",
    honest: async (stage) => [stage.one.socket, { blob: (await begun(stage)).blob }],
    again: "same",
    trespass: ["blob.unknown", async (stage) => [stage.other.socket, { blob: (await begun(stage)).blob }]],
    disorder: ["blob.unknown", async (stage) => [stage.one.socket, { blob: newBlob() }]],
  }),
  abused(blobPut, {
    access: "active",
    honest: async (stage) => [stage.one.socket, piece((await begun(stage)).blob)],
    again: "same",
    trespass: ["blob.unknown", async (stage) => [stage.other.socket, piece((await begun(stage)).blob)]],
    disorder: ["blob.unknown", async (stage) => [stage.one.socket, piece(newBlob())]],
  }),
  abused(blobRead, {
    access: "active",
    honest: async (stage) => [stage.other.socket, { blob: await uploaded(stage), index: 0 }],
    again: "same",
    trespass: [
      "blob.unknown",
      async (stage) => [stage.outsider.socket, { blob: await uploaded(stage), index: 0 }],
    ],
    disorder: [
      "blob.unknown",
      async (stage) => [stage.other.socket, { blob: (await begun(stage)).blob, index: 0 }],
    ],
  }),
];
