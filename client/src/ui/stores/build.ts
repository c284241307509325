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

/** What the networks' logs say of a build. */
export type Standing =
  /** No officer has named any build. */
  | { readonly kind: "none-published" }
  | { readonly kind: "newest"; readonly network: string; readonly at: number }
  /** It was named, and another one since. */
  | { readonly kind: "older"; readonly network: string; readonly at: number }
  | { readonly kind: "unknown" };

interface Publisher {
  readonly name: string;
  readonly builds: readonly { readonly build: string; readonly at: number }[];
}

/** How a build stands in the logs of a person's networks: the best of what any of them says. */
export function standingOf(build: string, networks: readonly Publisher[]): Standing {
  let older: Standing | undefined;
  for (const { name, builds } of networks) {
    const named = builds.findLast((one) => one.build === build);
    if (named === undefined) continue;
    const { at } = named;
    if (named === builds.at(-1)) return { kind: "newest", network: name, at };
    older ??= { kind: "older", network: name, at };
  }
  if (older !== undefined) return older;
  return networks.every(({ builds }) => builds.length === 0)
    ? { kind: "none-published" }
    : { kind: "unknown" };
}
