import type { Reach, ThreadItem } from "@comity/client/engine/facade/views";
import type { CommitRecord } from "@comity/server/storage/port/conversations";
import type { AccountId, ConversationId } from "@comity/shared/ids";
import type { Log } from "../storage/disk.ts";
import type { SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import { short } from "./stints.ts";
import type { Read } from "./threads.ts";

type Message = Extract<ThreadItem, { kind: "message" }>;

/**
 * Told as soon as a device shows how far messages have come: nobody is said to have read what was not
 * before their eyes, nor to have what none of their devices has said that it has stored. Whoever is hostile may say what they like of
 * themselves.
 */
export function judgeShown(
  world: World,
  device: SimulatedDevice,
  id: ConversationId,
  items: readonly ThreadItem[],
): void {
  for (const item of items) {
    if (item.kind !== "message" || item.reach === undefined || !isWriting(item)) continue;
    const where = `${short(id)} #${item.order} at ${device.name}`;
    for (const problem of falsehoods(world, id, item.order, item.reach))
      world.violated("receipt", `${where}: ${problem}`);
  }
}

function falsehoods(world: World, id: ConversationId, order: number, { people }: Reach): readonly string[] {
  const { ledger } = world;
  return people.flatMap(({ account, delivered, read }) => {
    if (ledger.hostile.has(account)) return [];
    const name = nameOf(world, account);
    if (read && !ledger.hasLookedAt(account, id, order))
      return [`is shown as read by ${name}, who has not looked at it`];
    if (delivered && !read && !hasStored(world, account, id, order))
      return [`is shown as delivered to ${name}, and is not`];
    return [];
  });
}

/** Whether what somebody has looked at on a device may have gone with it, or with its disk, before others were told. */
function hasLostWhatItHad({ devices, server }: World, account: AccountId): boolean {
  return devices.some(
    ({ id, lost, putBack }) =>
      (lost || putBack) && id !== undefined && server.disk.devices.get(id)?.account === account,
  );
}

function hasStored({ server }: World, account: AccountId, id: ConversationId, order: number): boolean {
  return [...server.disk.devices.values()].some(
    (one) => one.account === account && (server.disk.cursors.get(one.device)?.get(id) ?? 0) >= order,
  );
}

/**
 * Once everything has come together, what somebody has sent is shown as delivered to everybody for whom it was and who
 * has it, and as read by everybody who has read it: to nobody else, and to none of them not.
 */
export function checkReceipts(
  world: World,
  id: ConversationId,
  log: Log,
  reads: readonly Read[],
): readonly string[] {
  if (reads.some(({ device }) => device.view(id)?.kind === "board")) return [];
  const since = sinceWhen(world, log);
  const problems: string[] = [];
  for (const { device, stints, inside, items } of reads) {
    const [stint] = stints;
    // Whoever was out, or came in anew, has not heard what the others said meanwhile.
    if (stint === undefined || stints.length > 1 || !inside || device.putBack) continue;
    const { account: self } = device;
    for (const item of items) {
      if (item.kind !== "message" || !item.mine || !isPlaced(item) || !isWriting(item)) continue;
      if (item.order <= stint.joined) continue;
      const where = `${short(id)} #${item.order} at ${device.name}`;
      const epoch = log.entries[item.order - 1]?.epoch ?? 0;
      const others = [...since].filter(([account, came]) => account !== self && came.seq < item.order);
      const forThem = ([, came]: (typeof others)[number]) => came.epochAfter <= epoch;
      // Of who came before this device did it is not known here when they came: after it was encrypted, maybe.
      const unknownHere = ([, came]: (typeof others)[number]) => came.epochAfter <= stint.joinedEpoch;
      const shown = new Set(item.reach?.people.map(({ account }) => account));
      const { reach } = item;
      if (
        reach === undefined ||
        shown.size !== reach.people.length ||
        others.filter(forThem).some(([account]) => !shown.delete(account)) ||
        [...shown].some((account) => !others.some((other) => other[0] === account && unknownHere(other)))
      ) {
        problems.push(`${where}: is not shown as being for those for whom it was`);
        continue;
      }
      problems.push(...falsehoods(world, id, item.order, reach).map((problem) => `${where}: ${problem}`));
      problems.push(...unsaid(world, id, item, reach, reads).map((problem) => `${where}: ${problem}`));
      if (item.delivery !== deliveryOf(reach))
        problems.push(`${where}: is shown as ${item.delivery}, and should be as ${deliveryOf(reach)}`);
    }
  }
  return problems;
}

/** What is true by now and not shown. */
function unsaid(
  world: World,
  id: ConversationId,
  { order }: Message,
  { people }: Reach,
  reads: readonly Read[],
): readonly string[] {
  return people.flatMap(({ account, delivered, read }) => {
    if (world.ledger.hostile.has(account)) return [];
    const name = nameOf(world, account);
    const theirs = reads.filter(({ device, inside }) => device.account === account && inside);
    const problems: string[] = [];
    if (theirs.length > 0 && !delivered) problems.push(`is not shown as delivered to ${name}`);
    if (!read && hasSaidSo(world, account, id, order, theirs))
      problems.push(`is not shown as read by ${name}`);
    return problems;
  });
}

/** Whether somebody has read a message on a device that was there all the time, and so has told of it. */
function hasSaidSo(
  world: World,
  account: AccountId,
  id: ConversationId,
  order: number,
  theirs: readonly Read[],
): boolean {
  if (hasLostWhatItHad(world, account)) return false;
  return theirs.some(
    ({ device, stints, items }) =>
      stints.length === 1 &&
      world.ledger.hasReadOn(device.name, account, id, order) &&
      items.find((item) => item.order === order)?.kind === "message",
  );
}

/** Who is in a conversation by its log, and by which commit each came. */
function sinceWhen({ server }: World, log: Log): ReadonlyMap<AccountId, CommitRecord> {
  const since = new Map<AccountId, CommitRecord>();
  for (const commit of [...log.commits.values()].sort((one, other) => one.seq - other.seq)) {
    const present = new Set(
      commit.devices.flatMap((device) => server.disk.devices.get(device)?.account ?? []),
    );
    for (const account of [...since.keys()]) if (!present.has(account)) since.delete(account);
    for (const account of present) if (!since.has(account)) since.set(account, commit);
  }
  return since;
}

function deliveryOf({ people }: Reach): Message["delivery"] {
  if (people.length === 0) return "sent";
  if (people.every(({ read }) => read)) return "read";
  return people.every(({ delivered }) => delivered) ? "delivered" : "sent";
}

/** Whether a person wrote it: a room's details that are told again are a line at those only who did not know them. */
function isWriting({ content }: Message): boolean {
  return content.kind === "text" || content.kind === "withdrawal";
}

function isPlaced({ delivery }: Message): boolean {
  return delivery !== "queued" && delivery !== "failed";
}

function nameOf(world: World, account: AccountId): string {
  return world.devices.find((device) => device.account === account)?.person ?? account.slice(0, 6);
}
