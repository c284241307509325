import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { type HeldCounts, HeldRecord } from "../storage/held.ts";

/**
 * A backup is one gzip file of lines of JSON: a head, one line for each record (see storage/held.ts), and an end
 * that holds their number and the SHA-256 of all lines before it, newlines included. A file that was cut short or
 * changed has no end that fits.
 */
const Head = z.strictObject({
  comityBackup: z.literal(1),
  /** When the first record was read, ms since 1970. */
  at: z.number().int(),
});
const End = z.strictObject({
  end: z.literal(true),
  records: z.record(z.string(), z.number().int().nonnegative()),
  sha256: z.string(),
});

/** A file that is no backup, or not a whole one: one sentence for the operator. */
export class DamagedBackup extends Error {}

/** How many records of each kind went by. */
export class Tally {
  private readonly counted = new Map<string, number>();
  total = 0;

  add(kind: string): void {
    this.counted.set(kind, (this.counted.get(kind) ?? 0) + 1);
    this.total += 1;
  }

  get counts(): HeldCounts {
    return Object.fromEntries([...this.counted].sort());
  }
}

/**
 * Writes records to a file that must not exist yet: readable for its owner only, there under its name when it is
 * whole and on the disk. Gives how many there were.
 */
export async function writeBackup(
  file: string,
  records: AsyncIterable<HeldRecord>,
  at: number,
  progress: (done: number) => void,
): Promise<HeldCounts> {
  const tally = new Tally();
  const hash = createHash("sha256");
  async function* lines(): AsyncGenerator<string> {
    const line = (value: unknown): string => {
      const text = `${JSON.stringify(value)}\n`;
      hash.update(text);
      return text;
    };
    yield line({ comityBackup: 1, at } satisfies z.infer<typeof Head>);
    for await (const record of records) {
      tally.add(record.kind);
      if (tally.total % 500 === 0) progress(tally.total);
      yield line(z.encode(HeldRecord, record));
    }
    yield `${JSON.stringify({ end: true, records: tally.counts, sha256: hash.digest("hex") })}\n`;
  }
  const partial = `${file}.partial`;
  const out = createWriteStream(partial, { flags: "wx", mode: 0o600 });
  try {
    await pipeline(Readable.from(lines()), createGzip(), out);
    await synced(partial, "r+");
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await rename(partial, file);
  // Windows does not let a folder be opened for that, and needs it not.
  if (process.platform !== "win32") await synced(dirname(file), "r");
  progress(tally.total);
  return tally.counts;
}

/** What was written is on the disk: of a file its content, of a folder its names. */
async function synced(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  await handle.sync();
  await handle.close();
}

/** A backup as it is read: when it was made, and its records. The last one is given only when the file is whole. */
export interface ReadBackup {
  readonly at: number;
  readonly records: AsyncIterable<HeldRecord>;
}

/** Reads a backup. Rejects with DamagedBackup, at once or while the records are read, where the file is not whole. */
export async function readBackup(file: string): Promise<ReadBackup> {
  const lines = linesOf(file);
  const first = await lines.next();
  const head = first.done === true ? undefined : Head.safeParse(parsed(first.value)).data;
  if (head === undefined) throw new DamagedBackup("it does not begin as a backup of Comity does");
  const firstLine = first.done === true ? "" : first.value;
  return { at: head.at, records: recordsOf(firstLine, lines) };
}

async function* recordsOf(head: string, lines: AsyncGenerator<string>): AsyncGenerator<HeldRecord> {
  const hash = createHash("sha256").update(`${head}\n`);
  const tally = new Tally();
  let number = 1;
  for await (const line of lines) {
    number += 1;
    const value = parsed(line);
    const end = End.safeParse(value).data;
    if (end !== undefined) {
      const whole =
        end.sha256 === hash.digest("hex") && JSON.stringify(end.records) === JSON.stringify(tally.counts);
      if (!whole) throw new DamagedBackup("its end does not fit what stands before it: it was changed");
      const more = await lines.next();
      if (more.done !== true) throw new DamagedBackup("something stands after its end");
      return;
    }
    const record = HeldRecord.safeParse(value).data;
    if (record === undefined) throw new DamagedBackup(`line ${number} is not a record`);
    hash.update(`${line}\n`);
    tally.add(record.kind);
    yield record;
  }
  throw new DamagedBackup("it has no end: it was cut short");
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const packed = createReadStream(file);
  const unpacked = createGunzip();
  packed.once("error", (error) => unpacked.destroy(error));
  const decoder = new StringDecoder("utf8");
  let rest = "";
  try {
    for await (const chunk of packed.pipe(unpacked)) {
      const lines = (rest + decoder.write(chunk)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  } catch (error) {
    const packing = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
    throw packing ? new DamagedBackup("it can't be unpacked: it was cut short or changed") : error;
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}
