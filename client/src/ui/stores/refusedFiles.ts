import type { BlobId } from "@comity/shared/ids";
import { create } from "zustand";
import type { EngineFault } from "../../engine/facade/fault.ts";

interface RefusedFiles {
  readonly faults: ReadonlyMap<BlobId, EngineFault>;
}

/**
 * Files that somebody asked for and the server could not give as they were sent, and why. That is known only since then,
 * and for as long as the page is unlocked: whoever sent one may send it again, and the server may have it again.
 */
export const useRefusedFiles = create<RefusedFiles>(() => ({ faults: new Map() }));

/** Notes what came of asking for a file; undefined: it was given. */
export function noteRefusal(blob: BlobId, fault: EngineFault | undefined): void {
  const { faults } = useRefusedFiles.getState();
  const next = new Map(faults);
  next.delete(blob);
  if (fault !== undefined) next.set(blob, fault);
  useRefusedFiles.setState({ faults: next });
}

/** Behind a lock nothing of it stays. */
export function forgetRefusals(): void {
  useRefusedFiles.setState({ faults: new Map() });
}
