import type { NetworkId } from "@comity/shared/ids";
import { deviceCertify } from "@comity/shared/protocol/statements";
import { ok } from "@comity/shared/result";
import type { EngineDependencies } from "../dependencies.ts";
import type { EngineResult } from "../facade/facade.ts";
import { withTransport } from "../transport/onlineOnce.ts";
import { certifyDevice, type FreshKeys } from "./newIdentity.ts";

const TRIES = 6;

/**
 * Says in every network's log that a person has a new device, by the identity key's word and before log-in.
 * Repeating it is harmless. A network in which the person is no member any more is passed over.
 */
export function certifyIn(
  { sodium, connect, clock }: Pick<EngineDependencies, "sodium" | "connect" | "clock">,
  networks: readonly NetworkId[],
  keys: Pick<FreshKeys, "account" | "device" | "identity">,
  deviceName: string,
): EngineResult<void> {
  return withTransport(connect, clock, async (transport) => {
    for (const network of networks) {
      const statement = certifyDevice(sodium, keys, network, deviceName, clock.now());
      let expectedSize = 0;
      for (let attempt = 1; ; attempt++) {
        const certified = await transport.call(deviceCertify, { network, expectedSize, statement });
        if (certified.ok || certified.fault.code === "account.unknown") break;
        if (certified.fault.code !== "log.moved" || attempt === TRIES) return certified;
        expectedSize = certified.fault.size;
      }
    }
    return ok(undefined);
  });
}
