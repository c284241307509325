import { networkIdentify } from "@comity/shared/protocol/recognition";
import type { Domain } from "../domain/domain.ts";
import { type Call, forDevices } from "./calls.ts";

/** What officers ask about another network before they recognise it. */
export function recognitionCalls({ recognitions }: Domain): readonly Call[] {
  return [
    forDevices("active", networkIdentify, 5, (caller, { code }) => recognitions.identify(caller, code)),
  ];
}
