import { join } from "node:path";
import { parseArgs } from "node:util";
import { markDashedIds, unmarked } from "@comity/shared/bytes/dashedIds";
import { AccountId } from "@comity/shared/ids";
import { fail, ok, type Result } from "@comity/shared/result";

/** What an operator may ask for. */
export type OperatorTask =
  | { readonly kind: "backup"; readonly file: string }
  /**
   * `anyway`: also a whole backup of a database in which something was not as it must be. `newest`: the operator knows
   * that nothing was written after the backup.
   */
  | { readonly kind: "restore"; readonly file: string; readonly anyway: boolean; readonly newest: boolean }
  /** Without a file: the database itself. */
  | { readonly kind: "verify"; readonly file: string | undefined }
  | { readonly kind: "counts" }
  | { readonly kind: "accounts" }
  | { readonly kind: "disable" | "enable"; readonly account: AccountId }
  | { readonly kind: "purge"; readonly policy: string; readonly dryRun: boolean };

export interface OperatorInvocation {
  readonly task: OperatorTask;
  readonly dataFolder: string;
  readonly mongodbUri: string | undefined;
  readonly json: boolean;
}

export const OPERATOR_USAGE = `Usage: comity-server COMMAND [options]

  backup FILE         copy everything into FILE, while the server runs or not
  restore FILE        put a backup into an empty data folder or database; --anyway also one in which
                      verify finds something that is not as it must be; --newest where the server
                      wrote nothing after the backup: else every conversation says that it was put back
  verify [FILE]       check a backup, or the database itself: signatures, logs, gaps
  counts              how much there is of what; nothing of what is in it
  accounts            who may use this server, and who is disabled
  disable ACCOUNT     let an account in no more, from now on
  enable ACCOUNT      let it in again
  purge               say what the retention policy would delete
  purge --delete      delete it

  --data FOLDER       where the database lives (default ./data); MONGODB_URI as for the server
  --policy FILE       the retention policy (default retention.json in the data folder)
  --json              the result as one line of JSON on standard output

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 verify has found something that is not as it must be.
`;

const COMMANDS: readonly string[] = [
  "backup",
  "restore",
  "verify",
  "counts",
  "accounts",
  "disable",
  "enable",
  "purge",
];

/** Whether a command line asks for an operator's command and not for a server. */
export function isOperatorCommand(args: readonly string[]): boolean {
  const [first] = args;
  return first !== undefined && !first.startsWith("-");
}

/** Reads an operator's command line. A failure is one sentence; "help" asks for the usage. */
export function readInvocation(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<OperatorInvocation | "help", string> {
  try {
    const { values, positionals } = parseArgs({
      args: markDashedIds(args),
      strict: true,
      allowPositionals: true,
      options: {
        data: { type: "string", default: "./data" },
        policy: { type: "string" },
        delete: { type: "boolean", default: false },
        anyway: { type: "boolean", default: false },
        newest: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const [command = "", subject, ...more] = positionals.map(unmarked);
    if (values.help || command === "help") return ok("help");
    if (!COMMANDS.includes(command))
      return fail(`There is no command "${command}": comity-server help lists them.`);
    if (more.length > 0) return fail(`"${more[0]}" is one word too many: comity-server help says how.`);
    if (command !== "purge" && (values.delete || values.policy !== undefined))
      return fail("--delete and --policy belong to purge.");
    if (command !== "restore" && (values.anyway || values.newest))
      return fail("--anyway and --newest belong to restore.");
    const task = taskOf(command, subject, {
      policy: values.policy ?? join(values.data, "retention.json"),
      dryRun: !values.delete,
      ...{ anyway: values.anyway, newest: values.newest },
    });
    if (!task.ok) return task;
    const mongodbUri = env["MONGODB_URI"];
    return ok({
      task: task.value,
      dataFolder: values.data,
      mongodbUri: mongodbUri === "" ? undefined : mongodbUri,
      json: values.json,
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : "The options could not be read.";
    return fail(said.split("\n")[0] ?? said);
  }
}

function taskOf(
  command: string,
  subject: string | undefined,
  {
    policy,
    dryRun,
    anyway,
    newest,
  }: {
    readonly policy: string;
    readonly dryRun: boolean;
    readonly anyway: boolean;
    readonly newest: boolean;
  },
): Result<OperatorTask, string> {
  switch (command) {
    case "verify":
      return ok({ kind: "verify", file: subject });
    case "backup":
    case "restore":
      if (subject === undefined)
        return fail(`${command} needs the backup's file: comity-server ${command} FILE.`);
      return ok(
        command === "backup"
          ? { kind: "backup", file: subject }
          : { kind: "restore", file: subject, anyway, newest },
      );
    case "disable":
    case "enable": {
      const account = AccountId.safeParse(subject).data;
      if (account === undefined)
        return fail(`${command} needs an account's id, as comity-server accounts lists it (43 characters).`);
      return ok({ kind: command, account });
    }
  }
  if (subject !== undefined) return fail(`${command} takes no "${subject}".`);
  if (command === "purge") return ok({ kind: "purge", policy, dryRun });
  return ok({ kind: command === "counts" ? "counts" : "accounts" });
}
