import type { WarningView } from "@comity/client/engine/facade/views";
import { fairWeather } from "../world/storm.ts";
import type { World } from "../world/world.ts";
import { closedConversations } from "./closed.ts";
import { checkDirectories } from "./directories.ts";
import { checkEntries } from "./entries.ts";
import { checkFollowing } from "./following.ts";
import { checkGroups } from "./groups.ts";
import { checkServer } from "./server.ts";
import { checkStanding, hasStanding } from "./standing.ts";
import { checkThreads } from "./threads.ts";

/** How long everything may take to come together once nothing is wrong any more. */
const FIRST_LOOK_MS = 30_000;
const LOOK_EVERY_MS = 60_000;
const PATIENCE_MS = 20 * 60_000;

/**
 * Lets the network become whole and everybody come online, waits until nothing moves any more, and checks
 * everything that must hold then. What does not hold in the end is a violation.
 */
export async function quiesce(world: World): Promise<void> {
  Object.assign(world.storm, fairWeather());
  world.network.mendAll();
  world.server.media.full = false;
  world.server.media.death = undefined;
  world.server.start();
  for (const device of world.devices) {
    device.disk.mend();
    device.open();
  }
  world.chronicle.say("the network is whole; everybody comes online");
  world.chronicle.counts.quiescences += 1;
  await world.time.pass(FIRST_LOOK_MS);
  putAside(world);
  let problems = await look(world);
  for (let waited = 0; problems.length > 0 && waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    await world.time.pass(LOOK_EVERY_MS);
    // Who was about to be locked when everybody came online is locked by now.
    for (const device of world.devices) device.open();
    putAside(world);
    problems = await look(world);
  }
  for (const problem of problems) world.violated("not-together", problem);
  world.plaintext.kept(world.server.disk);
  for (const device of world.devices)
    for (const warning of device.warnings)
      if (!isDeserved(world, warning))
        world.violated(
          "warning",
          `${device.name} is warned: ${warning.code} (${warning.cause}) in ${warning.conversation?.slice(0, 6)}`,
        );
  for (const device of world.devices)
    for (const { code } of device.alarms)
      world.violated("warning", `${device.name} accuses an honest server: ${code}`);
  if (world.violations.length === 0) world.chronicle.say("all is as it should be");
}

/** People read what makes it doubtful who reads along, where they know the reason, and go on: nothing is sent there before. */
function putAside(world: World): void {
  const known = (one: WarningView) => isOfGarbage(world, one) || isOfReturn(world, one);
  for (const { engine, warnings } of world.devices)
    for (const warning of warnings.filter(known)) void engine?.dismissWarning(warning.id);
}

/**
 * Whether a conversation is said to be further than it is, and garbage stands in it: a damaged frame may name any
 * epoch, and nobody can tell who has signed what can't be opened.
 */
function isOfGarbage({ ledger, server }: World, { code, conversation, by }: WarningView): boolean {
  if (code !== "further-than-here" || conversation === undefined || by !== undefined) return false;
  const entries = server.disk.logs.get(conversation)?.entries ?? [];
  return entries.some(({ messageId }) => ledger.garbage.has(messageId));
}

/** Whether somebody is said to be back, and was asked back: a device that comes in anew has not seen that. */
function isOfReturn({ ledger }: World, { code, account, conversation }: WarningView): boolean {
  return code === "removal-undone" && ledger.wasBroughtIn(account, conversation);
}

/** Whether a warning is about what somebody hostile has really done, and accuses nobody else. */
function isDeserved(world: World, warning: WarningView): boolean {
  const { ledger } = world;
  const { code, by } = warning;
  if (isOfGarbage(world, warning) || isOfReturn(world, warning)) return true;
  if (code !== "commit-refused" || ledger.hostile.size === 0) return false;
  return by === undefined || ledger.hostile.has(by);
}

async function look(world: World): Promise<readonly string[]> {
  const present = world.devices.filter((device) => hasStanding(world, device));
  const missing = present.filter(({ online }) => !online).map(({ name }) => `${name} is not online`);
  if (missing.length > 0) return missing;
  const server = checkServer(world);
  if (server.length > 0) return server;
  const closed = await closedConversations(world, present);
  const all = [checkDirectories, checkGroups, checkStanding, checkFollowing, checkThreads, checkEntries];
  for (const check of all) {
    const problems = await check(world, present, closed);
    if (problems.length > 0) return problems;
  }
  return [];
}
