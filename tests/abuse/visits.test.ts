import { type BareDevice, bareNetwork } from "@comity/scripts/load/bareDevice";
import type { AccountId, ConversationId, NetworkId } from "@comity/shared/ids";
import { logProveConsistency } from "@comity/shared/protocol/log";
import { statementsRead } from "@comity/shared/protocol/statements";
import { visitEntries, visitLeaves, visitPositions } from "@comity/shared/protocol/visit";
import { recallStatement } from "@comity/shared/statements/signing";
import type { SignedStatement, Statement } from "@comity/shared/statements/statement";
import { headHolds, rootOf } from "@comity/shared/transparency/head";
import { leafOf } from "@comity/shared/transparency/logEntry";
import { MerkleTree } from "@comity/shared/transparency/merkleTree";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { first } from "./events/stage.ts";
import { type Ground, openGround, openRoom } from "./ground.ts";
import { admitGuest, bringIn, sizeOfLog, waitingGuest } from "./guestDevice.ts";

const DAY = 86_400_000;
let ground: Ground;
let network: NetworkId;
/** By how much the server's clock is ahead. */
let ahead = 0;
let room: ConversationId;
let host: BareDevice;
let other: BareDevice;
let outsider: BareDevice;
let guest: BareDevice;
const open: BareDevice[] = [];

const refused = (code: string) => ({ ok: false, fault: { code } });

beforeAll(async () => {
  ground = await openGround({}, () => Date.now() + ahead);
  network = ground.network.network;
  [host, other, outsider] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
  room = await openRoom(host, [other]);
  guest = await admitGuest(ground, host, room, Date.now() + DAY);
  open.push(guest);
  await bringIn(host, room, 1, guest);
});
afterAll(async () => {
  for (const device of open) device.close();
  await ground.close();
});

interface Read {
  readonly positions: readonly number[];
  readonly statements: readonly SignedStatement[];
}

/** Everything that a guest can read now. */
async function readAll(by: BareDevice): Promise<Read> {
  const { head } = await first(by.call(visitLeaves, { network, from: 0 }));
  const { positions } = await first(by.call(visitPositions, { network, size: head.size }));
  return { positions, ...(await first(by.call(visitEntries, { network, positions }))) };
}

const said = (statements: readonly SignedStatement[]): readonly Statement[] =>
  statements.map((one) => {
    const read = recallStatement(one);
    if (!read.ok) throw new Error(read.fault);
    return read.value;
  });

/** Whose cards are among them. */
const cards = (statements: readonly SignedStatement[]): ReadonlySet<AccountId> =>
  new Set(said(statements).flatMap((one) => ("card" in one ? [one.account] : [])));

const accountOf = ({ keys }: BareDevice): AccountId => keys.account;

describe("what a guest reads of a network's log", () => {
  it("is no page as members read it, whether they are a guest or wait to be one", async () => {
    const waiting = await waitingGuest(ground, host, room);
    open.push(waiting);
    for (const one of [guest, waiting])
      for (const from of [0, 5, 1_000_000])
        expect(await one.call(statementsRead, { network, from })).toEqual(refused("not-permitted"));
    // Somebody who waits to be a member reads as members do.
    const member = await ground.waiting();
    expect(await member.call(statementsRead, { network, from: 0 })).toMatchObject({ ok: true });
    expect(await member.call(visitLeaves, { network, from: 0 })).toEqual(refused("not-permitted"));
  });

  it("has every entry's hash under the signed head, and shows whole only whom they meet, and the officers", async () => {
    const { head, leaves } = await first(guest.call(visitLeaves, { network, from: 0 }));
    const tree = new MerkleTree(ground.sodium);
    for (const leaf of leaves) tree.appendLeaf(new Uint8Array(leaf));
    expect(headHolds(ground.sodium, head)).toBe(true);
    expect([tree.size, rootOf(tree)]).toEqual([head.size, head.root]);
    const { positions, statements } = await readAll(guest);
    for (const [at, position] of positions.entries()) {
      const [leaf, statement] = [leaves[position], statements[at]];
      if (statement === undefined) throw new Error("an entry is missing");
      expect(Buffer.from(leafOf(ground.sodium, statement)).equals(leaf ?? Buffer.of())).toBe(true);
    }
    const known = [ground.network.founder, host, other, guest].map(accountOf);
    expect([...cards(statements)].sort()).toEqual(known.sort());
    expect(statements.length).toBeLessThan(head.size);
    expect(JSON.stringify(statements)).not.toContain(accountOf(outsider));
  });

  it("is nothing that they name besides, alone or among others", async () => {
    const { positions } = await readAll(guest);
    const size = await sizeOfLog(ground, host);
    const hidden = Array.from({ length: size }, (_, at) => at).filter((at) => !positions.includes(at));
    expect(hidden.length).toBeGreaterThan(0);
    for (const position of [...hidden, size, 1_000_000])
      expect(await guest.call(visitEntries, { network, positions: [position] })).toEqual(
        refused("not-permitted"),
      );
    const [first] = hidden;
    expect(await guest.call(visitEntries, { network, positions: [0, first ?? 0, 1] })).toEqual(
      refused("not-permitted"),
    );
  });

  it("grows by whoever comes into the room, and stays when they leave it", async () => {
    expect(cards((await readAll(guest)).statements).has(accountOf(outsider))).toBe(false);
    await bringIn(host, room, 2, outsider);
    expect(cards((await readAll(guest)).statements).has(accountOf(outsider))).toBe(true);
  });

  it("is less for whoever waits: the officers, and who invites them", async () => {
    const waiting = await waitingGuest(ground, host, room);
    open.push(waiting);
    const { statements } = await readAll(waiting);
    expect([...cards(statements)].sort()).toEqual([ground.network.founder, host].map(accountOf).sort());
  });

  it("is of no other guest's room", async () => {
    const elsewhere = await openRoom(other, []);
    const second = await admitGuest(ground, other, elsewhere, Date.now() + DAY);
    open.push(second);
    expect(cards((await readAll(guest)).statements).has(accountOf(second))).toBe(false);
    expect(cards((await readAll(second)).statements).has(accountOf(guest))).toBe(false);
  });

  it("is of no other network", async () => {
    const { address, origin, foundingLink } = ground.server;
    const foreign = await bareNetwork(ground.sodium, address, origin, await foundingLink(), 1);
    open.push(foreign.founder);
    const unknown = refused("network.unknown");
    const one = { network: foreign.network };
    expect(await guest.call(visitLeaves, { ...one, from: 0 })).toEqual(unknown);
    expect(await guest.call(visitPositions, { ...one, size: 1 })).toEqual(unknown);
    expect(await guest.call(visitEntries, { ...one, positions: [0] })).toEqual(unknown);
    expect(await guest.call(statementsRead, { ...one, from: 0 })).toEqual(unknown);
    expect(await guest.call(logProveConsistency, { ...one, from: 1, to: 2 })).toEqual(unknown);
  });

  it("ends with the stay, on a line that still stands", async () => {
    const shortly = await admitGuest(ground, host, room, Date.now() + DAY);
    open.push(shortly);
    const { positions } = await readAll(shortly);
    ahead = 2 * DAY;
    const unknown = refused("network.unknown");
    expect(await shortly.call(visitLeaves, { network, from: 0 })).toEqual(unknown);
    expect(await shortly.call(visitPositions, { network, size: 3 })).toEqual(unknown);
    expect(await shortly.call(visitEntries, { network, positions: [...positions] })).toEqual(unknown);
    expect(await shortly.call(statementsRead, { network, from: 0 })).toEqual(unknown);
    ahead = 0;
  });
});
