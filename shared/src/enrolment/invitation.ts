import { z } from "zod";
import { fromBase64url, toBase64url } from "../bytes/base64url.ts";
import { fromUtf8, utf8 } from "../bytes/bytes.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { Card } from "../directory/card.ts";
import {
  AccountId,
  bytesOfId,
  ConversationId,
  DeviceId,
  idOfKey,
  NetworkId,
  OfficerKey,
  Token,
} from "../ids.ts";
import { canonicalText } from "../statements/signing.ts";
import { Instant, SignedStatement } from "../statements/statement.ts";

/** 128 bits in the link's fragment: no server ever sees them. */
export const INVITATION_SECRET_BYTES = 16;

/** What both ends derive from an invitation's secret. Only `token` goes to the server, which keeps its hash. */
export interface InvitationKeys {
  readonly token: Token;
  /** 32 bytes; under it the invited client sends its keys, so that the server can't swap them. */
  readonly macKey: Uint8Array;
  /** 32 bytes; seals the card that the officer prepared. */
  readonly cardKey: Uint8Array;
}

/** Derives the three keys with keyed BLAKE2b, one label each. `secret` is 16 bytes. */
export function deriveInvitation(sodium: Sodium, secret: Uint8Array): InvitationKeys {
  const derive = (label: string) =>
    sodium.crypto_generichash(32, utf8(`comity/invitation/${label}/v1`), secret);
  return { token: idOfKey(Token, derive("token")), macKey: derive("mac"), cardKey: derive("card") };
}

/** What the server stores of a token: SHA-256, as base64url. */
export function hashToken(sodium: Sodium, token: Token): Token {
  return idOfKey(Token, sodium.crypto_hash_sha256(bytesOfId(token)));
}

/** What the officer, or a guest's host, prepared for the invited person; the server only holds it sealed. */
export const InvitationCard = z.strictObject({
  v: z.literal(1),
  network: NetworkId,
  networkName: z.string().min(1).max(120),
  /** Absent where a member invites a guest. */
  officerKey: OfficerKey.optional(),
  invitedBy: z.string().min(1).max(120),
  card: Card,
  /** Present where a guest is invited: into which room, until when, and by whom. */
  guest: z.strictObject({ conversation: ConversationId, validUntil: Instant, host: AccountId }).optional(),
});
export type InvitationCard = z.infer<typeof InvitationCard>;

/** Seals a card with XChaCha20-Poly1305: 24 bytes nonce, then the ciphertext. */
export function sealCard(
  sodium: Sodium,
  card: InvitationCard,
  cardKey: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    utf8(canonicalText(card)),
    null,
    null,
    nonce,
    cardKey,
  );
  const whole = new Uint8Array(nonce.length + sealed.length);
  whole.set(nonce);
  whole.set(sealed, nonce.length);
  return whole;
}

/** Opens what `sealCard` made; undefined for anything else. */
export function openCard(
  sodium: Sodium,
  sealed: Uint8Array,
  cardKey: Uint8Array,
): InvitationCard | undefined {
  try {
    const opened = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(24),
      null,
      sealed.subarray(0, 24),
      cardKey,
    );
    return InvitationCard.safeParse(JSON.parse(fromUtf8(opened) ?? "")).data;
  } catch {
    return undefined;
  }
}

/** The keys that an invited person's client made, as it sends them to the officer through the server. */
export const Enrolment = z.strictObject({
  v: z.literal(1),
  network: NetworkId,
  account: AccountId,
  device: DeviceId,
  /** The device's certificate, signed by the identity key; published together with the membership. */
  certificate: SignedStatement,
});
export type Enrolment = z.infer<typeof Enrolment>;

/** Keyed BLAKE2b (32 bytes, base64url) over an enrolment's canonical text. */
export function macEnrolment(sodium: Sodium, text: string, macKey: Uint8Array): string {
  return toBase64url(sodium.crypto_generichash(32, utf8(text), macKey));
}

/** Whether the enrolment is the one that the holder of the invitation's secret sent. */
export function checkEnrolment(sodium: Sodium, text: string, mac: string, macKey: Uint8Array): boolean {
  const given = fromBase64url(mac);
  if (given === undefined || given.length !== 32) return false;
  return sodium.memcmp(given, sodium.crypto_generichash(32, utf8(text), macKey));
}
