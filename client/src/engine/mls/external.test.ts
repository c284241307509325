import { utf8 } from "@comity/shared/bytes/bytes";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { AccountId, ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { createCommit, decodeMlsMessage, encodeMlsMessage } from "ts-mls";
import { beforeEach, describe, expect, it } from "vitest";
import { makeCommit, processCommit } from "./commit.ts";
import { commitExternally, isStateOf, publicStateOf, readPublicState } from "./external.ts";
import { Group } from "./group.ts";
import { makeKeyPackage, type OwnKeyPackage, readWelcome } from "./keyPackage.ts";
import { comitySuite, DEFAULT_SUITE } from "./provider/suite.ts";

const sodium = await loadSodium();
const suite = comitySuite(sodium, DEFAULT_SUITE);
const conversation = idOfKey(ConversationId, sodium.randombytes_buf(16));
const newMessageId = () => idOfKey(MessageId, sodium.randombytes_buf(16));
const everybody = async () => true;
const anything = () => true;
type Keys = { publicKey: Uint8Array; privateKey: Uint8Array };

interface Device {
  readonly account: AccountId;
  readonly keys: Keys;
  group: Group;
}

const newAccount = () => idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey);
const packageFor = (account: AccountId, keys: Keys): Promise<OwnKeyPackage> =>
  makeKeyPackage(suite, account, keys, Date.now());

/** Devices of a group, each of another person. */
async function groupOf(count: number): Promise<Device[]> {
  const people = await Promise.all(
    Array.from({ length: count }, async () => {
      const [account, keys] = [newAccount(), sodium.crypto_sign_keypair()];
      return { account, keys, own: await packageFor(account, keys) };
    }),
  );
  const [first, ...others] = people;
  if (first === undefined) throw new Error("nobody");
  const alone = await Group.create(suite, conversation, first.own);
  if (others.length === 0) return [{ ...first, group: alone.asFirst() }];
  const made = await makeCommit(
    alone,
    { add: others.map(({ own }) => own.keyPackage), remove: [] },
    everybody,
  );
  const welcome = made.welcome === undefined ? undefined : readWelcome(made.welcome);
  if (welcome === undefined) throw new Error("no welcome");
  const joined = others.map(async ({ own, ...rest }) => ({
    ...rest,
    group: (await Group.join(suite, welcome.welcome, own, everybody)).group,
  }));
  return [{ ...first, group: made.after.asFirst() }, ...(await Promise.all(joined))];
}

/** A device comes in by the public state that another one left. */
async function enter(by: Device, account: AccountId, keys: Keys) {
  const state = await readPublicState(suite, await publicStateOf(by.group), conversation, everybody);
  return commitExternally(suite, state, await packageFor(account, keys));
}

async function takeAll(devices: readonly Device[], bytes: Uint8Array): Promise<void> {
  for (const device of devices) {
    const processed = await processCommit(device.group, bytes, everybody, anything);
    if (!processed.ok) throw new Error(processed.fault.cause);
    if (processed.value.kind === "advanced") device.group = processed.value.group;
  }
}

async function talk(devices: readonly Device[]): Promise<void> {
  for (const speaker of devices) {
    const messageId = newMessageId();
    const sealed = await speaker.group.seal(utf8("hello"), messageId);
    if (sealed === undefined) throw new Error("too long");
    speaker.group = sealed.group;
    for (const listener of devices) {
      if (listener === speaker) continue;
      const opened = await listener.group.open(sealed.bytes, messageId);
      if (!opened.ok) throw new Error(opened.fault);
      expect(opened.value.author.account).toBe(speaker.account);
      listener.group = opened.value.group;
    }
  }
}

function at(devices: readonly Device[], index: number): Device {
  const device = devices[index];
  if (device === undefined) throw new Error("nobody there");
  return device;
}

describe("an external commit", () => {
  let devices: Device[];
  beforeEach(async () => {
    devices = await groupOf(5);
  });

  it("brings a device back in its former place, with a fresh leaf, and the group goes on", async () => {
    const lost = at(devices, 2);
    const { after, bytes } = await enter(at(devices, 0), lost.account, lost.keys);
    const others = devices.filter((one) => one !== lost);
    await takeAll(others, bytes);
    lost.group = after.asFirst();
    expect(after.leaves()).toHaveLength(5);
    await talk(devices);
    const made = await makeCommit(lost.group, { add: [], remove: [at(devices, 4).group.ownLeaf] }, everybody);
    await takeAll(
      devices.slice(0, 4).filter((one) => one !== lost),
      made.bytes,
    );
    lost.group = made.before.adopt(made.after);
    await talk(devices.slice(0, 4));
  });

  it("lets a further device of a member in, and tells that it came", async () => {
    const keys = sodium.crypto_sign_keypair();
    const { account } = at(devices, 1);
    const { after, bytes } = await enter(at(devices, 0), account, keys);
    const processed = await processCommit(at(devices, 3).group, bytes, everybody, anything);
    expect(processed.ok && processed.value.change.added.map((leaf) => leaf.account)).toEqual([account]);
    await takeAll(devices, bytes);
    await talk([...devices, { account, keys, group: after.asFirst() }]);
  });

  it("brings a device back into a group of one", async () => {
    const [alone] = await groupOf(1);
    if (alone === undefined) throw new Error("nobody");
    const { after } = await enter(alone, alone.account, alone.keys);
    expect(after.leaves()).toHaveLength(1);
    await talk([{ ...alone, group: after.asFirst() }]);
  });

  it("is refused from somebody who has no device in the group, naming who it was", async () => {
    const [account, keys] = [newAccount(), sodium.crypto_sign_keypair()];
    const { bytes } = await enter(at(devices, 0), account, keys);
    const processed = await processCommit(at(devices, 1).group, bytes, everybody, anything);
    expect(processed).toMatchObject({ ok: false, fault: { cause: "change-refused", by: { account } } });
  });

  it("is refused where the leaf is not vouched for, or the conversation may not change so", async () => {
    const { account } = at(devices, 1);
    const { bytes } = await enter(at(devices, 0), account, sodium.crypto_sign_keypair());
    const { group } = at(devices, 3);
    expect(await processCommit(group, bytes, async () => false, anything)).toMatchObject({
      fault: { cause: "leaf-refused", by: { account } },
    });
    expect(await processCommit(group, bytes, everybody, () => false)).toMatchObject({
      fault: { cause: "change-refused" },
    });
  });

  it("is refused, without a name, when its signature doesn't hold: anybody could have written it", async () => {
    const { account } = at(devices, 1);
    const { bytes } = await enter(at(devices, 0), account, sodium.crypto_sign_keypair());
    const message = decodeMlsMessage(bytes, 0)?.[0];
    if (message?.wireformat !== "mls_public_message") throw new Error("no public message");
    const { publicMessage } = message;
    const forged = encodeMlsMessage({
      ...message,
      publicMessage: {
        ...publicMessage,
        auth: { ...publicMessage.auth, signature: sodium.randombytes_buf(64) },
      },
    });
    expect(await processCommit(at(devices, 3).group, forged, everybody, anything)).toEqual({
      ok: false,
      fault: { cause: "commit-malformed", about: undefined, by: undefined },
    });
  });

  it("is refused when it takes another's device out", async () => {
    const victim = at(devices, 4);
    const attacker = at(devices, 1);
    const state = await readPublicState(
      suite,
      await publicStateOf(at(devices, 0).group),
      conversation,
      everybody,
    );
    // The attacker's own leaf bears the victim's name in this state, so that it is the victim's that goes.
    const renamed = {
      ...state,
      tree: state.tree.map((node, index) =>
        node?.nodeType === "leaf" && index === victim.group.ownLeaf * 2
          ? { ...node, leaf: { ...node.leaf, signaturePublicKey: attacker.keys.publicKey } }
          : index === attacker.group.ownLeaf * 2
            ? undefined
            : node,
      ),
    };
    const { bytes } = await commitExternally(
      suite,
      renamed,
      await packageFor(attacker.account, attacker.keys),
    );
    expect(await processCommit(at(devices, 3).group, bytes, everybody, anything)).toMatchObject({
      fault: { cause: "proposal-refused", by: { account: attacker.account } },
    });
  });

  it("of a member in the clear is none: members commit in secret", async () => {
    const { state } = at(devices, 1).group;
    const { commit } = await createCommit({ state, cipherSuite: suite }, { wireAsPublicMessage: true });
    expect(
      await processCommit(at(devices, 3).group, encodeMlsMessage(commit), everybody, anything),
    ).toMatchObject({ fault: { cause: "commit-malformed" } });
  });

  it("of another epoch says so: of one that is not here yet, or of a former one with whose it was", async () => {
    const lost = at(devices, 2);
    const early = await enter(at(devices, 0), lost.account, lost.keys);
    const late = await enter(at(devices, 0), at(devices, 4).account, at(devices, 4).keys);
    const left = at(devices, 3).group;
    await takeAll(
      devices.filter((one) => one !== lost),
      early.bytes,
    );
    expect(await processCommit(at(devices, 3).group, late.bytes, everybody, anything)).toMatchObject({
      fault: { cause: "commit-of-former-epoch", by: { account: at(devices, 4).account } },
    });
    const next = await makeCommit(at(devices, 0).group, { add: [], remove: [] }, everybody);
    expect(await processCommit(left, next.bytes, everybody, anything)).toMatchObject({
      fault: { cause: "commit-ahead" },
    });
  });
});

describe("a group's public state", () => {
  it("is known as the state of the group that it was made of, and of no other epoch", async () => {
    const devices = await groupOf(3);
    const [one, other] = [at(devices, 0), at(devices, 1)];
    const state = await readPublicState(suite, await publicStateOf(one.group), conversation, everybody);
    expect(isStateOf(state, other.group)).toBe(true);
    const made = await makeCommit(other.group, { add: [], remove: [] }, everybody);
    expect(isStateOf(state, made.after)).toBe(false);
  });

  it("is refused when somebody changed it, when a leaf is not vouched for, and for another conversation", async () => {
    const devices = await groupOf(3);
    const bytes = await publicStateOf(at(devices, 0).group);
    const changed = bytes.slice();
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(readPublicState(suite, changed, conversation, everybody)).rejects.toThrow("welcome-forged");
    await expect(readPublicState(suite, bytes, conversation, async () => false)).rejects.toThrow();
    const another = idOfKey(ConversationId, sodium.randombytes_buf(16));
    await expect(readPublicState(suite, bytes, another, everybody)).rejects.toThrow("welcome-malformed");
  });
});
