import { create } from "zustand";

/** What a page knows of the build that it runs, and of another that the server has. */
export interface BuildState {
  /** The hash of the build that runs here; undefined: not known yet, or a development server. */
  readonly running: string | undefined;
  /** This browser serves the build by itself, checked, whatever the server serves. */
  readonly pinned: boolean;
  /** Another build, whole and checked, which waits for a person's word. */
  readonly offered: string | undefined;
  /** The server sends something else than its own manifest says: which file. */
  readonly alarm: { readonly path: string } | undefined;
}

interface BuildStore extends BuildState {
  /** The offer is put off until the next start. */
  readonly later: boolean;
  /** Loads the offered build in every tab. */
  readonly take: (build: string) => Promise<void>;
}

export const useBuild = create<BuildStore>(() => ({
  running: undefined,
  pinned: false,
  offered: undefined,
  alarm: undefined,
  later: false,
  take: async () => undefined,
}));
