import type { z } from "zod";

/** A request that is not as it should be, and what is wrong with it. */
export type Wrong = readonly [what: string, request: unknown];

type Place = readonly (string | number)[];

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** Every place in a request that holds something: maps and lists, and what is in them. */
function* places(value: unknown, at: Place = []): Generator<readonly [Place, unknown]> {
  yield [at, value];
  if (isMap(value)) for (const [name, inner] of Object.entries(value)) yield* places(inner, [...at, name]);
  // One entry stands for all of a list.
  if (Array.isArray(value) && value.length > 0) yield* places(value[0], [...at, 0]);
}

/** The same request with something else in one place. */
function put(value: unknown, [step, ...rest]: Place, other: unknown): unknown {
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? put(one, rest, other) : one));
  if (!isMap(value)) return other;
  const { [step]: inner, ...others } = value;
  const changed = put(inner, rest, other);
  return changed === undefined ? others : { ...others, [step]: changed };
}

const KINDS: readonly unknown[] = [null, 7, "x", true, [], {}, new Uint8Array(3), -1, 0.5, Number.NaN, ""];

/**
 * The request with each place left out and with things of other kinds in it, as far as the event's form
 * refuses them. Throws where a place takes everything.
 */
export function misshapen(form: z.ZodType, request: unknown): readonly Wrong[] {
  const wrong: Wrong[] = [];
  for (const [at, value] of places(request)) {
    const where = at.join(".") || "request";
    const without: Wrong = [`${where} left out`, put(request, at, undefined)];
    const others = KINDS.map((kind): Wrong => [`${where}: ${String(kind)}`, put(request, at, kind)]);
    const refused = [without, ...others].filter(([, one]) => !form.safeParse(one).success);
    if (refused.length === 0) throw new Error(`${where} takes everything`);
    // All kinds are refused by the form alike; some of each go over the wire.
    wrong.push(...refused.slice(0, value === request ? 4 : 3));
  }
  return wrong;
}

/**
 * The request with something too large in each place that could hold it: bytes, texts, numbers, lists.
 * Throws where a place has no bound.
 */
export function oversized(form: z.ZodType, request: unknown): readonly Wrong[] {
  const wrong: Wrong[] = [];
  for (const [at, value] of places(request)) {
    const larger = [...largerThan(value)];
    if (larger.length === 0) continue;
    const first = larger.map((one) => put(request, at, one)).find((one) => !form.safeParse(one).success);
    if (first === undefined) throw new Error(`${at.join(".")} has no bound`);
    wrong.push([`${at.join(".")} too large`, first]);
  }
  return wrong;
}

function* largerThan(value: unknown): Generator<unknown> {
  if (value instanceof Uint8Array)
    for (const bytes of [600, 9_000, 70_000, 270_000, 1_100_000, 2_200_000]) yield new Uint8Array(bytes);
  else if (typeof value === "string")
    for (const length of [100, 400, 9_000, 70_000]) yield "A".repeat(length);
  else if (typeof value === "number") yield* [2 ** 53, 1e300, Number.POSITIVE_INFINITY];
  else if (Array.isArray(value) && value.length > 0)
    for (const length of [20, 130, 300, 2_500]) yield Array.from({ length }, () => value[0]);
}
