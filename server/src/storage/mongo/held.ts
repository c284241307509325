import { type ConversationId, DeviceId } from "@comity/shared/ids";
import type { Model } from "mongoose";
import type { HeldKind, HeldRecord } from "../held.ts";
import type { OperatorStorage } from "../port/operator.ts";
import { bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import { mongoDevices } from "./devices.ts";
import type { EnvelopeDocument } from "./documents.ts";
import { mongoInvitations } from "./invitations.ts";
import { mongoStatements } from "./statements.ts";

/** Few enough that entries of the largest size are not held by the hundred. */
const PER_BATCH = 20;
const STATEMENTS_AT_ONCE = 200;

type Given = AsyncGenerator<HeldRecord>;

/**
 * What copies make of each collection: a kind of record, a part of one, or nothing (see held.ts). The compiler sees
 * to it that a collection which is added stands here: what is not copied would be lost in a backup.
 */
const COPIED_AS: Readonly<Record<keyof Collections, HeldKind | "part" | "left out">> = {
  foundings: "founding",
  foundingUses: "part",
  // Several to a document: counted apart.
  statements: "part",
  logKeys: "log-key",
  devices: "device",
  deviceNetworks: "part",
  deviceSights: "part",
  invitations: "invitation",
  invitationSteps: "part",
  lastResorts: "last-resort",
  envelopes: "envelope",
  groupInfos: "group-info",
  cursors: "cursor",
  backups: "backup",
  backupNotes: "backup-note",
  archiveSegments: "archive-segment",
  blobs: "blob",
  blobChunks: "blob-chunk",
  transferParts: "transfer-part",
  transfers: "transfer",
  transferMarks: "part",
  disabledAccounts: "disabled-account",
  keyPackages: "left out",
  links: "left out",
  linkSteps: "left out",
  meta: "left out",
};

/**
 * Everything in the database as records. MongoDB keeps the picture of one moment for minutes only, which is too
 * short for a large database; the order makes up for it. What refers is read before what it refers to: cursors,
 * groups' public states and files before the logs of conversations, these before the logs of networks, and those before
 * devices. Documents of the logs are inserted and never changed: what was there at the beginning is given.
 */
export function mongoHeld(collections: Collections): Pick<OperatorStorage, "records" | "counts"> {
  return {
    async *records() {
      yield* cursors(collections);
      yield* groupInfos(collections);
      yield* blobs(collections);
      yield* envelopes(collections);
      yield* invitations(collections);
      yield* statements(collections);
      yield* logKeys(collections);
      yield* devices(collections);
      yield* foundings(collections);
      yield* lastResorts(collections);
      // A note before the backup that came after it: else a copy could hold the note and not the backup.
      yield* backupNotes(collections);
      yield* backups(collections);
      yield* archives(collections);
      yield* transferParts(collections);
      yield* transfers(collections);
      for await (const { _id, at } of each(collections.disabledAccounts))
        yield { kind: "disabled-account", account: _id, at };
    },
    async counts() {
      const kinds = await Promise.all(
        Object.entries(COPIED_AS).flatMap(([name, kind]) =>
          kind === "part" || kind === "left out"
            ? []
            : [counted(collections[name as keyof Collections], kind)],
        ),
      );
      const { networks, size } = mongoStatements(collections);
      const sizes = await Promise.all((await networks()).map(size));
      return {
        ...Object.fromEntries(kinds),
        statement: sizes.reduce((sum, one) => sum + one, 0),
        "one-time-key-package": await collections.keyPackages.countDocuments(),
      };
    },
  };
}

async function counted(model: Collections[keyof Collections], kind: HeldKind) {
  return [kind, await model.countDocuments()] as const;
}

/** Every document of a collection in the order of its ids, a few at a time. */
async function* each<Document>(model: Model<Document>): AsyncGenerator<Document> {
  const documents = model.find().sort({ _id: 1 }).batchSize(PER_BATCH).lean<Document[]>().cursor();
  for await (const document of documents) yield document;
}

/** The two ids of which an `_id` is joined. */
function joined(id: string): readonly [string, string] {
  const [first = "", second = ""] = id.split(".");
  return [first, second];
}

async function* cursors({ cursors: all }: Collections): Given {
  for await (const { _id, conversation, seq } of each(all))
    yield { kind: "cursor", device: DeviceId.parse(joined(_id)[0]), conversation, seq };
}

async function* groupInfos({ groupInfos: all }: Collections): Given {
  for await (const { conversation, epoch, bytes, at } of each(all))
    yield { kind: "group-info", conversation, epoch, bytes: bytesOf(bytes), at };
}

/** Each file and then its pieces, as far as they are there by then. */
async function* blobs({ blobs: all, blobChunks }: Collections): Given {
  for await (const { _id: blob, conversation, uploader, account, bytes, at } of each(all)) {
    yield { kind: "blob", blob, conversation, uploader, account, bytes, at };
    const chunks = blobChunks.find({ blob }).sort({ index: 1 }).batchSize(PER_BATCH).lean().cursor();
    for await (const { index, bytes: piece } of chunks)
      yield { kind: "blob-chunk", blob, index, bytes: bytesOf(piece) };
  }
}

function envelope(document: EnvelopeDocument): HeldRecord {
  const { conversation, seq, kind, epoch, sender, messageId, at, floor, bytes, epochAfter, welcome } =
    document;
  const { devices: after = [], added = [], removed = [] } = document;
  const change = {
    ...{ epochAfter, devices: after, added, removed },
    welcome: welcome === undefined ? undefined : bytesOf(welcome),
  };
  return {
    ...{ kind: "envelope", conversation, seq, epoch, sender, messageId, at, floor },
    bytes: bytesOf(bytes),
    change: kind === "commit" ? change : undefined,
  };
}

/** Every conversation's log, each up to where it reached when it was come to. */
async function* envelopes({ envelopes: all }: Collections): Given {
  for (let after: ConversationId | undefined; ; ) {
    const next = await all
      .findOne(after === undefined ? {} : { conversation: { $gt: after } }, { conversation: 1 })
      .sort({ conversation: 1, seq: 1 })
      .lean();
    if (next === null) return;
    const { conversation } = next;
    after = conversation;
    const newest = await all.findOne({ conversation }, { seq: 1 }).sort({ seq: -1 }).lean();
    const entries = all
      .find({ conversation, seq: { $lte: newest?.seq ?? 0 } })
      .sort({ seq: 1 })
      .batchSize(PER_BATCH)
      .lean()
      .cursor();
    for await (const entry of entries) yield envelope(entry);
  }
}

async function* invitations(collections: Collections): Given {
  const { find } = mongoInvitations(collections);
  for await (const { _id } of each(collections.invitations)) {
    const found = await find(_id);
    if (found !== undefined) yield { kind: "invitation", ...found };
  }
}

async function* statements(collections: Collections): Given {
  const { networks, size, read } = mongoStatements(collections);
  for (const network of await networks()) {
    const end = await size(network);
    for (let position = 0; position < end; ) {
      const page = await read(network, position, STATEMENTS_AT_ONCE);
      if (page.length === 0) break;
      for (const one of page) yield { kind: "statement", network, position: position++, ...one };
    }
  }
}

async function* logKeys({ logKeys: all }: Collections): Given {
  for await (const { _id, seed, at } of each(all))
    yield { kind: "log-key", number: _id, seed: bytesOf(seed), at };
}

async function* devices(collections: Collections): Given {
  const { find } = mongoDevices(collections);
  for await (const { _id } of each(collections.devices)) {
    const found = await find(_id);
    if (found !== undefined) yield { kind: "device", ...found, networks: [...found.networks] };
  }
}

async function* foundings({ foundings: all, foundingUses }: Collections): Given {
  for await (const { _id, issuedAt } of each(all)) {
    const use = await foundingUses.findById(_id).lean();
    yield { kind: "founding", tokenHash: _id, issuedAt, network: use?.network };
  }
}

async function* lastResorts({ lastResorts: all }: Collections): Given {
  for await (const { _id, device, at, bytes } of each(all))
    yield { kind: "last-resort", device, suite: Number(joined(_id)[1]), at, bytes: bytesOf(bytes) };
}

async function* backupNotes({ backupNotes: all }: Collections): Given {
  for await (const { _id, account, note, at } of each(all))
    yield { kind: "backup-note", account, locatorHash: _id, note: bytesOf(note), at };
}

async function* backups({ backups: all }: Collections): Given {
  for await (const { _id, locatorHash, bytes, at } of each(all))
    yield { kind: "backup", account: _id, locatorHash, bytes: bytesOf(bytes), at };
}

async function* archives({ archiveSegments: all }: Collections): Given {
  const segments = all.find().sort({ account: 1, index: 1 }).batchSize(PER_BATCH).lean().cursor();
  for await (const { account, index, bytes, at } of segments)
    yield { kind: "archive-segment", account, index, bytes: bytesOf(bytes), at };
}

async function* transferParts({ transferParts: all, transfers: heads }: Collections): Given {
  for await (const { _id, tokenHash, bytes } of each(all)) {
    const head = await heads.findById(tokenHash).lean();
    if (head === null) continue;
    const { parts, expiresAt } = head;
    yield {
      kind: "transfer-part",
      tokenHash,
      part: Number(joined(_id)[1]),
      parts,
      expiresAt,
      bytes: bytesOf(bytes),
    };
  }
}

async function* transfers({ transfers: all, transferMarks }: Collections): Given {
  for await (const { _id, parts, expiresAt } of each(all)) {
    const [claim, spent] = await Promise.all([
      transferMarks.findById(`${_id}.claim`).lean(),
      transferMarks.findById(`${_id}.spent`).lean(),
    ]);
    yield {
      kind: "transfer",
      tokenHash: _id,
      parts,
      expiresAt,
      claimant: claim?.claimant,
      spent: spent !== null,
    };
  }
}
