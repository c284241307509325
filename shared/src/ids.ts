import { z } from "zod";
import { fromBase64url, toBase64url } from "./bytes/base64url.ts";

/** A base64url text of exactly `length` bytes, branded. */
function base64urlOf<Brand extends string>(length: number) {
  return z
    .string()
    .length(Math.ceil((length * 4) / 3))
    .refine((text) => fromBase64url(text)?.length === length, { message: `base64url of ${length} bytes` })
    .brand<Brand>();
}

/** SHA-256 of a network's founding statement (32 bytes): nobody can make a second network of the same id. */
export const NetworkId = base64urlOf<"NetworkId">(32);
export type NetworkId = z.infer<typeof NetworkId>;

/** A person's identity public key (Ed25519, 32 bytes) is the id of the account: self-certifying. */
export const AccountId = base64urlOf<"AccountId">(32);
export type AccountId = z.infer<typeof AccountId>;

/** A device's signature public key (Ed25519, 32 bytes) is its id, and the signature key of its MLS leaves. */
export const DeviceId = base64urlOf<"DeviceId">(32);
export type DeviceId = z.infer<typeof DeviceId>;

/** An officer's public signing key (Ed25519, 32 bytes), made in the officer's client. */
export const OfficerKey = base64urlOf<"OfficerKey">(32);
export type OfficerKey = z.infer<typeof OfficerKey>;

/** The server's public key (Ed25519, 32 bytes) under the heads of a network's log. */
export const LogKey = base64urlOf<"LogKey">(32);
export type LogKey = z.infer<typeof LogKey>;

/** The head of a Merkle tree: a SHA-256 hash (32 bytes). */
export const TreeHash = base64urlOf<"TreeHash">(32);
export type TreeHash = z.infer<typeof TreeHash>;

/** SHA-256 of the manifest of a build of the pages (32 bytes): names every byte that a browser runs. */
export const BuildHash = base64urlOf<"BuildHash">(32);
export type BuildHash = z.infer<typeof BuildHash>;

/** Any Ed25519 public key that may sign a statement. */
export const SignerKey = base64urlOf<"SignerKey">(32);
export type SignerKey = z.infer<typeof SignerKey>;

/** 16 bytes: random for case rooms, derived for direct channels, notice boards and own groups (see conversationIds). */
export const ConversationId = base64urlOf<"ConversationId">(16);
export type ConversationId = z.infer<typeof ConversationId>;

/** 16 random bytes chosen by the sending device: makes a send idempotent. */
export const MessageId = base64urlOf<"MessageId">(16);
export type MessageId = z.infer<typeof MessageId>;

/** 16 random bytes chosen by the sending device: one encrypted file at the server. */
export const BlobId = base64urlOf<"BlobId">(16);
export type BlobId = z.infer<typeof BlobId>;

/** The secret key of one file (32 random bytes), inside the message that it is sent with. */
export const FileKey = base64urlOf<"FileKey">(32);
export type FileKey = z.infer<typeof FileKey>;

/** What a file's stream of ciphertext begins with (24 bytes, libsodium's secretstream header). */
export const FileHeader = base64urlOf<"FileHeader">(24);
export type FileHeader = z.infer<typeof FileHeader>;

/** BLAKE2b-256 of a file's whole ciphertext. */
export const FileDigest = base64urlOf<"FileDigest">(32);
export type FileDigest = z.infer<typeof FileDigest>;

/** 16 random bytes chosen by the officer's client. */
export const InvitationId = base64urlOf<"InvitationId">(16);
export type InvitationId = z.infer<typeof InvitationId>;

/** A 32-byte secret or hash that stands for the right to do one thing once, in text form. */
export const Token = base64urlOf<"Token">(32);
export type Token = z.infer<typeof Token>;

/** Names a public key by the bytes that it is; the caller has checked the length (32). */
export function idOfKey<Schema extends z.ZodType>(schema: Schema, key: Uint8Array): z.output<Schema> {
  return schema.parse(toBase64url(key));
}

/** The bytes behind an id that was parsed at the edge. */
export function bytesOfId(id: string): Uint8Array {
  const bytes = fromBase64url(id);
  if (bytes === undefined) throw new Error("an id that was not parsed reached the inside");
  return bytes;
}
