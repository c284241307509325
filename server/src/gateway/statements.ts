import { deviceCertify, statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import type { Domain } from "../domain/domain.ts";
import { type Call, forAnyone, forDevices } from "./calls.ts";

/** The networks' logs. */
export function statementsCalls({ statements }: Domain): readonly Call[] {
  return [
    forDevices("active", statementsPublish, 10, (caller, request) =>
      statements.publish(caller, request.network, request.expectedSize, request.statements),
    ),
    forDevices("pending", statementsRead, 5, (caller, { network, from }) =>
      statements.read(caller, network, from),
    ),
    forAnyone(deviceCertify, 10, ({ network, expectedSize, statement }) =>
      statements.certify(network, expectedSize, statement),
    ),
  ];
}
