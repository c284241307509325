import { type ParseArgsConfig, parseArgs } from "node:util";
import { markDashedIds, unmarked } from "@comity/shared/bytes/dashedIds";
import { misused } from "./exits.ts";
import { makeOutput, type Output } from "./output.ts";
import { defaultFolder, readServer } from "./profile.ts";

/** An option of one command, with the line that helps people. */
export interface OptionSpec {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  /** How the value is called in the help; absent for switches. */
  readonly value?: string;
  readonly help: string;
}

/** One command as its file declares it. */
export interface CommandSpec {
  /** One or two words: `send`, `room add`. */
  readonly name: string;
  /** The words after the name, as the help shows them. */
  readonly words: string;
  readonly least: number;
  readonly most: number;
  readonly summary: string;
  /** More for the command's own help. */
  readonly details?: string;
  readonly options?: Readonly<Record<string, OptionSpec>>;
  /** Carries it out; the answer is the exit code. */
  run(invocation: Invocation): Promise<number>;
}

/** A command line that has been read. */
export interface Invocation {
  readonly words: readonly string[];
  readonly profile: string;
  readonly server: string | undefined;
  readonly passphraseFd: number | undefined;
  /** How long to wait for a connection or an answer, in milliseconds. */
  readonly waitMs: number;
  readonly output: Output;
  /** The value of one of the command's own options. */
  text(option: string): string | undefined;
  texts(option: string): readonly string[];
  has(option: string): boolean;
}

export const GLOBAL_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  json: { type: "boolean", help: "answer with JSON on one line (listen: one line for each message)" },
  profile: { type: "string", value: "FOLDER", help: "the profile's folder (default ~/.comity)" },
  server: {
    type: "string",
    value: "ORIGIN",
    help: "the server, like https://comity.example (default: the profile's)",
  },
  "passphrase-fd": {
    type: "string",
    value: "N",
    help: "read the passphrase from file descriptor N instead of asking",
  },
  wait: { type: "string", value: "SECONDS", help: "how long to wait for the server (default 30)" },
  help: { type: "boolean", help: "this" },
};

const LONGEST_WAIT_SECONDS = 86_400;

/** What a command line asks for: a command to run, or its help. */
export type Read =
  | { readonly kind: "run"; readonly command: CommandSpec; readonly invocation: Invocation }
  | { readonly kind: "help"; readonly command: CommandSpec | undefined };

/** Reads a command line. Throws a Stop in words where it makes no sense. */
export function readInvocation(
  args: readonly string[],
  commands: readonly CommandSpec[],
  streams: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): Read {
  const command = findCommand(args, commands);
  if (command === undefined) {
    const [first] = args;
    if (first === undefined || first === "help" || first === "--help")
      return { kind: "help", command: undefined };
    throw misused(`There is no command "${first}". comity --help lists them.`);
  }
  const { values, positionals } = parse(args, command);
  if (values["help"] === true) return { kind: "help", command };
  const words = positionals.map(unmarked).slice(command.name.split(" ").length);
  if (words.length < command.least || words.length > command.most)
    throw misused(`Usage: comity ${command.name} ${command.words}`);
  const one = (option: string) => {
    const value = values[option];
    return typeof value === "string" ? unmarked(value) : undefined;
  };
  const server = one("server");
  const invocation: Invocation = {
    words,
    profile: one("profile") ?? defaultFolder(),
    server: server === undefined ? undefined : readServer(server),
    passphraseFd: whole("--passphrase-fd", one("passphrase-fd"), 1024),
    waitMs: (whole("--wait", one("wait"), LONGEST_WAIT_SECONDS) ?? 30) * 1000,
    output: makeOutput(values["json"] === true, streams),
    text: one,
    texts: (option) => {
      const value = values[option];
      return Array.isArray(value) ? value.filter((item) => typeof item === "string").map(unmarked) : [];
    },
    has: (option) => values[option] === true,
  };
  return { kind: "run", command, invocation };
}

/** A whole number that was given, or undefined. */
export function whole(flag: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) > most)
    throw misused(`${flag} must be a whole number from 0 to ${most}, not "${text}".`);
  return Number(text);
}

/** The help of one command, or of all. */
export function helpText(command: CommandSpec | undefined, commands: readonly CommandSpec[]): string {
  if (command === undefined)
    return [
      "comity: end-to-end encrypted messages between prosecutors and central authorities",
      "",
      "Usage: comity COMMAND … [options]",
      "",
      ...lines(commands.map(({ name, words, summary }) => [`${name} ${words}`.trim(), summary])),
      "",
      "Options of every command:",
      ...optionLines(GLOBAL_OPTIONS),
      "",
      "comity COMMAND --help says more about one. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 passphrase,",
      "4 no connection, 5 profile, 6 done but not whole.",
    ].join("\n");
  return [
    `Usage: comity ${command.name} ${command.words}`.trimEnd(),
    "",
    `${command.summary}.`,
    ...(command.details === undefined ? [] : ["", command.details]),
    "",
    ...optionLines({ ...command.options, ...GLOBAL_OPTIONS }),
  ].join("\n");
}

function findCommand(args: readonly string[], commands: readonly CommandSpec[]): CommandSpec | undefined {
  const [first = "", second = ""] = args;
  return (
    commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first)
  );
}

function parse(args: readonly string[], command: CommandSpec) {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, { type, multiple = false }] of Object.entries({ ...command.options, ...GLOBAL_OPTIONS }))
    options[name] = { type, multiple };
  try {
    return parseArgs({ args: markDashedIds(args), options, allowPositionals: true, strict: true });
  } catch (error) {
    throw misused(
      error instanceof Error ? (error.message.split("\n")[0] ?? "") : "The options can't be read.",
    );
  }
}

function optionLines(options: Readonly<Record<string, OptionSpec>>): string[] {
  return lines(
    Object.entries(options).map(([name, { value, help }]) => [
      `--${name}${value === undefined ? "" : ` ${value}`}`,
      help,
    ]),
  );
}

function lines(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
