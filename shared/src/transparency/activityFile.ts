import { z } from "zod";
import { fromBase64url, toBase64url } from "../bytes/base64url.ts";
import { utf8 } from "../bytes/bytes.ts";
import { sign, verify } from "../crypto/signature.ts";
import type { Sodium } from "../crypto/sodium.ts";
import {
  AccountId,
  BuildHash,
  bytesOfId,
  ConversationId,
  idOfKey,
  NetworkId,
  OfficerKey,
  SignerKey,
  TreeHash,
} from "../ids.ts";
import { fail, ok, type Result } from "../result.ts";
import { Activity } from "../statements/activities.ts";
import { canonicalText, type SigningKeys } from "../statements/signing.ts";
import { Instant } from "../statements/statement.ts";

const Value = z.union([z.string(), z.array(z.string())]);

/** One act of an officer, or of a member about a guest or their own absence, in words that need no Comity to be read. Dates are ISO 8601 in UTC. */
const Entry = z.strictObject({
  /** The statement's place in the network's log, counted from 0. */
  position: z.number().int().nonnegative(),
  at: z.iso.datetime(),
  what: Activity,
  /** The key that signed the statement, and whose it is: the name stands where that person was granted. */
  by: z.strictObject({ key: SignerKey, account: AccountId.optional() }),
  /** About whom it is, with what the card said then. */
  account: AccountId.optional(),
  name: z.string().optional(),
  authority: z.string().optional(),
  country: z.string().optional(),
  roles: z.array(z.string()).optional(),
  validFrom: z.iso.datetime().optional(),
  validUntil: z.iso.datetime().optional(),
  /** The build of the pages that was named as the right one. */
  build: BuildHash.optional(),
  /** Who stands in, or who has taken over. */
  inPlace: AccountId.optional(),
  /** Into which room a guest was let. */
  room: ConversationId.optional(),
  changes: z
    .array(z.strictObject({ field: z.string(), from: Value.optional(), to: Value.optional() }))
    .optional(),
});
export type ActivityEntry = z.infer<typeof Entry>;

/** What an activity file says. */
const Document = z.strictObject({
  v: z.literal(1),
  kind: z.literal("comity.activity"),
  network: NetworkId,
  networkName: z.string(),
  /** How many entries the log had, and the root of their Merkle tree (RFC 9162). */
  size: z.number().int().positive(),
  root: TreeHash,
  exportedAt: Instant,
  entries: z.array(Entry),
});
export type ActivityDocument = z.infer<typeof Document>;

/** The file: the exact text that was signed, by which officer's key, and the signature (Ed25519, base64url). */
const File = z.strictObject({ document: z.string(), signer: OfficerKey, signature: z.string().length(86) });

/** Signs a network's activity with an officer's key, purpose `comity/activity/v1`; gives the file's text. */
export function signActivity(sodium: Sodium, document: ActivityDocument, keys: SigningKeys): string {
  const text = canonicalText(Document.parse(document));
  const signature = toBase64url(sign(sodium, "comity/activity/v1", utf8(text), keys.privateKey));
  return `${JSON.stringify({ document: text, signer: idOfKey(OfficerKey, keys.publicKey), signature }, null, 2)}\n`;
}

/** Reads an activity file, if its signature holds. Whether the signer was an officer is for a roster to say. */
export function readActivity(
  sodium: Sodium,
  file: string,
): Result<
  { readonly document: ActivityDocument; readonly signer: OfficerKey },
  "malformed" | "bad-signature"
> {
  const read = File.safeParse(json(file)).data;
  if (read === undefined) return fail("malformed");
  const { document: text, signer } = read;
  const signature = fromBase64url(read.signature);
  if (
    signature === undefined ||
    !verify(sodium, "comity/activity/v1", utf8(text), signature, bytesOfId(signer))
  )
    return fail("bad-signature");
  const document = Document.safeParse(json(text)).data;
  if (document === undefined || canonicalText(document) !== text) return fail("malformed");
  return ok({ document, signer });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
