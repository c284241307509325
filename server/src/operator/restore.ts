import { toBase64url } from "@comity/shared/bytes/base64url";
import { type ConversationId, type DeviceId, MessageId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { HeldCounts, HeldRecord } from "../storage/held.ts";
import type { Storage } from "../storage/port/storage.ts";
import { Tally } from "./backupFile.ts";

/** So many writes are under way at once: a store gathers them into few commits, and memory holds no more. */
const AT_ONCE = 200;
const NOTHING = new Uint8Array();

type StatementRecord = Extract<HeldRecord, { kind: "statement" }>;

/** A record that did not come to stand where the backup says: one sentence for the operator. */
export class RestoreRefused extends Error {}

/**
 * Puts the records of a backup into an empty database, through the same port that the server uses: what comes out is
 * a database of this version, whichever engine the records come from. Gives how many there were.
 */
export async function restoreInto(
  storage: Storage,
  records: AsyncIterable<HeldRecord>,
  progress: (done: number) => void,
): Promise<HeldCounts> {
  const tally = new Tally();
  let under: Promise<void>[] = [];
  let statements: StatementRecord[] = [];
  const settle = async () => {
    const all = under;
    under = [];
    await Promise.all(all);
    const batch = statements;
    statements = [];
    await putStatements(storage, batch);
  };
  let former: HeldRecord["kind"] | undefined;
  for await (const record of records) {
    // Kinds come one after the other, and some build on the one before (a transfer on its parts).
    if (record.kind !== former || under.length + statements.length >= AT_ONCE) await settle();
    former = record.kind;
    if (record.kind === "statement") {
      if (statements.some(({ network }) => network !== record.network)) await settle();
      statements.push(record);
    } else {
      const work = put(storage, record);
      // What fails is thrown by `settle`; until then nobody waits for it.
      work.catch(() => undefined);
      under.push(work);
      // Each segment is appended to an archive that has exactly the ones before it.
      if (record.kind === "archive-segment") await settle();
    }
    tally.add(record.kind);
    if (tally.total % 500 === 0) progress(tally.total);
  }
  await settle();
  progress(tally.total);
  return tally.counts;
}

/**
 * Marks in every conversation that it was put back here from a backup, far beyond every place that may have been given
 * out since the backup: what is written from now on gets a place that no device has filled, and every device sees the
 * mark. Gives how many conversations there are.
 */
export async function markRestored(
  storage: Storage,
  records: AsyncIterable<HeldRecord>,
  { at, random }: { readonly at: number; readonly random: (n: number) => Uint8Array },
): Promise<number> {
  const newest = new Map<ConversationId, DeviceId>();
  for await (const record of records)
    if (record.kind === "envelope") newest.set(record.conversation, record.sender);
  for (const [conversation, sender] of newest) {
    const tail = await storage.conversations.tail(conversation);
    if (tail === undefined) continue;
    const messageId = MessageId.parse(toBase64url(random(16)));
    const epoch = tail.epoch;
    const mark = {
      kind: "application" as const,
      epoch,
      sender,
      messageId,
      at: Math.max(at, tail.at),
      bytes: NOTHING,
    };
    await storage.conversations.append(conversation, mark, () => ({
      ...{ admitted: true, floor: tail.floor },
      seq: tail.seq + LIMITS.restoredLeap,
    }));
  }
  return newest.size;
}

/** Consecutive statements of one network, in one step. */
async function putStatements(storage: Storage, batch: readonly StatementRecord[]): Promise<void> {
  const [first] = batch;
  if (first === undefined) return;
  const entries = batch.map(({ body, signer, signature }) => ({ body, signer, signature }));
  const inOrder = batch.every(({ position }, at) => position === first.position + at);
  const { appended } = await storage.statements.append(first.network, first.position, entries);
  demand(inOrder && appended, first);
}

function demand(stands: boolean, record: HeldRecord): void {
  if (!stands)
    throw new RestoreRefused(`a record of the kind "${record.kind}" did not come to stand in its place`);
}

/** A conversation's entries are all put at once, in their order: the stores keep appends to one log in line. */
async function put(storage: Storage, record: Exclude<HeldRecord, StatementRecord>): Promise<void> {
  switch (record.kind) {
    case "founding": {
      const { tokenHash, issuedAt, network } = record;
      await storage.foundings.issue(tokenHash, issuedAt);
      if (network !== undefined) demand(await storage.foundings.spend(tokenHash, network), record);
      return;
    }
    case "log-key":
      await storage.logKeys.keep(record.number, record.seed, record.at);
      return;
    case "device": {
      const { device, account, registeredAt: at, seenAt, networks } = record;
      for (const network of networks)
        demand(await storage.devices.register({ device, account, network, at }), record);
      if (seenAt !== undefined) await storage.devices.seen(device, seenAt);
      return;
    }
    case "invitation": {
      const { invitation, state, tokenHash, enrolment, mac } = record;
      demand(await storage.invitations.create(record), record);
      if (enrolment !== undefined && mac !== undefined)
        demand(await storage.invitations.redeem(tokenHash, enrolment, mac), record);
      if (state === "granted" || state === "cancelled")
        demand(await storage.invitations.settle(invitation, ["open", "redeemed"], state), record);
      return;
    }
    case "last-resort":
      return storage.keyPackages.setLastResort(record.device, record.suite, record.bytes, record.at);
    case "envelope":
      return putEnvelope(storage, record);
    case "group-info":
      return storage.groupInfos.put(record.conversation, record.epoch, record.bytes, record.at);
    case "cursor":
      return storage.cursors.acknowledge(record.device, [record]);
    case "backup":
      return demand(
        await storage.backups.put(record.account, record.locatorHash, record.bytes, record.at),
        record,
      );
    case "backup-note":
      return demand(
        await storage.backups.retire(record.account, record.locatorHash, record.note, record.at),
        record,
      );
    case "archive-segment": {
      const { account, index, bytes, at } = record;
      return demand((await storage.archives.append(account, index, bytes, at)).appended, record);
    }
    case "blob":
      return demand((await storage.blobs.begin(record, undefined)) === "begun", record);
    case "blob-chunk":
      return demand((await storage.blobs.put(record.blob, record.index, record.bytes)) === "kept", record);
    case "transfer-part": {
      const { tokenHash, part, parts, bytes, expiresAt } = record;
      return storage.transfers.put(tokenHash, part, parts, bytes, expiresAt);
    }
    case "transfer": {
      const { tokenHash, parts, expiresAt, claimant, spent } = record;
      if (spent) await storage.transfers.put(tokenHash, 0, parts, NOTHING, expiresAt);
      // Claims are bound by the first claimant's, whenever that was.
      if (claimant !== undefined) demand(await storage.transfers.claim(tokenHash, claimant, 0), record);
      if (spent) await storage.transfers.remove(tokenHash);
      return;
    }
    case "disabled-account":
      return storage.disabledAccounts.disable(record.account, record.at);
  }
}

async function putEnvelope(
  storage: Storage,
  record: Extract<HeldRecord, { kind: "envelope" }>,
): Promise<void> {
  const { conversation, seq, epoch, sender, messageId, at, floor, bytes, change } = record;
  const draft = {
    ...{ epoch, sender, messageId, at, bytes },
    ...(change === undefined
      ? { kind: "application" as const }
      : { kind: "commit" as const, change: { ...change, welcome: change.welcome } }),
  };
  const appended = await storage.conversations.append(conversation, draft, (tail) =>
    seq > (tail?.seq ?? 0)
      ? { admitted: true, floor, seq }
      : { admitted: false, refusal: "out of place" as const },
  );
  demand(appended.outcome === "appended" && appended.seq === seq, record);
}
