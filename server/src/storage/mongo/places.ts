import type { ConversationId } from "@comity/shared/ids";
import type { ConversationStore, Place } from "../port/conversations.ts";
import type { Collections } from "./collections.ts";

const WHERE = { _id: 0, conversation: 1, seq: 1 } as const;

/** Where devices stand, read from the commits that added and removed them: there is no second record of it. */
export function mongoPlaces({
  envelopes,
}: Pick<Collections, "envelopes">): Pick<ConversationStore, "places" | "place" | "arrivals"> {
  return {
    async places(device, after, limit) {
      const joined = new Map<ConversationId, number>();
      const from = after === undefined ? {} : { conversation: { $gt: after } };
      const adding = envelopes
        .find({ added: device, ...from }, WHERE)
        .sort({ conversation: 1, seq: 1 })
        .lean()
        .cursor();
      for await (const { conversation, seq } of adding) {
        if (joined.size === limit && !joined.has(conversation)) break;
        joined.set(conversation, seq);
      }
      const removing = await envelopes
        .find({ removed: device, conversation: { $in: [...joined.keys()] } }, WHERE)
        .sort({ seq: 1 })
        .lean();
      const left = new Map(removing.map(({ conversation, seq }) => [conversation, seq]));
      return [...joined].map(([conversation, seq]): Place => {
        const end = left.get(conversation);
        return { conversation, joined: seq, left: end !== undefined && end > seq ? end : undefined };
      });
    },
    async place(device, conversation) {
      const [added, removed] = await Promise.all([
        envelopes.findOne({ added: device, conversation }, WHERE).sort({ seq: -1 }).lean(),
        envelopes.findOne({ removed: device, conversation }, WHERE).sort({ seq: -1 }).lean(),
      ]);
      if (added === null) return undefined;
      const left = removed !== null && removed.seq > added.seq ? removed.seq : undefined;
      return { conversation, joined: added.seq, left };
    },
    async arrivals(conversation, after, limit) {
      const found = await envelopes
        .find({ conversation, kind: "commit", seq: { $gt: after } }, { _id: 0, seq: 1, added: 1 })
        .sort({ seq: 1 })
        .limit(limit)
        .lean();
      return found.map(({ seq, added = [] }) => ({ seq, added: [...added] }));
    },
  };
}
