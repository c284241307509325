/** Where a command says what it does: steps on standard error, the result on standard output. */
export interface Output {
  /** How far a long task is; said at most once a second. */
  progress(sentence: string): void;
  /** What came of it: sentences for people, or the value for programs. */
  result(sentences: readonly string[], value: unknown): void;
  /** Why it did not work: one sentence, and a stable code for programs. */
  failure(code: string, sentence: string): void;
}

const SAID_EVERY_MS = 1000;

/** Output on the process's own streams. */
export function streamOutput(json: boolean, now: () => number): Output {
  let saidAt = Number.NEGATIVE_INFINITY;
  return {
    progress(sentence) {
      if (now() - saidAt < SAID_EVERY_MS) return;
      saidAt = now();
      process.stderr.write(`${sentence}\n`);
    },
    result(sentences, value) {
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${sentences.join("\n")}\n`);
    },
    failure(code, sentence) {
      if (json) process.stdout.write(`${JSON.stringify({ ok: false, code, sentence })}\n`);
      process.stderr.write(`${sentence}\n`);
    },
  };
}
