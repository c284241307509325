import type { DeviceId } from "@comity/shared/ids";

export interface KeyPackageStore {
  /** Adds one-time packages to the pool (the same bytes twice count once), and answers how many it holds. */
  add(device: DeviceId, suite: number, packages: readonly Uint8Array[], at: number): Promise<number>;
  setLastResort(device: DeviceId, suite: number, keyPackage: Uint8Array, at: number): Promise<void>;
  count(device: DeviceId, suite: number): Promise<{ readonly oneTime: number; readonly lastResort: boolean }>;
  /** Takes the oldest one-time package out of the pool (no two callers get the same), else the last-resort one. */
  take(
    device: DeviceId,
    suite: number,
  ): Promise<{ readonly keyPackage: Uint8Array; readonly left: number } | undefined>;
  /** Forgets a device's packages, all suites. */
  forget(device: DeviceId): Promise<void>;
}
