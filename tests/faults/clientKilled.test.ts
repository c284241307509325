import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ConversationId } from "@comity/shared/ids";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FaultGround, FaultyPerson, must, PASSPHRASE, pause } from "./people.ts";

const WRITER = fileURLToPath(new URL("./writer.ts", import.meta.url));
/** One file of it all: a process that has to read a thousand sources first would hardly live before it dies. */
const BUILT = fileURLToPath(new URL("../dist/writer.js", import.meta.url));
const DEATHS = 8;

let ground: FaultGround;
let folder: string;
let child: ChildProcess | undefined;
beforeAll(async () => {
  await build({
    entryPoints: [WRITER],
    outfile: BUILT,
    ...{ bundle: true, platform: "node", format: "esm", external: ["libsql"], logLevel: "error" },
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);",
    },
  });
  ground = await FaultGround.open();
  folder = join(ground.folder, "Ama");
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await ground.close();
});

/** The writer in a process of its own: says what it has stored, and dies without a word. */
function write(conversation: ConversationId, told: (n: number) => void): ChildProcess {
  const words = [folder, ground.server.origin, conversation];
  const started = fork(BUILT, words, { stdio: "ignore" });
  started.on("message", (n) => told(Number(n)));
  return started;
}

it("a client that is killed while it writes and reads loses nothing, doubles nothing and is never stuck", async () => {
  const { officer } = ground;
  const ama = await ground.person("Ama");
  const id = await must(officer.engine.openDirect(ama.account));
  await ama.joined(id);
  await ama.close();

  let stored = -1;
  let over = false;
  const mine: string[] = [];
  const talking = (async () => {
    for (let n = 0; !over; n++) {
      await officer.say(id, `officer ${n}`);
      mine.push(`officer ${n}`);
      await pause(40);
    }
  })();
  for (let death = 0; death < DEATHS; death++) {
    const before = stored;
    child = write(id, (n) => {
      stored = Math.max(stored, n);
    });
    while (stored === before) await once(child, "message");
    await pause(Math.random() * 600);
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  over = true;
  await talking;
  await officer.sentAll(id);

  const back = await FaultyPerson.open("Ama", folder, ground.server.origin);
  await must(back.engine.unlock(PASSPHRASE));
  await back.online();
  await back.engine.settled();
  await back.sentAll(id);
  await back.say(id, "Ama at the end");
  await back.sentAll(id);
  const ended = (texts: readonly string[]) => texts.at(-1) === "Ama at the end";
  let texts = await officer.texts(id);
  for (let tries = 0; !ended(texts) && tries < 1_000; tries++) {
    await pause(50);
    texts = await officer.texts(id);
  }
  const hers = texts.filter((text) => text.startsWith("writer "));
  expect(hers).toEqual(hers.map((_, n) => `writer ${n}`));
  expect(hers.length).toBeGreaterThan(stored);
  expect(texts.filter((text) => text.startsWith("officer "))).toEqual(mine);
  expect(await back.texts(id)).toEqual(texts);
  await back.close();
});
