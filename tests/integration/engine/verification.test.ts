import type { PersonMark } from "@comity/client/engine/facade/views";
import { printPairPicture } from "@comity/shared/crypto/pairCode";
import { AccountId, idOfKey } from "@comity/shared/ids";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Device, faultOf, link, must, OwnWorld, PASSPHRASE, random } from "./ownPeople.ts";
import { must as mustOf, TestNetwork, TestServer } from "./people.ts";

let world: OwnWorld;
beforeEach(async () => {
  world = await OwnWorld.open();
});
afterEach(() => world.close());

const accountOf = (device: Device) => {
  const account = device.mirror.state.self?.account;
  if (account === undefined) throw new Error("not ready");
  return account;
};

const knows = (device: Device, account: AccountId) =>
  device.mirror.until(({ contacts }) => contacts.find((one) => one.account === account));

const marked = (device: Device, account: AccountId, state: PersonMark["state"]) =>
  device.mirror.until(({ people }) => people.find((one) => one.account === account && one.state === state));

async function threePeople() {
  const adjoa = await world.officer();
  const ama = await world.admit(adjoa, "Ama Mensah");
  const kofi = await world.admit(adjoa, "Kofi Agyeman");
  for (const [one, other] of [
    [adjoa, ama],
    [adjoa, kofi],
    [ama, kofi],
    [kofi, ama],
  ] as const)
    await knows(one, accountOf(other));
  return { adjoa, ama, kofi };
}

describe("two people who compare", () => {
  it("see the same code on both sides, and another one with everybody else", async () => {
    const { adjoa, ama, kofi } = await threePeople();
    const one = await must(ama.engine.pair(accountOf(kofi)));
    const other = await must(kofi.engine.pair(accountOf(ama)));
    expect(one.code).toBe(other.code);
    expect(one.picture).not.toBe(other.picture);
    expect((await must(ama.engine.pair(accountOf(adjoa)))).code).not.toBe(one.code);
    expect(await faultOf(ama.engine.pair(accountOf(ama)))).toBe("account.unknown");
    expect(await faultOf(ama.engine.pair(idOfKey(AccountId, random(32))))).toBe("account.unknown");
  });

  it("are told whose a scanned picture is; only the right one, meant for them, verifies", async () => {
    const { adjoa, ama, kofi } = await threePeople();
    const scan = async (text: string) => must(ama.engine.checkPicture({ account: accountOf(kofi), text }));
    const shown = async (by: Device, to: Device) => (await must(by.engine.pair(accountOf(to)))).picture;
    expect(await scan("https://example.org/")).toEqual({ verdict: "none" });
    expect(await scan(await shown(adjoa, ama))).toEqual({ verdict: "other", account: accountOf(adjoa) });
    expect(await scan(await shown(kofi, adjoa))).toEqual({ verdict: "not-for-you" });
    const nobody = idOfKey(AccountId, random(32));
    expect(await scan(printPairPicture(nobody, accountOf(ama)))).toEqual({ verdict: "stranger" });
    expect(ama.mirror.state.people).toEqual([]);
    expect(await scan(await shown(kofi, ama))).toEqual({ verdict: "match" });
    await marked(ama, accountOf(kofi), "verified");
    expect(kofi.mirror.state.people).toEqual([]);
  });

  it("are marked on every device of theirs, and are no longer once the mark is taken back on any", async () => {
    const { adjoa, ama, kofi } = await threePeople();
    await must(adjoa.engine.setVerified({ account: accountOf(ama), verified: true }));
    await marked(adjoa, accountOf(ama), "verified");
    // What was verified before there was a second device comes with the linking, what comes later by their group.
    const tablet = await world.device();
    await link(adjoa, tablet, "Tablet");
    await marked(tablet, accountOf(ama), "verified");
    await must(adjoa.engine.setVerified({ account: accountOf(kofi), verified: true }));
    await marked(tablet, accountOf(kofi), "verified");
    await must(tablet.engine.setVerified({ account: accountOf(kofi), verified: false }));
    await marked(adjoa, accountOf(kofi), "none");
    await adjoa.engine.lock();
    expect(adjoa.mirror.state.people).toEqual([]);
    await must(adjoa.engine.unlock(PASSPHRASE));
    await marked(adjoa, accountOf(ama), "verified");
    await marked(adjoa, accountOf(kofi), "none");
  });

  it("are still marked after a recovery from the printed key", async () => {
    const { adjoa, ama } = await threePeople();
    await must(adjoa.engine.setVerified({ account: accountOf(ama), verified: true }));
    await marked(adjoa, accountOf(ama), "verified");
    const { key } = await must(adjoa.engine.renewRecoveryKey(PASSPHRASE));
    await must(adjoa.engine.confirmRecoveryKey(key));
    await adjoa.mirror.until(({ self }) =>
      self?.recovery.number === 2 && self.recovery.kept ? true : undefined,
    );
    // Locking leaves the newest backup; nothing runs that could tell the restored device.
    await adjoa.engine.lock();
    const restored = await world.device();
    await must(restored.engine.restore({ recoveryKey: key, passphrase: PASSPHRASE, deviceName: "Restored" }));
    await marked(restored, accountOf(ama), "verified");
  });
});

describe("somebody whom officers vouch for under another account", () => {
  /** Ama and Kofi know each other from a channel and a room; then Kofi's membership ends, and a Kofi is granted anew. */
  async function comesBack(name: string, { ended = true } = {}) {
    const { adjoa, ama, kofi } = await threePeople();
    const { network } = adjoa;
    const members = [accountOf(ama), accountOf(kofi)];
    const room = await must(adjoa.engine.createRoom({ reference: "R-1", title: "Harbour", members }));
    const channel = await must(ama.engine.openDirect(accountOf(kofi)));
    await ama.joined(room);
    await kofi.joined(channel);
    const former = accountOf(kofi);
    if (ended) await must(adjoa.engine.revokeMember({ network, account: former }));
    const other = await world.admit(adjoa, name);
    for (const one of [adjoa, ama]) await knows(one, accountOf(other));
    await must(adjoa.engine.addMembers({ conversation: room, accounts: [accountOf(other)] }));
    await other.joined(room);
    await ama.mirror.until(({ conversations }) =>
      conversations.find(
        (one) => one.id === room && one.members.some(({ account }) => account === accountOf(other)),
      ),
    );
    return { adjoa, ama, former, other, room, channel };
  }

  const changesIn = (device: Device, id: string) =>
    device.mirror.state.conversations.find((one) => one.id === id)?.keyChanges;

  it("is shown at once where they are, and nothing is sent there until that was looked at", async () => {
    const { ama, adjoa, former, other, room } = await comesBack("Kofi Agyeman");
    const account = accountOf(other);
    const change = { account, former, formerVerified: false, acknowledged: false };
    await ama.mirror.until(({ conversations }) =>
      conversations.find(({ id, keyChanges }) => id === room && keyChanges.length === 1),
    );
    expect(changesIn(ama, room)).toEqual([change]);
    const send = (text: string) => ama.engine.sendText({ conversation: room, text });
    expect(await send("Is it you?")).toEqual({ ok: false, fault: { code: "keys.changed", account } });
    // What others write comes in as ever; elsewhere the person goes on writing; somebody can still be taken out.
    await must(other.engine.sendText({ conversation: room, text: "Hello again" }));
    await ama.hears(room, "Hello again");
    const elsewhere = await must(ama.engine.openDirect(accountOf(adjoa)));
    await must(ama.engine.sendText({ conversation: elsewhere, text: "Did you sign a new Kofi?" }));
    await adjoa.hears(elsewhere, "Did you sign a new Kofi?");
    // A new channel with the new account is held likewise.
    const fresh = await must(ama.engine.openDirect(account));
    expect(await faultOf(ama.engine.sendText({ conversation: fresh, text: "Secret" }))).toBe("keys.changed");
    await must(ama.engine.acknowledgeKeys(account));
    await must(send("Good to have you back"));
    await other.hears(room, "Good to have you back");
    const known = await ama.mirror.until(({ conversations }) =>
      conversations.find(({ id, keyChanges }) => id === room && keyChanges.every((one) => one.acknowledged)),
    );
    expect(known.keyChanges).toEqual([{ ...change, acknowledged: true }]);
  });

  it("counts as not verified, whatever the former account was; comparing codes lets it in as well", async () => {
    const { adjoa, ama, kofi } = await threePeople();
    // Known by nothing but a comparison in person: there is no conversation with the former account.
    const former = accountOf(kofi);
    await must(ama.engine.setVerified({ account: former, verified: true }));
    await must(adjoa.engine.revokeMember({ network: adjoa.network, account: former }));
    // The same name in other letters, in the same post.
    const other = await world.admit(adjoa, "KOFI AGYEMÁN");
    const account = accountOf(other);
    await knows(ama, account);
    await knows(other, accountOf(ama));
    const channel = await must(ama.engine.openDirect(account));
    await ama.joined(channel);
    expect(changesIn(ama, channel)).toEqual([{ account, former, formerVerified: true, acknowledged: false }]);
    expect(await faultOf(ama.engine.sendText({ conversation: channel, text: "Secret" }))).toBe(
      "keys.changed",
    );
    const { picture } = await must(other.engine.pair(accountOf(ama)));
    expect(await must(ama.engine.checkPicture({ account, text: picture }))).toEqual({ verdict: "match" });
    await must(ama.engine.sendText({ conversation: channel, text: "Hello" }));
    await other.joined(channel);
    await other.hears(channel, "Hello");
  });

  it("does not keep a member from taking them out; then the person writes on", async () => {
    const { ama, other, room } = await comesBack("Kofi Agyeman", { ended: false });
    const account = accountOf(other);
    expect(await faultOf(ama.engine.sendText({ conversation: room, text: "Hm" }))).toBe("keys.changed");
    await must(ama.engine.removeMember({ conversation: room, account }));
    await must(ama.engine.sendText({ conversation: room, text: "Among ourselves" }));
  });

  it("is nobody new where the name or the country is another one", async () => {
    const { adjoa, ama, room } = await comesBack("Kwabena Agyeman");
    expect(changesIn(ama, room)).toEqual([]);
    const namesake = await world.admit(adjoa, "Kofi Agyeman", { country: "TG" });
    await must(adjoa.engine.addMembers({ conversation: room, accounts: [accountOf(namesake)] }));
    await namesake.joined(room);
    await ama.mirror.until(({ conversations }) =>
      conversations.find(
        (one) => one.id === room && one.members.some(({ account }) => account === accountOf(namesake)),
      ),
    );
    expect(changesIn(ama, room)).toEqual([]);
    await must(ama.engine.sendText({ conversation: room, text: "Welcome" }));
  });

  it("is noticed in another authority and in another network, and in that order: the one who was known is nobody new", async () => {
    const { adjoa, ama, kofi } = await threePeople();
    // The newest account of that name that Ama knew.
    let former = accountOf(kofi);
    const channel = await must(ama.engine.openDirect(former));
    await ama.joined(channel);
    await kofi.joined(channel);
    const east = await world.officer("CASC", "Dana Akhmetova");
    for (const [by, other] of [
      [adjoa, east],
      [east, adjoa],
    ] as const)
      await must(by.engine.recognise({ network: by.network, other: other.network, name: "Network" }));
    const elsewhere = await world.admit(adjoa, "Kofi Agyemán", { authority: "Another office" });
    const abroad = await world.admit(east, "Agyeman Kofi");
    for (const other of [elsewhere, abroad]) {
      const account = accountOf(other);
      await knows(ama, account);
      const fresh = await must(ama.engine.openDirect(account));
      expect(await faultOf(ama.engine.sendText({ conversation: fresh, text: "Secret" }))).toBe(
        "keys.changed",
      );
      await ama.mirror.until(({ conversations }) =>
        conversations.find(({ id, keyChanges }) => id === fresh && keyChanges.length === 1),
      );
      expect(changesIn(ama, fresh)).toMatchObject([{ account, former, acknowledged: false }]);
      former = account;
    }
    expect(changesIn(ama, channel)).toEqual([]);
    await must(ama.engine.sendText({ conversation: channel, text: "Is that you, too?" }));
    await kofi.hears(channel, "Is that you, too?");
  });

  it("also holds what was written before, without a connection: it is sent once the new keys were looked at", async () => {
    const server = await TestServer.start();
    const network = await TestNetwork.found(server);
    const [ama, esi, kofi] = [
      await network.person("Ama"),
      await network.person("Esi"),
      await network.person("Kofi Agyeman"),
    ];
    const members = [esi.account, kofi.account];
    const id = await mustOf(ama.laptop.engine.createRoom({ reference: "1", title: "Ours", members }));
    await esi.laptop.joined(id);
    await kofi.laptop.joined(id);
    await ama.laptop.close();
    await ama.laptop.open({ offline: true });
    await ama.laptop.say(id, "For you all");
    await network.revoke(kofi);
    const other = await network.person("Kofi Agyeman");
    await esi.laptop.refreshDirectory();
    await mustOf(esi.laptop.engine.addMembers({ conversation: id, accounts: [other.account] }));
    await other.laptop.joined(id);
    await ama.laptop.close();
    await ama.laptop.open();
    await ama.laptop.until(
      async () => ama.laptop.view(id)?.keyChanges.some((one) => one.account === other.account) || undefined,
      "the new keys",
    );
    await ama.laptop.engine.settled();
    expect(ama.laptop.view(id)?.queued).toBe(1);
    expect(await esi.laptop.texts(id)).toEqual([]);
    await mustOf(ama.laptop.engine.acknowledgeKeys(other.account));
    for (const one of [esi, other]) await one.laptop.sees(id, ["Ama: For you all"]);
    for (const person of network.people) await person.laptop.close();
    await server.close();
  });

  it("stays held after a restart, and is free on every device once one has looked", async () => {
    const { ama, former, other, room } = await comesBack("Kofi Agyeman");
    const account = accountOf(other);
    await ama.engine.lock();
    await must(ama.engine.unlock(PASSPHRASE));
    await ama.joined(room);
    expect(changesIn(ama, room)).toMatchObject([{ account, former, acknowledged: false }]);
    const tablet = await world.device();
    await link(ama, tablet, "Tablet");
    await tablet.joined(room);
    await must(ama.engine.acknowledgeKeys(account));
    await marked(tablet, account, "acknowledged");
    await must(tablet.engine.sendText({ conversation: room, text: "From the tablet" }));
    await other.hears(room, "From the tablet");
  });
});
