import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FaultGround, FaultyPerson, must, PASSPHRASE, pause, sameEverywhere } from "./people.ts";
import { PoorLine } from "./poorLine.ts";

const SEED = 20_261_124;

/** Park and Miller's generator: the same line for the same seed. */
function seeded(seed: number): () => number {
  let state = seed % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

let ground: FaultGround;
let line: PoorLine;
let people: FaultyPerson[];
beforeAll(async () => {
  ground = await FaultGround.open();
  line = await PoorLine.to(ground.server.origin);
  const member = await ground.person("Ama");
  await member.close();
  const far = await FaultyPerson.open("Ama", join(ground.folder, "Ama"), ground.server.origin, line.origin);
  await must(far.engine.unlock(PASSPHRASE));
  await far.online();
  await far.engine.settled();
  people = [ground.officer, far];
});
afterAll(async () => {
  line.become(undefined);
  await ground.close(...people.slice(1));
  await line.close();
});

it("loses and doubles nothing with a delay of two seconds, pieces lost and connections that break", async () => {
  const [near, far] = people;
  if (near === undefined || far === undefined) throw new Error("nobody is there");
  const id = await must(near.engine.openDirect(far.account));
  await far.joined(id);
  line.become({ delayMs: 2_000, loss: 0.3, reset: 0.02, random: seeded(SEED) });
  const said: string[] = [];
  for (let n = 0; n < 8; n++) {
    for (const who of [near, far]) {
      const text = `${who.name} ${n}`;
      await who.say(id, text);
      said.push(text);
    }
    await pause(500);
  }
  // Bad enough for long enough: pieces were held up, and each has something of the other through it all.
  const through = async (one: FaultyPerson, other: FaultyPerson) =>
    (await one.texts(id)).some((text) => text.startsWith(other.name));
  while (line.repeats < 3 || !(await through(near, far)) || !(await through(far, near))) await pause(100);
  line.become(undefined);
  await Promise.all([near.sentAll(id), far.sentAll(id)]);
  await sameEverywhere(id, [near, far], said);
  expect(line.repeats).toBeGreaterThan(0);
});
