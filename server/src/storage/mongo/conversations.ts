import type { ConversationId } from "@comity/shared/ids";
import type {
  Admit,
  Appended,
  CommitRecord,
  ConversationStore,
  EnvelopeDraft,
  StoredEnvelope,
  Tail,
} from "../port/conversations.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import type { EnvelopeDocument } from "./documents.ts";
import { contend, insertOnce } from "./inserting.ts";
import { Lanes } from "./lanes.ts";
import { mongoPlaces } from "./places.ts";

const TAIL = { _id: 0, seq: 1, at: 1, epochAfter: 1, floor: 1, commitSeq: 1 } as const;
/** Few enough that entries of the largest size are not held by the hundred. */
const ENTRIES_PER_BATCH = 20;
const ENVELOPE = { _id: 0, seq: 1, kind: 1, epoch: 1, sender: 1, messageId: 1, at: 1, bytes: 1 } as const;

function documentOf(
  conversation: ConversationId,
  { kind, epoch, sender, messageId, at, bytes, change }: EnvelopeDraft,
  tail: Tail | undefined,
  { floor, seq = (tail?.seq ?? 0) + 1 }: { readonly floor: number; readonly seq?: number },
): EnvelopeDocument {
  return {
    conversation,
    seq,
    kind,
    epoch,
    sender,
    messageId,
    at,
    bytes: bufferOf(bytes),
    floor,
    epochAfter: change?.epochAfter ?? tail?.epoch ?? 0,
    commitSeq: change === undefined ? (tail?.commitSeq ?? 0) : seq,
    ...(change === undefined
      ? {}
      : { devices: [...change.devices], added: [...change.added], removed: [...change.removed] }),
    ...(change?.welcome === undefined ? {} : { welcome: bufferOf(change.welcome) }),
  };
}

/** Conversations' logs, in MongoDB: an append is one insert, and the unique index on `seq` its compare-and-set. */
export function mongoConversations({ envelopes }: Collections): ConversationStore {
  const lanes = new Lanes();

  const tailOf = async (conversation: ConversationId): Promise<Tail | undefined> => {
    const last = await envelopes.findOne({ conversation }, TAIL).sort({ seq: -1 }).lean();
    if (last === null) return undefined;
    return {
      seq: last.seq,
      at: last.at,
      epoch: last.epochAfter,
      floor: last.floor,
      commitSeq: last.commitSeq,
    };
  };

  const append = async <Refusal>(
    conversation: ConversationId,
    draft: EnvelopeDraft,
    admit: Admit<Refusal>,
  ): Promise<{ readonly value: Appended<Refusal> } | undefined> => {
    const { sender, messageId, at } = draft;
    const before = async (): Promise<{ readonly value: Appended<Refusal> } | undefined> => {
      const first = await envelopes
        .findOne({ conversation, sender, messageId }, { _id: 0, seq: 1, at: 1 })
        .lean();
      return first === null ? undefined : { value: { outcome: "repeated", seq: first.seq, at: first.at } };
    };
    const tail = await tailOf(conversation);
    const decision = admit(tail);
    if (!decision.admitted)
      return (await before()) ?? { value: { outcome: "refused", refusal: decision.refusal } };
    const document = documentOf(conversation, draft, tail, decision);
    if (await insertOnce(envelopes, document))
      return { value: { outcome: "appended", seq: document.seq, at } };
    return before();
  };

  return {
    append: (conversation, draft, admit) =>
      lanes.run(conversation, () => contend(() => append(conversation, draft, admit))),
    tail: tailOf,
    async commit(conversation, seq): Promise<CommitRecord | undefined> {
      const found = await envelopes.findOne({ conversation, seq, kind: "commit" }, { bytes: 0 }).lean();
      if (found === null) return undefined;
      const { sender, at, epochAfter, devices = [], added = [], removed = [], welcome } = found;
      return {
        seq,
        sender,
        at,
        epochAfter,
        devices,
        added,
        removed,
        welcome: welcome === undefined ? undefined : bytesOf(welcome),
      };
    },
    async read(conversation, after, upTo, page) {
      const found: StoredEnvelope[] = [];
      let held = 0;
      const entries = envelopes
        .find({ conversation, seq: { $gt: after, $lte: upTo } }, ENVELOPE)
        .sort({ seq: 1 })
        .limit(page.entries)
        .batchSize(ENTRIES_PER_BATCH)
        .lean()
        .cursor();
      for await (const { seq, kind, epoch, sender, messageId, at, bytes } of entries) {
        held += bytes.length;
        if (found.length > 0 && held > page.bytes) break;
        found.push({ seq, kind, epoch, sender, messageId, at, bytes: bytesOf(bytes) });
      }
      return found;
    },
    ...mongoPlaces({ envelopes }),
  };
}
