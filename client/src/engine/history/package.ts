import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { concatBytes, utf8 } from "@comity/shared/bytes/bytes";
import { HISTORY, type HistoryPart } from "@comity/shared/content/history";
import { AccountId, type ConversationId, MessageId } from "@comity/shared/ids";
import { Instant } from "@comity/shared/statements/statement";
import type { CiphersuiteImpl } from "ts-mls";
import { z } from "zod";
import { readJson, writeJson } from "../mls/json.ts";
import { HpkeRefusal } from "../mls/provider/hpke.ts";

type Hpke = CiphersuiteImpl["hpke"];
type Part = z.infer<typeof HistoryPart>;

/** A message as it is passed on: where and when it stood, whose it was, and what it said, as the giver has it. */
export const PassedLine = z.object({
  order: z.number().int().positive(),
  at: Instant,
  author: AccountId,
  messageId: MessageId,
  /** The encoded content: its last wording, without the heads of logs that travelled beside it. */
  text: z.string().min(1).max(70_000),
});
export type PassedLine = z.infer<typeof PassedLine>;

const Package = z.object({ v: z.literal(1), lines: z.array(PassedLine).min(1).max(HISTORY.messages) });

/** Cuts messages into parts; undefined: they are too many. */
export function cut(lines: readonly PassedLine[]): readonly Uint8Array[] | undefined {
  const bytes = writeJson({ v: 1, lines });
  const { parts, partBytes } = HISTORY;
  if (lines.length > HISTORY.messages || bytes.length > parts * partBytes) return undefined;
  return Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, index) =>
    bytes.slice(index * partBytes, (index + 1) * partBytes),
  );
}

/** Puts parts together again; undefined: they are not what can be passed on. */
export function join(parts: readonly Uint8Array[]): readonly PassedLine[] | undefined {
  return readJson(Package, concatBytes(...parts))?.lines;
}

/** To what a part belongs: it can be opened as nothing else. */
export type PartPlace = Pick<Part, "offer" | "attempt" | "index" | "of"> & {
  readonly conversation: ConversationId;
};

const infoOf = ({ conversation, offer, attempt }: PartPlace) =>
  utf8(`comity/history/v1/${conversation}/${offer}/${attempt}`);
const placeOf = ({ index, of }: PartPlace) => utf8(`${index}/${of}`);

/** A one-time pair of keys, base64url. */
export async function makeKeys(hpke: Hpke): Promise<{ readonly key: string; readonly secret: string }> {
  const { publicKey, privateKey } = await hpke.generateKeyPair();
  const [key, secret] = [await hpke.exportPublicKey(publicKey), await hpke.exportPrivateKey(privateKey)];
  return { key: toBase64url(key), secret: toBase64url(secret) };
}

/** Seals a part (HPKE, RFC 9180, one shot) to the newcomer's key; undefined: it is none. */
export async function sealPart(
  hpke: Hpke,
  key: string,
  place: PartPlace,
  part: Uint8Array,
): Promise<Pick<Part, "enc" | "sealed"> | undefined> {
  const bytes = fromBase64url(key);
  if (bytes === undefined) return undefined;
  return refusing(async () => {
    const publicKey = await hpke.importPublicKey(bytes);
    const { enc, ct } = await hpke.seal(publicKey, part, infoOf(place), placeOf(place));
    return { enc: toBase64url(enc), sealed: toBase64url(ct) };
  });
}

/** Opens a part at its place; undefined: it is not what was sealed for it. */
export async function openPart(
  hpke: Hpke,
  secret: string,
  place: PartPlace,
  { enc, sealed }: Pick<Part, "enc" | "sealed">,
): Promise<Uint8Array | undefined> {
  const [key, encapsulation, ciphertext] = [secret, enc, sealed].map(fromBase64url);
  if (key === undefined || encapsulation === undefined || ciphertext === undefined) return undefined;
  return refusing(async () => {
    const privateKey = await hpke.importPrivateKey(key);
    return hpke.open(privateKey, encapsulation, ciphertext, infoOf(place), placeOf(place));
  });
}

async function refusing<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HpkeRefusal) return undefined;
    throw error;
  }
}
