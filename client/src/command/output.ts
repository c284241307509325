/** Where a command's words go: what was asked for to one stream, everything else to the other. */
export interface Output {
  readonly json: boolean;
  /** The answer: as JSON on one line where that was asked for, else as text for people. */
  answer(value: unknown, text: () => string): void;
  /** A remark beside the answer. */
  remark(sentence: string): void;
}

interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export function makeOutput(json: boolean, { out, err }: Streams): Output {
  return {
    json,
    answer(value, text) {
      if (json) return out(`${JSON.stringify(value)}\n`);
      const lines = text();
      if (lines !== "") out(`${lines}\n`);
    },
    remark: (sentence) => err(`${sentence}\n`),
  };
}

/**
 * Text of other people, harmless for a terminal: control characters (which could move the cursor or rename the
 * window) and characters that turn the direction of writing are shown as U+FFFD. Line breaks are indented, so
 * that nobody can write a line that looks like another person's.
 */
export function visible(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u202A-\u202E\u2066-\u2069]|(?![\n\t])\p{Cc}/gu, "\uFFFD")
    .replaceAll("\n", "\n    ");
}

/** A moment as ISO 8601 in UTC, which sorts and which programs read. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

/** The same for people: to the minute, in the machine's own time zone. */
export function minute(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ` +
    `${two(date.getHours())}:${two(date.getMinutes())}`
  );
}

/** Columns side by side; the last one is not padded. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
        .join("  "),
    )
    .join("\n");
}
