import { logHead, logProveConsistency, logProveInclusion } from "@comity/shared/protocol/log";
import type { Domain } from "../domain/domain.ts";
import { type Call, forDevices } from "./calls.ts";

/** Heads of the networks' logs, and proofs about them. */
export function logCalls({ logs }: Domain): readonly Call[] {
  return [
    forDevices("pending", logHead, 2, (caller, { network }) => logs.head(caller, network)),
    forDevices("pending", logProveInclusion, 2, (caller, { network, ...claim }) =>
      logs.proveInclusion(caller, network, claim),
    ),
    forDevices("pending", logProveConsistency, 2, (caller, { network, ...claim }) =>
      logs.proveConsistency(caller, network, claim),
    ),
  ];
}
