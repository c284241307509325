import type { ConversationId, DeviceId, MessageId } from "@comity/shared/ids";
import type { Database } from "libsql";
import type {
  Admit,
  Appended,
  ConversationStore,
  EnvelopeDraft,
  StoredEnvelope,
  Tail,
} from "../port/conversations.ts";
import { Names } from "./names.ts";
import { sqlitePlaces } from "./places.ts";
import { asRow, asRows, base64url, blob, integer, type Row, text } from "./row.ts";
import type { Writer } from "./writer.ts";

const COMMIT = 1;
const APPLICATION = 0;
const TAILS_KEPT = 20_000;

function envelope(row: Row): StoredEnvelope {
  return {
    seq: integer(row, "seq"),
    kind: integer(row, "kind") === COMMIT ? "commit" : "application",
    epoch: integer(row, "epoch"),
    sender: text<DeviceId>(row, "sender"),
    messageId: base64url<MessageId>(row, "message_id"),
    at: integer(row, "at"),
    bytes: blob(row, "bytes"),
  };
}

/** Conversations' logs, in SQLite. `forget` is for the writer, when what is remembered may have become wrong. */
export function sqliteConversations(
  database: Database,
  writer: Writer,
): ConversationStore & { forget(): void } {
  const tailRow = database.prepare(
    "SELECT seq, at, epoch_after, floor, commit_seq FROM envelopes WHERE conversation = ? ORDER BY seq DESC LIMIT 1",
  );
  const repeated = database.prepare(
    "SELECT seq, at FROM envelopes WHERE conversation = ? AND sender = ? AND message_id = ?",
  );
  const insert = database.prepare(
    `INSERT INTO envelopes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (conversation, sender, message_id) DO NOTHING`,
  );
  const page = database.prepare(
    `SELECT seq, kind, epoch, names.name AS sender, message_id, at, bytes
     FROM envelopes JOIN names ON names.id = envelopes.sender
     WHERE conversation = ? AND seq > ? AND seq <= ? ORDER BY seq`,
  );
  const sizes = database.prepare(
    `SELECT seq, LENGTH(bytes) AS size FROM envelopes
     WHERE conversation = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
  );
  const names = new Names(database);
  const { record, ...places } = sqlitePlaces(database);

  // Inside the writer only: the newest tails, so that a busy conversation is not read back for each append.
  const tails = new Map<ConversationId, Tail>();

  const stored = (log: number): Tail | undefined => {
    const row = asRow(tailRow.get(log));
    return row === undefined
      ? undefined
      : {
          seq: integer(row, "seq"),
          at: integer(row, "at"),
          epoch: integer(row, "epoch_after"),
          floor: integer(row, "floor"),
          commitSeq: integer(row, "commit_seq"),
        };
  };

  const first = <Refusal>(
    conversation: ConversationId,
    { sender, messageId }: EnvelopeDraft,
  ): Appended<Refusal> | undefined => {
    const [log, from] = [names.find(conversation), names.find(sender)];
    if (log === undefined || from === undefined) return undefined;
    const row = asRow(repeated.get([log, from, Buffer.from(messageId, "base64url")]));
    return row && { outcome: "repeated", seq: integer(row, "seq"), at: integer(row, "at") };
  };

  const tailOf = (conversation: ConversationId): Tail | undefined => {
    const log = names.find(conversation);
    return log === undefined ? undefined : stored(log);
  };

  const append = <Refusal>(
    conversation: ConversationId,
    draft: EnvelopeDraft,
    admit: Admit<Refusal>,
  ): Appended<Refusal> => {
    const { sender, messageId, at, change } = draft;
    const tail = tails.get(conversation) ?? tailOf(conversation);
    const decision = admit(tail);
    if (!decision.admitted)
      return first(conversation, draft) ?? { outcome: "refused", refusal: decision.refusal };
    const seq = decision.seq ?? (tail?.seq ?? 0) + 1;
    const next: Tail = {
      seq,
      at,
      epoch: change?.epochAfter ?? tail?.epoch ?? 0,
      floor: decision.floor,
      commitSeq: change === undefined ? (tail?.commitSeq ?? 0) : seq,
    };
    // The unique index finds a repetition while it inserts: nearly every append is none, and saves a look-up.
    const { changes } = insert.run([
      names.findOrMake(conversation),
      seq,
      draft.kind === "commit" ? COMMIT : APPLICATION,
      draft.epoch,
      names.findOrMake(sender),
      Buffer.from(messageId, "base64url"),
      at,
      draft.bytes,
      next.floor,
      next.epoch,
      next.commitSeq,
    ]);
    if (changes === 0) {
      const before = first<Refusal>(conversation, draft);
      if (before === undefined) throw new Error("an entry was neither appended nor there before");
      return before;
    }
    if (change !== undefined) record(conversation, { seq, sender, at }, change);
    if (tails.size >= TAILS_KEPT) tails.clear();
    tails.set(conversation, next);
    return { outcome: "appended", seq, at };
  };

  return {
    append: (conversation, draft, admit) => writer.write(() => append(conversation, draft, admit)),
    tail: async (conversation) => tailOf(conversation),
    async read(conversation, after, upTo, { entries, bytes }) {
      const log = names.find(conversation);
      if (log === undefined) return [];
      // Sizes stand in the rows' heads: what does not fit into the page is never brought into memory.
      let [end, held] = [after, 0];
      for (const row of asRows(sizes.all(log, after, upTo, entries))) {
        held += integer(row, "size");
        if (end > after && held > bytes) break;
        end = integer(row, "seq");
      }
      return asRows(page.all(log, after, end)).map(envelope);
    },
    ...places,
    forget() {
      tails.clear();
      names.forget();
    },
  };
}
