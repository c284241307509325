import type {
  Admit,
  Appended,
  ConversationStore,
  EnvelopeDraft,
  Place,
  Tail,
} from "@comity/server/storage/port/conversations";
import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { Disk, Log, Medium } from "./disk.ts";

/** Conversations' logs on a disk in memory. */
export function memoryConversations(disk: Disk, medium: Medium): ConversationStore {
  const logOf = (conversation: ConversationId): Log =>
    disk.logs.get(conversation) ?? { entries: [], commits: new Map(), places: new Map(), tail: undefined };
  const enter = (device: DeviceId, place: Place) => {
    const held = disk.places.get(device) ?? new Map<ConversationId, Place>();
    disk.places.set(device, held.set(place.conversation, place));
  };

  const append = <Refusal>(
    conversation: ConversationId,
    draft: EnvelopeDraft,
    admit: Admit<Refusal>,
  ): Appended<Refusal> => {
    const log = logOf(conversation);
    const { sender, messageId, change, at } = draft;
    const decision = admit(log.tail);
    const before = log.places.get(`${sender} ${messageId}`);
    const known = log.entries.find(({ seq }) => seq === before);
    if (known !== undefined) return { outcome: "repeated", seq: known.seq, at: known.at };
    if (!decision.admitted) return { outcome: "refused", refusal: decision.refusal };
    const seq = decision.seq ?? (log.tail?.seq ?? 0) + 1;
    const tail: Tail = {
      seq,
      at,
      epoch: change?.epochAfter ?? log.tail?.epoch ?? 0,
      floor: decision.floor,
      commitSeq: change === undefined ? (log.tail?.commitSeq ?? 0) : seq,
    };
    const { kind, epoch, bytes } = draft;
    log.entries.push({ seq, kind, epoch, sender, messageId, at, bytes: bytes.slice() });
    log.places.set(`${sender} ${messageId}`, seq);
    log.tail = tail;
    disk.logs.set(conversation, log);
    if (change !== undefined) {
      log.commits.set(seq, { ...change, welcome: change.welcome?.slice(), seq, sender, at });
      for (const device of change.removed) {
        const place = disk.places.get(device)?.get(conversation);
        if (place !== undefined) enter(device, { ...place, left: seq });
      }
      for (const device of change.added) enter(device, { conversation, joined: seq, left: undefined });
    }
    return { outcome: "appended", seq, at };
  };

  return {
    append: (conversation, draft, admit) => medium.write(() => append(conversation, draft, admit)),
    tail: (conversation) => medium.read(() => logOf(conversation).tail),
    commit: (conversation, seq) => medium.read(() => logOf(conversation).commits.get(seq)),
    read: (conversation, after, upTo, page) =>
      medium.read(() => {
        let held = 0;
        return logOf(conversation)
          .entries.slice(
            Math.max(
              0,
              logOf(conversation).entries.findIndex(({ seq }) => seq > after),
            ),
          )
          .filter(({ seq }) => seq > after && seq <= upTo)
          .slice(0, page.entries)
          .filter(({ bytes }, index) => {
            held += bytes.length;
            return index === 0 || held <= page.bytes;
          });
      }),
    places: (device, after, limit) =>
      medium.read(() =>
        [...(disk.places.get(device)?.values() ?? [])]
          .filter(({ conversation }) => after === undefined || conversation > after)
          .sort((one, other) => (one.conversation < other.conversation ? -1 : 1))
          .slice(0, limit),
      ),
    place: (device, conversation) => medium.read(() => disk.places.get(device)?.get(conversation)),
    arrivals: (conversation, after, limit) =>
      medium.read(() =>
        [...logOf(conversation).commits.values()]
          .filter(({ seq }) => seq > after)
          .sort((one, other) => one.seq - other.seq)
          .slice(0, limit)
          .map(({ seq, added }) => ({ seq, added: [...added] })),
      ),
  };
}
