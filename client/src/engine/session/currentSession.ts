import { fail } from "@comity/shared/result";
import type { EngineFault } from "../facade/fault.ts";
import { faultOf } from "../facade/unexpected.ts";
import type { Unlocked } from "./unlocked.ts";

/** What runs while the vault is open, if it is. */
export type CurrentSession = () => Unlocked | undefined;

/** The answer behind a lock. */
export const notReady = fail<EngineFault>({ code: "not-ready" });

/** A store that takes nothing is an answer and not an exception. */
export const refusal = (error: unknown) => fail(faultOf(error));
