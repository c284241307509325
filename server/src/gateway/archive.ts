import { archiveAppend, archiveHead, archiveRead } from "@comity/shared/protocol/archive";
import type { Domain } from "../domain/domain.ts";
import { type Call, forDevices } from "./calls.ts";

/** The caller's own history archive. No event names an account: there is none to ask for but one's own. */
export function archiveCalls({ archives }: Domain): readonly Call[] {
  return [
    forDevices("guest", archiveHead, 2, (caller) => archives.head(caller)),
    forDevices("guest", archiveAppend, 20, (caller, { index, segment }) =>
      archives.append(caller, index, segment),
    ),
    forDevices("guest", archiveRead, 5, (caller, { index }) => archives.read(caller, index)),
  ];
}
