import { keyPackagesClaim, keyPackagesCount, keyPackagesPublish } from "@comity/shared/protocol/keyPackages";
import type { Domain } from "../domain/domain.ts";
import { type Call, forDevices } from "./calls.ts";

/** Pools of key packages. A waiting device may fill its pool, so that it can be added once it is vouched for. */
export function keyPackagesCalls({ keyPackages }: Domain): readonly Call[] {
  return [
    forDevices("pending", keyPackagesPublish, 10, (caller, { suite, oneTime, lastResort, replace }) =>
      keyPackages.publish(caller, suite, oneTime, lastResort, replace),
    ),
    forDevices("pending", keyPackagesCount, 1, (caller, { suite }) => keyPackages.count(caller, suite)),
    forDevices("active", keyPackagesClaim, 5, (caller, { suite, account }) =>
      keyPackages.claim(caller, suite, account),
    ),
  ];
}
