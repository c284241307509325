import type { EngineResult } from "@comity/client/engine/facade/fault";
import { loadSodium } from "@comity/shared/crypto/sodium";
import type { SimulatedDevice } from "./world/device.ts";
import { village } from "./world/village.ts";
import { World } from "./world/world.ts";

/** A village that is awake, for a scene written by hand. */
export interface Stage {
  readonly world: World;
  readonly device: (name: string) => SimulatedDevice;
  /** The value of an answer that must come within a minute and be a success. */
  readonly asked: <Value>(work: EngineResult<Value>) => Promise<Value>;
}

/** Plays a scene in which nothing goes wrong but what the scene does. */
export async function stage(name: string, scene: (on: Stage) => Promise<void>): Promise<void> {
  const world = new World(await loadSodium(), name, await village());
  await world.live(async () => {
    world.server.start();
    for (const device of world.devices) device.open();
    await world.time.pass(10_000);
    await scene({ world, device: (wanted) => deviceOf(world, wanted), asked: (work) => asked(world, work) });
  });
}

function deviceOf(world: World, name: string): SimulatedDevice {
  const device = world.device(name);
  if (device === undefined) throw new Error(`nobody is called ${name}`);
  return device;
}

async function asked<Value>(world: World, work: EngineResult<Value>): Promise<Value> {
  let result: Awaited<EngineResult<Value>> | undefined;
  void work.then((answer) => {
    result = answer;
  });
  for (let waited = 0; result === undefined && waited < 600; waited++) await world.time.pass(100);
  if (result === undefined) throw new Error("no answer within a minute");
  if (!result.ok) throw new Error(`refused: ${result.fault.code}`);
  return result.value;
}
