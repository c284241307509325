import { serialize } from "node:v8";
import type { Disk } from "../storage/disk.ts";
import { CANARY } from "../world/ledger.ts";

/** A text as it stands in bytes, and in base64 wherever it may begin there. */
const SHAPES: readonly Buffer[] = [
  Buffer.from(CANARY),
  ...[0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset, "x"), Buffer.from(CANARY)]).toString("base64url");
    // Characters that share bits with what stands before or behind are left out.
    return Buffer.from(encoded.slice(offset === 0 ? 0 : offset + 1, -2));
  }),
];

/** Nothing that anybody writes is found in what the server receives or keeps. */
export class Plaintext {
  constructor(private readonly violated: (what: string) => void) {}

  /** A frame as the server received it. */
  passed(from: string, bytes: Uint8Array): void {
    if (found(bytes)) this.violated(`${from} sent plaintext to the server`);
  }

  /** Everything on the server's disk. */
  kept(disk: Disk): void {
    if (found(serialize(disk))) this.violated("the server keeps plaintext");
  }
}

function found(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return SHAPES.some((shape) => buffer.includes(shape));
}
