import { z } from "zod";
import { bytesOfId, DeviceId, idOfKey, MessageId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { Instant } from "../statements/statement.ts";
import { bytesOf, bytesUpTo } from "./event.ts";

export const Seq = z.number().int().nonnegative();
export const Epoch = z.number().int().nonnegative();

/**
 * One entry of a conversation's log. `seq` counts from 1 without a gap. `sender` is the server's word and
 * only a hint: who really wrote stands inside the encryption. The entry that created the conversation has
 * no bytes.
 */
export const Envelope = z.object({
  seq: Seq,
  kind: z.enum(["commit", "application"]),
  /** The epoch in which it was made. */
  epoch: Epoch,
  sender: DeviceId,
  messageId: MessageId,
  at: Instant,
  bytes: bytesUpTo(LIMITS.commitBytes),
});
export type Envelope = z.infer<typeof Envelope>;

/**
 * A page of a log as it travels: `[first seq, first time, senders, entries]`, each entry `[kind, epoch, index of
 * the sender, message id, ms since the first, bytes]`. The log has no gaps, so places need not be told; an entry
 * weighs some 30 bytes beside its own, where names and ids in text form would weigh 170.
 */
const KINDS = ["application", "commit"] as const;
const Packed = z.tuple([
  Seq,
  Instant,
  z.array(bytesOf(32)).max(LIMITS.envelopesPerRead),
  z
    .array(
      z.tuple([
        z.union([z.literal(0), z.literal(1)]),
        Epoch,
        z.number().int().min(0).max(LIMITS.envelopesPerRead),
        bytesOf(16),
        z.number().int(),
        bytesUpTo(LIMITS.commitBytes),
      ]),
    )
    .max(LIMITS.envelopesPerRead),
]);

/** Reads a page; refuses one whose entries name a sender that is not in it. */
export const EnvelopePage: z.ZodType<readonly Envelope[]> = Packed.transform(
  ([firstSeq, firstAt, keys, entries], context): readonly Envelope[] => {
    const senders = keys.map((key) => idOfKey(DeviceId, key));
    return entries.map(([kind, epoch, from, messageId, since, bytes], index) => {
      const sender = senders[from];
      if (sender === undefined) {
        context.addIssue("a sender that is not in the page");
        return z.NEVER;
      }
      return {
        seq: firstSeq + index,
        kind: KINDS[kind],
        epoch,
        sender,
        messageId: idOfKey(MessageId, messageId),
        at: firstAt + since,
        bytes,
      };
    });
  },
);

/** Writes a page of consecutive entries. Throws on any others. */
export function packPage(envelopes: readonly Envelope[]): z.input<typeof Packed> {
  const [first] = envelopes;
  if (first === undefined) return [0, 0, [], []];
  const senders = new Map<DeviceId, number>();
  const entries = envelopes.map(({ seq, kind, epoch, sender, messageId, at, bytes }, index) => {
    if (seq !== first.seq + index) throw new Error("a page with a gap");
    const from = senders.get(sender) ?? senders.size;
    senders.set(sender, from);
    const since = at - first.at;
    return [kind === "commit" ? 1 : 0, epoch, from, bytesOfId(messageId), since, bytes] satisfies Entry;
  });
  return [first.seq, first.at, [...senders.keys()].map(bytesOfId), entries];
}

type Entry = z.input<typeof Packed>[3][number];
