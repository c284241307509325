import { visitEntries, visitLeaves, visitPositions } from "@comity/shared/protocol/visit";
import type { Domain } from "../domain/domain.ts";
import { type Call, forDevices } from "./calls.ts";

/** A network's log for its guests, and for whoever waits to be one. */
export function visitCalls({ visits }: Domain): readonly Call[] {
  return [
    forDevices("pending", visitLeaves, 5, (caller, { network, from }) =>
      visits.leaves(caller, network, from),
    ),
    forDevices("pending", visitPositions, 5, (caller, { network, size }) =>
      visits.positions(caller, network, size),
    ),
    forDevices("pending", visitEntries, 10, (caller, { network, positions }) =>
      visits.entries(caller, network, positions),
    ),
  ];
}
