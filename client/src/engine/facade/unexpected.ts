import { StoreDamaged, StoreFull, StoreGone } from "../ports.ts";
import { DamagedRecord } from "../vault/vault.ts";
import type { EngineFault } from "./fault.ts";

/** The fault that stands for a thrown error: what a store can't do is an answer, anything else a failure of ours. */
export function faultOf(error: unknown): EngineFault {
  if (error instanceof StoreFull) return { code: "vault.full" };
  if (error instanceof StoreGone) return { code: "vault.missing" };
  if (error instanceof DamagedRecord || error instanceof StoreDamaged) return { code: "vault.damaged" };
  return { code: "engine.failed" };
}
