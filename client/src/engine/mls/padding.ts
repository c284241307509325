import { LIMITS } from "@comity/shared/limits";
import type { PaddingConfig } from "ts-mls";

/** What PrivateMessage adds around the padded content: headers, sender data, tags (RFC 9420 section 6.3). */
const FRAMING_BYTES = 512;

/** What stands beside the data inside the padding: its length, the signature and its length. */
const AUTHENTICATION_BYTES = 4 + 2 + 64;

/** Powers of two up to 32 KiB, then coarse steps up to what the wire takes. */
const SIZE_CLASSES = [
  256,
  512,
  1024,
  2048,
  4096,
  8192,
  16_384,
  32_768,
  49_152,
  LIMITS.messageBytes - FRAMING_BYTES,
];

/** Commits hide only what their number of key packages doesn't tell already. */
const COMMIT_PADDING: PaddingConfig = { kind: "padUntilLength", padUntilLength: 1024 };

/** The size class that an application message of `length` bytes is padded to; undefined: it is too long. */
export function paddingFor(length: number): PaddingConfig | undefined {
  const padUntilLength = SIZE_CLASSES.find((size) => size >= length + AUTHENTICATION_BYTES);
  return padUntilLength === undefined ? undefined : { kind: "padUntilLength", padUntilLength };
}

/** How commits are padded. */
export function paddingOfCommits(): PaddingConfig {
  return COMMIT_PADDING;
}
