import type { EngineFault } from "../../engine/facade/facade.ts";
import { useWords } from "../words/language.ts";

/** What went wrong, in words: what happened, what was kept, what to do. */
export function FaultNote({ fault }: { readonly fault: EngineFault | undefined }) {
  const words = useWords();
  if (fault === undefined) return null;
  return (
    <p className="note note-bad" role="alert">
      {words.fault[fault.code]}
    </p>
  );
}
