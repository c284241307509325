/** What the networks' logs say of a build. */
export type BuildStanding =
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
export function standingOf(build: string, networks: readonly Publisher[]): BuildStanding {
  let older: BuildStanding | undefined;
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
