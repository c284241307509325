/** The first moment of a day as a date field gives it, in the person's own time; undefined: it is none. */
export function startOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const at = new Date(`${day}T00:00:00`).getTime();
  return Number.isNaN(at) ? undefined : Math.max(0, at);
}

/** The day of a moment in the person's own time, as a date field takes it. */
export function localDay(at: number): string {
  const moment = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
