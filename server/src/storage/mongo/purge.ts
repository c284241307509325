import { chunkLength, chunksOf } from "@comity/shared/content/blobSize";
import type { ConversationId } from "@comity/shared/ids";
import type { Ended, Purged } from "../port/operator.ts";
import type { Collections } from "./collections.ts";
import { mongoCursors } from "./cursors.ts";
import { mongoInvitations } from "./invitations.ts";

const NOTHING = Buffer.alloc(0);

/** Deletes what has ended, or counts it, in MongoDB. Each step may be repeated after a crash. */
export async function mongoPurge(collections: Collections, ended: Ended, dryRun: boolean): Promise<Purged> {
  return {
    invitations:
      ended.invitations === undefined ? 0 : await invitations(collections, ended.invitations, dryRun),
    handOvers: ended.handOvers === undefined ? 0 : await handOvers(collections, ended.handOvers, dryRun),
    ...(ended.messages === undefined
      ? { messages: 0, messageBytes: 0 }
      : await messages(collections, ended.messages, dryRun)),
    ...(await files(collections, ended, dryRun)),
  };
}

async function invitations(collections: Collections, before: number, dryRun: boolean): Promise<number> {
  const { invitations: all, invitationSteps } = collections;
  const { find } = mongoInvitations(collections);
  const old = await all.find({ createdAt: { $lt: before } }, { _id: 1, expiresAt: 1 }).lean();
  let count = 0;
  for (const { _id, expiresAt } of old) {
    const state = (await find(_id))?.state;
    if (expiresAt >= before && state !== "granted" && state !== "cancelled") continue;
    count++;
    if (dryRun) continue;
    // The invitation first: steps without one are never looked at.
    await all.deleteOne({ _id });
    await invitationSteps.deleteMany({ invitation: _id });
  }
  return count;
}

async function handOvers(collections: Collections, before: number, dryRun: boolean): Promise<number> {
  const { transfers, transferParts, transferMarks, links, linkSteps } = collections;
  const past = { expiresAt: { $lt: before } };
  const old = await transfers.find(past, { _id: 1 }).lean();
  const count = old.length + (await links.countDocuments(past));
  if (dryRun) return count;
  for (const { _id } of old) {
    await transferParts.deleteMany({ tokenHash: _id });
    await transfers.deleteOne({ _id });
    await transferMarks.deleteMany({ _id: { $in: [`${_id}.claim`, `${_id}.spent`] } });
  }
  await links.deleteMany(past);
  await linkSteps.deleteMany(past);
  return count;
}

async function messages(
  collections: Collections,
  before: number,
  dryRun: boolean,
): Promise<Pick<Purged, "messages" | "messageBytes">> {
  const { envelopes } = collections;
  const total = { messages: 0, messageBytes: 0 };
  for (let after: ConversationId | undefined; ; ) {
    const next = await envelopes
      .findOne(after === undefined ? {} : { conversation: { $gt: after } }, { conversation: 1 })
      .sort({ conversation: 1, seq: 1 })
      .lean();
    if (next === null) return total;
    const { conversation } = next;
    after = conversation;
    const upTo = await storedByAll(collections, conversation);
    const old = envelopes
      .find({ conversation, seq: { $lte: upTo }, kind: "application", at: { $lt: before } }, { bytes: 1 })
      .batchSize(20)
      .lean()
      .cursor();
    for await (const { _id, bytes } of old) {
      if (bytes.length === 0) continue;
      total.messages++;
      total.messageBytes += bytes.length;
      if (!dryRun) await envelopes.updateOne({ _id }, { $set: { bytes: NOTHING } });
    }
  }
}

/** Up to where every device that is in a conversation has stored it. */
async function storedByAll(collections: Collections, conversation: ConversationId): Promise<number> {
  const newest = await collections.envelopes
    .findOne({ conversation, kind: "commit" }, { devices: 1 })
    .sort({ seq: -1 })
    .lean();
  const devices = newest?.devices ?? [];
  const cursors = await mongoCursors(collections).among(conversation, devices);
  return devices.length === 0 ? 0 : Math.min(...devices.map((device) => cursors.get(device) ?? 0));
}

async function files(
  { blobs, blobChunks }: Collections,
  ended: Ended,
  dryRun: boolean,
): Promise<Pick<Purged, "uploads" | "files" | "fileBytes">> {
  const total = { uploads: 0, files: 0, fileBytes: 0 };
  // Nothing was begun before 1970: what no policy names stays.
  const { uploads = 0, files: whole = 0 } = ended;
  const old = await blobs.find({ at: { $lt: Math.max(uploads, whole) } }, { bytes: 1, at: 1 }).lean();
  for (const { _id, bytes, at } of old) {
    const present = await blobChunks.find({ blob: _id }, { index: 1 }).lean();
    const finished = present.length === chunksOf(bytes);
    if (finished && at >= whole) continue;
    if (finished) total.files++;
    else total.uploads++;
    for (const { index } of present) total.fileBytes += chunkLength(bytes, index);
    if (dryRun) continue;
    // The declaration first: a piece without one is never looked at, and whoever puts one now sees it gone.
    await blobs.deleteOne({ _id });
    await blobChunks.deleteMany({ blob: _id });
  }
  return total;
}
