import { loadSodium, type Sodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import type { NetworkId } from "@comity/shared/ids";
import { statementsRead } from "@comity/shared/protocol/statements";
import { fail, ok } from "@comity/shared/result";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { SignedStatement } from "@comity/shared/statements/statement";
import { rootOf, signHead, treeOf } from "@comity/shared/transparency/head";
import { beforeAll, describe, expect, it } from "vitest";
import { MemoryStore } from "../../vault-store/memoryStore.ts";
import type { SessionLink } from "../context.ts";

import { foundNetwork } from "../enrolment/founding.ts";
import { certifyDevice, type FreshKeys, freshKeys } from "../enrolment/newIdentity.ts";
import { type StoreChange, StoreFull } from "../ports.ts";
import { SealedVault } from "../vault/vault.ts";
import { Directory, type LogRefusal } from "./directory.ts";

const NOW = 1_800_000_000_000;
let sodium: Sodium;
let SERVER: SigningKeys;
beforeAll(async () => {
  sodium = await loadSodium();
  SERVER = sodium.crypto_sign_keypair();
});
const random = (n: number) => sodium.randombytes_buf(n);
const card = Card.parse({
  name: "Adjoa",
  authority: "Office",
  country: "TG",
  roles: ["secretariat"],
  competences: [],
  languages: ["fr"],
});

function newNetwork() {
  const keys = freshKeys(sodium, random);
  return { keys, ...foundNetwork(sodium, random, keys, { networkName: "N", card, deviceName: "Desk" }, NOW) };
}

/** A server that shows whatever log it is told to: the adversary of these tests. */
function serverShowing(network: NetworkId, log: () => readonly SignedStatement[]): SessionLink {
  return {
    online: true,
    call: async (event, request) => {
      const { from } = statementsRead.request.parse(request);
      const statements = log().slice(from, from + 2);
      const tree = treeOf(sodium, log());
      const state = { network, size: log().length, root: rootOf(tree), at: NOW };
      const head = signHead(sodium, state, SERVER);
      const proof = tree.consistency(Math.min(log().length, from + statements.length));
      return ok(event.response.parse({ statements, head, proof }));
    },
    on: () => () => undefined,
    onOnline: () => () => undefined,
  };
}

/** A store that may have no room. */
class TightStore extends MemoryStore {
  full = false;

  override async write(changes: readonly StoreChange[]): Promise<void> {
    if (this.full) throw new StoreFull();
    return super.write(changes);
  }
}

async function openDirectory(network: NetworkId, session: SessionLink) {
  const store = new TightStore();
  const vault = await SealedVault.create(
    sodium,
    random,
    store,
    "a long passphrase",
    { passes: 1, memory: 8192 },
    [],
  );
  const refusals: LogRefusal[] = [];
  const open = async () => {
    const directory = new Directory(
      sodium,
      vault,
      () => [network],
      (refusal) => refusals.push(refusal),
    );
    await directory.load();
    directory.follow(session);
    return directory;
  };
  return { directory: await open(), refusals, reopen: open, store };
}

function more(network: NetworkId, keys: FreshKeys, count: number): SignedStatement[] {
  return Array.from({ length: count }, () => {
    const unit = freshKeys(sodium, random, keys.identity);
    return certifyDevice(sodium, unit, network, "Laptop", NOW);
  });
}

describe("a directory", () => {
  it("takes a log in page by page, and is there again without the server", async () => {
    const { network, statements, keys } = newNetwork();
    const log = [...statements, ...more(network, keys, 5)];
    const { directory, refusals, reopen } = await openDirectory(
      network,
      serverShowing(network, () => log),
    );
    await directory.refresh();
    expect(directory.roster(network)?.size).toBe(8);
    expect(directory.standing(keys.device, NOW)).toMatchObject({
      ok: true,
      value: { account: keys.account },
    });
    expect(directory.devicesOf(keys.account, NOW)).toHaveLength(6);
    expect((await reopen()).roster(network)?.size).toBe(8);
    expect(refusals).toEqual([]);
  });

  it("says that it may be behind: without an answer, and where its store takes nothing", async () => {
    const { network, statements } = newNetwork();
    const answering = serverShowing(network, () => statements);
    let state: "offline" | "silent" | "there" = "offline";
    const session: SessionLink = {
      ...answering,
      get online() {
        return state !== "offline";
      },
      call: (event, request) =>
        state === "silent"
          ? Promise.resolve(fail({ code: "transport.timeout" }))
          : answering.call(event, request),
    };
    const { directory, store } = await openDirectory(network, session);
    expect(await directory.refresh()).toEqual(fail({ code: "transport.offline" }));
    state = "silent";
    expect(await directory.refresh()).toEqual(fail({ code: "transport.timeout" }));
    state = "there";
    store.full = true;
    expect(await directory.refresh()).toEqual(fail({ code: "vault.full" }));
    store.full = false;
    expect(await directory.refresh()).toEqual(ok(undefined));
    expect(directory.roster(network)?.size).toBe(statements.length);
  });

  it("refuses an entry that was forged, keeps what was right before it, and says so", async () => {
    const { network, statements, keys } = newNetwork();
    const [good, bad] = more(network, keys, 2);
    if (good === undefined || bad === undefined) throw new Error("no entries");
    const forged = { ...bad, body: bad.body.replace("Laptop", "Leptop") };
    const { directory, refusals } = await openDirectory(
      network,
      serverShowing(network, () => [...statements, good, forged]),
    );
    await directory.refresh();
    expect(directory.roster(network)?.size).toBe(4);
    expect(refusals).toEqual([{ network, code: "log-refused", cause: "bad-signature" }]);
  });

  it("refuses a person whom no officer of the network has vouched for", async () => {
    const { network, statements } = newNetwork();
    const ghost = freshKeys(sodium, random);
    const grant = signStatement(
      sodium,
      {
        v: 1,
        kind: "membership.grant",
        network,
        at: NOW,
        account: ghost.account,
        card,
        validFrom: NOW,
        validUntil: NOW + 9,
      },
      ghost.identity,
    );
    const { directory, refusals } = await openDirectory(
      network,
      serverShowing(network, () => [...statements, grant]),
    );
    await directory.refresh();
    expect(directory.roster(network)?.member(ghost.account)).toBeUndefined();
    expect(refusals[0]?.cause).toBe("signer-not-an-officer");
  });

  it("notices a log that has become shorter, and keeps the longer one", async () => {
    const { network, statements, keys } = newNetwork();
    let log: readonly SignedStatement[] = [...statements, ...more(network, keys, 1)];
    const { directory, refusals } = await openDirectory(
      network,
      serverShowing(network, () => log),
    );
    await directory.refresh();
    log = log.slice(0, 2);
    await directory.refresh();
    expect(refusals).toEqual([{ network, code: "log-rolled-back", cause: "2 < 4" }]);
    expect(directory.roster(network)?.size).toBe(4);
  });

  it("takes no other network's log for its own", async () => {
    const { network } = newNetwork();
    const other = newNetwork();
    const { directory, refusals } = await openDirectory(
      network,
      serverShowing(network, () => other.statements),
    );
    await directory.refresh();
    expect(directory.roster(network)).toBeUndefined();
    expect(refusals).toEqual([{ network, code: "log-refused", cause: "other-network" }]);
  });
});
