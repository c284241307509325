import type { NetworkId } from "@comity/shared/ids";
import { deviceCertify } from "@comity/shared/protocol/statements";
import { fail, ok } from "@comity/shared/result";
import type { EngineDependencies } from "../dependencies.ts";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import type { RefusedReason } from "../facade/views.ts";
import { withTransport } from "../transport/onlineOnce.ts";
import { certifyDevice, type FreshKeys } from "./newIdentity.ts";

const TRIES = 6;

/** Why a network takes no new device of a person's just now: their membership there can hold again. */
export type Waiting = Extract<RefusedReason, "membership-suspended" | "membership-expired">;

const WAITING: Partial<Record<EngineFault["code"], Waiting>> = {
  "session.suspended": "membership-suspended",
  "session.expired": "membership-expired",
};

/**
 * Says in every network's log that a person has a new device, by the identity key's word and before log-in.
 * Repeating it is harmless. A network in which the person is no member any more is passed over. The value: why it
 * has still to be said again in some network; undefined: it has been said in all.
 */
export function certifyIn(
  { sodium, connect, clock }: Pick<EngineDependencies, "sodium" | "connect" | "clock">,
  networks: readonly NetworkId[],
  keys: Pick<FreshKeys, "account" | "device" | "identity">,
  deviceName: string,
): EngineResult<Waiting | undefined> {
  return withTransport(connect, clock, async (transport) => {
    let waiting: Waiting | undefined;
    for (const network of networks) {
      const statement = certifyDevice(sodium, keys, network, deviceName, clock.now());
      let expectedSize = 0;
      for (let attempt = 1; ; attempt++) {
        const certified = await transport.call(deviceCertify, { network, expectedSize, statement });
        if (certified.ok || certified.fault.code === "account.unknown") break;
        const { fault } = certified;
        if (WAITING[fault.code] !== undefined) {
          waiting = WAITING[fault.code];
          break;
        }
        if (fault.code !== "log.moved" || attempt === TRIES) return fail(fault);
        expectedSize = fault.size;
      }
    }
    return ok(waiting);
  });
}
