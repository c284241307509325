import type { AccountId, NetworkId } from "@comity/shared/ids";
import { fail } from "@comity/shared/result";
import type { EngineFault } from "../facade/facade.ts";
import type { Conversation } from "./conversation.ts";
import type { Ground } from "./ground.ts";

/**
 * The network under an alarm to which somebody in a conversation belongs, if any: nothing is sent there, and nobody is
 * brought in, until the alarm is settled. What comes in is taken as ever. A person's own devices go on among themselves.
 */
export function stoppedBy(ground: Ground, { record, members }: Conversation): NetworkId | undefined {
  if (record.kind === "own") return undefined;
  const { self, directory } = ground.context;
  if (record.network !== undefined && directory.watch.stops(record.network)) return record.network;
  const others = members.map(({ account }) => account).filter((account) => account !== self.account);
  return directory.watch.stopsFor(record.peer === undefined ? others : [...others, record.peer]);
}

/** Why nothing may be sent to these people, or undefined. */
export function stopFault(
  ground: Ground,
  people: readonly AccountId[],
): { readonly ok: false; readonly fault: EngineFault } | undefined {
  const network = ground.context.directory.watch.stopsFor(people);
  return network === undefined ? undefined : fail({ code: "log.stopped", network });
}
