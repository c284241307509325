import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { loadSodium, type Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId } from "@comity/shared/ids";
import type { HeldCounts } from "../storage/held.ts";
import { openStorage } from "../storage/open.ts";
import { openOperatorStorage } from "../storage/openOperator.ts";
import type { OperatorStorage } from "../storage/port/operator.ts";
import type { Storage } from "../storage/port/storage.ts";
import { type AccountRow, listAccounts } from "./accounts.ts";
import { DamagedBackup, readBackup, writeBackup } from "./backupFile.ts";
import { isFull, OperatorStop, openStop, unreadable } from "./faults.ts";
import type { OperatorInvocation, OperatorTask } from "./invocation.ts";
import type { Output } from "./output.ts";
import { markRestored, RestoreRefused, restoreInto } from "./restore.ts";
import { endedBy, readPolicy } from "./retention.ts";
import { type VerifyReport, verifyRecords } from "./verify.ts";

/** What a command works with. */
interface Ground {
  readonly sodium: Sodium;
  readonly dataFolder: string;
  readonly mongodbUri: string | undefined;
  readonly output: Output;
  readonly now: () => number;
}

/** What verify ends with when something is not as it must be. */
const EXIT_DEFECTS = 3;

/** Carries out one operator's command; gives its exit code. */
export async function runOperator(
  { task, dataFolder, mongodbUri }: OperatorInvocation,
  output: Output,
  now: () => number,
): Promise<number> {
  const ground = { sodium: await loadSodium(), dataFolder, mongodbUri, output, now };
  try {
    return await carryOut(task, ground);
  } catch (error) {
    const stop = error instanceof OperatorStop ? error : unexpected(error);
    output.failure(stop.code, stop.message);
    return 1;
  }
}

function unexpected(error: unknown): OperatorStop {
  if (error instanceof DamagedBackup)
    return new OperatorStop(
      "backup.damaged",
      `This file is not a whole backup: ${error.message}. Take an older backup, and keep this file for whoever looks into it.`,
    );
  if (error instanceof RestoreRefused)
    return new OperatorStop(
      "restore.refused",
      `The backup could not be restored: ${error.message}. What was begun is not usable: delete it and try another backup.`,
    );
  if (isFull(error))
    return new OperatorStop(
      "disk.full",
      "The disk is full: make room, or name a file on another disk. Nothing was changed.",
    );
  const said = error instanceof Error ? error.message : String(error);
  return new OperatorStop("failed", `The command failed: ${said}`);
}

function carryOut(task: OperatorTask, ground: Ground): Promise<number> {
  switch (task.kind) {
    case "backup":
      return backUp(task.file, ground);
    case "restore":
      return restore(task, ground);
    case "verify":
      return verify(task.file, ground);
    case "counts":
      return counts(ground);
    case "accounts":
      return accounts(ground);
    case "disable":
      return disable(task.account, ground);
    case "enable":
      return enable(task.account, ground);
    case "purge":
      return purge(task.policy, task.dryRun, ground);
  }
}

async function backUp(file: string, ground: Ground): Promise<number> {
  if (existsSync(file))
    throw new OperatorStop(
      "file.exists",
      `The file ${file} is there already: name another file, or move it away.`,
    );
  const at = ground.now();
  const records = await beside(ground, (operator) =>
    writeBackup(file, operator.records(), at, (done) =>
      ground.output.progress(`Copied ${done} records …`),
    ).catch((error: unknown) => {
      throw isFull(error) ? error : unreadable(error, file);
    }),
  );
  const { size } = await stat(file);
  const total = totalOf(records);
  ground.output.result(
    [
      `${file} holds ${total} records (${size} bytes). Check it now and then: comity-server verify ${file}`,
      "It is not encrypted, and the server's own key is in it: keep it where nobody else can read it.",
    ],
    { ok: true, file, bytes: size, at, records },
  );
  return 0;
}

async function restore(
  { file, anyway, newest }: Extract<OperatorTask, { kind: "restore" }>,
  ground: Ground,
): Promise<number> {
  const { sodium, output } = ground;
  const before = await verifyFile(file, ground, "Checked");
  if (before.defects.length > 0 && !anyway)
    throw new OperatorStop(
      "backup.defects",
      `In this backup something is not as it must be: ${before.defects[0]} Take an older backup; or put it back as it is with --anyway.`,
    );
  const storage = await open(ground);
  try {
    const held = await beside(ground, (operator) => operator.counts());
    if (totalOf(held) > 0)
      throw new OperatorStop(
        "restore.not-empty",
        "There is something in this database already. A backup is put into an empty one: name a new folder with --data, or another database with MONGODB_URI.",
      );
    const { records } = await readBackup(file);
    await restoreInto(storage, records, (done) => output.progress(`Restored ${done} records …`));
  } finally {
    await storage.close();
  }
  const after = await beside(ground, (operator) =>
    verifyRecords(sodium, operator.records(), (done) =>
      output.progress(`Checked ${done} restored records …`),
    ),
  );
  if (JSON.stringify(sorted(after)) !== JSON.stringify(sorted(before)))
    throw new OperatorStop(
      "restore.differs",
      "What was restored is not what the backup holds. Don't use it; delete it and try again, and keep the backup.",
    );
  const marked = newest ? 0 : await mark(file, ground);
  output.result(
    [
      `Restored ${totalOf(after.records)} records and found them as in the backup.`,
      ...networkLines(after),
      newest
        ? "Nothing says that it was restored: you have said that nothing was written after this backup."
        : `What was written after this backup is on the devices only; ${marked} conversations say so. Tell people from when it is.`,
    ],
    { ok: true, ...after, marked },
  );
  return 0;
}

async function mark(file: string, ground: Ground): Promise<number> {
  const { records } = await readBackup(file);
  return within(ground, (storage) =>
    markRestored(storage, records, { at: ground.now(), random: randomBytes }),
  );
}

/** In an order that does not depend on the engine. */
function sorted({ records, networks, conversations }: VerifyReport): unknown {
  return {
    conversations,
    records: Object.entries(records).sort(),
    networks: [...networks].sort((one, other) => (one.network < other.network ? -1 : 1)),
  };
}

async function verify(file: string | undefined, ground: Ground): Promise<number> {
  const { sodium, output } = ground;
  const report =
    file === undefined
      ? await beside(ground, (operator) =>
          verifyRecords(sodium, operator.records(), (done) => output.progress(`Checked ${done} records …`)),
        )
      : await verifyFile(file, ground, "Checked");
  const good = report.defects.length === 0;
  output.result(
    [
      good
        ? `All ${totalOf(report.records)} records are as they must be; ${report.conversations} conversations have no gap.`
        : "Something is not as it must be. Restore the newest backup in which verify finds nothing.",
      ...report.defects,
      ...networkLines(report),
    ],
    { ok: good, ...report },
  );
  return good ? 0 : EXIT_DEFECTS;
}

async function verifyFile(file: string, { sodium, output }: Ground, did: string): Promise<VerifyReport> {
  try {
    const { records } = await readBackup(file);
    return await verifyRecords(sodium, records, (done) =>
      output.progress(`${did} ${done} records of the backup …`),
    );
  } catch (error) {
    throw unreadable(error, file);
  }
}

function networkLines({ networks }: VerifyReport): readonly string[] {
  return networks.map(({ network, size, root }) => `Network ${network}: ${size} entries, root ${root}`);
}

async function counts(ground: Ground): Promise<number> {
  const held = await beside(ground, (operator) => operator.counts());
  const rows = Object.entries(held).sort();
  ground.output.result(
    rows.map(([kind, count]) => `${String(count).padStart(10)}  ${kind}`),
    { ok: true, counts: held },
  );
  return 0;
}

async function accounts(ground: Ground): Promise<number> {
  const rows = await within(ground, (storage) => listAccounts(storage, ground.sodium, ground.now));
  ground.output.result(rows.length === 0 ? ["There is no account yet."] : rows.map(accountLine), {
    ok: true,
    accounts: rows,
  });
  return 0;
}

function accountLine(row: AccountRow): string {
  const day = (at: number | undefined) =>
    at === undefined ? "never" : new Date(at).toISOString().slice(0, 10);
  const state = row.disabledAt === undefined ? "" : `  DISABLED since ${day(row.disabledAt)}`;
  const membership = row.membership === "valid" ? "" : "  membership not valid";
  return `${row.account}  ${row.name}, ${row.authority} (${row.country}), ${row.networkName}: ${row.devices} devices, last log-in ${day(row.lastLogIn)}${membership}${state}`;
}

async function disable(account: AccountId, ground: Ground): Promise<number> {
  await within(ground, async (storage) => {
    if ((await storage.devices.ofAccount(account)).length === 0)
      throw new OperatorStop(
        "account.unknown",
        "No device of this account is known here: look its id up with comity-server accounts.",
      );
    await storage.disabledAccounts.disable(account, ground.now());
  });
  ground.output.result(
    [
      `Account ${account} is let in no more; what is connected is cut off within five seconds. In the conversations it stays until its secretariat ends the membership.`,
    ],
    { ok: true, account, disabled: true },
  );
  return 0;
}

async function enable(account: AccountId, ground: Ground): Promise<number> {
  await within(ground, (storage) => storage.disabledAccounts.enable(account));
  ground.output.result([`Account ${account} is let in again.`], { ok: true, account, disabled: false });
  return 0;
}

async function purge(file: string, dryRun: boolean, ground: Ground): Promise<number> {
  const policy = readPolicy(file);
  if (!policy.ok) throw new OperatorStop("policy.unreadable", policy.fault);
  const ended = endedBy(policy.value, ground.now());
  ground.output.progress(dryRun ? "Counting …" : "Deleting …");
  const purged = await beside(ground, (operator) => operator.purge(ended, { dryRun }));
  const did = dryRun ? "would be" : "were";
  ground.output.result(
    [
      `${purged.invitations} ended invitations ${did} deleted.`,
      `${purged.handOvers} hand-overs between devices ${did} deleted.`,
      `${purged.messages} messages that every device has stored (${purged.messageBytes} bytes) ${did} emptied.`,
      `${purged.files} files and ${purged.uploads} unfinished uploads (${purged.fileBytes} bytes) ${did} deleted.`,
      ...(dryRun ? ["Nothing was deleted. Make a backup, then: comity-server purge --delete"] : []),
    ],
    { ok: true, dryRun, policy: policy.value, purged },
  );
  return 0;
}

function totalOf(counted: HeldCounts): number {
  return Object.values(counted).reduce((sum, one) => sum + one, 0);
}

/** Works on the database beside a server that may run on it. */
async function beside<Value>(
  ground: Ground,
  work: (operator: OperatorStorage) => Promise<Value>,
): Promise<Value> {
  const opened = await openOperatorStorage(ground);
  if (!opened.ok) throw openStop(opened.fault);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** The same over the server's own port, on a database that is there and of this version. */
async function within<Value>(ground: Ground, work: (storage: Storage) => Promise<Value>): Promise<Value> {
  await beside(ground, async () => undefined);
  const storage = await open(ground);
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

async function open({ dataFolder, mongodbUri }: Ground): Promise<Storage> {
  const opened = await openStorage({ dataFolder, ...(mongodbUri === undefined ? {} : { mongodbUri }) });
  if (!opened.ok) throw openStop(opened.fault);
  return opened.value;
}
