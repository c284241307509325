import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBackup, writeBackup } from "@comity/server/operator/backupFile";
import { restoreInto } from "@comity/server/operator/restore";
import type { HeldRecord } from "@comity/server/storage/held";
import { openOperatorStorage } from "@comity/server/storage/openOperator";
import type { OperatorStorage } from "@comity/server/storage/port/operator";
import type { Storage } from "@comity/server/storage/port/storage";
import { COPIED_TABLES } from "@comity/server/storage/sqlite/held";
import Database from "libsql";
import { afterAll, describe, expect, it } from "vitest";
import { mongodbUri } from "../setup/engines.ts";
import { type Ground, opened } from "./ground.ts";
import { mongoGround } from "./mongoGround.ts";
import {
  aBlob,
  aCommit,
  aConversation,
  aDevice,
  always,
  aMessage,
  aNetwork,
  anAccount,
  anInvitation,
  aStatement,
  aToken,
  someBytes,
} from "./samples.ts";
import { sqliteGround } from "./sqliteGround.ts";

interface OperatedGround extends Ground {
  operate(): Promise<OperatorStorage>;
}

const folder = mkdtempSync(join(tmpdir(), "comity-copies-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function operated(where: { dataFolder: string; mongodbUri: string | undefined }) {
  const result = await openOperatorStorage(where);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

async function onSqlite(): Promise<OperatedGround> {
  const ground = await sqliteGround();
  return { ...ground, operate: () => operated({ dataFolder: ground.dataFolder, mongodbUri: undefined }) };
}

async function onMongo(): Promise<OperatedGround> {
  const ground = await mongoGround();
  return { ...ground, operate: () => operated({ dataFolder: "never-made", mongodbUri: ground.uri }) };
}

const ENGINES: readonly (readonly [string, () => Promise<OperatedGround>])[] =
  mongodbUri === undefined
    ? [["SQLite", onSqlite]]
    : [
        ["SQLite", onSqlite],
        ["MongoDB", onMongo],
      ];

const NEVER = {
  ...{ invitations: undefined, handOvers: undefined, messages: undefined, uploads: undefined },
  files: undefined,
};
const NOTHING = {
  ...{ invitations: 0, handOvers: 0, messages: 0, messageBytes: 0, uploads: 0, files: 0, fileBytes: 0 },
};
const T0 = 1_700_000_000_000;
const DAY = 86_400_000;

/** Something of every kind. */
async function fill(storage: Storage) {
  const [device, other, account, network] = [aDevice(), aDevice(), anAccount(), aNetwork()];
  const conversation = aConversation();
  const [open, redeemed, granted, founding, unused] = [aToken(), aToken(), aToken(), aToken(), aToken()];
  await storage.foundings.issue(founding, T0);
  await storage.foundings.issue(unused, T0);
  await storage.foundings.spend(founding, network);
  await storage.statements.append(network, 0, [aStatement("a"), aStatement("b"), aStatement("c")]);
  await storage.statements.append(network, 3, [aStatement("d")]);
  await storage.statements.append(aNetwork(), 0, [aStatement("another")]);
  await storage.logKeys.keep(0, someBytes(32), T0);
  for (const one of [device, other])
    await storage.devices.register({ device: one, account, network, at: T0 });
  await storage.devices.register({ device, account, network: aNetwork(), at: T0 });
  await storage.devices.seen(device, T0 + 5);
  for (const tokenHash of [open, redeemed, granted])
    await storage.invitations.create({
      ...{ invitation: anInvitation(), network, tokenHash, sealedCard: someBytes() },
      ...{ createdAt: T0, expiresAt: T0 + 10 * DAY },
    });
  await storage.invitations.redeem(redeemed, "keys", "mac");
  await storage.invitations.redeem(granted, "other keys", "mac");
  const made = await storage.invitations.findByToken(granted);
  if (made !== undefined) await storage.invitations.settle(made.invitation, ["redeemed"], "granted");
  await storage.keyPackages.add(device, 1, [someBytes(), someBytes()], T0);
  await storage.keyPackages.setLastResort(device, 1, someBytes(), T0);
  const creation = aCommit(device, 0, [device, other], { added: [device, other], welcome: someBytes(3000) });
  await storage.conversations.append(conversation, creation, always);
  for (let n = 0; n < 5; n++)
    await storage.conversations.append(conversation, aMessage(device, { at: T0 + n }), always);
  const removal = aCommit(device, 1, [device], { removed: [other] });
  await storage.conversations.append(conversation, removal, () => ({ admitted: true, floor: 2 }));
  await storage.conversations.append(conversation, aMessage(device, { epoch: 2, at: T0 + 90 * DAY }), always);
  await storage.groupInfos.put(conversation, 2, someBytes(500), T0);
  await storage.cursors.acknowledge(device, [{ conversation, seq: 4 }]);
  const locator = aToken();
  await storage.backups.retire(account, aToken(), someBytes(), T0);
  await storage.backups.put(account, locator, someBytes(), T0);
  await storage.archives.append(account, 0, someBytes(100), T0);
  await storage.archives.append(account, 1, someBytes(50), T0 + 1);
  const [whole, unfinished] = [aBlob(), aBlob()];
  const file = { conversation, uploader: device, account, at: T0 };
  await storage.blobs.begin({ blob: whole, ...file, bytes: 4096 }, undefined);
  await storage.blobs.put(whole, 0, someBytes(4096 + 17));
  await storage.blobs.begin({ blob: unfinished, ...file, bytes: 69_632 }, undefined);
  await storage.blobs.put(unfinished, 1, someBytes(4130));
  const [waiting, spent, claimant] = [aToken(), aToken(), aToken()];
  await storage.transfers.put(waiting, 0, 2, someBytes(), T0 + DAY);
  await storage.transfers.put(waiting, 1, 2, someBytes(), T0 + DAY);
  await storage.transfers.put(spent, 0, 1, someBytes(), T0 + 9 * DAY);
  await storage.transfers.claim(spent, claimant, T0);
  await storage.transfers.remove(spent);
  const disabled = anAccount();
  await storage.disabledAccounts.disable(disabled, T0 + 3);
  return {
    device,
    account,
    network,
    conversation,
    locator,
    spent,
    claimant,
    waiting,
    disabled,
    whole,
    unfinished,
  };
}

async function recordsOf(operator: OperatorStorage): Promise<readonly HeldRecord[]> {
  const records: HeldRecord[] = [];
  for await (const record of operator.records()) records.push(record);
  return records;
}

/** As plain text with everything in it, in an order that belongs to no engine. */
const text = (records: readonly HeldRecord[]) =>
  records
    .map((record) =>
      JSON.stringify(record, (_key, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
      ),
    )
    .map((line) => Object.entries(JSON.parse(line)).sort().map(String).join("|"))
    .sort();

describe.each(ENGINES)("a copy of %s", (from, fresh) => {
  it.each(ENGINES)(
    `goes through a file into an empty database of %s and is the same there`,
    async (into, freshInto) => {
      const ground = await fresh();
      const storage = await opened(ground);
      const made = await fill(storage);
      const operator = await ground.operate();
      const records = await recordsOf(operator);
      const file = join(folder, `${from}-${into}.backup`);
      const counts = await writeBackup(file, operator.records(), T0, () => undefined);
      expect(new Set(records.map(({ kind }) => kind)).size).toBe(17);
      expect(counts["envelope"]).toBe(8);

      const other = await freshInto();
      const restored = await opened(other);
      await restoreInto(restored, (await readBackup(file)).records, () => undefined);
      const beside = await other.operate();
      expect(text(await recordsOf(beside))).toEqual(text(records));

      const { device, conversation, account, network } = made;
      expect(await restored.conversations.tail(conversation)).toEqual(
        await storage.conversations.tail(conversation),
      );
      expect(await restored.conversations.places(device, undefined, 10)).toEqual(
        await storage.conversations.places(device, undefined, 10),
      );
      expect(await restored.conversations.commit(conversation, 1)).toEqual(
        await storage.conversations.commit(conversation, 1),
      );
      expect(await restored.statements.read(network, 0, 100)).toEqual(
        await storage.statements.read(network, 0, 100),
      );
      expect(await restored.invitations.ofNetwork(network, 10)).toEqual(
        await storage.invitations.ofNetwork(network, 10),
      );
      expect(await restored.backups.get(made.locator)).toEqual(await storage.backups.get(made.locator));
      expect(await restored.archives.head(account)).toEqual({ count: 2, bytes: 150 });
      for (const blob of [made.whole, made.unfinished]) {
        expect(await restored.blobs.find(blob)).toEqual(await storage.blobs.find(blob));
        expect(await restored.blobs.present(blob)).toEqual(await storage.blobs.present(blob));
      }
      expect(await restored.blobs.read(made.whole, 0)).toEqual(await storage.blobs.read(made.whole, 0));
      expect(await restored.devices.find(device)).toEqual(await storage.devices.find(device));
      // A one-time package that was handed out since is never handed out a second time.
      expect(await storage.keyPackages.count(device, 1)).toEqual({ oneTime: 2, lastResort: true });
      expect(await restored.keyPackages.count(device, 1)).toEqual({ oneTime: 0, lastResort: true });
      // Whoever had collected a vault is still the only one.
      expect(await restored.transfers.claim(made.spent, aToken(), T0)).toBe(false);
      expect(await restored.transfers.claim(made.spent, made.claimant, T0)).toBe(true);
      expect(await restored.transfers.get(made.waiting, 1)).toEqual(
        await storage.transfers.get(made.waiting, 1),
      );

      for (const one of [operator, beside, storage, restored]) await one.close();
      await ground.drop();
      await other.drop();
    },
  );

  it("contains what was acknowledged before it began and no gap, while others write", async () => {
    const ground = await fresh();
    const storage = await opened(ground);
    const [device, conversation] = [aDevice(), aConversation()];
    await storage.conversations.append(
      conversation,
      aCommit(device, 0, [device], { added: [device] }),
      always,
    );
    let acknowledged = 1;
    let over = false;
    const write = async () => {
      while (!over) {
        const { seq } = await storage.conversations
          .append(conversation, aMessage(device, { bytes: someBytes(2000) }), always)
          .then((appended) => (appended.outcome === "refused" ? { seq: 0 } : appended));
        acknowledged = Math.max(acknowledged, seq);
        await storage.cursors.acknowledge(device, [{ conversation, seq }]);
      }
    };
    const writing = [write(), write()];
    while (acknowledged < 40) await new Promise((resolve) => setImmediate(resolve));
    const operator = await ground.operate();
    const before = acknowledged;
    const seqs: number[] = [];
    let cursor = 0;
    for await (const record of operator.records()) {
      if (record.kind === "envelope") seqs.push(record.seq);
      if (record.kind === "cursor") cursor = record.seq;
      // The writers have their turns in the middle of it.
      await new Promise((resolve) => setImmediate(resolve));
    }
    over = true;
    await Promise.all(writing);
    expect(seqs.length).toBeGreaterThanOrEqual(before);
    expect(seqs).toEqual(seqs.map((_, at) => at + 1));
    expect(cursor).toBeLessThanOrEqual(seqs.length);
    await operator.close();
    await storage.close();
    await ground.drop();
  });

  it("is counted by kind, and nothing else is said of it", async () => {
    const ground = await fresh();
    const storage = await opened(ground);
    await fill(storage);
    const operator = await ground.operate();
    expect(await operator.counts()).toEqual({
      ...{
        founding: 2,
        statement: 5,
        "log-key": 1,
        device: 2,
        invitation: 3,
        "last-resort": 1,
        "one-time-key-package": 2,
      },
      ...{ envelope: 8, "group-info": 1, cursor: 1, backup: 1, "backup-note": 1, "archive-segment": 2 },
      ...{ blob: 2, "blob-chunk": 2 },
      ...{ "transfer-part": 2, transfer: 2, "disabled-account": 1 },
    });
    await operator.close();
    await storage.close();
    await ground.drop();
  });

  it("is purged of what has ended: first counted, then deleted, then nothing is left to delete", async () => {
    const ground = await fresh();
    const storage = await opened(ground);
    const { conversation, device, waiting } = await fill(storage);
    const operator = await ground.operate();
    const before = text(await recordsOf(operator));
    const ended = { invitations: T0 + 5 * DAY, handOvers: T0 + 5 * DAY, messages: T0 + 30 * DAY };
    const uploads = { uploads: T0 + 1, files: undefined };
    const wanted = { invitations: 1, handOvers: 1, messages: 3, messageBytes: 120 };
    const unfinished = { uploads: 1, files: 0, fileBytes: 4130 };
    const how = { ...ended, ...uploads };
    expect(await operator.purge(how, { dryRun: true })).toEqual({ ...wanted, ...unfinished });
    expect(text(await recordsOf(operator))).toEqual(before);
    expect(await operator.purge(how, { dryRun: false })).toEqual({ ...wanted, ...unfinished });
    expect(await operator.purge(how, { dryRun: false })).toEqual(NOTHING);
    // Entries 2 to 4 were stored by the one device that is still in; 5 and 6 were not, and 8 is too new.
    const log = await storage.conversations.read(conversation, 0, 100, { entries: 100, bytes: 1e6 });
    expect(log.map(({ bytes }) => bytes.length)).toEqual([40, 0, 0, 0, 40, 40, 40, 40]);
    expect(await storage.transfers.get(waiting, 0)).toBeUndefined();
    const again = aMessage(device, { epoch: 2 });
    expect(await storage.conversations.append(conversation, again, always)).toMatchObject({ seq: 9 });
    await operator.close();
    await storage.close();
    await ground.drop();
  });

  it("is purged of files by their age, whole or not, and of no younger ones", async () => {
    const ground = await fresh();
    const storage = await opened(ground);
    const { whole, unfinished, conversation, device, account } = await fill(storage);
    const young = aBlob();
    const file = { conversation, uploader: device, account, at: T0 + DAY };
    await storage.blobs.begin({ blob: young, ...file, bytes: 4096 }, undefined);
    const operator = await ground.operate();
    const files = { ...NEVER, files: T0 + DAY };
    const gone = { ...NOTHING, files: 1, uploads: 1, fileBytes: 4113 + 4130 };
    expect(await operator.purge(files, { dryRun: true })).toEqual(gone);
    expect(await storage.blobs.present(whole)).toEqual([0]);
    expect(await operator.purge(files, { dryRun: false })).toEqual(gone);
    for (const blob of [whole, unfinished]) {
      expect(await storage.blobs.find(blob)).toBeUndefined();
      expect(await storage.blobs.present(blob)).toEqual([]);
    }
    expect(await storage.blobs.put(unfinished, 0, someBytes())).toBe("unknown");
    expect(await storage.blobs.find(young)).toMatchObject({ bytes: 4096 });
    await operator.close();
    await storage.close();
    await ground.drop();
  });

  it("keeps what no policy names", async () => {
    const ground = await fresh();
    const storage = await opened(ground);
    await fill(storage);
    const operator = await ground.operate();
    const before = text(await recordsOf(operator));
    expect(await operator.purge(NEVER, { dryRun: false })).toEqual(NOTHING);
    expect(text(await recordsOf(operator))).toEqual(before);
    await operator.close();
    await storage.close();
    await ground.drop();
  });
});

describe("nothing is forgotten in a copy", () => {
  it("of SQLite: every table is copied, or left out by name", async () => {
    const ground = await sqliteGround();
    await (await opened(ground)).close();
    const database = new Database(join(ground.dataFolder, "comity.db"));
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    const names = tables
      .map((row) => String(Object(row)["name"]))
      .filter((name) => !name.startsWith("sqlite_"));
    expect(names.filter((name) => !COPIED_TABLES.has(name))).toEqual([]);
    expect(names.length).toBe(COPIED_TABLES.size);
    database.close();
    await ground.drop();
  });
});
