import type { ContactView, ConversationView, ThreadItem } from "@comity/client/engine/facade/views";
import type { ConversationId, NetworkId } from "@comity/shared/ids";
import { networkIdentify } from "@comity/shared/protocol/recognition";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Device, faultOf, link, must, OwnWorld } from "./ownPeople.ts";

type Officer = Device & { readonly network: NetworkId };
const SLOW = { timeout: 240_000 };

let world: OwnWorld;
let west: Officer;
let east: Officer;

beforeEach(async () => {
  world = await OwnWorld.open();
  west = await world.officer("WACAP", "Adjoa Lawson");
  east = await world.officer("CASC", "Dana Akhmetova");
});
afterEach(async () => {
  await world.close();
});

/** One secretariat gives its code to the other, which looks at what it stands for and signs. */
async function recognise(by: Officer, other: Officer): Promise<void> {
  const { code } = await must(other.engine.recognitions(other.network));
  const shown = await must(by.engine.identifyNetwork({ network: by.network, code }));
  expect(shown.network).toBe(other.network);
  await must(by.engine.recognise({ network: by.network, other: shown.network, name: shown.name }));
}

async function recogniseEachOther(): Promise<void> {
  await recognise(west, east);
  await recognise(east, west);
}

const withdraw = (by: Officer, other: Officer) =>
  must(by.engine.withdrawRecognition({ network: by.network, other: other.network }));

/** What a device's directory says of somebody, once it is so. */
function contact(device: Device, name: string, standing: ContactView["standing"] = "current") {
  return device.mirror.until(({ contacts }) =>
    contacts.find((one) => one.card.name === name && one.standing === standing),
  );
}

const names = (device: Device) => device.mirror.state.contacts.map(({ card }) => card.name).sort();

/** A conversation on a device, once it is as wanted. */
const conversation = (device: Device, id: ConversationId, wanted: (one: ConversationView) => boolean) =>
  device.mirror.until(({ conversations }) => conversations.find((one) => one.id === id && wanted(one)));

/** The line of a thread that says that networks have parted. */
function partingLine(device: Device, id: ConversationId) {
  type Line = Extract<ThreadItem, { kind: "membership" }>;
  return device.mirror.until(({ threads }) =>
    [...(threads.get(id)?.values() ?? [])].find(
      (item): item is Line => item.kind === "membership" && item.recognition !== undefined,
    ),
  );
}

describe("networks that recognise each other", () => {
  it("know nothing of each other's people as long as only one of them says so", async () => {
    const ama = await world.admit(west, "Ama Mensah");
    await recognise(west, east);
    await ama.engine.connectNow();
    await ama.engine.settled();
    expect(names(ama)).toEqual(["Adjoa Lawson", "Ama Mensah"]);
    const danas = (await contact(east, "Dana Akhmetova")).account;
    expect(await faultOf(ama.engine.openDirect(danas))).not.toBe("no fault");
    expect(await must(west.engine.recognitions(west.network))).toMatchObject({
      recognitions: [{ other: east.network, name: "CASC", state: "ours", theirs: undefined }],
    });
    expect((await must(east.engine.recognitions(east.network))).recognitions).toEqual([]);
  });

  it(
    "find each other's people, write to them and share a room, each leaf vouched for by its own network",
    SLOW,
    async () => {
      const ama = await world.admit(west, "Ama Mensah");
      const bolat = await world.admit(east, "Bolat Seitkali");
      await recogniseEachOther();
      const bolats = await contact(ama, "Bolat Seitkali");
      expect(bolats).toMatchObject({ networkName: "CASC", foreign: true, vouchedBy: "Dana Akhmetova" });
      expect(await contact(bolat, "Ama Mensah")).toMatchObject({ networkName: "WACAP", foreign: true });
      expect(await contact(ama, "Adjoa Lawson")).toMatchObject({ foreign: false });

      const channel = await must(ama.engine.openDirect(bolats.account));
      await bolat.joined(channel);
      await must(ama.engine.sendText({ conversation: channel, text: "Good morning from Accra" }));
      await bolat.hears(channel, "Good morning from Accra");
      await must(bolat.engine.sendText({ conversation: channel, text: "And from Astana" }));
      await ama.hears(channel, "And from Astana");

      const adjoas = (await contact(ama, "Adjoa Lawson")).account;
      const members = [bolats.account, adjoas];
      const room = await must(ama.engine.createRoom({ reference: "R-1", title: "A case", members }));
      for (const device of [west, bolat]) await device.joined(room);
      // Whoever came from the other network brings in a colleague of their own.
      const danas = (await contact(bolat, "Dana Akhmetova")).account;
      await must(bolat.engine.addMembers({ conversation: room, accounts: [danas] }));
      await east.joined(room);
      await must(east.engine.sendText({ conversation: room, text: "I am in" }));
      for (const device of [ama, west, bolat]) await device.hears(room, "I am in");
      for (const device of [ama, west, bolat, east]) {
        await conversation(device, room, ({ members: all }) => all.length === 4);
        expect(device.mirror.state.warnings).toEqual([]);
      }
      // The other network's log is followed as one's own is: with its head, and in the same list.
      const logs = await ama.mirror.until(({ logs: all }) => (all.length === 2 ? all : undefined));
      expect(logs.map(({ networkName }) => networkName).sort()).toEqual(["CASC", "WACAP"]);
      // Boards stay with their networks.
      expect(ama.mirror.state.conversations.filter(({ kind }) => kind === "board")).toHaveLength(1);
    },
  );

  it(
    "part: the other's people leave the room with a change of keys, channels close, and both say why",
    SLOW,
    async () => {
      const ama = await world.admit(west, "Ama Mensah");
      const bolat = await world.admit(east, "Bolat Seitkali");
      await recogniseEachOther();
      const bolats = (await contact(ama, "Bolat Seitkali")).account;
      const adjoas = (await contact(ama, "Adjoa Lawson")).account;
      const channel = await must(ama.engine.openDirect(bolats));
      const room = await must(
        ama.engine.createRoom({ reference: "R-1", title: "A case", members: [bolats, adjoas] }),
      );
      for (const device of [west, bolat]) await device.joined(room);
      await bolat.joined(channel);
      await must(bolat.engine.sendText({ conversation: room, text: "Before" }));
      for (const device of [ama, west]) await device.hears(room, "Before");

      await withdraw(east, west);
      await conversation(bolat, room, ({ state }) => state === "left");
      for (const device of [ama, west]) {
        await conversation(device, room, ({ members }) => members.length === 2);
        const line = await partingLine(device, room);
        expect(line).toMatchObject({
          removed: [bolats],
          recognition: { network: east.network, by: east.network, from: west.network },
        });
      }
      expect(await partingLine(bolat, room)).toMatchObject({
        recognition: { network: east.network, by: east.network, from: west.network },
      });
      // What is said from now on is for those who stayed.
      await must(ama.engine.sendText({ conversation: room, text: "After" }));
      await west.hears(room, "After");
      expect(await faultOf(bolat.engine.sendText({ conversation: room, text: "Still here" }))).toBe(
        "conversation.not-member",
      );
      expect(await faultOf(ama.engine.addMembers({ conversation: room, accounts: [bolats] }))).toBe(
        "room.unrecognised",
      );
      // The channel stays with what was said in it, and takes nothing more.
      for (const device of [ama, bolat]) {
        const closed = await conversation(device, channel, ({ unrecognised }) => unrecognised !== undefined);
        expect(closed).toMatchObject({ state: "active" });
        expect(await faultOf(device.engine.sendText({ conversation: channel, text: "Hello?" }))).toBe(
          "network.not-recognised",
        );
      }
      // Whose words stand in a thread keeps a name, and is nobody to choose.
      expect(await contact(ama, "Bolat Seitkali", "unrecognised")).toMatchObject({ account: bolats });
      expect(await must(west.engine.recognitions(west.network))).toMatchObject({
        recognitions: [{ other: east.network, state: "withdrawn-by-them" }],
      });
      expect(await must(east.engine.recognitions(east.network))).toMatchObject({
        recognitions: [{ other: west.network, state: "withdrawn-by-us" }],
      });
      // What the other network signs from now on is not shown here any more.
      const before = ama.mirror.state.contacts.length;
      await world.admit(east, "Celik Umarov");
      await ama.engine.connectNow();
      await ama.engine.settled();
      expect(ama.mirror.state.contacts).toHaveLength(before);

      // Recognised anew, the channel opens again, and people come back by hand.
      await recognise(east, west);
      await conversation(ama, channel, ({ unrecognised }) => unrecognised === undefined);
      await must(ama.engine.sendText({ conversation: channel, text: "Good to see you" }));
      await bolat.hears(channel, "Good to see you");
      await contact(ama, "Celik Umarov");
      await must(ama.engine.addMembers({ conversation: room, accounts: [bolats] }));
      await bolat.joined(room);
      for (const device of [ama, west, bolat]) expect(device.mirror.state.warnings).toEqual([]);
    },
  );

  it(
    "bring a further device of a person into all of it, and after they have parted into nothing of it",
    SLOW,
    async () => {
      const ama = await world.admit(west, "Ama Mensah");
      const bolat = await world.admit(east, "Bolat Seitkali");
      await recogniseEachOther();
      const bolats = (await contact(ama, "Bolat Seitkali")).account;
      const channel = await must(ama.engine.openDirect(bolats));
      const room = await must(ama.engine.createRoom({ reference: "R-4", title: "Four", members: [bolats] }));
      for (const id of [channel, room]) await bolat.joined(id);
      const tablet = await world.device();
      await link(bolat, tablet, "Tablet");
      for (const id of [channel, room]) await tablet.joined(id);
      await must(tablet.engine.sendText({ conversation: room, text: "From the tablet" }));
      await ama.hears(room, "From the tablet");
      await withdraw(west, east);
      for (const device of [bolat, tablet]) await conversation(device, room, ({ state }) => state === "left");
      const telephone = await world.device();
      await link(ama, telephone, "Telephone");
      await telephone.joined(room);
      await must(telephone.engine.sendText({ conversation: room, text: "Among ourselves" }));
      await ama.hears(room, "Among ourselves");
      await telephone.engine.settled();
      // Nobody has tried to come into the closed channel, and nobody was accused of it.
      for (const device of [ama, bolat, tablet, telephone]) expect(device.mirror.state.warnings).toEqual([]);
      const closed = ama.mirror.state.conversations.find(({ id }) => id === channel);
      expect(closed?.members.map(({ devices }) => devices.length).sort()).toEqual([1, 2]);
    },
  );

  it(
    "withdrawn by the room's own side, take the others out and tell them who has withdrawn",
    SLOW,
    async () => {
      const bolat = await world.admit(east, "Bolat Seitkali");
      await recogniseEachOther();
      const bolats = (await contact(west, "Bolat Seitkali")).account;
      const room = await must(
        west.engine.createRoom({ reference: "R-2", title: "Another", members: [bolats] }),
      );
      await bolat.joined(room);
      await withdraw(west, east);
      await conversation(west, room, ({ members }) => members.length === 1);
      await conversation(bolat, room, ({ state }) => state === "left");
      expect(await partingLine(bolat, room)).toMatchObject({
        recognition: { network: east.network, by: west.network, from: east.network },
      });
    },
  );

  it("bring nobody into a room whom another one there could not check", SLOW, async () => {
    const third = await world.officer("EAC", "Wanjiru Kamau");
    await recogniseEachOther();
    await recognise(west, third);
    await recognise(third, west);
    const danas = (await contact(west, "Dana Akhmetova")).account;
    const wanjirus = (await contact(west, "Wanjiru Kamau")).account;
    const room = { reference: "R-3", title: "Three", members: [danas, wanjirus] };
    expect(await faultOf(west.engine.createRoom(room))).toBe("room.unrecognised");
    const two = await must(west.engine.createRoom({ ...room, members: [danas] }));
    await east.joined(two);
    expect(await faultOf(west.engine.addMembers({ conversation: two, accounts: [wanjirus] }))).toBe(
      "room.unrecognised",
    );
    // Once those two recognise each other as well, all three are in.
    await recognise(east, third);
    await recognise(third, east);
    await contact(east, "Wanjiru Kamau");
    await west.engine.connectNow();
    await must(west.engine.addMembers({ conversation: two, accounts: [wanjirus] }));
    await third.joined(two);
    await must(third.engine.sendText({ conversation: two, text: "All three" }));
    for (const device of [west, east]) await device.hears(two, "All three");
  });

  it("are told apart by a code that no server can exchange", async () => {
    const { code } = await must(east.engine.recognitions(east.network));
    const own = await must(west.engine.recognitions(west.network));
    const identify = (typed: string) => west.engine.identifyNetwork({ network: west.network, code: typed });
    expect(await faultOf(identify("12345"))).toBe("network.code-wrong");
    expect(await faultOf(identify(code.replaceAll(/\d/g, "1")))).toBe("network.unknown");
    expect(await faultOf(identify(own.code))).toBe("network.own");
    expect(await must(identify(code))).toMatchObject({
      ...{ name: "CASC", network: east.network, recognisesUs: false },
    });
    // A server that shows another network's founding for it.
    west.lie(networkIdentify, ({ founding, ...rest }) => ({
      ...{ ...rest, founding: { ...founding, body: founding.body.replace("CASC", "CASK") } },
    }));
    expect(await faultOf(identify(code))).toBe("network.code-wrong");
  });
});
