import { type BareDevice, bareNetwork, nodeRandom } from "@comity/scripts/load/bareDevice";
import { idOfKey, LogKey, NetworkId } from "@comity/shared/ids";
import { logHead, logProveConsistency, logProveInclusion } from "@comity/shared/protocol/log";
import { statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import { signStatement } from "@comity/shared/statements/signing";
import { entryBytes, headHolds, rootOf, treeOf } from "@comity/shared/transparency/head";
import { includes, isConsistent, leafHash } from "@comity/shared/transparency/merkleTree";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, openGround } from "./ground.ts";

let ground: Ground;
let member: BareDevice;
beforeAll(async () => {
  ground = await openGround();
  member = await ground.logIn(0);
});
afterAll(async () => {
  await ground.close();
});

const SIZE = 13;
const unknown = { ok: false, fault: { code: "network.unknown" } };
const moved = { ok: false, fault: { code: "log.moved", size: SIZE } };
const malformed = { ok: false, fault: { code: "request.malformed" } };

/** The whole log as a member reads it, with its head. */
async function readAll() {
  const page = await member.call(statementsRead, { network: ground.network.network, from: 0 });
  if (!page.ok) throw new Error(page.fault.code);
  return page.value;
}
const plain = (proof: readonly Uint8Array[]) => proof.map((hash) => new Uint8Array(hash));

describe("a network's log", () => {
  it("comes with a head that is signed and covers exactly what is in it", async () => {
    const { network } = ground.network;
    const { statements, head, proof } = await readAll();
    expect(head).toMatchObject({ network, size: SIZE, root: rootOf(treeOf(ground.sodium, statements)) });
    expect(headHolds(ground.sodium, head)).toBe(true);
    expect(proof).toEqual([]);
    const asked = await member.call(logHead, { network });
    expect(asked).toMatchObject({
      ok: true,
      value: { head: { size: SIZE, root: head.root, key: head.key } },
    });
  });

  it("is proved entry by entry and size by size", async () => {
    const { network } = ground.network;
    const { sodium } = ground;
    const { statements } = await readAll();
    const tree = treeOf(sodium, statements);
    for (const [index, entry] of statements.entries()) {
      const answer = await member.call(logProveInclusion, { network, index, size: SIZE });
      if (!answer.ok) throw new Error(answer.fault.code);
      const claim = { leaf: leafHash(sodium, entryBytes(entry)), index, size: SIZE, head: tree.head() };
      expect(includes(sodium, claim, plain(answer.value.proof))).toBe(true);
      const from = index + 1;
      const grown = await member.call(logProveConsistency, { network, from, to: SIZE });
      if (!grown.ok) throw new Error(grown.fault.code);
      const heads = { from: { size: from, head: tree.head(from) }, to: { size: SIZE, head: tree.head() } };
      expect(isConsistent(sodium, heads, plain(grown.value.proof))).toBe(true);
    }
  });

  it("is shown, with its heads and proofs, to nobody outside the network", async () => {
    const { sodium, server } = ground;
    const { address, origin } = server;
    const other = await bareNetwork(sodium, address, origin, await server.foundingLink(), 1);
    const { network } = ground.network;
    expect(await other.founder.call(logHead, { network })).toEqual(unknown);
    expect(await other.founder.call(logProveInclusion, { network, index: 0, size: 1 })).toEqual(unknown);
    expect(await other.founder.call(logProveConsistency, { network, from: 1, to: 1 })).toEqual(unknown);
    const nowhere = idOfKey(NetworkId, nodeRandom(32));
    expect(await member.call(logHead, { network: nowhere })).toEqual(unknown);
    other.founder.close();
  });

  it("proves nothing about entries and sizes that there are not, and says how many there are", async () => {
    const { network } = ground.network;
    for (const claim of [
      { index: 0, size: SIZE + 1 },
      { index: SIZE, size: SIZE },
      { index: 5, size: 3 },
      { index: Number.MAX_SAFE_INTEGER, size: Number.MAX_SAFE_INTEGER },
    ])
      expect(await member.call(logProveInclusion, { network, ...claim })).toEqual(moved);
    for (const claim of [
      { from: 1, to: SIZE + 1 },
      { from: 5, to: 3 },
      { from: Number.MAX_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER },
    ])
      expect(await member.call(logProveConsistency, { network, ...claim })).toEqual(moved);
  });

  it("is not asked in numbers that are none", async () => {
    const { network } = ground.network;
    for (const size of [0, -1, 1.5, Number.NaN, 2 ** 60]) {
      expect(await member.call(logProveInclusion, { network, index: 0, size })).toEqual(malformed);
      expect(await member.call(logProveConsistency, { network, from: size, to: 5 })).toEqual(malformed);
    }
  });

  it("is read beyond its end as what it is", async () => {
    const { network } = ground.network;
    const page = await member.call(statementsRead, { network, from: 1_000_000 });
    expect(page).toMatchObject({ ok: true, value: { statements: [], head: { size: SIZE } } });
  });

  it("takes its server's key from an officer only", async () => {
    const { network, officer, founder } = ground.network;
    const { sodium } = ground;
    const name = (by: typeof officer, logKey: LogKey) => ({
      network,
      expectedSize: SIZE,
      statements: [signStatement(sodium, { v: 1, kind: "log.key", network, at: Date.now(), logKey }, by)],
    });
    const stranger = idOfKey(LogKey, nodeRandom(32));
    expect(await member.call(statementsPublish, name(member.keys.identity, stranger))).toEqual({
      ok: false,
      fault: { code: "statement.invalid", reason: "signer-not-an-officer" },
    });
    const { head } = await readAll();
    expect((await founder.call(statementsPublish, name(officer, head.key))).ok).toBe(true);
    expect((await readAll()).head).toMatchObject({ size: SIZE + 1, key: head.key });
  });
});
