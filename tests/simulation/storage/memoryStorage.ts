import type { DeviceRecord } from "@comity/server/storage/port/enrolment";
import type { Storage } from "@comity/server/storage/port/storage";
import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { Disk, Medium } from "./disk.ts";
import { memoryBlobs } from "./memoryBlobs.ts";
import { memoryConversations } from "./memoryConversations.ts";

/** The storage port over a disk in memory: the third engine of the storage contract, and the simulator's own. */
export function memoryStorage(disk: Disk, medium: Medium): Storage {
  return {
    devices: devices(disk, medium),
    foundings: foundings(disk, medium),
    invitations: invitations(disk, medium),
    statements: statements(disk, medium),
    logKeys: logKeys(disk, medium),
    keyPackages: keyPackages(disk, medium),
    conversations: memoryConversations(disk, medium),
    groupInfos: groupInfos(disk, medium),
    cursors: cursors(disk, medium),
    backups: backups(disk, medium),
    transfers: transfers(disk, medium),
    links: links(disk, medium),
    archives: archives(disk, medium),
    blobs: memoryBlobs(disk, medium),
    disabledAccounts: disabledAccounts(disk, medium),
    ping: () => medium.write(() => undefined),
    unavailable: () => false,
    close: () => medium.close(),
  };
}

/** The entry of a map, made where it is missing. Inside a write only. */
export function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function devices(disk: Disk, medium: Medium): Storage["devices"] {
  return {
    register: ({ device, account, network, at }) =>
      medium.write(() => {
        const known: DeviceRecord = disk.devices.get(device) ?? {
          device,
          account,
          networks: [],
          registeredAt: at,
          seenAt: undefined,
        };
        if (known.account !== account) return false;
        disk.devices.set(device, { ...known, networks: [...new Set([...known.networks, network])].sort() });
        return true;
      }),
    find: (device) => medium.read(() => disk.devices.get(device)),
    ofAccount: (account) =>
      medium.read(() =>
        [...disk.devices.values()]
          .filter((entry) => entry.account === account)
          .sort(
            (one, other) => one.registeredAt - other.registeredAt || (one.device < other.device ? -1 : 1),
          ),
      ),
    seen: (device, at) =>
      medium.write(() => {
        const known = disk.devices.get(device);
        if (known !== undefined)
          disk.devices.set(device, { ...known, seenAt: Math.max(at, known.seenAt ?? 0) });
      }),
  };
}

function foundings(disk: Disk, medium: Medium): Storage["foundings"] {
  return {
    issue: (tokenHash) =>
      medium.write(() => {
        if (!disk.foundings.has(tokenHash)) disk.foundings.set(tokenHash, undefined);
      }),
    spend: (tokenHash, network) =>
      medium.write(() => {
        if (!disk.foundings.has(tokenHash)) return false;
        const spentOn = disk.foundings.get(tokenHash);
        if (spentOn !== undefined) return spentOn === network;
        disk.foundings.set(tokenHash, network);
        return true;
      }),
  };
}

function invitations({ invitations: all }: Disk, medium: Medium): Storage["invitations"] {
  const byToken = (tokenHash: string) => [...all.values()].find((entry) => entry.tokenHash === tokenHash);
  return {
    create: (entry) =>
      medium.write(() => {
        if (all.has(entry.invitation) || byToken(entry.tokenHash) !== undefined) return false;
        const sealedCard = entry.sealedCard.slice();
        all.set(entry.invitation, {
          ...entry,
          sealedCard,
          host: entry.host,
          state: "open",
          enrolment: undefined,
          mac: undefined,
        });
        return true;
      }),
    find: (invitation) => medium.read(() => all.get(invitation)),
    findByToken: (tokenHash) => medium.read(() => byToken(tokenHash)),
    redeem: (tokenHash, enrolment, mac) =>
      medium.write(() => {
        const known = byToken(tokenHash);
        if (known === undefined) return false;
        if (known.state === "redeemed") return known.enrolment === enrolment && known.mac === mac;
        if (known.state !== "open") return false;
        all.set(known.invitation, { ...known, state: "redeemed", enrolment, mac });
        return true;
      }),
    settle: (invitation, from, to) =>
      medium.write(() => {
        const known = all.get(invitation);
        if (known === undefined || !from.includes(known.state)) return false;
        all.set(invitation, { ...known, state: to });
        return true;
      }),
    ofNetwork: (network, limit) =>
      medium.read(() =>
        [...all.values()]
          .filter((entry) => entry.network === network)
          .sort(
            (one, other) => other.createdAt - one.createdAt || (one.invitation < other.invitation ? -1 : 1),
          )
          .slice(0, limit),
      ),
  };
}

function statements({ statements: logs }: Disk, medium: Medium): Storage["statements"] {
  return {
    append: (network, expectedSize, batch) =>
      medium.write(() => {
        const log = logs.get(network) ?? [];
        if (log.length !== expectedSize) return { appended: false, size: log.length };
        logs.set(network, [...log, ...batch.map((one) => ({ ...one }))]);
        return { appended: true, size: expectedSize + batch.length };
      }),
    read: (network, from, limit) =>
      medium.read(() => (logs.get(network) ?? []).slice(from, from + limit).map((one) => ({ ...one }))),
    size: (network) => medium.read(() => logs.get(network)?.length ?? 0),
    networks: () => medium.read(() => [...logs.keys()].sort()),
  };
}

function logKeys({ logKeys: all }: Disk, medium: Medium): Storage["logKeys"] {
  return {
    keep: (number, seed) => medium.write(() => entryOf(all, number, () => seed.slice())),
    all: () =>
      medium.read(() => [...all].sort(([one], [other]) => one - other).map(([, seed]) => seed.slice())),
  };
}

function keyPackages({ keyPackages: pools }: Disk, medium: Medium): Storage["keyPackages"] {
  const poolOf = (device: DeviceId, suite: number) =>
    entryOf(pools, `${device}/${suite}`, () => ({ oneTime: [], lastResort: undefined }));
  const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;
  return {
    add: (device, suite, packages) =>
      medium.write(() => {
        const pool = poolOf(device, suite);
        for (const bytes of packages) {
          const held = pool.lastResort === undefined ? pool.oneTime : [...pool.oneTime, pool.lastResort];
          if (!held.some((one) => same(one, bytes))) pool.oneTime.push(bytes.slice());
        }
        return pool.oneTime.length;
      }),
    setLastResort: (device, suite, keyPackage) =>
      medium.write(() => {
        poolOf(device, suite).lastResort = keyPackage.slice();
      }),
    count: (device, suite) =>
      medium.read(() => {
        const pool = pools.get(`${device}/${suite}`);
        return { oneTime: pool?.oneTime.length ?? 0, lastResort: pool?.lastResort !== undefined };
      }),
    take: (device, suite) =>
      medium.write(() => {
        const pool = poolOf(device, suite);
        const keyPackage = pool.oneTime.shift() ?? pool.lastResort;
        return keyPackage === undefined ? undefined : { keyPackage, left: pool.oneTime.length };
      }),
    forget: (device) =>
      medium.write(() => {
        for (const key of [...pools.keys()]) if (key.startsWith(`${device}/`)) pools.delete(key);
      }),
  };
}

function cursors({ cursors: all }: Disk, medium: Medium): Storage["cursors"] {
  return {
    acknowledge: (device, moves) =>
      medium.write(() => {
        const held = entryOf(all, device, () => new Map<ConversationId, number>());
        for (const { conversation, seq } of moves)
          held.set(conversation, Math.max(seq, held.get(conversation) ?? 0));
      }),
    of: (device, conversations) =>
      medium.read(() => {
        const held = all.get(device) ?? new Map<ConversationId, number>();
        return new Map([...held].filter(([conversation]) => conversations.includes(conversation)));
      }),
    among: (conversation, devices) =>
      medium.read(() => {
        const seqOf = (device: DeviceId) => all.get(device)?.get(conversation);
        return new Map(
          devices.flatMap((device) => {
            const seq = seqOf(device);
            return seq === undefined ? [] : [[device, seq] as const];
          }),
        );
      }),
  };
}

function groupInfos({ groupInfos: all }: Disk, medium: Medium): Storage["groupInfos"] {
  return {
    put: (conversation, epoch, groupInfo) =>
      medium.write(() => {
        if ((all.get(conversation)?.epoch ?? 0) <= epoch)
          all.set(conversation, { epoch, groupInfo: groupInfo.slice() });
      }),
    get: (conversation) => medium.read(() => all.get(conversation)),
  };
}

function backups({ backups: all, backupNotes: notes }: Disk, medium: Medium): Storage["backups"] {
  const owner = (locatorHash: string) => [...all].find(([, entry]) => entry.locatorHash === locatorHash);
  return {
    put: (account, locatorHash, bytes) =>
      medium.write(() => {
        const taken = owner(locatorHash);
        if (taken !== undefined && taken[0] !== account) return false;
        all.set(account, { locatorHash, bytes: bytes.slice() });
        return true;
      }),
    get: (locatorHash) => medium.read(() => owner(locatorHash)?.[1].bytes),
    retire: (account, locatorHash, note) =>
      medium.write(
        () => entryOf(notes, locatorHash, () => ({ account, note: note.slice() })).account === account,
      ),
    note: (locatorHash) => medium.read(() => notes.get(locatorHash)?.note),
  };
}

function archives({ archives: all }: Disk, medium: Medium): Storage["archives"] {
  const headOf = (segments: readonly Uint8Array[] = []) => ({
    count: segments.length,
    bytes: segments.reduce((sum, { length }) => sum + length, 0),
  });
  return {
    append: (account, index, segment) =>
      medium.write(() => {
        const segments = entryOf(all, account, () => []);
        const appended = segments.length === index;
        if (appended) segments.push(segment.slice());
        return { appended, head: headOf(segments) };
      }),
    head: (account) => medium.read(() => headOf(all.get(account))),
    read: (account, index) => medium.read(() => all.get(account)?.[index]),
  };
}

function transfers({ transfers: all }: Disk, medium: Medium): Storage["transfers"] {
  return {
    put: (tokenHash, part, parts, bytes, expiresAt) =>
      medium.write(() => {
        const transfer = entryOf(all, tokenHash, () => ({
          parts,
          expiresAt,
          claimant: undefined,
          spent: false,
          bytes: new Map<number, Uint8Array>(),
        }));
        if (!transfer.spent && !transfer.bytes.has(part)) transfer.bytes.set(part, bytes.slice());
      }),
    claim: (tokenHash, claimant, now) =>
      medium.write(() => {
        const transfer = all.get(tokenHash);
        if (transfer === undefined || transfer.expiresAt <= now) return false;
        if (transfer.claimant !== undefined) return transfer.claimant === claimant;
        if (transfer.spent) return false;
        transfer.claimant = claimant;
        return true;
      }),
    get: (tokenHash, part) =>
      medium.read(() => {
        const transfer = all.get(tokenHash);
        const bytes = transfer?.bytes.get(part);
        return transfer === undefined || bytes === undefined ? undefined : { parts: transfer.parts, bytes };
      }),
    remove: (tokenHash) =>
      medium.write(() => {
        const transfer = all.get(tokenHash);
        if (transfer === undefined) return;
        transfer.spent = true;
        transfer.bytes.clear();
      }),
  };
}

function links({ links: places, linkSteps: steps }: Disk, medium: Medium): Storage["links"] {
  const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;
  return {
    open: (record) =>
      medium.write(() => {
        const known = entryOf(places, record.placeHash, () => ({
          ...record,
          commitment: record.commitment.slice(),
        }));
        return known.openerHash === record.openerHash && same(known.commitment, record.commitment);
      }),
    find: (placeHash) => medium.read(() => places.get(placeHash)),
    leave: (placeHash, step, author, bytes, expiresAt) =>
      medium.write(() => {
        const known = entryOf(steps, `${placeHash}/${step}`, () => ({
          author,
          bytes: bytes.slice(),
          expiresAt,
        }));
        return known.author === author && same(known.bytes, bytes);
      }),
    step: (placeHash, step) =>
      medium.read(() => {
        const known = steps.get(`${placeHash}/${step}`);
        return known === undefined ? undefined : { author: known.author, bytes: known.bytes };
      }),
    expire: (now) =>
      medium.write(() => {
        for (const [key, { expiresAt }] of [...places]) if (expiresAt <= now) places.delete(key);
        for (const [key, { expiresAt }] of [...steps]) if (expiresAt <= now) steps.delete(key);
      }),
  };
}

function disabledAccounts({ disabledAccounts: all }: Disk, medium: Medium): Storage["disabledAccounts"] {
  return {
    disable: (account, at) =>
      medium.write(() => {
        if (!all.has(account)) all.set(account, at);
      }),
    enable: (account) =>
      medium.write(() => {
        all.delete(account);
      }),
    since: (account) => medium.read(() => all.get(account)),
    all: () =>
      medium.read(() =>
        [...all]
          .map(([account, at]) => ({ account, at }))
          .sort((one, other) => (one.account < other.account ? -1 : 1)),
      ),
  };
}
