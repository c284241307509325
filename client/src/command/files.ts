import { open, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join, parse } from "node:path";
import { LIMITS } from "@comity/shared/limits";
import type { ChosenFile } from "../engine/facade/fileViews.ts";
import { EXITS, misused, Stop } from "./exits.ts";

/** A file of this machine that is to be sent; only the pieces that are needed are read. */
export async function chosenFile(path: string): Promise<ChosenFile> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) throw misused(`There is no file ${path}.`);
  if (found.size > LIMITS.fileBytes) throw misused(`${path} is larger than 25 MB. Send it in parts.`);
  const slice = (from: number, to: number) => ({ arrayBuffer: () => readPiece(path, from, to) });
  return { name: basename(path), mediaType: "", source: { size: found.size, slice } };
}

async function readPiece(path: string, from: number, to: number): Promise<ArrayBuffer> {
  const file = await open(path, "r");
  try {
    const piece = new Uint8Array(to - from);
    for (let at = 0; at < piece.length; ) {
      const { bytesRead } = await file.read(piece, at, piece.length - at, from + at);
      if (bytesRead === 0) return piece.buffer.slice(0, at);
      at += bytesRead;
    }
    return piece.buffer;
  } finally {
    await file.close();
  }
}

const NAMES_TRIED = 1000;

/**
 * Writes a file into a folder under its clean name, or with a number where that is taken: nothing that is there is
 * touched. It stands under its name when it is whole. Gives where.
 */
export async function keepFile(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const { name: stem, ext } = parse(name);
  try {
    for (let number = 1; number <= NAMES_TRIED; number++) {
      const path = join(folder, number === 1 ? name : `${stem} (${number})${ext}`);
      // Claims the name; nobody else's file is ever written over.
      const claim = await open(path, "wx", 0o600).catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "EEXIST") return undefined;
        throw error;
      });
      if (claim === undefined) continue;
      await claim.close();
      const partial = `${path}.partial`;
      try {
        await writeFile(partial, bytes, { mode: 0o600 });
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        await rm(path, { force: true });
        throw error;
      }
      return path;
    }
  } catch (error) {
    const cause = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Stop(EXITS.refused, "file.unwritable", `Nothing can be written to ${folder} (${cause}).`);
  }
  throw new Stop(EXITS.refused, "file.unwritable", `${folder} has too many files of the name ${name}.`);
}
