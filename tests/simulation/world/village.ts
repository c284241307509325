import type { EngineResult } from "@comity/client/engine/facade/fault";
import { loadSodium, type Sodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import type { NetworkId } from "@comity/shared/ids";
import { PASSPHRASE, type SimulatedDevice } from "./device.ts";
import { type Slumber, World } from "./world.ts";

/** Two networks on one server. The first of each is the officer who founds it. */
const PEOPLE = [
  ["Ama", "Bakary", "Chidi", "Dina", "Efua", "Fatou"],
  ["Gulnara", "Hamid"],
] as const;

export function cardOf(name: string): Card {
  const roles = ["focal-point"];
  return Card.parse({ name, authority: "Office", country: "GH", roles, competences: [], languages: ["en"] });
}

let prepared: Promise<Slumber> | undefined;

/**
 * Networks with members, key packages and notice boards, through the real founding and enrolment. Made once
 * for a process and always the same, so that a seed means the same everywhere.
 */
export function village(): Promise<Slumber> {
  prepared ??= loadSodium().then(settle);
  return prepared;
}

async function settle(sodium: Sodium): Promise<Slumber> {
  const world = new World(sodium, "village");
  await world.live(async () => {
    world.server.start();
    for (const [officer, ...members] of PEOPLE) {
      const founder = await found(world, officer);
      for (const name of members) await enrol(world, founder, name);
    }
    await world.time.pass(120_000);
    for (const device of world.devices) device.lock();
    await world.time.pass(10_000);
  });
  if (world.violations.length > 0) throw new Error(`the village is broken: ${world.chronicle.lines.at(-1)}`);
  return world.sleep();
}

async function found(world: World, name: string): Promise<SimulatedDevice> {
  const device = world.newDevice(name);
  const link = await answered(world, world.server.foundingLink());
  const card = cardOf(name);
  const networkName = `Network of ${name}`;
  const { key } = await finished(
    world,
    device.start().found({ link, passphrase: PASSPHRASE, networkName, card, deviceName: name }),
  );
  device.recoveryKey = key;
  await world.time.pass(10_000);
  return device;
}

async function enrol(world: World, officer: SimulatedDevice, name: string): Promise<void> {
  const network = networkOf(officer);
  const engine = officer.start();
  const invitation = await finished(world, engine.invite({ network, card: cardOf(name), validDays: 10 }));
  const device = world.newDevice(name);
  const link = invitation.link ?? "";
  const enrolled = device.start().enrol({ link, passphrase: PASSPHRASE, deviceName: name });
  device.recoveryKey = (await finished(world, enrolled)).key;
  await world.time.pass(10_000);
  await finished(world, engine.grant(invitation.invitation));
  await world.time.pass(10_000);
}

export function networkOf(device: SimulatedDevice): NetworkId {
  const network = device.self?.networks[0]?.network;
  if (network === undefined) throw new Error(`${device.name} is in no network`);
  return network;
}

/** The value of an answer that must be a success. */
async function finished<Value>(world: World, work: EngineResult<Value>): Promise<Value> {
  const result = await answered(world, work);
  if (!result.ok) throw new Error(`refused: ${result.fault.code}`);
  return result.value;
}

/** Lets time pass until an answer is there. */
async function answered<Value>(world: World, work: Promise<Value>): Promise<Value> {
  let answer: { readonly value: Value } | undefined;
  void work.then((value) => {
    answer = { value };
  });
  for (let waited = 0; answer === undefined && waited < 600; waited++) await world.time.pass(100);
  if (answer === undefined) throw new Error("no answer within a minute");
  return answer.value;
}
