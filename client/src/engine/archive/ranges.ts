/** Whole numbers from `from` to `to`, both included. */
export type Range = readonly [from: number, to: number];

/** Ranges in order, with a gap of at least one number between any two. */
export type Ranges = readonly Range[];

/** The numbers that are in either. */
export function union(one: Ranges, other: Ranges): Ranges {
  const sorted = [...one, ...other].filter(([from, to]) => from <= to).sort(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The numbers of `whole` that are not in `taken`. */
export function without(whole: Range, taken: Ranges): Ranges {
  const left: Range[] = [];
  let [from] = whole;
  const [, to] = whole;
  for (const [takenFrom, takenTo] of union(taken, [])) {
    if (takenTo < from) continue;
    if (takenFrom > to) break;
    if (takenFrom > from) left.push([from, takenFrom - 1]);
    from = takenTo + 1;
  }
  if (from <= to) left.push([from, to]);
  return left;
}

/** The numbers of `ranges` that are not in `taken`. */
export function minus(ranges: Ranges, taken: Ranges): Ranges {
  return union(ranges, []).flatMap((range) => without(range, taken));
}

/** The numbers that are in both. */
export function common(one: Ranges, other: Ranges): Ranges {
  return minus(one, minus(one, other));
}

/** As records hold them. */
export function stored(ranges: Ranges): [number, number][] {
  return ranges.map(([from, to]) => [from, to]);
}

/** Whether a number is in one of them. */
export function covers(ranges: Ranges, number: number): boolean {
  return ranges.some(([from, to]) => from <= number && number <= to);
}
