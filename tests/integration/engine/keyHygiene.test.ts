import type { Group } from "@comity/client/engine/mls/group";
import { loadGroup } from "@comity/client/engine/mls/groupRecords";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import type { ConversationId } from "@comity/shared/ids";
import { conversationRead } from "@comity/shared/protocol/conversation";
import { keyPackagesCount, keyPackagesPublish } from "@comity/shared/protocol/keyPackages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, sodium, TestNetwork, TestServer } from "./people.ts";

const suite = comitySuite(sodium, DEFAULT_SUITE);
const DAY_MS = 86_400_000;
let server: TestServer;
let network: TestNetwork;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});

afterAll(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

async function groupOf({ laptop }: Person, id: ConversationId): Promise<Group> {
  const group = await loadGroup(laptop.store, id, suite, laptop.keys.privateKey);
  if (group === undefined) throw new Error("no group");
  return group;
}

/** Whether these bytes stand anywhere in a device's vault; the test's vault is not sealed. */
function holds({ laptop }: Person, secret: Uint8Array): boolean {
  const wanted = Buffer.from(secret);
  for (const table of laptop.store.copy().values())
    for (const value of table.values()) if (Buffer.from(value).includes(wanted)) return true;
  return false;
}

const leafKey = ({ state: { privatePath } }: Group) =>
  (privatePath.privateKeys[privatePath.leafIndex * 2] ?? new Uint8Array()).slice();
const ratchetOf = ({ state }: Group, leaf: number) =>
  (state.secretTree[leaf * 2]?.application.secret ?? new Uint8Array()).slice();

async function talk(one: Person, other: Person, id: ConversationId, text: string): Promise<void> {
  await one.laptop.say(id, text);
  await other.laptop.until(async () =>
    (await other.laptop.texts(id)).join().includes(text) ? true : undefined,
  );
  await one.laptop.engine.settled();
  await other.laptop.engine.settled();
}

describe("keys that have been used", () => {
  it("are gone from both vaults once the message is sent and read", async () => {
    const [ama, kofi] = [await network.person("Ama"), await network.person("Kofi")];
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    await talk(ama, kofi, id, "first");
    const before = await groupOf(ama, id);
    const secret = ratchetOf(before, before.ownLeaf);
    expect(holds(ama, secret)).toBe(true);
    expect(holds(kofi, secret)).toBe(true);
    await talk(ama, kofi, id, "second");
    expect(holds(ama, secret)).toBe(false);
    expect(holds(kofi, secret)).toBe(false);
  });
});

describe("a device's leaf", () => {
  it("is replaced after a week by a commit that changes nothing else, once, and its old key is gone", async () => {
    const [ama, kofi] = [await network.person("Esi"), await network.person("Yaw")];
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    await talk(ama, kofi, id, "hello");
    const old = leafKey(await groupOf(ama, id));
    expect(holds(ama, old)).toBe(true);
    await ama.laptop.close();
    ama.laptop.fastByMs = 8 * DAY_MS;
    ama.laptop.hurry = 600;
    await ama.laptop.open();
    await ama.laptop.until(async () => (holds(ama, old) ? undefined : true), "a new leaf");
    await talk(ama, kofi, id, "with a new leaf");
    await talk(kofi, ama, id, "and back");
    const log = await must(
      kofi.laptop.link.call(conversationRead, { conversation: id, after: 1, limit: 50 }),
    );
    expect(log.envelopes.filter(({ kind }) => kind === "commit")).toHaveLength(1);
    expect(await kofi.laptop.texts(id)).toEqual(["Esi: hello", "Esi: with a new leaf", "Yaw: and back"]);
    ama.laptop.hurry = 1;
  });
});

describe("a pool of key packages", () => {
  it("is replaced by a device that was away for 120 days, whole and once", async () => {
    const kofi = await network.person("Kweku");
    const published: { replace: boolean | undefined; count: number }[] = [];
    await kofi.laptop.close();
    kofi.laptop.fastByMs = 120 * DAY_MS;
    kofi.laptop.tamper = (link) => ({
      get online() {
        return link.online;
      },
      call: (event, request) => {
        if (event.name === keyPackagesPublish.name) {
          const { replace, oneTime } = keyPackagesPublish.request.parse(request);
          published.push({ replace, count: oneTime.length });
        }
        return link.call(event, request);
      },
      on: (event, listener) => link.on(event, listener),
      onOnline: (listener) => link.onOnline(listener),
    });
    await kofi.laptop.open();
    await kofi.laptop.engine.settled();
    expect(published).toEqual([{ replace: true, count: 40 }]);
    // The officer's client may have taken one for the board.
    const count = await must(kofi.laptop.link.call(keyPackagesCount, { suite: 84 }));
    expect(count.oneTime).toBeGreaterThanOrEqual(39);
    expect(count.lastResort).toBe(true);
    await kofi.laptop.close();
    await kofi.laptop.open();
    await kofi.laptop.engine.settled();
    expect(published).toHaveLength(1);
  });
});
