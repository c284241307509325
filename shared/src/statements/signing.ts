import canonicalize from "canonicalize";
import { fromBase64url, toBase64url } from "../bytes/base64url.ts";
import { utf8 } from "../bytes/bytes.ts";
import { sign, verify } from "../crypto/signature.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { bytesOfId, idOfKey, NetworkId, SignerKey } from "../ids.ts";
import { fail, ok, type Result } from "../result.ts";
import { type SignedStatement, Statement } from "./statement.ts";

/** A key pair that signs statements: libsodium's Ed25519 form (32 and 64 bytes). */
export interface SigningKeys {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** The one text of a value: JSON with sorted keys and without white space (RFC 8785). */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("a value without a JSON form was to be signed");
  return text;
}

/** Signs a statement. It is brought to its canonical form first (lists that are sets get sorted). */
export function signStatement(sodium: Sodium, statement: Statement, keys: SigningKeys): SignedStatement {
  const body = canonicalText(Statement.parse(statement));
  return {
    body,
    signer: idOfKey(SignerKey, keys.publicKey),
    signature: toBase64url(sign(sodium, "comity/statement/v1", utf8(body), keys.privateKey)),
  };
}

/**
 * Reads a signed statement: the signature first, then the form. A body that is not the canonical text of
 * what it says is refused, so that what people are shown is what was signed.
 */
export function readStatement(
  sodium: Sodium,
  signed: SignedStatement,
): Result<Statement, "bad-signature" | "malformed"> {
  const signature = fromBase64url(signed.signature);
  if (
    signature === undefined ||
    !verify(sodium, "comity/statement/v1", utf8(signed.body), signature, bytesOfId(signed.signer))
  )
    return fail("bad-signature");
  const parsed = parseBody(signed.body);
  return parsed === undefined || canonicalText(parsed) !== signed.body ? fail("malformed") : ok(parsed);
}

/** Reads a statement that `readStatement` has read before and that nobody else can have changed since. */
export function recallStatement({ body }: SignedStatement): Result<Statement, "malformed"> {
  const parsed = parseBody(body);
  return parsed === undefined ? fail("malformed") : ok(parsed);
}

function parseBody(body: string): Statement | undefined {
  try {
    return Statement.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** The id of the network that a founding statement founds: SHA-256 of its canonical text. */
export function networkIdOf(sodium: Sodium, founding: SignedStatement): NetworkId {
  return idOfKey(NetworkId, sodium.crypto_hash_sha256(utf8(founding.body)));
}
