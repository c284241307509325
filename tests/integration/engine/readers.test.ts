import type { HealthView } from "@comity/client/engine/facade/views";
import { makeCommit } from "@comity/client/engine/mls/commit";
import { loadGroup } from "@comity/client/engine/mls/groupRecords";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import { type ConversationId, DeviceId, idOfKey, MessageId } from "@comity/shared/ids";
import { conversationCommit, conversationDevices } from "@comity/shared/protocol/conversation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { must, type Person, random, sodium, TestDevice, TestNetwork, TestServer } from "./people.ts";

const suite = comitySuite(sodium, DEFAULT_SUITE);
const nothing = { serverOnly: [], groupOnly: [], unvouched: [] };
let server: TestServer;
let network: TestNetwork;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});

afterAll(async () => {
  for (const person of network.people) await person.laptop.close();
  await server.close();
});

/** Two people in a room, of whom the second has a server that lies where it is told to. */
async function room(one: string, other: string) {
  const [ama, kofi] = [await network.person(one), await network.person(other)];
  const liar = new LyingServer();
  await kofi.laptop.close();
  kofi.laptop.tamper = liar.tamper;
  kofi.laptop.hurry = 20;
  await kofi.laptop.open();
  const members = [kofi.account];
  const id = await must(ama.laptop.engine.createRoom({ reference: "1", title: "Ours", members }));
  await kofi.laptop.joined(id);
  await kofi.laptop.engine.settled();
  return { ama, kofi, liar, id };
}

const alarmOf = (person: Person, id: ConversationId) =>
  person.laptop.warnings.find(({ code, conversation }) => code === "devices-differ" && conversation === id);

/** What the honest server lists, changed. */
function listing(liar: LyingServer, change: (devices: readonly DeviceId[]) => DeviceId[], ahead = 0): void {
  liar.answer(conversationDevices, async (request, honest) => {
    const answer = await honest.call(conversationDevices, request);
    if (!answer.ok) return answer;
    const { epoch, devices } = answer.value;
    return { ok: true, value: { epoch: epoch + ahead, devices: change(devices) } };
  });
}

describe("the devices that can read a conversation", () => {
  it("are the same in the group and on the server's list, whoever comes and goes", async () => {
    const { ama, kofi, id } = await room("Ama", "Kofi");
    const third = await network.person("Third");
    const phone = new TestDevice(server, kofi);
    await network.certify(phone);
    await phone.open();
    await phone.joined(id);
    await must(ama.laptop.engine.addMembers({ conversation: id, accounts: [third.account] }));
    await third.laptop.joined(id);
    await must(ama.laptop.engine.removeMember({ conversation: id, account: third.account }));
    await network.revokeDevice(phone);
    await kofi.laptop.until(async () => {
      const devices = kofi.laptop.view(id)?.members.find(({ account }) => account === kofi.account)?.devices;
      return devices?.length === 1 || undefined;
    }, "its own device going");
    for (const person of [ama, kofi]) {
      const compared = await person.laptop.until(async () => {
        const view = await must(person.laptop.engine.compareReaders(id));
        return view.state === "unsettled" ? undefined : view;
      }, "a settled comparison");
      expect(compared).toMatchObject({ state: "same", ...nothing });
      expect(alarmOf(person, id)).toBeUndefined();
    }
    await phone.close();
  });

  it("are an alarm where the server lists one that is not in the group: named, kept, counted", async () => {
    const { ama, kofi, liar, id } = await room("Adwoa", "Kwame");
    const ghost = await network.person("Ghost");
    listing(liar, (devices) => [...devices, ghost.laptop.device]);
    await kofi.laptop.refreshDirectory();
    const compared = await must(kofi.laptop.engine.compareReaders(id));
    expect(compared).toMatchObject({ ...nothing, state: "differs", serverOnly: [ghost.laptop.device] });
    const told = await kofi.laptop.until(async () => alarmOf(kofi, id), "the alarm");
    expect(told).toMatchObject({ conversation: id, account: ghost.account });
    const health = await new Promise<HealthView>((resolve) => {
      const stop = kofi.laptop.engine.subscribe((change) => {
        if (change.type === "health") resolve(change.health);
      });
      stop();
    });
    expect(health.counts.deviceDifferences).toBe(1);
    // It is there again after a restart, and what is said in the group goes on as the group has it.
    await kofi.laptop.close();
    await kofi.laptop.open();
    await kofi.laptop.until(async () => alarmOf(kofi, id), "the alarm, kept");
    await ama.laptop.say(id, "for the two of us");
    await kofi.laptop.sees(id, ["Adwoa: for the two of us"]);
    expect(kofi.laptop.view(id)?.members).toHaveLength(2);
  });

  it("are an alarm where the server leaves one out", async () => {
    const { ama, kofi, liar, id } = await room("Esi", "Kojo");
    listing(liar, (devices) => devices.filter((device) => device !== ama.laptop.device));
    expect(await must(kofi.laptop.engine.compareReaders(id))).toMatchObject({
      ...{ ...nothing, state: "differs", groupOnly: [ama.laptop.device] },
    });
    expect((await kofi.laptop.until(async () => alarmOf(kofi, id), "the alarm")).account).toBe(ama.account);
  });

  it("are no alarm while a commit is under way, nor where the next look finds them the same", async () => {
    const { kofi, liar, id } = await room("Yaa", "Yaw");
    const ghost = idOfKey(DeviceId, random(32));
    listing(liar, (devices) => [...devices, ghost], 1);
    expect(await must(kofi.laptop.engine.compareReaders(id))).toEqual({ state: "unsettled", ...nothing });
    let looks = 0;
    listing(liar, (devices) => {
      looks += 1;
      return looks === 1 ? [...devices, ghost] : [...devices];
    });
    expect(await must(kofi.laptop.engine.compareReaders(id))).toMatchObject({ state: "same", ...nothing });
    expect(looks).toBe(2);
    expect(alarmOf(kofi, id)).toBeUndefined();
  });

  it("are compared without being asked: a member who has the server list a device that the group does not add is caught", async () => {
    const { ama, kofi, id } = await room("Efua", "Kweku");
    const ghost = await network.person("Silent");
    await ama.laptop.close();
    const group = await loadGroup(ama.laptop.store, id, suite, ama.laptop.keys.privateKey);
    if (group === undefined) throw new Error("no group");
    const made = await makeCommit(group, { add: [], remove: [] }, async () => true);
    await ama.laptop.open();
    await must(
      ama.laptop.link.call(conversationCommit, {
        ...{ conversation: id, epoch: group.epoch, messageId: idOfKey(MessageId, random(16)) },
        ...{ bytes: made.bytes, added: [ghost.laptop.device], removed: [], welcome: random(60) },
      }),
    );
    const alarm = await kofi.laptop.until(async () => alarmOf(kofi, id), "the alarm");
    expect(JSON.parse(alarm.cause)).toEqual({ ...nothing, serverOnly: [ghost.laptop.device] });
    expect(kofi.laptop.view(id)?.members.map(({ account }) => account)).not.toContain(ghost.account);
  });
});
