import { sameBytes } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { hashToken } from "@comity/shared/enrolment/invitation";
import { idOfKey, Token } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { transferCollect, transferComplete, transferDeposit } from "@comity/shared/protocol/transfer";
import { fail, ok } from "@comity/shared/result";
import { decode, encode } from "@msgpack/msgpack";
import { z } from "zod";
import { FILE_TABLES } from "../attachments/fileRecords.ts";
import type { SessionLink } from "../context.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { RandomBytes, StoreChange, Transport, VaultStore } from "../ports.ts";

/** A vault as it travels: every record as it stands in the store, sealed under the passphrase already. */
const Packed = z.array(
  z.object({
    table: z.string(),
    key: z.string(),
    value: z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array),
  }),
);

type Told = (done: number, total: number) => void;

/** What can be fetched again stays behind: pieces of files that somebody has begun to save. */
const LEFT_BEHIND: ReadonlySet<string> = new Set([FILE_TABLES.download, FILE_TABLES.downloadChunk]);

/** So often a store is read anew that is written to meanwhile. */
const MOST_READINGS = 20;

/**
 * Packs all records of a store that its owner would miss, as they were at one moment. Tables are read one after the other, and a directory that
 * grows meanwhile writes to several: what was read is of one moment once it reads the same again.
 */
export async function packStore(store: VaultStore): EngineResult<Uint8Array> {
  let packed = await packOnce(store);
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const again = await packOnce(store);
    if (sameBytes(packed, again)) return ok(again);
    packed = again;
  }
  return fail({ code: "not-ready" });
}

async function packOnce(store: VaultStore): Promise<Uint8Array> {
  const records: z.infer<typeof Packed> = [];
  for (const table of (await store.tables()).filter((name) => !LEFT_BEHIND.has(name)))
    for (const { key, value } of await store.scan(table)) records.push({ table, key, value });
  return encode(records);
}

/** Leaves a packed vault at the server, in parts, under the hash of a fresh one-time token. */
export async function deposit(
  sodium: Sodium,
  random: RandomBytes,
  session: SessionLink,
  packed: Uint8Array,
  told: Told,
): EngineResult<Token> {
  const token = idOfKey(Token, random(32));
  const tokenHash = hashToken(sodium, token);
  const parts = Math.max(1, Math.ceil(packed.length / LIMITS.transferPartBytes));
  if (parts > LIMITS.transferParts) return fail({ code: "vault.full" });
  for (let part = 0; part < parts; part++) {
    told(part, parts);
    const from = part * LIMITS.transferPartBytes;
    const bytes = packed.slice(from, from + LIMITS.transferPartBytes);
    const left = await session.call(transferDeposit, { tokenHash, part, parts, bytes });
    if (!left.ok) return left;
  }
  told(parts, parts);
  return ok(token);
}

/** Collects a vault into an empty store, in one write, and tells the server to delete it. */
export async function collect(
  random: RandomBytes,
  transport: Transport,
  store: VaultStore,
  token: Token,
  told: Told,
): EngineResult<void> {
  const claimant = idOfKey(Token, random(32));
  const parts: Uint8Array[] = [];
  for (let part = 0, total = 1; part < total; part++) {
    const got = await transport.call(transferCollect, { token, claimant, part });
    if (!got.ok) return got;
    total = got.value.parts;
    parts.push(got.value.bytes);
    told(part + 1, total + 1);
  }
  const changes = unpack(parts);
  if (changes === undefined) return fail({ code: "vault.damaged" });
  await store.write(changes);
  await transport.call(transferComplete, { token, claimant });
  told(parts.length + 1, parts.length + 1);
  return ok(undefined);
}

function unpack(parts: readonly Uint8Array[]): StoreChange[] | undefined {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  try {
    return Packed.safeParse(decode(whole)).data;
  } catch {
    return undefined;
  }
}
