import type { AccountId, NetworkId } from "@comity/shared/ids";
import type { EngineFault } from "../facade/fault.ts";
import type { KeyChangeView } from "../facade/views.ts";
import type { Conversation } from "./conversation.ts";
import type { Ground } from "./ground.ts";

/** Why nothing may be sent in a conversation for now. What comes in is taken as ever. */
export type Stop = Extract<EngineFault, { code: "log.stopped" | "network.not-recognised" }>;

/** Why what the person writes is kept here for now. Members can still be taken out. */
export type Withheld = Extract<EngineFault, { code: "keys.changed" | "conversation.doubted" }>;

/**
 * What stops a conversation: the log of a network to which somebody in it belongs is under an alarm, or its people's
 * networks recognise each other no more. Nothing is sent there, and nobody is brought in, until that is settled. A
 * person's own devices go on among themselves.
 */
export function stoppedBy(ground: Ground, conversation: Conversation): Stop | undefined {
  const { record, members } = conversation;
  if (record.kind === "own") return undefined;
  const { self, directory } = ground.context;
  if (record.network !== undefined && directory.watch.stops(record.network))
    return { code: "log.stopped", network: record.network };
  const others = members.map(({ account }) => account).filter((account) => account !== self.account);
  return (
    stopFault(ground, record.peer === undefined ? others : [...others, record.peer]) ??
    closedBy(ground, conversation)
  );
}

/** Why nothing may be sent to these people, or undefined. */
export function stopFault(ground: Ground, people: readonly AccountId[]): Stop | undefined {
  const network = ground.context.directory.watch.stopsFor(people);
  return network === undefined ? undefined : { code: "log.stopped", network };
}

/**
 * Where recognition has ended: a channel with somebody of the other network, and a room of it, from which this person is
 * about to be taken out.
 */
export function closedBy({ context }: Ground, { record }: Pick<Conversation, "record">): Stop | undefined {
  const { directory, clock } = context;
  const unrecognised = (networks: readonly NetworkId[]): Stop | undefined => {
    const [network] = networks;
    if (network === undefined || networks.some((one) => directory.isRecognised(one))) return undefined;
    return { code: "network.not-recognised", network };
  };
  const { kind, peer, home } = record;
  if (kind === "room") return unrecognised(home === undefined ? [] : [home]);
  if (kind !== "direct" || peer === undefined) return undefined;
  const now = clock.now();
  const theirs = directory.known().filter((roster) => roster.membershipFault(peer, now) === undefined);
  return unrecognised(theirs.map(({ network }) => network));
}

/** Who in a conversation has other keys than the person knew them by. Notice boards are no exchange between people. */
export function keyChangesIn(
  { context, keyChanges }: Ground,
  { record, members }: Pick<Conversation, "record" | "members">,
): readonly KeyChangeView[] {
  if (record.kind !== "direct" && record.kind !== "room") return [];
  const people = new Set(members.map(({ account }) => account));
  if (record.peer !== undefined) people.add(record.peer);
  people.delete(context.self.account);
  return keyChanges.among([...people]);
}

/** Whether somebody's new keys, or a warning about who reads along, have still to be looked at: nothing is sent before. */
export function heldBy(ground: Ground, conversation: Conversation): Withheld | undefined {
  const open = keyChangesIn(ground, conversation).find(({ acknowledged }) => !acknowledged);
  if (open !== undefined) return { code: "keys.changed", account: open.account };
  return ground.warnings.doubts(conversation.id) ? { code: "conversation.doubted" } : undefined;
}
