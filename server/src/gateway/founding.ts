import { networkFound } from "@comity/shared/protocol/founding";
import type { Domain } from "../domain/domain.ts";
import { type Call, forAnyone } from "./calls.ts";

/** Founding a network. */
export function foundingCalls({ foundings }: Domain): readonly Call[] {
  return [forAnyone(networkFound, 10, ({ token, statements }) => foundings.found(token, statements))];
}
