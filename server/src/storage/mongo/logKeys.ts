import type { LogKeyStore } from "../port/logs.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import { contend, insertOnce } from "./inserting.ts";

/** The server's own keys under the logs' heads, in MongoDB: the first insert of a number is the key. */
export function mongoLogKeys({ logKeys }: Collections): LogKeyStore {
  return {
    keep: (number, seed, at) =>
      contend(async () => {
        if (await insertOnce(logKeys, { _id: number, seed: bufferOf(seed), at })) return { value: seed };
        const found = await logKeys.findById(number).lean();
        return found === null ? undefined : { value: bytesOf(found.seed) };
      }),
    async all() {
      const found = await logKeys.find({}).sort({ _id: 1 }).lean();
      return found.map(({ seed }) => bytesOf(seed));
    },
  };
}
