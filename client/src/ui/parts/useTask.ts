import { ok } from "@comity/shared/result";
import { useState } from "react";
import type { EngineFault, EngineResult } from "../../engine/facade/fault.ts";

/** Runs one thing at a time for a form: whether it is running, and what went wrong last. */
export function useTask() {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<EngineFault>();
  const run = async <Value>(work: () => EngineResult<Value>): Promise<Value | undefined> => {
    setBusy(true);
    setFault(undefined);
    const result = await work();
    setBusy(false);
    if (result.ok) return result.value;
    setFault(result.fault);
    return undefined;
  };
  /** The same for work without a value: whether it succeeded. */
  const did = async (work: () => EngineResult<void>): Promise<boolean> =>
    (await run(async () => {
      const result = await work();
      return result.ok ? ok(true) : result;
    })) === true;
  return { busy, fault, run, did };
}
