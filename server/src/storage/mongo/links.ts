import type { LinkStep, LinkStore } from "../port/handOvers.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import { contend, insertOnce } from "./inserting.ts";

const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/** Meeting places of two devices, in MongoDB: each step is one document that can be inserted once. */
export function mongoLinks({ links, linkSteps }: Collections): LinkStore {
  const idOf = (placeHash: string, step: LinkStep) => `${placeHash}.${step}`;
  return {
    open: ({ placeHash, openerHash, commitment, expiresAt }) =>
      contend(async () => {
        const document = { _id: placeHash, openerHash, commitment: bufferOf(commitment), expiresAt };
        if (await insertOnce(links, document)) return { value: true };
        const known = await links.findById(placeHash).lean();
        if (known === null) return undefined;
        return { value: known.openerHash === openerHash && same(bytesOf(known.commitment), commitment) };
      }),
    async find(placeHash) {
      const found = await links.findById(placeHash).lean();
      if (found === null) return undefined;
      const { openerHash, commitment, expiresAt } = found;
      return { placeHash, openerHash, commitment: bytesOf(commitment), expiresAt };
    },
    leave: (placeHash, step, author, bytes, expiresAt) =>
      contend(async () => {
        const _id = idOf(placeHash, step);
        if (await insertOnce(linkSteps, { _id, author, bytes: bufferOf(bytes), expiresAt }))
          return { value: true };
        const known = await linkSteps.findById(_id).lean();
        if (known === null) return undefined;
        return { value: known.author === author && same(bytesOf(known.bytes), bytes) };
      }),
    async step(placeHash, step) {
      const found = await linkSteps.findById(idOf(placeHash, step)).lean();
      return found === null ? undefined : { author: found.author, bytes: bytesOf(found.bytes) };
    },
    async expire(now) {
      await Promise.all([
        links.deleteMany({ expiresAt: { $lte: now } }),
        linkSteps.deleteMany({ expiresAt: { $lte: now } }),
      ]);
    },
  };
}
