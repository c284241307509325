import type { AccountId, DeviceId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { keyPackagesLow, type Suite } from "@comity/shared/protocol/keyPackages";
import type { KeyPackageStore } from "../storage/port/keyPackages.ts";
import { type Caller, type DomainResult, done, refuse, type Tell, tell } from "./context.ts";
import type { Standings } from "./standing.ts";

/** A pool with fewer one-time packages than this is topped up by its device. */
const LOW = 20;

/** Pools of key packages, by which people are added to groups while they are away. */
export class KeyPackages {
  constructor(
    private readonly store: KeyPackageStore,
    private readonly standings: Standings,
    private readonly now: () => number,
  ) {}

  async publish(
    caller: Caller,
    suite: Suite,
    oneTime: readonly Uint8Array[],
    lastResort: Uint8Array | undefined,
    replace = false,
  ): DomainResult<{ oneTime: number }> {
    const now = this.now();
    if (oneTime.length > LIMITS.keyPackagesPerDevice) return refuse({ code: "key-package.pool-full" });
    if (replace) await this.store.forget(caller.device);
    if (lastResort !== undefined) await this.store.setLastResort(caller.device, suite, lastResort, now);
    const held = await this.store.count(caller.device, suite);
    if (oneTime.length === 0) return done({ oneTime: held.oneTime });
    if (held.oneTime + oneTime.length > LIMITS.keyPackagesPerDevice)
      return refuse({ code: "key-package.pool-full" });
    return done({ oneTime: await this.store.add(caller.device, suite, oneTime, now) });
  }

  async count(caller: Caller, suite: Suite): DomainResult<{ oneTime: number; lastResort: boolean }> {
    const { oneTime, lastResort } = await this.store.count(caller.device, suite);
    return done({ oneTime, lastResort });
  }

  /** One package for each device of a person within reach, the asking device left out. */
  async claim(
    caller: Caller,
    suite: Suite,
    account: AccountId,
  ): DomainResult<{ packages: { device: DeviceId; keyPackage: Uint8Array }[] }> {
    const reach = await this.standings.reachable(caller);
    const devices = reach.guest === undefined ? reach.devicesOf(account) : [];
    if (devices.length === 0) return refuse({ code: "account.unknown" });
    const packages: { device: DeviceId; keyPackage: Uint8Array }[] = [];
    const tells: Tell[] = [];
    for (const device of devices.slice(-LIMITS.devicesPerCommit)) {
      if (device === caller.device) continue;
      const taken = await this.store.take(device, suite);
      if (taken === undefined) continue;
      packages.push({ device, keyPackage: taken.keyPackage });
      if (taken.left < LOW)
        tells.push(tell(keyPackagesLow, { suite, oneTime: taken.left }, { devices: [device] }));
    }
    return packages.length === 0 ? refuse({ code: "key-package.none" }) : done({ packages }, tells);
  }
}
