import type { AccountId } from "@comity/shared/ids";
import { keyPackagesClaim } from "@comity/shared/protocol/keyPackages";
import { fail, ok, type Result } from "@comity/shared/result";
import type { KeyPackage } from "ts-mls";
import type { EngineFault } from "../facade/fault.ts";
import { DEFAULT_SUITE_NUMBER } from "../mls/clientConfig.ts";
import { readKeyPackage } from "../mls/keyPackage.ts";
import type { LeafIdentity } from "../mls/leaf.ts";
import type { Ground } from "./ground.ts";
import { DirectoryBehind, type LeafFault } from "./leafTrust.ts";

/** A device that can be added now. */
export interface Claimed {
  readonly leaf: LeafIdentity;
  readonly keyPackage: KeyPackage;
}

/**
 * Takes key packages for a person's devices. What the server hands out is believed only where it is of that
 * person and its leaf chains now; a foreign one is refused with a warning. Empty: no device can be added. A fault
 * where the server, or the directory, says nothing about it now.
 */
export async function claimFor(
  ground: Ground,
  account: AccountId,
): Promise<Result<readonly Claimed[], EngineFault>> {
  const { clock, session } = ground.context;
  const answer = await session.call(keyPackagesClaim, { suite: DEFAULT_SUITE_NUMBER, account });
  if (!answer.ok)
    return answer.fault.code === "key-package.none" || answer.fault.code === "account.unknown"
      ? ok([])
      : fail(answer.fault);
  const claimed: Claimed[] = [];
  for (const { keyPackage: bytes } of answer.value.packages) {
    const now = clock.now();
    const read = await readKeyPackage(ground.suite, bytes, now);
    if (typeof read === "string") continue;
    let fault: LeafFault | undefined = "other-account";
    try {
      if (read.leaf.account === account) fault = await ground.trust.current(read.leaf);
      // Whoever lost their standing a moment ago is not added; that the server did not know yet is no lie.
      if (fault !== undefined && fault !== "other-account" && (await lost(ground, read.leaf, now))) continue;
    } catch (error) {
      if (error instanceof DirectoryBehind) return fail(error.fault);
      throw error;
    }
    if (fault === undefined) claimed.push(read);
    else
      await ground.warnings.raise({
        id: `leaf-refused-${read.leaf.device}`,
        at: now,
        code: "leaf-refused",
        account,
        cause: fault,
      });
  }
  return ok(claimed);
}

/** Whether somebody who has no standing now had one a moment ago. */
async function lost(ground: Ground, leaf: LeafIdentity, now: number): Promise<boolean> {
  return (await ground.trust.added(leaf, now)) === undefined;
}

/** Claims for many people, one after the other, telling how far it is. Stops at the first refusal of the server. */
export async function claimForAll(
  ground: Ground,
  accounts: readonly AccountId[],
  told: (done: number) => void,
): Promise<Result<ReadonlyMap<AccountId, readonly Claimed[]>, EngineFault>> {
  const all = new Map<AccountId, readonly Claimed[]>();
  for (const account of accounts) {
    const claimed = await claimFor(ground, account);
    if (!claimed.ok) return claimed;
    all.set(account, claimed.value);
    told(all.size);
  }
  return ok(all);
}
