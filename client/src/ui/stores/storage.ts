import { create } from "zustand";
import type { BrowserStorage, StorageNote } from "./storageNotes.ts";

const LATER_MS: Readonly<Record<StorageNote, number>> = {
  volatile: 30 * 86_400_000,
  nearlyFull: 86_400_000,
};
const KEPT = "comity.storage-later";

export const useStorage = create<BrowserStorage>(() => ({
  persistent: undefined,
  usage: undefined,
  quota: undefined,
  later: keptLater(localStorage.getItem(KEPT)),
}));

/** Asks the browser to keep what is stored until the person deletes it. Some ask the person, some decide alone. */
export async function askToPersist(): Promise<void> {
  const { storage } = navigator;
  if (storage?.persist === undefined) return;
  const persistent = (await storage.persisted()) || (await storage.persist());
  useStorage.setState({ persistent });
}

/** Measures how much of the browser's room is used. */
export async function measureStorage(): Promise<void> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  useStorage.setState({ usage, quota });
}

/** Puts a note off. */
export function later(note: StorageNote): void {
  const { later: before } = useStorage.getState();
  const after = { ...before, [note]: Date.now() + LATER_MS[note] };
  localStorage.setItem(KEPT, JSON.stringify(after));
  useStorage.setState({ later: after });
}

function keptLater(text: string | null): BrowserStorage["later"] {
  const none = { volatile: 0, nearlyFull: 0 };
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    if (typeof kept !== "object" || kept === null) return none;
    const number = (value: unknown) => (typeof value === "number" ? value : 0);
    return {
      volatile: "volatile" in kept ? number(kept.volatile) : 0,
      nearlyFull: "nearlyFull" in kept ? number(kept.nearlyFull) : 0,
    };
  } catch {
    return none;
  }
}
