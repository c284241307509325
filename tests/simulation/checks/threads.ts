import type { ThreadItem } from "@comity/client/engine/facade/views";
import type { AccountId, ConversationId, DeviceId } from "@comity/shared/ids";
import type { Log } from "../storage/disk.ts";
import type { SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import { checkOddities } from "./oddities.ts";
import { checkReceipts } from "./receipts.ts";
import { isBeforeAll, type Stint, short, stintsOf, wasInside } from "./stints.ts";
import { checkWordings, firstWording, isWithdrawn } from "./wordings.ts";

type Message = Extract<ThreadItem, { kind: "message" }>;

/** One device's thread of one conversation. */
export interface Read {
  readonly device: SimulatedDevice;
  readonly stints: readonly Stint[];
  /** The same of all devices of its person, this one among them. */
  readonly family: readonly (readonly Stint[])[];
  /** The same of those among them that were not lost: what a lost one would have read since, nobody has read. */
  readonly kept: readonly (readonly Stint[])[];
  /** Whether it is in the conversation now. */
  readonly inside: boolean;
  readonly items: readonly ThreadItem[];
}

/**
 * What people see: the same texts in the same order at everybody who was in the conversation when they were
 * sent, each once and readable, none at anybody else, and none missing that an engine has taken on.
 */
export async function checkThreads(
  world: World,
  devices: readonly SimulatedDevice[],
  closed: ReadonlySet<ConversationId>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const [id, log] of world.server.disk.logs) {
    if (closed.has(id)) continue;
    const reads: Read[] = [];
    for (const device of devices) {
      const self = device.self?.device;
      if (self === undefined || device.view(id) === undefined) continue;
      const stints = stintsOf(log, self as DeviceId);
      const every = devicesOf(world, device.account);
      const family = every.map((one) => stintsOf(log, one));
      const lost = new Set(world.devices.flatMap((one) => (one.lost ? (one.id ?? []) : [])));
      const kept = every.filter((one) => !lost.has(one)).map((one) => stintsOf(log, one));
      const inside = stints.at(-1)?.left === undefined && stints.length > 0;
      reads.push({ device, stints, family, kept, inside, items: await lines(device, id) });
    }
    for (const read of reads) problems.push(...oneThread(world, id, log, read, reads));
    problems.push(...sameTexts(id, log, reads), ...nothingLost(world, id, log, reads));
    problems.push(...checkWordings(world, id, reads), ...checkReceipts(world, id, log, reads));
    problems.push(...checkOddities(world, id, log, reads));
  }
  return problems;
}

/** All devices that a person has ever had. */
function devicesOf(world: World, account: AccountId | undefined): readonly DeviceId[] {
  return [...world.server.disk.devices.values()].flatMap((one) =>
    one.account === account ? [one.device] : [],
  );
}

/** A thread by itself. */
function oneThread(
  world: World,
  id: ConversationId,
  log: Log,
  read: Read,
  reads: readonly Read[],
): readonly string[] {
  const { device, stints, family, inside, items } = read;
  const problems: string[] = [];
  const at = (order: number) => `${short(id)} #${order} at ${device.name}`;
  const seen = new Set<string>();
  for (const item of items) {
    const garbage = world.ledger.garbage.has(log.entries[item.order - 1]?.messageId ?? "");
    if (garbage && item.kind === "message") problems.push(`${at(item.order)}: garbage is shown as a message`);
    if (item.kind === "unreadable" && !garbage) {
      const entry = log.entries[item.order - 1];
      const stint = stints.find(
        ({ joined, left }) => joined < item.order && item.order <= (left ?? Infinity),
      );
      const early = entry !== undefined && stint !== undefined && entry.epoch < stint.joinedEpoch;
      const why = item.reason === "before-you-joined" || item.reason === "device-added-later";
      // Who was out for a while is told so, where it begins: what was said meanwhile was not for this device.
      // One that came in by itself never took the welcome that it had been sent before.
      const anew = item.order < (stints.at(-1)?.joined ?? 0);
      const meanwhile = item.reason === "not-archived" && (anew || !wasInside(stints, item.order));
      // A disk that was put back as it had been has lost what it read meanwhile, and its keys with it.
      const putBack = device.putBack && (anew || stints.at(-1)?.left !== undefined);
      // A further device that was not in at that place has from the others that none of them has ever had the keys, or, where
      // they took it for something of a device that came before them, that it was lost with one.
      const forNone = entry !== undefined && stint === undefined && isBeforeAll(family, entry);
      const toldSo = forNone && (item.reason === "before-you-joined" || item.reason === "lost-device");
      const inherited =
        stint === undefined &&
        (isLostWith(read, reads, item.order) || isNowhereSinceALoss(world, read, reads, item));
      if (!meanwhile && !putBack && !(early && why) && !toldSo && !inherited)
        problems.push(`${at(item.order)}: can't be read: ${item.reason}`);
    }
    if (item.kind !== "message") continue;
    if (seen.has(item.messageId)) problems.push(`${at(item.order)}: a message is shown twice`);
    seen.add(item.messageId);
    if (isPlaced(item)) {
      const entry = log.entries[item.order - 1];
      if (entry?.messageId !== item.messageId || entry.kind !== "application")
        problems.push(`${at(item.order)}: is shown and is not what stands there`);
      // What another of a person's devices has read is theirs on this one too.
      if (!family.some((one) => wasInside(one, item.order)))
        problems.push(`${at(item.order)}: is read by an outsider`);
    } else if (item.delivery === "queued" && inside) {
      problems.push(`${at(item.order)}: is still on its way out`);
    }
    if (item.content.kind === "damaged" && !world.ledger.odd.has(item.messageId))
      problems.push(`${at(item.order)}: is shown as damaged`);
    const text = firstWording(item);
    if (text !== undefined && !world.ledger.written.has(text))
      problems.push(`${at(item.order)}: a text that nobody wrote`);
  }
  return problems;
}

/**
 * Whether a place that a device has from its person's others only is one that was lost with a disk that was put back, and
 * none of the others has: it says so as that one does.
 */
function isLostWith({ device }: Read, reads: readonly Read[], order: number): boolean {
  const others = reads.filter((one) => one.device !== device && one.device.account === device.account);
  const theirs = others.flatMap(({ items, ...one }) =>
    items.filter((item) => item.order === order).map(({ kind }) => ({ putBack: one.device.putBack, kind })),
  );
  return (
    theirs.every(({ kind }) => kind !== "message") &&
    theirs.some(({ putBack, kind }) => putBack && kind === "unreadable")
  );
}

/**
 * Whether a person has lost devices, and none of those that they have now has what stands at a place: it was lost with one,
 * or one whose disk had been put back has left in the archive that it lacks it.
 */
function isNowhereSinceALoss(
  { devices, server }: World,
  { device: { account } }: Read,
  reads: readonly Read[],
  { order, reason }: Extract<ThreadItem, { kind: "unreadable" }>,
): boolean {
  const hasLost = devices.some(
    ({ id, lost, putBack }) =>
      (reason === "lost-device" ? lost : reason === "gap" && lost && putBack) &&
      id !== undefined &&
      server.disk.devices.get(id)?.account === account,
  );
  const theirs = reads.filter(({ device }) => device.account === account).flatMap(({ items }) => items);
  return hasLost && !theirs.some((item) => item.order === order && item.kind === "message");
}

/** Whoever was inside has the same text at the same place. */
function sameTexts(id: ConversationId, log: Log, reads: readonly Read[]): readonly string[] {
  const problems: string[] = [];
  const threads = reads.map((read) => ({
    ...read,
    byOrder: new Map(read.items.map((item) => [item.order, item])),
  }));
  for (const { seq, kind, epoch } of log.entries) {
    if (kind !== "application") continue;
    const source = threads.find(({ byOrder }) => firstWording(byOrder.get(seq)) !== undefined);
    const item = source?.byOrder.get(seq);
    const text = firstWording(item);
    if (source === undefined || item?.kind !== "message" || text === undefined) continue;
    for (const { device, stints, byOrder } of threads) {
      const other = byOrder.get(seq);
      const stint = stints.find(({ joined, left }) => joined < seq && seq < (left ?? Infinity));
      const wasThere = stint !== undefined && epoch >= stint.joinedEpoch;
      // What has come from the person's other devices is the same as well.
      if (!wasThere && other?.kind !== "message") continue;
      // A disk that was put back has lost what it had read by then, unless its device is in again and still since.
      const staysOn = stint === stints.at(-1) && stint?.left === undefined;
      if (device.putBack && !staysOn && other?.kind !== "message") continue;
      // Brought in and put out again before it ever came online: it has never had the keys of that time. A further
      // device may have the line of its coming from the person's others.
      const cameIn = byOrder.get(stint?.joined ?? 0)?.kind === "membership" && device.name === device.person;
      if (stint?.left !== undefined && !cameIn && other?.kind !== "message") continue;
      const same = isWithdrawn(other) || firstWording(other) === text;
      if (!same || other?.kind !== "message" || other.author !== item.author)
        problems.push(
          `${short(id)} #${seq}: ${source.device.name} reads "${text}", ${device.name} reads ${JSON.stringify(firstWording(other) ?? other?.kind)}`,
        );
    }
  }
  return problems;
}

/** What an engine has taken on to send stands in the log, or its device was put out before it could. */
function nothingLost(world: World, id: ConversationId, log: Log, reads: readonly Read[]): readonly string[] {
  const problems: string[] = [];
  const placed = new Map(log.entries.map(({ messageId, seq }) => [String(messageId), seq]));
  for (const written of world.ledger.written.values()) {
    if (written.conversation !== id || written.messageId === undefined) continue;
    const read = reads.find(({ device }) => device.name === written.device);
    if (read === undefined) continue;
    const line = read.items.find(
      (item): item is Message => item.kind === "message" && item.messageId === written.messageId,
    );
    const what = `${short(id)}: "${written.text}" of ${written.device}`;
    if (line === undefined) {
      problems.push(`${what} is gone from its own thread`);
      continue;
    }
    if (!isWithdrawn(line) && firstWording(line) !== written.text)
      problems.push(`${what} reads otherwise in its own thread`);
    const seq = placed.get(written.messageId);
    const wasOut = read.stints.length !== 1 || !read.inside;
    if (seq === undefined && !wasOut) problems.push(`${what} was taken on and never sent (${line.delivery})`);
    if (seq !== undefined && !isPlaced(line) && read.inside)
      problems.push(`${what} was sent and is shown as ${line.delivery}`);
  }
  return problems;
}

/** Whether a message shows that it has its place in the log, however far it has come since. */
function isPlaced({ delivery }: Message): boolean {
  return delivery !== "queued" && delivery !== "failed";
}

/** Every line of a thread, oldest first, by pages as a screen reads it. */
export async function lines(device: SimulatedDevice, conversation: ConversationId): Promise<ThreadItem[]> {
  const all: ThreadItem[] = [];
  for (let before: number | undefined; ; ) {
    const input = { conversation, limit: 50 };
    const page = await device.engine?.thread(before === undefined ? input : { ...input, before });
    if (page?.ok !== true) return all;
    all.unshift(...page.value.items);
    before = page.value.items[0]?.order;
    if (!page.value.more || before === undefined) return all;
  }
}
