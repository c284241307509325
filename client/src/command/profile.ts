import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { FileStore, type FileStoreFault } from "../node/fileStore.ts";
import { makePrivateFolder } from "../node/privateFolder.ts";
import { EXITS, misused, Stop } from "./exits.ts";

/** What a profile folder holds beside the vault. Nothing of it is secret. */
const ProfileFile = z.object({ v: z.literal(1), server: z.url() });
const FILE = "profile.json";

/** The folder that is used when none is named. */
export function defaultFolder(): string {
  return join(homedir(), ".comity");
}

/** A server's origin as people write it: scheme, host and port, nothing else. */
export function readServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search !== "")
    throw misused(`--server must look like https://comity.example, not "${text}".`);
  return url.origin;
}

/** The server that this profile belongs to, if it has one yet. */
export function serverOf(folder: string): string | undefined {
  try {
    return ProfileFile.parse(JSON.parse(readFileSync(join(folder, FILE), "utf8"))).server;
  } catch {
    return undefined;
  }
}

/** Remembers the profile's server: whole or not at all. */
export function keepServer(folder: string, server: string): void {
  makePrivateFolder(folder);
  const next = join(folder, `${FILE}.new`);
  const file = openSync(next, "w", 0o600);
  writeSync(file, `${JSON.stringify({ v: 1, server } satisfies z.infer<typeof ProfileFile>)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(next, join(folder, FILE));
}

/** Opens the vault of a profile and locks it; every fault is said in words. */
export function openProfile(folder: string): FileStore {
  const opened = FileStore.open(folder);
  if (opened.ok) return opened.value;
  throw new Stop(EXITS.profile, opened.fault.code, sentence(opened.fault, folder));
}

function sentence(fault: FileStoreFault, folder: string): string {
  switch (fault.code) {
    case "store.busy":
      return `Another comity has the profile ${folder} open. Wait until it ends, or end it; one device must never run twice.`;
    case "store.unwritable":
      return `The profile folder ${folder} can't be used (${fault.cause}).`;
    case "store.damaged":
      return `The vault in ${folder} is damaged (${fault.cause}). Use your recovery key with another profile folder, and keep this one.`;
    case "store.newer":
      return `The profile ${folder} was written by a newer Comity. Update this one.`;
  }
}
