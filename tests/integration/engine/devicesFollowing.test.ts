import { writeJson } from "@comity/client/engine/mls/json";
import { encodeContent, type KnownContent } from "@comity/shared/content/content";
import { idOfKey, MessageId } from "@comity/shared/ids";
import { conversationCreate } from "@comity/shared/protocol/conversation";
import { ownConversationId } from "@comity/shared/protocol/conversationIds";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { type Device, faultOf, link, must, OwnWorld, PASSPHRASE, random } from "./ownPeople.ts";
import { clock, sodium, TestDevice, TestNetwork, TestServer } from "./people.ts";

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

/** The officer, a member, their channel and a room of both, with a message in each. */
async function twoPeople() {
  const adjoa = await world.officer();
  const ama = await world.admit(adjoa, "Ama Mensah");
  await adjoa.mirror.until(({ contacts }) => contacts.find(({ card }) => card.name === "Ama Mensah"));
  const channel = await must(adjoa.engine.openDirect(accountOf(ama)));
  const room = await must(
    adjoa.engine.createRoom({ reference: "R-1", title: "Harbour", members: [accountOf(ama)] }),
  );
  await ama.joined(channel);
  await ama.joined(room);
  await must(ama.engine.sendText({ conversation: channel, text: "Early." }));
  await adjoa.hears(channel, "Early.");
  return { adjoa, ama, channel, room };
}

/** The group of this person's devices has both of them. */
async function follows(one: Device, other: Device) {
  for (const device of [one, other]) await device.engine.settled();
}

describe("a new device of somebody", () => {
  it("is in every conversation at once, by its owner's other device alone, and is seen to come by the others", async () => {
    const { adjoa, ama, channel, room } = await twoPeople();
    // Everybody else is away.
    await ama.engine.lock();
    const steps: string[] = [];
    await adjoa.engine.subscribe((change) => {
      if (change.type === "progress" && change.task === "own-device")
        steps.push(`${change.done}/${change.total}`);
    });
    const tablet = await world.device();
    await link(adjoa, tablet, "Tablet");
    for (const id of [channel, room]) await tablet.joined(id);
    await tablet.mirror.until(({ conversations }) => conversations.find(({ kind }) => kind === "board"));
    await tablet.mirror.until(({ conversations }) =>
      conversations.find(({ id, title }) => id === room && title === "Harbour"),
    );
    await adjoa.mirror.until(({ conversations }) =>
      conversations.every(({ members }) =>
        members.some(({ account, devices }) => account === accountOf(adjoa) && devices.length === 2),
      )
        ? true
        : undefined,
    );
    expect(steps[0]).toMatch(/^0\/[345]$/);
    await expect.poll(() => steps.at(-1), { timeout: 60_000 }).toMatch(/^(\d)\/\1$/);
    // One commit for each group.
    for (const id of [channel, room]) {
      const page = await must(adjoa.engine.thread({ conversation: id, limit: 50 }));
      const came = page.items.flatMap((item) => (item.kind === "membership" ? item.devices : []));
      expect(came).toEqual([{ account: accountOf(adjoa), change: "added" }]);
    }
    await must(tablet.engine.sendText({ conversation: channel, text: "From the tablet." }));
    await adjoa.hears(channel, "From the tablet.");

    await must(ama.engine.unlock(PASSPHRASE));
    await ama.joined(channel);
    await expect
      .poll(async () => {
        const page = await must(ama.engine.thread({ conversation: channel, limit: 50 }));
        return page.items.flatMap((item): unknown[] => {
          if (item.kind === "membership") return [...item.devices];
          return item.kind === "message" && item.content.kind === "text"
            ? [[item.author === accountOf(adjoa), item.content.text]]
            : [];
        });
      })
      .toEqual([
        [false, "Early."],
        { account: accountOf(adjoa), change: "added" },
        [true, "From the tablet."],
      ]);
    // The group of the person's own devices is nowhere to be seen.
    const own = ownConversationId(sodium, accountOf(adjoa));
    for (const device of [adjoa, tablet, ama])
      expect(device.mirror.state.conversations.some(({ id }) => id === own)).toBe(false);
  });

  it("knows what was read, drafted and muted before it came, and follows from then on, both ways", async () => {
    const { adjoa, ama, channel, room } = await twoPeople();
    const read = async (device: Device) => {
      const page = await must(device.engine.thread({ conversation: channel, limit: 50 }));
      await must(device.engine.markRead({ conversation: channel, order: page.items.at(-1)?.order ?? 0 }));
    };
    await read(adjoa);
    await must(adjoa.engine.saveDraft({ conversation: room, text: "Begun at the desk" }));
    const until = Date.now() + 3_600_000;
    await must(adjoa.engine.mute({ conversation: room, until }));
    const tablet = await world.device();
    await link(adjoa, tablet, "Tablet");
    // What is said before it has come in comes with its history, in a while.
    for (const id of [channel, room]) await tablet.joined(id);
    await tablet.mirror.until(({ conversations }) =>
      conversations.find(({ id, mutedUntil }) => id === room && mutedUntil === until),
    );
    await tablet.mirror.until(({ drafts }) => drafts.get(room));
    expect(await must(tablet.engine.draft(room))).toBe("Begun at the desk");

    await must(ama.engine.sendText({ conversation: channel, text: "News." }));
    const unread = (device: Device, count: number) =>
      device.mirror.until(({ conversations }) =>
        conversations.find((one) => one.id === channel && one.unread === count),
      );
    await unread(adjoa, 1);
    await unread(tablet, 1);
    await read(tablet);
    await unread(adjoa, 0);
    await must(ama.engine.sendText({ conversation: channel, text: "More." }));
    await unread(tablet, 1);
    await read(adjoa);
    await unread(tablet, 0);

    await must(tablet.engine.saveDraft({ conversation: room, text: "Begun at the desk, ended here" }));
    await adjoa.mirror.until(({ drafts }) =>
      drafts.get(room) === "Begun at the desk, ended here" ? true : undefined,
    );
    await must(adjoa.engine.saveDraft({ conversation: room, text: "" }));
    await tablet.mirror.until(({ drafts }) => (drafts.get(room) === "" ? true : undefined));
    await must(tablet.engine.mute({ conversation: room, until: undefined }));
    await adjoa.mirror.until(({ conversations }) =>
      conversations.find(({ id, mutedUntil }) => id === room && mutedUntil === undefined),
    );
    // And it is all there after a restart.
    await must(adjoa.engine.mute({ conversation: channel, until }));
    await tablet.mirror.until(({ conversations }) =>
      conversations.find(({ id, mutedUntil }) => id === channel && mutedUntil === until),
    );
    await tablet.engine.lock();
    await must(tablet.engine.unlock(PASSPHRASE));
    await tablet.mirror.until(({ conversations }) =>
      conversations.find((one) => one.id === channel && one.unread === 0 && one.mutedUntil === until),
    );
    await follows(adjoa, tablet);
  });

  it("is renamed, and revoked: refused at once, and out of every group", async () => {
    const { adjoa, ama, channel, room } = await twoPeople();
    const tablet = await world.device();
    await link(adjoa, tablet, "Tablet");
    for (const id of [channel, room]) await tablet.joined(id);
    const listed = await must(adjoa.engine.ownDevices());
    expect(listed.map(({ name, current, revoked }) => [name, current, revoked])).toEqual([
      ["Desk", true, false],
      ["Tablet", false, false],
    ]);
    expect(listed.every(({ lastLogIn }) => lastLogIn !== undefined && lastLogIn % 3_600_000 === 0)).toBe(
      true,
    );
    const [, second] = listed;
    if (second === undefined) throw new Error("no second device");
    const { device } = second;
    expect(await faultOf(adjoa.engine.renameDevice({ device, name: "  " }))).toBe("text.empty");
    await must(adjoa.engine.renameDevice({ device, name: "Embassy tablet" }));
    await tablet.mirror.until(({ contacts }) =>
      contacts.find((one) => one.self && one.devices.some(({ name }) => name === "Embassy tablet")),
    );
    await tablet.mirror.until(({ self }) => (self?.deviceName === "Embassy tablet" ? true : undefined));
    expect(await faultOf(ama.engine.revokeDevice({ device, passphrase: PASSPHRASE }))).toBe("not-permitted");
    expect(await faultOf(adjoa.engine.revokeDevice({ device, passphrase: "not the passphrase" }))).toBe(
      "passphrase.wrong",
    );
    const [mine] = listed;
    if (mine === undefined) throw new Error("no device of one's own");
    expect(await faultOf(adjoa.engine.revokeDevice({ device: mine.device, passphrase: PASSPHRASE }))).toBe(
      "not-permitted",
    );
    await must(adjoa.engine.revokeDevice({ device, passphrase: PASSPHRASE }));
    expect(await tablet.phase("refused")).toEqual({ phase: "refused", reason: "device-revoked" });
    for (const id of [channel, room])
      await adjoa.mirror.until(({ conversations }) =>
        conversations.find(
          (one) => one.id === id && one.members.every(({ devices }) => devices.length === 1),
        ),
      );
    await must(adjoa.engine.sendText({ conversation: channel, text: "Without the tablet." }));
    await ama.hears(channel, "Without the tablet.");
    expect((await must(adjoa.engine.ownDevices())).at(-1)).toMatchObject({
      name: "Embassy tablet",
      revoked: true,
    });
    // A vault that opens again finds itself refused again.
    await tablet.engine.lock();
    await must(tablet.engine.unlock(PASSPHRASE));
    expect(await tablet.phase("refused")).toEqual({ phase: "refused", reason: "device-revoked" });
  });

  it("comes from a printed recovery key as well, and follows", async () => {
    const { adjoa, channel } = await twoPeople();
    const { key } = await must(adjoa.engine.renewRecoveryKey(PASSPHRASE));
    await must(adjoa.engine.confirmRecoveryKey(key));
    await adjoa.mirror.until(({ self }) =>
      self?.recovery.number === 2 && self.recovery.kept ? true : undefined,
    );
    const other = await world.device();
    await must(other.engine.restore({ recoveryKey: key, passphrase: PASSPHRASE, deviceName: "Restored" }));
    await other.joined(channel);
    await must(adjoa.engine.mute({ conversation: channel, until: Date.now() + 60_000 }));
    await other.mirror.until(({ conversations }) =>
      conversations.find(({ id, mutedUntil }) => id === channel && mutedUntil !== undefined),
    );
  });
});

describe("what own devices say to each other", () => {
  it("is worth nothing from anybody else, in any other conversation", async () => {
    const server = await TestServer.start();
    const network = await TestNetwork.found(server);
    const [ama, chidi] = [await network.person("Ama"), await network.person("Chidi")];
    const channel = await must(ama.laptop.engine.openDirect(chidi.account));
    await chidi.laptop.joined(channel);
    await ama.laptop.say(channel, "One.");
    await chidi.laptop.sees(channel, ["Ama: One."]);
    const device = ama.laptop.device;
    const at = clock.now() + 1_000_000;
    const forged: KnownContent[] = [
      { kind: "own.mute", conversation: channel, until: at, at, device },
      { kind: "own.draft", conversation: channel, text: "Words in somebody's mouth", at, device },
      { kind: "own.read", positions: [{ conversation: channel, order: 900 }] },
      { kind: "own.person", account: ama.account, state: "verified", at, device },
    ];
    await ama.laptop.close();
    await ama.laptop.store.write(
      forged.map((content, place) => ({
        table: "outbox",
        key: `${channel}/${String(2 ** 52 + 500 + place).padStart(16, "0")}`,
        value: writeJson({
          messageId: idOfKey(MessageId, random(16)),
          order: 2 ** 52 + 500 + place,
          text: encodeContent(content, at),
          shown: false,
        }),
      })),
    );
    await ama.laptop.open();
    await ama.laptop.engine.settled();
    await ama.laptop.say(channel, "Two.");
    await chidi.laptop.sees(channel, ["Ama: One.", "Ama: Two."]);
    await chidi.laptop.until(
      async () => (chidi.laptop.view(channel)?.unread === 2 ? true : undefined),
      "both as unread",
    );
    expect(chidi.laptop.view(channel)?.mutedUntil).toBeUndefined();
    expect(await must(chidi.laptop.engine.draft(channel))).toBe("");
    let people: unknown;
    chidi.laptop.engine.subscribe((change) => {
      if (change.type === "people") people = change.people;
    })();
    expect(people).toEqual([]);
    await chidi.laptop.close();
    await ama.laptop.close();
    await network.officer.laptop.close();
    await server.close();
  });

  it("is written once by two devices that make the group at once", async () => {
    const server = await TestServer.start();
    const network = await TestNetwork.found(server);
    const ama = await network.person("Ama");
    const [tablet, telephone] = [new TestDevice(server, ama), new TestDevice(server, ama)];
    for (const device of [tablet, telephone]) await network.certify(device);
    await Promise.all([tablet.open(), telephone.open()]);
    const channel = await must(ama.laptop.engine.openDirect(network.officer.account));
    for (const device of [tablet, telephone]) await device.joined(channel);
    const until = clock.now() + 60_000;
    for (const [from, at] of [
      [telephone, until],
      [tablet, until + 1],
      [ama.laptop, until + 2],
    ] as const) {
      await must(from.engine.mute({ conversation: channel, until: at }));
      for (const device of [ama.laptop, tablet, telephone])
        await device.until(
          async () => (device.view(channel)?.mutedUntil === at ? true : undefined),
          "the mute",
        );
    }
    for (const device of [tablet, telephone, ama.laptop, network.officer.laptop]) await device.close();
    await server.close();
  });

  it("finds its way though the server has refused the group at first", async () => {
    const server = await TestServer.start();
    const network = await TestNetwork.found(server);
    const ama = await network.person("Ama");
    await ama.laptop.close();
    let refusals = 0;
    // Whichever of the two devices makes it.
    const refusing = new LyingServer().answer(conversationCreate, async (request, honest) => {
      if (request.purpose.kind === "own" && refusals++ === 0)
        return { ok: false, fault: { code: "not-permitted" } };
      return honest.call(conversationCreate, request);
    }).tamper;
    ama.laptop.tamper = refusing;
    await ama.laptop.open();
    const tablet = new TestDevice(server, ama);
    await network.certify(tablet);
    tablet.tamper = refusing;
    await tablet.open();
    const channel = await must(ama.laptop.engine.openDirect(network.officer.account));
    await tablet.joined(channel);
    const until = clock.now() + 60_000;
    await must(ama.laptop.engine.mute({ conversation: channel, until }));
    await tablet.until(
      async () => (tablet.view(channel)?.mutedUntil === until ? true : undefined),
      "the mute",
    );
    expect(refusals).toBeGreaterThan(0);
    for (const device of [tablet, ama.laptop, network.officer.laptop]) await device.close();
    await server.close();
  });
});
