import type { GroupInfoStore } from "../port/conversations.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import { contend, isDuplicate } from "./inserting.ts";

/**
 * Groups' public states, in MongoDB: a document for each epoch, of which the newest counts. So an older one
 * that comes late can't replace a newer one, and nothing has to be compared and set.
 */
export function mongoGroupInfos({ groupInfos }: Collections): GroupInfoStore {
  return {
    async put(conversation, epoch, groupInfo, at) {
      const _id = `${conversation}.${epoch}`;
      await contend(async () => {
        try {
          const document = { _id, conversation, epoch, bytes: bufferOf(groupInfo), at };
          await groupInfos.replaceOne({ _id }, document, { upsert: true });
          return { value: undefined };
        } catch (error) {
          // Two that insert at once: the second replaces.
          if (isDuplicate(error)) return undefined;
          throw error;
        }
      });
      await groupInfos.deleteMany({ conversation, epoch: { $lt: epoch } });
    },
    async get(conversation) {
      const newest = await groupInfos.findOne({ conversation }).sort({ epoch: -1 }).lean();
      return newest === null ? undefined : { epoch: newest.epoch, groupInfo: bytesOf(newest.bytes) };
    },
  };
}
