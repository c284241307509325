import type { StoreChange } from "@comity/client/engine/ports";
import {
  conversationCommit,
  conversationCreate,
  conversationSend,
} from "@comity/shared/protocol/conversation";
import type { Packet } from "@comity/shared/protocol/frame";
import { decodeMlsMessage } from "ts-mls";
import { z } from "zod";
import type { SealTold } from "../world/recordingSodium.ts";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const NONCE = 24;
const Sent = z.object({
  bytes: z.instanceof(Uint8Array).optional(),
  welcome: z.instanceof(Uint8Array).optional(),
});
const CARRIERS = new Set([conversationSend.name, conversationCommit.name, conversationCreate.name]);

/**
 * No key encrypts two things that leave a device, and no nonce seals two records of a vault.
 *
 * Message keys are looked up where their ciphertext passes on the wire: what a device encrypts and then
 * loses with its power never existed. A key alone counts, not the pair with its nonce, since MLS blinds
 * nonces with four random bytes that would hide a key used twice (RFC 9420 section 6.3.1).
 */
export class KeyUse {
  /** Which key made a ciphertext. */
  private readonly keyOf = new Map<string, string>();
  /** What a key's only ciphertext on the wire is, and whose. */
  private readonly used = new Map<string, { readonly from: string; readonly ciphertext: string }>();
  private readonly nonces = new Map<string, string>();

  constructor(private readonly violated: (what: string) => void) {}

  readonly sealed: SealTold = ({ key, ciphertext }) => {
    this.keyOf.set(text(ciphertext), text(key));
  };

  /** A frame went up. */
  passed(from: string, packet: Packet): void {
    if (!Array.isArray(packet.data) || !CARRIERS.has(packet.data[0])) return;
    const sent = Sent.safeParse(packet.data[1]).data;
    for (const bytes of [sent?.bytes, sent?.welcome])
      if (bytes !== undefined) for (const ciphertext of ciphertextsOf(bytes)) this.once(from, ciphertext);
  }

  /** Records were written to a device's disk: each begins with its nonce. */
  stored(device: string, changes: readonly StoreChange[]): void {
    for (const change of changes) {
      if (!("value" in change) || change.table === "header") continue;
      const nonce = `${device} ${text(change.value.subarray(0, NONCE))}`;
      const rest = text(change.value.subarray(NONCE));
      const before = this.nonces.get(nonce);
      if (before !== undefined && before !== rest)
        this.violated(`${device} sealed two records under one nonce`);
      this.nonces.set(nonce, rest);
    }
  }

  /**
   * A device's disk is an old copy of itself. What it has sent and the server has not kept (`kept`: what it has) it
   * can't know of, nor anybody else: those keys count as unused.
   */
  putBack(device: string, kept: readonly Uint8Array[]): void {
    const known = new Set(kept.flatMap((bytes) => ciphertextsOf(bytes)));
    for (const [key, { from, ciphertext }] of this.used)
      if (from === device && !known.has(ciphertext)) this.used.delete(key);
  }

  private once(from: string, ciphertext: string): void {
    const key = this.keyOf.get(ciphertext);
    if (key === undefined) return;
    const before = this.used.get(key);
    if (before !== undefined && before.ciphertext !== ciphertext)
      this.violated(`${from} used a message key twice`);
    this.used.set(key, { from, ciphertext });
  }
}

/** What is encrypted within a message of MLS, each part under a key of its own; nothing in what is no message. */
function ciphertextsOf(bytes: Uint8Array): readonly string[] {
  const message = decoded(bytes);
  if (message?.wireformat === "mls_welcome") return [text(message.welcome.encryptedGroupInfo)];
  if (message?.wireformat !== "mls_private_message") return [];
  return [text(message.privateMessage.ciphertext), text(message.privateMessage.encryptedSenderData)];
}

function decoded(bytes: Uint8Array) {
  try {
    return decodeMlsMessage(bytes, 0)?.[0];
  } catch {
    // Somebody hostile has sent what is none.
    return undefined;
  }
}
