import { afterAll, beforeAll, expect, it } from "vitest";
import { FaultGround, type FaultyPerson, must, pause, sameEverywhere } from "./people.ts";

let ground: FaultGround;
let people: [FaultyPerson, FaultyPerson];
beforeAll(async () => {
  ground = await FaultGround.open();
  people = [ground.officer, await ground.person("Ama")];
});
afterAll(() => ground.close(people[1]));

it("loses and doubles nothing over a server that hangs, says that the connection is lost, and goes on", async () => {
  const [one, other] = people;
  const id = await must(one.engine.openDirect(other.account));
  await other.joined(id);
  const said: string[] = [];
  const say = async (who: FaultyPerson, text: string) => {
    await who.say(id, text);
    said.push(text);
  };
  // Short hangs: nobody notices more than a message that takes its time.
  for (let round = 0; round < 3; round++) {
    ground.server.freeze();
    await say(one, `one in hang ${round}`);
    await say(other, `other in hang ${round}`);
    await pause(300 + Math.random() * 300);
    ground.server.thaw();
    await Promise.all(people.map((who) => who.sentAll(id)));
  }
  // A long one: the heartbeat stays away.
  ground.server.freeze();
  await say(one, "into the silence");
  expect((await one.lines(id)).at(-1)).toMatchObject({ delivery: "queued" });
  await Promise.all(
    people.map((who) =>
      who.until(({ connection }) => connection.state !== "online" || undefined, "the loss"),
    ),
  );
  await say(other, "without a connection");
  ground.server.thaw();
  await Promise.all(people.map((who) => who.online()));
  await Promise.all(people.map((who) => who.sentAll(id)));
  await sameEverywhere(id, people, said);
});
