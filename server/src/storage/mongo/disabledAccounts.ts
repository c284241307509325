import type { DisabledAccountStore } from "../port/disabledAccounts.ts";
import type { Collections } from "./collections.ts";
import { insertOnce } from "./inserting.ts";

/** Accounts that the operator lets in no more, in MongoDB: one document for each, inserted once or deleted. */
export function mongoDisabledAccounts({ disabledAccounts }: Collections): DisabledAccountStore {
  return {
    async disable(account, at) {
      await insertOnce(disabledAccounts, { _id: account, at });
    },
    async enable(account) {
      await disabledAccounts.deleteOne({ _id: account });
    },
    async since(account) {
      return (await disabledAccounts.findById(account).lean())?.at;
    },
    async all() {
      const found = await disabledAccounts.find().sort({ _id: 1 }).lean();
      return found.map(({ _id, at }) => ({ account: _id, at }));
    },
  };
}
