import type { ConversationId, DeviceId, MessageId } from "@comity/shared/ids";
import type { Database } from "libsql";
import type {
  Admit,
  Appended,
  CommitRecord,
  ConversationStore,
  EnvelopeDraft,
  Place,
  StoredEnvelope,
  Tail,
} from "../port.ts";
import { asRow, asRows, blob, integer, optionalInteger, type Row, text, textList } from "./row.ts";
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
    messageId: text<MessageId>(row, "message_id"),
    at: integer(row, "at"),
    bytes: blob(row, "bytes"),
  };
}

function commitRecord(row: Row): CommitRecord {
  return {
    seq: integer(row, "seq"),
    sender: text<DeviceId>(row, "sender"),
    at: integer(row, "at"),
    epochAfter: integer(row, "epoch_after"),
    devices: textList<DeviceId>(row, "devices"),
    added: textList<DeviceId>(row, "added"),
    removed: textList<DeviceId>(row, "removed"),
    welcome: row["welcome"] === null ? undefined : blob(row, "welcome"),
  };
}

function place(row: Row): Place {
  return {
    conversation: text<ConversationId>(row, "conversation"),
    joined: integer(row, "joined"),
    left: optionalInteger(row, "left_at"),
  };
}

/** Conversations' logs, in SQLite. `forgetTails` is for the writer, when they may have become wrong. */
export function sqliteConversations(
  database: Database,
  writer: Writer,
): ConversationStore & { forgetTails(): void } {
  const tailRow = database.prepare(
    "SELECT seq, epoch_after, floor, commit_seq FROM envelopes WHERE conversation = ? ORDER BY seq DESC LIMIT 1",
  );
  const repeated = database.prepare(
    "SELECT seq, at FROM envelopes WHERE conversation = ? AND sender = ? AND message_id = ?",
  );
  const insert = database.prepare(
    `INSERT INTO envelopes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (conversation, sender, message_id) DO NOTHING`,
  );
  const insertCommit = database.prepare("INSERT INTO commits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const enter = database.prepare(
    "INSERT INTO places VALUES (?, ?, ?, NULL) ON CONFLICT DO UPDATE SET joined = excluded.joined, left_at = NULL",
  );
  const leave = database.prepare("UPDATE places SET left_at = ? WHERE device = ? AND conversation = ?");
  const findCommit = database.prepare("SELECT * FROM commits WHERE conversation = ? AND seq = ?");
  const page = database.prepare(
    "SELECT * FROM envelopes WHERE conversation = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
  );
  const places = database.prepare(
    "SELECT * FROM places WHERE device = ? AND conversation > ? ORDER BY conversation LIMIT ?",
  );
  const findPlace = database.prepare("SELECT * FROM places WHERE device = ? AND conversation = ?");

  // Inside the writer only: the newest tails, so that a busy conversation is not read back for each append.
  const tails = new Map<ConversationId, Tail>();

  const stored = (conversation: ConversationId): Tail | undefined => {
    const row = asRow(tailRow.get(conversation));
    return row === undefined
      ? undefined
      : {
          seq: integer(row, "seq"),
          epoch: integer(row, "epoch_after"),
          floor: integer(row, "floor"),
          commitSeq: integer(row, "commit_seq"),
        };
  };

  const append = <Refusal>(
    conversation: ConversationId,
    draft: EnvelopeDraft,
    admit: Admit<Refusal>,
  ): Appended<Refusal> => {
    const { sender, messageId, at, change } = draft;
    const before = (): Appended<Refusal> | undefined => {
      const row = asRow(repeated.get(conversation, sender, messageId));
      return row && { outcome: "repeated", seq: integer(row, "seq"), at: integer(row, "at") };
    };
    const tail = tails.get(conversation) ?? stored(conversation);
    const decision = admit(tail);
    if (!decision.admitted) return before() ?? { outcome: "refused", refusal: decision.refusal };
    const seq = (tail?.seq ?? 0) + 1;
    const next: Tail = {
      seq,
      epoch: change?.epochAfter ?? tail?.epoch ?? 0,
      floor: decision.floor,
      commitSeq: change === undefined ? (tail?.commitSeq ?? 0) : seq,
    };
    const kind = draft.kind === "commit" ? COMMIT : APPLICATION;
    // The unique index finds a repetition while it inserts: nearly every append is none, and saves a look-up.
    const { changes } = insert.run(
      conversation,
      seq,
      kind,
      draft.epoch,
      sender,
      messageId,
      at,
      draft.bytes,
      next.floor,
      next.epoch,
      next.commitSeq,
    );
    if (changes === 0) {
      const first = before();
      if (first === undefined) throw new Error("an entry was neither appended nor there before");
      return first;
    }
    if (change !== undefined) {
      const { epochAfter, devices, added, removed, welcome } = change;
      const lists = [devices, added, removed].map((list) => JSON.stringify(list));
      insertCommit.run(conversation, seq, sender, at, epochAfter, ...lists, welcome ?? null);
      for (const device of removed) leave.run(seq, device, conversation);
      for (const device of added) enter.run(device, conversation, seq);
    }
    if (tails.size >= TAILS_KEPT) tails.clear();
    tails.set(conversation, next);
    return { outcome: "appended", seq, at };
  };

  return {
    append: (conversation, draft, admit) => writer.write(() => append(conversation, draft, admit)),
    tail: async (conversation) => stored(conversation),
    async commit(conversation, seq) {
      const row = asRow(findCommit.get(conversation, seq));
      return row === undefined ? undefined : commitRecord(row);
    },
    read: async (conversation, after, upTo, limit) =>
      asRows(page.all(conversation, after, upTo, limit)).map(envelope),
    places: async (device, after, limit) => asRows(places.all(device, after ?? "", limit)).map(place),
    async place(device, conversation) {
      const row = asRow(findPlace.get(device, conversation));
      return row === undefined ? undefined : place(row);
    },
    forgetTails: () => tails.clear(),
  };
}
