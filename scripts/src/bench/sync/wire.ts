import type { EngineFacade } from "@comity/client/engine/facade/facade";
import type { ConversationId } from "@comity/shared/ids";
import { type Absence, comeBack, lastOf, must, PASSPHRASE, textOf } from "./absence.ts";
import { type Link, openLink, type Passed } from "./link.ts";

const LOOPBACK = { roundTripMs: 0, bitsPerSecond: 10e9 };
const MESSAGES = 20;
const QUIET_MS = 3_000;
const IDLE_MS = 95_000;

/** What one message and an hour of silence cost, in bytes as TCP carries them. */
export interface WireCost {
  readonly sender: Passed;
  readonly receiver: Passed;
  readonly idleHour: Passed;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function costOf(link: Link, work: () => Promise<void>, share: number): Promise<Passed> {
  const before = link.passed();
  await work();
  const after = link.passed();
  return { up: (after.up - before.up) * share, down: (after.down - before.down) * share };
}

/** Opens both people's devices anew, each over a link of its own, and counts. */
export async function weighWire(origin: string, address: string, absence: Absence): Promise<WireCost> {
  const [here, there] = [await openLink(address, LOOPBACK), await openLink(address, LOOPBACK)];
  const sender = await comeBack(origin, absence.officerStore, here.address);
  const receiver = await comeBack(origin, lastOf(absence.awayStores), there.address);
  for (const engine of [sender, receiver]) await must(engine.unlock(PASSPHRASE));
  // What is due after coming back (catching up, key packages, acknowledgements) is no part of it.
  await pause(3 * QUIET_MS);
  const [conversation] = absence.rooms;
  if (conversation === undefined) throw new Error("no room");
  let up: Passed = { up: 0, down: 0 };
  const down = await costOf(
    there,
    async () => {
      up = await costOf(here, () => say(sender, conversation), 1 / MESSAGES);
    },
    1 / MESSAGES,
  );
  const idleHour = await costOf(there, () => pause(IDLE_MS), 3_600_000 / IDLE_MS);
  for (const engine of [sender, receiver]) await engine.lock();
  for (const link of [here, there]) await link.close();
  return { sender: up, receiver: down, idleHour };
}

/** One by one, each with its own acknowledgement, as people write. */
async function say(engine: EngineFacade, conversation: ConversationId): Promise<void> {
  for (let n = 0; n < MESSAGES; n++) {
    await must(engine.sendText({ conversation, text: textOf(n) }));
    await pause(400);
  }
  await pause(QUIET_MS);
}
