import type { FoundingStore } from "../port/enrolment.ts";
import type { Collections } from "./collections.ts";
import { contend, insertOnce } from "./inserting.ts";

/** One-time rights to found a network, in MongoDB. */
export function mongoFoundings({ foundings, foundingUses }: Collections): FoundingStore {
  return {
    async issue(tokenHash, at) {
      await insertOnce(foundings, { _id: tokenHash, issuedAt: at });
    },
    async spend(tokenHash, network) {
      if ((await foundings.findById(tokenHash).lean()) === null) return false;
      return contend(async () => {
        if (await insertOnce(foundingUses, { _id: tokenHash, network })) return { value: true };
        const use = await foundingUses.findById(tokenHash).lean();
        return use === null ? undefined : { value: use.network === network };
      });
    },
  };
}
