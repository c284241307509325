import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { fail, ok, type Result } from "@comity/shared/result";
import { z } from "zod";
import type { DeriveKey, RandomBytes } from "../ports.ts";
import { open, seal } from "./sealing.ts";

/** What a try at the passphrase costs: Argon2id passes and bytes of memory (RFC 9106). */
export interface PassphraseCost {
  readonly passes: number;
  readonly memory: number;
}

/** libsodium's "moderate": 3 passes over 256 MiB, about a second of an ordinary laptop. */
export function moderateCost(sodium: Sodium): PassphraseCost {
  return { passes: sodium.crypto_pwhash_OPSLIMIT_MODERATE, memory: sodium.crypto_pwhash_MEMLIMIT_MODERATE };
}

/** The shortest passphrase that is taken, in characters. Longer beats stranger: no rules on what is in it. */
export const SHORTEST_PASSPHRASE = 12;

/** The vault key, wrapped: what stands at rest in the clear. The costs are kept so that they can rise. */
const Wrapped = z.object({
  v: z.literal(1),
  passes: z.number().int().min(1).max(64),
  memory: z
    .number()
    .int()
    .min(8192)
    .max(2 ** 31),
  salt: z.string(),
  wrapped: z.string(),
});

const PLACE = "comity/vault-key/v1";
const KEY = 32;

/** Argon2id in place. WebAssembly's memory never shrinks: what it has taken stays with this thread. */
export function argon2id(sodium: Sodium): DeriveKey {
  return async ({ passphrase, salt, passes, memory }) => {
    const algorithm = sodium.crypto_pwhash_ALG_ARGON2ID13;
    return sodium.crypto_pwhash(KEY, passphrase, salt, passes, memory, algorithm);
  };
}

async function keyFrom(
  sodium: Sodium,
  derive: DeriveKey,
  passphrase: string,
  salt: Uint8Array,
  { passes, memory }: PassphraseCost,
): Promise<Uint8Array> {
  const bytes = utf8(passphrase.normalize("NFC"));
  try {
    return await derive({ passphrase: bytes, salt, passes, memory });
  } finally {
    sodium.memzero(bytes);
  }
}

/** Wraps a 32-byte vault key under a passphrase. */
export async function wrapVaultKey(
  sodium: Sodium,
  random: RandomBytes,
  derive: DeriveKey,
  vaultKey: Uint8Array,
  passphrase: string,
  cost: PassphraseCost,
): Promise<Uint8Array> {
  const salt = random(sodium.crypto_pwhash_SALTBYTES);
  const key = await keyFrom(sodium, derive, passphrase, salt, cost);
  const wrapped = seal(sodium, random, key, PLACE, vaultKey);
  sodium.memzero(key);
  const { passes, memory } = cost;
  return utf8(
    JSON.stringify({ v: 1, passes, memory, salt: toBase64url(salt), wrapped: toBase64url(wrapped) }),
  );
}

/** Unwraps the vault key. A wrong passphrase costs as much time as the right one. */
export async function unwrapVaultKey(
  sodium: Sodium,
  derive: DeriveKey,
  header: Uint8Array,
  passphrase: string,
): Promise<Result<Uint8Array, "passphrase.wrong" | "vault.damaged">> {
  const parsed = Wrapped.safeParse(parseJson(header));
  const salt = parsed.success ? fromBase64url(parsed.data.salt) : undefined;
  const wrapped = parsed.success ? fromBase64url(parsed.data.wrapped) : undefined;
  if (!parsed.success || salt?.length !== sodium.crypto_pwhash_SALTBYTES || wrapped === undefined)
    return fail("vault.damaged");
  const key = await keyFrom(sodium, derive, passphrase, salt, parsed.data);
  const vaultKey = open(sodium, key, PLACE, wrapped);
  sodium.memzero(key);
  return vaultKey === undefined ? fail("passphrase.wrong") : ok(vaultKey);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes) ?? "");
  } catch {
    return undefined;
  }
}
