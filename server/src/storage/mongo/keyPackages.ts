import { createHash } from "node:crypto";
import type { KeyPackageStore } from "../port/keyPackages.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import { contend, insertMissing, isDuplicate } from "./inserting.ts";

/** Pools of key packages, in MongoDB: whoever's delete counts has the package. */
export function mongoKeyPackages({ keyPackages, lastResorts }: Collections): KeyPackageStore {
  return {
    async add(device, suite, packages, at) {
      await insertMissing(
        keyPackages,
        packages.map((bytes, place) => {
          const hash = createHash("sha256").update(bytes).digest("base64url");
          const _id = `${device}.${suite}.${hash}`;
          return { _id, device, suite, at, place, bytes: bufferOf(bytes) };
        }),
      );
      return keyPackages.countDocuments({ device, suite });
    },
    async setLastResort(device, suite, keyPackage, at) {
      const _id = `${device}.${suite}`;
      await contend(async () => {
        try {
          const document = { _id, device, at, bytes: bufferOf(keyPackage) };
          await lastResorts.replaceOne({ _id }, document, { upsert: true });
          return { value: undefined };
        } catch (error) {
          // Two that insert at once: the second replaces.
          if (isDuplicate(error)) return undefined;
          throw error;
        }
      });
    },
    async count(device, suite) {
      const [oneTime, lastResort] = await Promise.all([
        keyPackages.countDocuments({ device, suite }),
        lastResorts.countDocuments({ _id: `${device}.${suite}` }),
      ]);
      return { oneTime, lastResort: lastResort > 0 };
    },
    take: (device, suite) =>
      contend(async () => {
        const oldest = await keyPackages.findOne({ device, suite }).sort({ at: 1, place: 1 }).lean();
        if (oldest === null) {
          const last = await lastResorts.findById(`${device}.${suite}`).lean();
          return { value: last === null ? undefined : { keyPackage: bytesOf(last.bytes), left: 0 } };
        }
        const { deletedCount } = await keyPackages.deleteOne({ _id: oldest._id });
        if (deletedCount !== 1) return undefined;
        const left = await keyPackages.countDocuments({ device, suite });
        return { value: { keyPackage: bytesOf(oldest.bytes), left } };
      }),
    async forget(device) {
      await Promise.all([keyPackages.deleteMany({ device }), lastResorts.deleteMany({ device })]);
    },
  };
}
