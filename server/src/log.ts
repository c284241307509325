import pino, { type Logger } from "pino";

/** The server's log: to standard error or a file. Standard output is for people. */
export function openLog(level: string, file: string | undefined): Logger {
  const base = { level, base: null };
  return file === undefined
    ? pino(base, pino.destination({ dest: 2, sync: true }))
    : pino(base, pino.destination({ dest: file, mkdir: true, sync: true }));
}

/** A log that says nothing: for tests. */
export function quietLog(): Logger {
  return pino({ level: "silent" });
}
