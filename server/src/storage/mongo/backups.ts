import type { BackupStore } from "../port/archives.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import { contend, insertOnce, isDuplicate } from "./inserting.ts";

/** Accounts' sealed backups, in MongoDB. */
export function mongoBackups({ backups, backupNotes }: Collections): BackupStore {
  return {
    put: (account, locatorHash, bytes, at) =>
      contend(async () => {
        const takenByAnother = async () => {
          const holder = await backups.findOne({ locatorHash }, { _id: 1 }).lean();
          return holder !== null && holder._id !== account;
        };
        if (await takenByAnother()) return { value: false };
        try {
          const document = { _id: account, locatorHash, bytes: bufferOf(bytes), at };
          await backups.replaceOne({ _id: account }, document, { upsert: true });
          return { value: true };
        } catch (error) {
          // The locator's unique index (servers name its refusal differently), or two first puts at once.
          if (isDuplicate(error)) return undefined;
          if (await takenByAnother()) return { value: false };
          throw error;
        }
      }),
    async get(locatorHash) {
      const found = await backups.findOne({ locatorHash }).lean();
      return found === null ? undefined : bytesOf(found.bytes);
    },
    async retire(account, locatorHash, note, at) {
      if (await insertOnce(backupNotes, { _id: locatorHash, account, note: bufferOf(note), at })) return true;
      const found = await backupNotes.findById(locatorHash, { account: 1 }).lean();
      return found?.account === account;
    },
    async note(locatorHash) {
      const found = await backupNotes.findById(locatorHash).lean();
      return found === null ? undefined : bytesOf(found.note);
    },
  };
}
