import { transferCollect, transferComplete, transferDeposit } from "@comity/shared/protocol/transfer";
import type { Domain } from "../domain/domain.ts";
import { type Call, forAnyone, forDevices } from "./calls.ts";

/** A device's move to another browser. */
export function transferCalls({ transfers }: Domain): readonly Call[] {
  return [
    forDevices("pending", transferDeposit, 10, (_caller, { tokenHash, part, parts, bytes }) =>
      transfers.deposit(tokenHash, part, parts, bytes),
    ),
    forAnyone(transferCollect, 1, ({ token, claimant, part }) => transfers.collect(token, claimant, part)),
    forAnyone(transferComplete, 1, ({ token, claimant }) => transfers.complete(token, claimant)),
  ];
}
