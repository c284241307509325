import { chunkLength } from "@comity/shared/content/blobSize";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { BlobId, ConversationId, DeviceId, NetworkId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { Roster } from "@comity/shared/statements/roster";
import { entryBytes, rootOf } from "@comity/shared/transparency/head";
import { MerkleTree } from "@comity/shared/transparency/merkleTree";
import type { HeldCounts, HeldRecord } from "../storage/held.ts";
import { Tally } from "./backupFile.ts";

/** One network's log as the records have it. */
export interface NetworkReport {
  readonly network: NetworkId;
  readonly size: number;
  /** The root of the log's Merkle tree (RFC 9162), base64url: members' clients pin the same. */
  readonly root: string;
}

/** What was found in a backup or in a database. */
export interface VerifyReport {
  readonly records: HeldCounts;
  readonly networks: readonly NetworkReport[];
  readonly conversations: number;
  /** One sentence for each thing that is not as it must be, at most 50. */
  readonly defects: readonly string[];
}

type StatementRecord = Extract<HeldRecord, { kind: "statement" }>;
type EnvelopeRecord = Extract<HeldRecord, { kind: "envelope" }>;

const DEFECTS_TOLD = 50;

interface Log {
  roster: Roster | undefined;
  readonly tree: MerkleTree;
  /** Further entries can't be judged after one that does not stand. */
  broken: boolean;
}

interface Conversation {
  seq: number;
  epoch: number;
  broken: boolean;
}

/**
 * Reads everything and checks what can be checked without a key: every signature and every step of the networks'
 * logs, from which their Merkle roots are computed anew; that conversations and archives have no gaps and their
 * epochs follow each other; and that what refers to something finds it.
 */
export async function verifyRecords(
  sodium: Sodium,
  records: AsyncIterable<HeldRecord>,
  progress: (done: number) => void,
): Promise<VerifyReport> {
  const tally = new Tally();
  const check = new Check(sodium);
  for await (const record of records) {
    tally.add(record.kind);
    if (tally.total % 500 === 0) progress(tally.total);
    check.take(record);
  }
  progress(tally.total);
  return check.report(tally.counts);
}

class Check {
  private readonly logs = new Map<NetworkId, Log>();
  private readonly conversations = new Map<ConversationId, Conversation>();
  private readonly archives = new Map<string, number>();
  private readonly devices = new Set<DeviceId>();
  private readonly cursors: { conversation: ConversationId; seq: number }[] = [];
  private readonly infos = new Map<ConversationId, number>();
  private readonly blobs = new Map<
    BlobId,
    { readonly conversation: ConversationId; readonly bytes: number }
  >();
  private readonly defects: string[] = [];
  private hidden = 0;

  constructor(private readonly sodium: Sodium) {}

  take(record: HeldRecord): void {
    switch (record.kind) {
      case "statement":
        this.statement(record);
        return;
      case "envelope":
        this.envelope(record);
        return;
      case "device":
        this.devices.add(record.device);
        return;
      case "cursor":
        this.cursors.push({ conversation: record.conversation, seq: record.seq });
        return;
      case "group-info":
        this.infos.set(record.conversation, record.epoch);
        return;
      case "blob":
        this.blobs.set(record.blob, record);
        return;
      case "blob-chunk":
        if (record.bytes.length !== chunkLength(this.blobs.get(record.blob)?.bytes ?? 0, record.index))
          this.defect(`Piece ${record.index} of file ${record.blob} has no place there, or another length.`);
        return;
      case "archive-segment": {
        const next = this.archives.get(record.account) ?? 0;
        if (record.index !== next)
          this.defect(`The archive of account ${record.account} has no segment ${next}.`);
        this.archives.set(record.account, record.index + 1);
        return;
      }
    }
  }

  report(records: HeldCounts): VerifyReport {
    for (const [network, { roster }] of this.logs)
      for (const member of roster?.members() ?? [])
        for (const { device } of roster?.allDevicesOf(member.account) ?? [])
          if (!this.devices.has(device))
            this.defect(`Device ${device} stands in the log of network ${network} and is not registered.`);
    for (const { conversation, seq } of this.cursors)
      if (seq > (this.conversations.get(conversation)?.seq ?? 0))
        this.defect(
          `A device has stored conversation ${conversation} up to entry ${seq}, which is not there.`,
        );
    for (const [conversation, epoch] of this.infos)
      if (epoch > (this.conversations.get(conversation)?.epoch ?? -1))
        this.defect(
          `The public state of conversation ${conversation} is of epoch ${epoch}, which it never came to.`,
        );
    for (const [blob, { conversation }] of this.blobs)
      if (!this.conversations.has(conversation))
        this.defect(`File ${blob} belongs to conversation ${conversation}, which is not there.`);
    if (this.hidden > 0) this.defects.push(`${this.hidden} more.`);
    return {
      records,
      networks: [...this.logs].map(([network, { tree }]) => ({
        ...{ network, size: tree.size },
        root: rootOf(tree),
      })),
      conversations: this.conversations.size,
      defects: this.defects,
    };
  }

  private defect(sentence: string): void {
    if (this.defects.length < DEFECTS_TOLD) this.defects.push(sentence);
    else this.hidden += 1;
  }

  private statement(record: StatementRecord): void {
    const { network, position } = record;
    const log = this.logs.get(network) ?? {
      ...{ roster: undefined, broken: false },
      tree: new MerkleTree(this.sodium),
    };
    this.logs.set(network, log);
    if (log.broken) return;
    const wrong = this.extend(log, record);
    if (wrong === undefined) return;
    log.broken = true;
    this.defect(`The log of network ${network} does not stand from entry ${position} on: ${wrong}.`);
  }

  /** Takes an entry into its log, or says why it can't stand there. */
  private extend(
    log: Log,
    { network, position, body, signer, signature }: StatementRecord,
  ): string | undefined {
    if (position !== log.tree.size) return `entry ${log.tree.size} is missing`;
    const signed = { body, signer, signature };
    log.tree.append(entryBytes(signed));
    if (log.roster !== undefined) {
      const appended = log.roster.append(signed);
      return appended.ok ? undefined : appended.fault;
    }
    const founded = Roster.found(this.sodium, signed);
    if (!founded.ok) return founded.fault;
    if (founded.value.network !== network) return "it is the founding of another network";
    log.roster = founded.value;
    return undefined;
  }

  private envelope(record: EnvelopeRecord): void {
    const { conversation: id, seq } = record;
    const log = this.conversations.get(id) ?? { seq: 0, epoch: 0, broken: false };
    this.conversations.set(id, log);
    if (log.broken) return;
    const wrong = outOfPlace(log, record);
    if (wrong === undefined) {
      log.seq = seq;
      log.epoch = record.change?.epochAfter ?? log.epoch;
      return;
    }
    log.broken = true;
    this.defect(`Conversation ${id} does not stand from entry ${seq} on: ${wrong}.`);
  }
}

/** Why an entry can't follow what a conversation's log has so far. */
function outOfPlace(log: Conversation, { seq, epoch, change, bytes }: EnvelopeRecord): string | undefined {
  const leap =
    log.seq > 0 && seq === log.seq + LIMITS.restoredLeap && change === undefined && bytes.length === 0;
  if (seq !== log.seq + 1 && !leap) return `entry ${log.seq + 1} is missing`;
  if (seq === 1) return change === undefined ? "it does not begin with a change of members" : undefined;
  if (change !== undefined && epoch !== log.epoch)
    return `a change for epoch ${epoch} was taken in epoch ${log.epoch}`;
  return epoch > log.epoch ? `it names epoch ${epoch}, which had not begun` : undefined;
}
