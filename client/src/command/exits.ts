/** What the command ends with. The numbers are documented (docs/command-line.md) and stay what they are. */
export const EXITS = {
  done: 0,
  /** The server, the network or the engine said no. */
  refused: 1,
  /** The command line itself is wrong. */
  usage: 2,
  passphrase: 3,
  /** No connection, or no answer in time. What was written is kept and sent later. */
  offline: 4,
  /** The profile: none, in use, damaged, full, or not writable. */
  profile: 5,
  /** Done, but not whole: some lines could not be read, or the newest ones could not be fetched. */
  incomplete: 6,
  /** Ended from the keyboard while a passphrase was asked for. */
  interrupted: 130,
} as const;
export type Exit = (typeof EXITS)[keyof typeof EXITS];

/** Ends the command: one sentence for people, a stable code for programs, and how it exits. */
export class Stop extends Error {
  constructor(
    readonly exit: Exit,
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** A command line that can't be carried out as it stands. */
export function misused(sentence: string): Stop {
  return new Stop(EXITS.usage, "usage", sentence);
}
