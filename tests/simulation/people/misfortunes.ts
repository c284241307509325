import type { Dice } from "../world/dice.ts";
import type { World } from "../world/world.ts";
import type { Action } from "./actions.ts";
import { pry } from "./prying.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

const someone = (world: World, dice: Dice) => dice.pick(world.devices.filter(({ retired }) => !retired));

/** What goes wrong. Everything mends by itself after a while. */
export const MISFORTUNES: readonly Action[] = [
  {
    name: "a device crashes",
    weight: 3,
    act(world, dice) {
      const device = someone(world, dice);
      if (device?.engine === undefined) return false;
      world.chronicle.fault(`${device.name} loses power`);
      device.crash();
      return true;
    },
  },
  {
    name: "a device will crash at a write",
    weight: 6,
    act(world, dice) {
      const device = someone(world, dice);
      if (device?.engine === undefined || device.disk.death !== undefined) return false;
      device.disk.death = { inWrites: dice.whole(1, 4), when: dice.chance(0.5) ? "before" : "after" };
      return true;
    },
  },
  {
    name: "a line breaks",
    weight: 6,
    act(world, dice) {
      const device = someone(world, dice);
      if (device?.online !== true) return false;
      world.chronicle.fault(`the line of ${device.name} breaks`);
      world.network.drop(device.name);
      return true;
    },
  },
  {
    name: "a device goes offline",
    weight: 5,
    act(world, dice) {
      const device = someone(world, dice);
      if (device === undefined || world.network.isCutOff(device.name)) return false;
      const long = dice.chance(0.15);
      const ms = long ? dice.whole(1, 30) * DAY : dice.whole(1, 10 * MINUTE);
      world.chronicle.fault(`${device.name} is offline for ${long ? `${ms / DAY} days` : `${ms} ms`}`);
      world.network.cut(device.name);
      world.time.after(ms, () => world.network.mend(device.name));
      return true;
    },
  },
  {
    name: "a partition",
    weight: 1,
    act(world, dice) {
      const cut = dice.several(world.devices, dice.whole(2, 4));
      world.chronicle.fault(`${cut.map(({ name }) => name).join(", ")} are cut off`);
      for (const { name } of cut) world.network.cut(name);
      world.time.after(dice.whole(1000, 5 * MINUTE), () => {
        for (const { name } of cut) world.network.mend(name);
      });
      return true;
    },
  },
  {
    name: "the server crashes",
    weight: 2,
    act(world, dice) {
      if (!world.server.up) return false;
      world.chronicle.fault("the server loses power");
      world.server.crash();
      world.time.after(dice.whole(100, 2 * MINUTE), () => world.server.start());
      return true;
    },
  },
  {
    name: "the server will crash at a write",
    weight: 3,
    act(world, dice) {
      if (!world.server.up || world.server.media.death !== undefined) return false;
      world.server.media.death = { inWrites: dice.whole(1, 5), when: dice.chance(0.5) ? "before" : "after" };
      return true;
    },
  },
  {
    name: "the server's disk is full",
    weight: 1,
    act(world, dice) {
      world.chronicle.fault("the server's disk is full");
      world.server.media.full = true;
      world.time.after(dice.whole(1000, 2 * MINUTE), () => {
        world.server.media.full = false;
      });
      return true;
    },
  },
  {
    name: "a device's disk is full",
    weight: 2,
    act(world, dice) {
      const device = someone(world, dice);
      if (device === undefined) return false;
      world.chronicle.fault(`the disk of ${device.name} is full`);
      device.disk.full = true;
      world.time.after(dice.whole(1000, 5 * MINUTE), () => {
        device.disk.full = false;
      });
      return true;
    },
  },
  {
    name: "a device has no room for what its directory grows by",
    weight: 2,
    act(world, dice) {
      const device = someone(world, dice);
      if (device === undefined) return false;
      world.chronicle.fault(`the disk of ${device.name} has no room for statements`);
      device.disk.lacksRoomFor = (table) => table.startsWith("log-");
      world.time.after(dice.whole(1000, 5 * MINUTE), () => {
        device.disk.lacksRoomFor = () => false;
      });
      return true;
    },
  },
  {
    name: "somebody pries",
    weight: 1,
    act(world, dice) {
      const device = someone(world, dice);
      if (device?.online !== true) return false;
      world.chronicle.fault(`${device.name} asks the server for what it must not have`);
      void pry(world, device);
      return true;
    },
  },
  {
    name: "the weather changes",
    weight: 3,
    act(world, dice) {
      const bad = dice.chance(0.6);
      Object.assign(world.storm, {
        latencyMs: bad ? dice.pick([200, 1000, 8000]) : 40,
        breakAtFrame: bad ? (dice.pick([0, 0.01, 0.05]) ?? 0) : 0,
        slowDown: bad && dice.chance(0.2) ? 0.05 : 0,
        writeMs: dice.pick([0, 2, 50]) ?? 2,
        serverWriteMs: dice.pick([0, 2, 50, 400]) ?? 2,
        serverDiesAtWrite: bad && dice.chance(0.2) ? 0.005 : 0,
        deviceDiesAtWrite: bad && dice.chance(0.3) ? 0.01 : 0,
      });
      world.chronicle.fault(`the weather: ${JSON.stringify(world.storm)}`);
      return true;
    },
  },
];
