import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { CursorStore } from "../port/conversations.ts";
import type { Collections } from "./collections.ts";
import { contend, isDuplicate } from "./inserting.ts";
import { Lanes } from "./lanes.ts";

const idOf = (device: DeviceId, conversation: ConversationId): string => `${device}.${conversation}`;

/**
 * Devices' cursors, in MongoDB. The one place with an update in place: `$max` is atomic on MongoDB, and a
 * device's own acknowledgements come over one connection, which the lane keeps in order.
 */
export function mongoCursors({ cursors }: Collections): CursorStore {
  const lanes = new Lanes();
  return {
    acknowledge: (device, moved) =>
      lanes.run(device, async () => {
        if (moved.length === 0) return;
        const writes = moved.map(({ conversation, seq }) => ({
          updateOne: {
            filter: { _id: idOf(device, conversation) },
            update: { $max: { seq }, $setOnInsert: { conversation } },
            upsert: true,
          },
        }));
        await contend(async () => {
          try {
            await cursors.bulkWrite(writes, { ordered: false });
            return { value: undefined };
          } catch (error) {
            // Two processes that insert at once: the second finds it there.
            if (isDuplicate(error)) return undefined;
            throw error;
          }
        });
      }),
    async of(device, conversations) {
      const ids = conversations.map((conversation) => idOf(device, conversation));
      const found = await cursors.find({ _id: { $in: ids } }).lean();
      return new Map(found.map(({ conversation, seq }) => [conversation, seq]));
    },
    async among(conversation, devices) {
      const byId = new Map(devices.map((device) => [idOf(device, conversation), device]));
      const found = await cursors.find({ _id: { $in: [...byId.keys()] } }).lean();
      return new Map(
        found.flatMap(({ _id, seq }) => {
          const device = byId.get(_id);
          return device === undefined ? [] : [[device, seq] as const];
        }),
      );
    },
  };
}
