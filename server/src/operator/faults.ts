import type { OpenFault } from "../storage/port/storage.ts";
import { DamagedBackup } from "./backupFile.ts";

/** Ends a command: a stable code for programs, and one sentence that a person can act on. */
export class OperatorStop extends Error {
  constructor(
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** Why a database can't be opened, in a sentence. */
export function openSentence(
  fault: OpenFault | { readonly code: "storage.older" | "storage.missing"; readonly where: string },
): string {
  switch (fault.code) {
    case "storage.unwritable":
      return `The data folder ${fault.where} can't be written (${fault.cause}).`;
    case "storage.newer":
      return `The database in ${fault.where} was written by a newer Comity (format ${fault.found}, this one knows ${fault.known}): update Comity.`;
    case "storage.older":
      return `The database in ${fault.where} was written by an older Comity: start the server of this version on it once, then try again.`;
    case "storage.missing":
      return `There is no database of Comity at ${fault.where}: name its folder with --data, or its address with MONGODB_URI.`;
    case "storage.unreachable":
      return `The database at ${fault.where} can't be reached (${fault.cause}).`;
    case "storage.wrong-address":
      return `MONGODB_URI is not the address of a MongoDB database (${fault.cause}).`;
    case "storage.damaged":
      return `The database in ${fault.where} is damaged (${fault.cause}): restore it from a backup.`;
  }
}

/** The same as the end of a command. */
export function openStop(fault: Parameters<typeof openSentence>[0]): OperatorStop {
  return new OperatorStop(fault.code, openSentence(fault));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Whether something failed because a disk has no space left. */
export function isFull(error: unknown): boolean {
  return codeOf(error) === "ENOSPC" || codeOf(error).startsWith("SQLITE_FULL");
}

/** A file that can't be read or written, where that is what has gone wrong; the same error otherwise. */
export function unreadable(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (error instanceof DamagedBackup || !/^E[A-Z]+$/.test(code)) return error;
  return new OperatorStop(
    "file.refused",
    `The file ${file} can't be used (${code}): check the path and its permissions.`,
  );
}
