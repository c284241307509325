import { backupGet, backupPut } from "@comity/shared/protocol/backup";
import type { Domain } from "../domain/domain.ts";
import { type Call, forAnyone, forDevices } from "./calls.ts";

/** Sealed backups. A waiting device may leave its own, since its recovery key is printed at enrolment. */
export function backupCalls({ backups }: Domain): readonly Call[] {
  return [
    forDevices("pending", backupPut, 20, (caller, { locatorHash, bytes, former }) =>
      backups.put(caller, locatorHash, bytes, former),
    ),
    forAnyone(backupGet, 10, ({ locator }) => backups.get(locator)),
  ];
}
