import { deviceList } from "@comity/shared/protocol/device";
import type { Domain } from "../domain/domain.ts";
import { type Call, forDevices } from "./calls.ts";

/** A person's own devices. */
export function deviceCalls({ devices }: Domain): readonly Call[] {
  return [forDevices("guest", deviceList, 5, (caller) => devices.list(caller))];
}
