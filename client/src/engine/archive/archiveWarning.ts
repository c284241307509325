import type { Ground } from "../conversations/ground.ts";

/** Says loudly what is wrong with the archive, until the person has read it. The same cause twice is told once. */
export function warnOfArchive(
  ground: Ground,
  code: "archive-rolled-back" | "archive-damaged" | "archive-full",
  cause: string,
): Promise<void> {
  const at = ground.context.clock.now();
  return ground.warnings.raise({ id: `${code}-${cause}`, at, code, cause });
}
