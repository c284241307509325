import { toBase64url } from "@comity/shared/bytes/base64url";
import { concatBytes, fromUtf8, sameBytes, utf8 } from "@comity/shared/bytes/bytes";
import { sign, verify } from "@comity/shared/crypto/signature";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { bytesOfId, DeviceId } from "@comity/shared/ids";
import type { SigningKeys } from "@comity/shared/statements/signing";
import { DeviceName } from "@comity/shared/statements/statement";
import { z } from "zod";
import type { RandomBytes } from "../ports.ts";
import { open, seal } from "../vault/sealing.ts";

/**
 * How two devices agree on keys through a server that may exchange everything (docs/decisions/0007):
 *
 * 1. the new device commits to its public keys and a nonce,
 * 2. the signed-in one answers with its public key,
 * 3. the new one reveals what it committed to.
 *
 * The number that both show depends on all of it. Whoever sits in between must choose its own keys before it
 * knows the other side's, so it has one chance in a million; without the commitment it could search for keys
 * that give the same number.
 */

const NONCE = 32;
const KX_KEY = 32;
const KEM_KEY = 1216;
const KEM_CIPHERTEXT = 1120;
/** What a new device shows of itself before its sealed greeting. */
const SHOWN = KX_KEY + KEM_KEY + NONCE;

/** The secrets of a new device, for one attempt. */
export interface NewSide {
  readonly kx: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };
  readonly kem: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };
  readonly nonce: Uint8Array;
}

/** The secret of a signed-in device, for one attempt. */
export type SignedInSide = NewSide["kx"];

/** What both have agreed on, if their numbers are the same. */
export interface Agreement {
  /** Two groups of three digits. */
  readonly number: string;
  /** 32 bytes over everything that was exchanged, and the code. */
  readonly transcript: Uint8Array;
  /** 32 bytes each: what the new device seals with, and what the signed-in one does. */
  readonly fromNew: Uint8Array;
  readonly fromSignedIn: Uint8Array;
}

/** Who the new device is, proved by its own key. */
export interface Greeting {
  readonly device: DeviceId;
  readonly deviceName: string;
}

const GreetingShape = z.strictObject({ v: z.literal(1), device: DeviceId, deviceName: DeviceName });

function labelled(sodium: Sodium, label: string, length: number, ...parts: Uint8Array[]): Uint8Array {
  const framed = concatBytes(utf8(`comity/link/${label}/v1`), new Uint8Array([0]), ...parts);
  return sodium.crypto_generichash(length, framed, null);
}

const shownOf = ({ kx, kem, nonce }: NewSide) => concatBytes(kx.publicKey, kem.publicKey, nonce);

/** Fresh secrets of a new device: an X25519 pair, an X-Wing pair and a nonce. */
export function newSide(sodium: Sodium, random: RandomBytes): NewSide {
  const kx = sodium.crypto_kx_seed_keypair(random(sodium.crypto_kx_SEEDBYTES));
  const kem = sodium.crypto_kem_xwing_seed_keypair(random(sodium.crypto_kem_xwing_SEEDBYTES));
  return { kx, kem, nonce: random(NONCE) };
}

/** A fresh secret of a signed-in device: an X25519 pair. */
export function signedInSide(sodium: Sodium, random: RandomBytes): SignedInSide {
  return sodium.crypto_kx_seed_keypair(random(sodium.crypto_kx_SEEDBYTES));
}

/** What a new device says first: 32 bytes of BLAKE2b over its public keys and nonce. */
export function commitmentOf(sodium: Sodium, side: NewSide): Uint8Array {
  return labelled(sodium, "commitment", 32, shownOf(side));
}

function agreement(
  sodium: Sodium,
  code: string,
  shown: Uint8Array,
  answer: Uint8Array,
  keys: Pick<Agreement, "fromNew" | "fromSignedIn">,
): Agreement {
  const transcript = labelled(sodium, "transcript", 32, utf8(code), shown, answer);
  const digits = labelled(sodium, "number", 16, transcript)
    .subarray(0, 6)
    .reduce((sum, byte) => sum * 256 + byte, 0);
  const number = String(digits % 1_000_000).padStart(6, "0");
  return { ...keys, transcript, number: `${number.slice(0, 3)} ${number.slice(3)}` };
}

/** The new device's half, given the answer. Undefined: the answer is no public key. */
export function agreeAsNew(
  sodium: Sodium,
  code: string,
  side: NewSide,
  answer: Uint8Array,
): Agreement | undefined {
  if (answer.length !== KX_KEY) return undefined;
  try {
    const { publicKey, privateKey } = side.kx;
    const { sharedRx, sharedTx } = sodium.crypto_kx_client_session_keys(publicKey, privateKey, answer);
    return agreement(sodium, code, shownOf(side), answer, { fromNew: sharedTx, fromSignedIn: sharedRx });
  } catch {
    return undefined;
  }
}

const placeOf = (what: string, { transcript }: Agreement) =>
  `comity/link/${what}/v1/${toBase64url(transcript)}`;

/** What the new device reveals: its public keys, the nonce, and its sealed greeting, signed by its own key. */
export function revealOf(
  sodium: Sodium,
  random: RandomBytes,
  side: NewSide,
  agreed: Agreement,
  greeting: Greeting,
  deviceKeys: SigningKeys,
): Uint8Array {
  const text = utf8(JSON.stringify({ v: 1, ...greeting }));
  const signature = sign(sodium, "comity/link/v1", agreed.transcript, deviceKeys.privateKey);
  const sealed = seal(
    sodium,
    random,
    agreed.fromNew,
    placeOf("greeting", agreed),
    concatBytes(signature, text),
  );
  return concatBytes(shownOf(side), sealed);
}

/** What the signed-in device learns from a reveal. */
export interface Revealed {
  readonly agreed: Agreement;
  readonly greeting: Greeting;
  readonly kemKey: Uint8Array;
}

/** The signed-in device's half. Undefined: what is revealed is not what was committed to, or proves nothing. */
export function agreeAsSignedIn(
  sodium: Sodium,
  code: string,
  side: SignedInSide,
  commitment: Uint8Array,
  reveal: Uint8Array,
): Revealed | undefined {
  if (reveal.length <= SHOWN) return undefined;
  const shown = reveal.slice(0, SHOWN);
  if (!sameBytes(commitment, labelled(sodium, "commitment", 32, shown))) return undefined;
  try {
    const { publicKey, privateKey } = side;
    const theirs = shown.slice(0, KX_KEY);
    const { sharedRx, sharedTx } = sodium.crypto_kx_server_session_keys(publicKey, privateKey, theirs);
    const keys = { fromNew: sharedRx, fromSignedIn: sharedTx };
    const agreed = agreement(sodium, code, shown, publicKey, keys);
    const greeting = openGreeting(sodium, agreed, reveal.slice(SHOWN));
    if (greeting === undefined) return undefined;
    return { agreed, greeting, kemKey: shown.slice(KX_KEY, KX_KEY + KEM_KEY) };
  } catch {
    return undefined;
  }
}

function openGreeting(sodium: Sodium, agreed: Agreement, sealed: Uint8Array): Greeting | undefined {
  const opened = open(sodium, agreed.fromNew, placeOf("greeting", agreed), sealed);
  if (opened === undefined || opened.length <= 64) return undefined;
  const greeting = GreetingShape.safeParse(JSON.parse(fromUtf8(opened.slice(64)) ?? "null")).data;
  if (greeting === undefined) return undefined;
  const key = bytesOfId(greeting.device);
  if (!verify(sodium, "comity/link/v1", agreed.transcript, opened.slice(0, 64), key)) return undefined;
  return { device: greeting.device, deviceName: greeting.deviceName };
}

/** The package's key: of the X25519 agreement and of an X-Wing secret, so that a recording stays closed to a quantum computer. */
function packageKey(sodium: Sodium, agreed: Agreement, shared: Uint8Array): Uint8Array {
  const framed = concatBytes(utf8("comity/link/package/v1"), agreed.transcript, shared);
  return sodium.crypto_generichash(32, framed, agreed.fromSignedIn);
}

/** Seals what the new device gets: the X-Wing encapsulation (1120 bytes), then the sealed bytes. */
export function sealPackage(
  sodium: Sodium,
  random: RandomBytes,
  { agreed, kemKey }: Revealed,
  bytes: Uint8Array,
): Uint8Array {
  const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(kemKey, random(64));
  const key = packageKey(sodium, agreed, sharedSecret);
  const sealed = seal(sodium, random, key, placeOf("package", agreed), bytes);
  sodium.memzero(sharedSecret);
  sodium.memzero(key);
  return concatBytes(ciphertext, sealed);
}

/** Opens what `sealPackage` made; undefined for anything else. */
export function openPackage(
  sodium: Sodium,
  side: NewSide,
  agreed: Agreement,
  parcel: Uint8Array,
): Uint8Array | undefined {
  if (parcel.length <= KEM_CIPHERTEXT) return undefined;
  try {
    const shared = sodium.crypto_kem_xwing_dec(parcel.slice(0, KEM_CIPHERTEXT), side.kem.privateKey);
    const key = packageKey(sodium, agreed, shared);
    const opened = open(sodium, key, placeOf("package", agreed), parcel.slice(KEM_CIPHERTEXT));
    sodium.memzero(key);
    return opened;
  } catch {
    return undefined;
  }
}

/** The new device's word that everything is stored. */
export function receiptOf(sodium: Sodium, random: RandomBytes, agreed: Agreement): Uint8Array {
  return seal(sodium, random, agreed.fromNew, placeOf("receipt", agreed), agreed.transcript);
}

/** Whether it is the new device's word. */
export function checkReceipt(sodium: Sodium, agreed: Agreement, receipt: Uint8Array): boolean {
  return open(sodium, agreed.fromNew, placeOf("receipt", agreed), receipt) !== undefined;
}
