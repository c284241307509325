import { utf8 } from "@comity/shared/bytes/bytes";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { AccountId, ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { emptyPskIndex, joinGroup, type Welcome } from "ts-mls";
import { beforeAll, describe, expect, it } from "vitest";
import type { StoreChange, Vault } from "../ports.ts";
import { configJudgedBy } from "./clientConfig.ts";
import { makeCommit, processCommit } from "./commit.ts";
import { Group } from "./group.ts";
import { groupChanges, loadGroup } from "./groupRecords.ts";
import { makeKeyPackage, type OwnKeyPackage, readWelcome } from "./keyPackage.ts";
import { loadPending, pendingChanges } from "./pendingRecords.ts";
import { comitySuite, DEFAULT_SUITE } from "./provider/suite.ts";

const sodium = await loadSodium();
const suite = comitySuite(sodium, DEFAULT_SUITE);
const conversation = idOfKey(ConversationId, sodium.randombytes_buf(16));
const newMessageId = () => idOfKey(MessageId, sodium.randombytes_buf(16));
const everybody = async () => true;

/** A vault in memory that counts what it is asked to write. */
class MemoryVault implements Vault {
  readonly records = new Map<string, Uint8Array>();
  written = 0;
  async get(table: string, key: string) {
    return this.records.get(`${table} ${key}`)?.slice();
  }
  async scan(table: string, range: { after?: string; before?: string } = {}) {
    return [...this.records]
      .filter(([name]) => name.startsWith(`${table} `))
      .map(([name, value]) => ({ key: name.slice(table.length + 1), value: value.slice() }))
      .filter(({ key }) => key > (range.after ?? "") && key < (range.before ?? "~~"))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
  }
  async write(changes: readonly StoreChange[]) {
    this.written = 0;
    for (const change of changes) {
      if ("value" in change) {
        this.records.set(`${change.table} ${change.key}`, change.value.slice());
        this.written += change.value.length;
      } else this.records.delete(`${change.table} ${change.key}`);
    }
  }
}

interface Person {
  readonly name: string;
  readonly keys: { publicKey: Uint8Array; privateKey: Uint8Array };
  readonly own: OwnKeyPackage;
  group: Group;
}

async function newOwn(): Promise<{ own: OwnKeyPackage; keys: Person["keys"] }> {
  const keys = sodium.crypto_sign_keypair();
  const account = idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey);
  return { own: await makeKeyPackage(suite, account, keys, Date.now()), keys };
}

function welcomeOf(bytes: Uint8Array | undefined): Welcome {
  const read = bytes === undefined ? undefined : readWelcome(bytes);
  if (read === undefined) throw new Error("no welcome");
  return read.welcome;
}

/** A group of people who follow each other's commits. */
class Circle {
  readonly people: Person[] = [];
  static async of(count: number): Promise<Circle> {
    const circle = new Circle();
    const { own, keys } = await newOwn();
    circle.people.push({ name: "0", keys, own, group: await Group.create(suite, conversation, own) });
    await circle.change(0, count - 1, []);
    return circle;
  }
  at(index: number): Person {
    const person = this.people[index];
    if (person === undefined) throw new Error("nobody there");
    return person;
  }
  /** Lets one person add newcomers and remove others; everybody else processes it. Returns the welcome. */
  async change(by: number, add: number, remove: readonly number[]): Promise<Welcome | undefined> {
    const committer = this.at(by);
    const newcomers = await Promise.all(Array.from({ length: add }, newOwn));
    const leaves = remove.map((index) => this.at(index).group.ownLeaf);
    const added = newcomers.map(({ own }) => own.keyPackage);
    const made = await makeCommit(committer.group, { add: added, remove: leaves }, everybody);
    const gone = remove.map((index) => this.at(index));
    for (const person of this.people) {
      if (person === committer) continue;
      const processed = await processCommit(person.group, made.bytes, everybody, () => true);
      if (!processed.ok) throw new Error(processed.fault.cause);
      if (processed.value.kind === "advanced") person.group = processed.value.group;
      else expect(gone).toContain(person);
    }
    committer.group = made.before.adopt(made.after);
    for (const person of gone) this.people.splice(this.people.indexOf(person), 1);
    if (newcomers.length === 0) return undefined;
    const welcome = welcomeOf(made.welcome);
    for (const { own, keys } of newcomers) {
      const { group } = await Group.join(suite, welcome, own, everybody);
      this.people.push({ name: `${this.people.length}`, keys, own, group });
    }
    return welcome;
  }
  /** Everybody writes once, and everybody else reads it as written by that leaf. */
  async talk(): Promise<void> {
    for (const speaker of this.people) {
      const messageId = newMessageId();
      const sealed = await speaker.group.seal(utf8(`from ${speaker.name}`), messageId);
      if (sealed === undefined) throw new Error("too long");
      speaker.group = sealed.group;
      for (const listener of this.people) {
        if (listener === speaker) continue;
        const opened = await listener.group.open(sealed.bytes, messageId);
        if (!opened.ok) throw new Error(opened.fault);
        expect(new TextDecoder().decode(opened.value.content)).toBe(`from ${speaker.name}`);
        expect(opened.value.author.index).toBe(speaker.group.ownLeaf);
        listener.group = opened.value.group;
      }
    }
  }
}

describe("a group", () => {
  it("keeps its members together through removals and additions in any shape of tree", async () => {
    const circle = await Circle.of(9);
    await circle.change(0, 0, [3]);
    await circle.change(5, 2, []);
    await circle.talk();
    await circle.change(7, 1, [1, 2]);
    await circle.change(2, 3, []);
    await circle.change(1, 0, [0]);
    await circle.change(4, 2, []);
    await circle.talk();
    const epochs = new Set(circle.people.map(({ group }) => group.epoch));
    expect(epochs.size).toBe(1);
  });

  it("lets newcomers into a tree with unequal unmerged leaves, which ts-mls's own join refuses", async () => {
    const circle = await Circle.of(9);
    await circle.change(0, 0, [3]);
    const { own } = await newOwn();
    const made = await makeCommit(
      circle.at(0).group,
      { add: [(await newOwn()).own.keyPackage], remove: [] },
      everybody,
    );
    const next = circle.at(0).group.adopt(made.after);
    const second = await makeCommit(
      next,
      { add: [(await newOwn()).own.keyPackage, own.keyPackage], remove: [] },
      everybody,
    );
    const welcome = welcomeOf(second.welcome);
    const config = configJudgedBy(everybody);
    await expect(
      joinGroup(welcome, own.keyPackage, own.privateKeys, emptyPskIndex, suite, undefined, undefined, config),
    ).rejects.toThrow("unmerged_leaves");
    const { group } = await Group.join(suite, welcome, own, everybody);
    expect(group.leaves()).toHaveLength(11);
  });

  it("pads to size classes and refuses what no class holds", async () => {
    const circle = await Circle.of(2);
    const sizes = new Set<number>();
    for (const length of [1, 40, 150]) {
      const sealed = await circle.at(0).group.seal(new Uint8Array(length), newMessageId());
      sizes.add(sealed?.bytes.length ?? 0);
    }
    expect(sizes.size).toBe(1);
    const longest = await circle.at(0).group.seal(new Uint8Array(64_900), newMessageId());
    expect(longest?.bytes.length).toBeLessThanOrEqual(64 * 1024);
    expect(await circle.at(0).group.seal(new Uint8Array(65_000), newMessageId())).toBeUndefined();
  });

  it("binds the message id: a server can't put another one on a message", async () => {
    const circle = await Circle.of(2);
    const sealed = await circle.at(0).group.seal(utf8("hello"), newMessageId());
    const opened = await circle.at(1).group.open(sealed?.bytes ?? new Uint8Array(), newMessageId());
    expect(opened).toEqual({ ok: false, fault: "damaged" });
  });

  it("reads four former epochs and no more, and each message once", async () => {
    const circle = await Circle.of(3);
    const old: { bytes: Uint8Array; messageId: MessageId }[] = [];
    for (let round = 0; round < 6; round++) {
      const messageId = newMessageId();
      const sealed = await circle.at(0).group.seal(utf8(`round ${round}`), messageId);
      if (sealed === undefined) throw new Error("too long");
      circle.at(0).group = sealed.group;
      old.push({ bytes: sealed.bytes, messageId });
      await circle.change(1, 1, []);
    }
    const listener = circle.at(2);
    const outcomes: string[] = [];
    for (const { bytes, messageId } of old) {
      const opened = await listener.group.open(bytes, messageId);
      outcomes.push(opened.ok ? new TextDecoder().decode(opened.value.content) : opened.fault);
      if (opened.ok) listener.group = opened.value.group;
    }
    expect(outcomes).toEqual(["keys-gone", "keys-gone", "round 2", "round 3", "round 4", "round 5"]);
    const last = old[5];
    expect(last && (await listener.group.open(last.bytes, last.messageId))).toEqual({
      ok: false,
      fault: "damaged",
    });
  });
});

describe("a commit", () => {
  let circle: Circle;
  beforeAll(async () => {
    circle = await Circle.of(3);
  });

  it("is refused when an added leaf is refused, naming it", async () => {
    const { own } = await newOwn();
    const made = await makeCommit(circle.at(0).group, { add: [own.keyPackage], remove: [] }, everybody);
    const processed = await processCommit(
      circle.at(1).group,
      made.bytes,
      async () => false,
      () => true,
    );
    expect(processed.ok ? undefined : processed.fault.cause).toBe("leaf-refused");
    expect(processed.ok ? undefined : processed.fault.about?.device).toBe(
      idOfKey(AccountId, own.keyPackage.leafNode.signaturePublicKey),
    );
  });

  it("is refused where several newcomers are not vouched for, and leaves no rejection unheard", async () => {
    const [first, second] = [await newOwn(), await newOwn()];
    const add = [first.own.keyPackage, second.own.keyPackage];
    const made = await makeCommit(circle.at(0).group, { add, remove: [] }, everybody);
    const known = new Set(
      circle
        .at(1)
        .group.leaves()
        .map(({ device }) => device),
    );
    const vouched = async ({ device }: { readonly device: string }) =>
      [...known].some((one) => one === device);
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on("unhandledRejection", hear);
    const processed = await processCommit(circle.at(1).group, made.bytes, vouched, () => true);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", hear);
    expect(processed.ok ? undefined : processed.fault.cause).toBe("leaf-refused");
    expect(unheard).toEqual([]);
  });

  it("is not its member's fault where nothing can be said of a leaf now", async () => {
    const { own } = await newOwn();
    const made = await makeCommit(circle.at(0).group, { add: [own.keyPackage], remove: [] }, everybody);
    const nothing = async () => {
      throw new Error("no directory");
    };
    const processed = processCommit(circle.at(1).group, made.bytes, nothing, () => true);
    await expect(processed).rejects.toThrow("no directory");
  });

  it("of a member whose standing has ended still moves the group on", async () => {
    const made = await makeCommit(circle.at(0).group, { add: [], remove: [2] }, everybody);
    const processed = await processCommit(
      circle.at(1).group,
      made.bytes,
      async () => false,
      () => true,
    );
    expect(processed.ok && processed.value.kind).toBe("advanced");
  });

  it("is refused when the conversation may not change so", async () => {
    const made = await makeCommit(circle.at(0).group, { add: [], remove: [2] }, everybody);
    const processed = await processCommit(circle.at(1).group, made.bytes, everybody, () => false);
    expect(processed.ok ? undefined : processed.fault.cause).toBe("change-refused");
  });

  it("garbage and other groups' messages are refused without harm", async () => {
    const random = await processCommit(
      circle.at(1).group,
      sodium.randombytes_buf(600),
      everybody,
      () => true,
    );
    expect(random.ok).toBe(false);
    await circle.talk();
  });
});

describe("a group's records", () => {
  it("give the same group back, in small writes for messages, and forget used keys", async () => {
    const circle = await Circle.of(20);
    const vault = new MemoryVault();
    const listener = circle.at(4);
    await vault.write(groupChanges(conversation, undefined, listener.group));
    const whole = vault.written;
    let stored = listener.group;
    for (let round = 0; round < 6; round++) {
      await circle.talk();
      await vault.write(groupChanges(conversation, stored, listener.group));
      stored = listener.group;
      await circle.change(round % 3, 1, []);
      await vault.write(groupChanges(conversation, stored, listener.group));
      stored = listener.group;
    }
    const messageId = newMessageId();
    const speaker = circle.at(0);
    const sealed = await speaker.group.seal(utf8("small"), messageId);
    if (sealed === undefined) throw new Error("too long");
    speaker.group = sealed.group;
    const opened = await listener.group.open(sealed.bytes, messageId);
    if (!opened.ok) throw new Error(opened.fault);
    await vault.write(groupChanges(conversation, stored, opened.value.group));
    expect(vault.written).toBeLessThan(whole / 10);
    expect(vault.written).toBeLessThan(4096);
    const loaded = await loadGroup(vault, conversation, suite, listener.keys.privateKey);
    if (loaded === undefined) throw new Error("nothing stored");
    expect(await loaded.open(sealed.bytes, messageId)).toEqual({ ok: false, fault: "damaged" });
    expect([...loaded.state.historicalReceiverData.keys()]).toHaveLength(4);
    listener.group = loaded;
    await circle.talk();
    await circle.change(4, 1, [6]);
    await circle.talk();
    await vault.write(groupChanges(conversation, loaded, undefined));
    expect(vault.records.size).toBe(0);
  });

  it("keep a commit on its way so that it can be adopted after a restart", async () => {
    const circle = await Circle.of(3);
    const vault = new MemoryVault();
    const committer = circle.at(0);
    const made = await makeCommit(committer.group, { add: [], remove: [1] }, everybody);
    await vault.write([
      ...groupChanges(conversation, undefined, made.before),
      ...pendingChanges(conversation, {
        messageId: newMessageId(),
        epoch: committer.group.epoch,
        external: false,
        added: [],
        removed: [],
        bytes: made.bytes,
        welcome: undefined,
        after: made.after,
      }),
    ]);
    const { privateKey } = committer.keys;
    const group = await loadGroup(vault, conversation, suite, privateKey);
    const pending = await loadPending(vault, conversation, suite, privateKey);
    if (group === undefined || pending === undefined) throw new Error("nothing stored");
    committer.group = group.adopt(pending.after);
    const other = circle.at(2);
    const processed = await processCommit(other.group, pending.bytes, everybody, () => true);
    if (!processed.ok || processed.value.kind !== "advanced") throw new Error("refused");
    other.group = processed.value.group;
    circle.people.splice(1, 1);
    await circle.talk();
    await vault.write(pendingChanges(conversation, undefined));
    expect(await loadPending(vault, conversation, suite, privateKey)).toBeUndefined();
  });
});
