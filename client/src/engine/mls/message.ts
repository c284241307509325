import { decodeMlsMessage, type MLSMessage } from "ts-mls";
import type { Decoder } from "ts-mls/codec/tlsDecoder.js";

/**
 * Reads a whole record with one of ts-mls's decoders, which answer some malformed bytes with undefined and others
 * with an exception. Undefined: not that, or something after it.
 */
export function readWhole<Value>(decoder: Decoder<Value>, bytes: Uint8Array): Value | undefined {
  try {
    const read = decoder(bytes, 0);
    return read !== undefined && read[1] === bytes.length ? read[0] : undefined;
  } catch {
    return undefined;
  }
}

/** Reads an MLSMessage (RFC 9420 section 6); undefined for anything else, whatever it is. Never throws. */
export function readMessage(bytes: Uint8Array): MLSMessage | undefined {
  return readWhole(decodeMlsMessage, bytes);
}
