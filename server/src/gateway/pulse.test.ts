import { expect, it } from "vitest";
import { Pulse } from "./pulse.ts";

const heartbeat = { everyMs: 30_000, silenceMs: 75_000 };

function ward() {
  const pulse = new Pulse(heartbeat);
  const done: string[] = [];
  const follow = (name: string) =>
    pulse.follow({ end: () => done.push(`end ${name}`), speak: () => done.push(`speak to ${name}`) });
  /** Time passes, and `each` happens between any two looks. */
  const pass = (ms: number, each: () => void = () => undefined) => {
    for (let past = 0; past < ms; past += pulse.lookEveryMs) {
      each();
      pulse.look();
    }
  };
  return { done, follow, pass };
}

it("ends who has been silent for the time that is said, and nobody else", () => {
  const { done, follow, pass } = ward();
  follow("silent");
  const living = follow("living");
  follow("gone").over();
  pass(heartbeat.silenceMs, () => living.heard("answer"));
  expect(done).toEqual([]);
  pass(10_000, () => living.heard("answer"));
  expect(done).toEqual(["end silent"]);
});

it("speaks while something large comes in and heartbeats stay unanswered, and not otherwise", () => {
  const { done, follow, pass } = ward();
  const sending = follow("sending");
  const talking = follow("talking");
  pass(300_000, () => {
    sending.heard("frame");
    talking.heard("frame");
    talking.heard("answer");
  });
  expect(done).toEqual(Array.from({ length: 7 }, () => "speak to sending"));
});
