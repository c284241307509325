import { fromBase64url } from "@comity/shared/bytes/base64url";
import { fromUtf8, sameBytes } from "@comity/shared/bytes/bytes";
import type { AccountId, DeviceId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { Envelope } from "@comity/shared/protocol/conversation";
import { readRestart } from "@comity/shared/protocol/restart";
import { type CommitFault, processCommit } from "../mls/commit.ts";
import type { LeafIdentity } from "../mls/leaf.ts";
import { adoptPending, tellNewcomers } from "./adoption.ts";
import { changePolicy } from "./changePolicy.ts";
import type { Draft } from "./draft.ts";
import { dropLost, moveTo } from "./epoch.ts";
import type { Ground } from "./ground.ts";
import { DirectoryBehind, isUnknown } from "./leafTrust.ts";
import { leave } from "./leaving.ts";
import { settleEntry } from "./outbox.ts";
import { awaitsRestart, backInStep, missed, SERVER_RESTORED, slip } from "./outOfStep.ts";
import { takeContent } from "./receiving.ts";
import type { UnreadableReason } from "./records.ts";
import { takeRestart } from "./restarted.ts";
import type { WarningRecord } from "./warnings.ts";

/** So many messages at most wait for the directory to say who wrote them. */
const MOST_UNKNOWN = 100;

/**
 * Takes envelopes into a draft, in the log's order and each one once. Nothing that stands in them is fatal:
 * what can't be read becomes a line that says why, and the cursor goes on. `gap`: something before an
 * envelope is missing and must be read first; what came before the gap has been taken. `behind`: so has what came
 * before an envelope that the directory says nothing about yet; it is read again once the directory can be.
 */
export async function takeEnvelopes(
  ground: Ground,
  draft: Draft,
  envelopes: readonly Envelope[],
): Promise<"taken" | "gap" | "behind"> {
  for (const envelope of envelopes) {
    if (draft.record.state !== "active" || envelope.seq <= draft.record.cursor) continue;
    if (isLeap(envelope, draft.record.cursor)) {
      takeLeap(ground, draft, envelope);
      continue;
    }
    if (envelope.seq !== draft.record.cursor + 1) return "gap";
    const known = draft.record.ahead.includes(envelope.seq);
    if (!known && (await takeOne(ground, draft, envelope)) === "behind") return "behind";
    draft.reach(envelope.seq);
  }
  return "taken";
}

/**
 * A mark that the server was put back from a backup stands so far beyond what was there: at least half the leap, however
 * much of the log this device had that the server lost. Anything nearer is a gap, to be filled.
 */
function isLeap({ seq, kind, bytes }: Envelope, cursor: number): boolean {
  return kind === "application" && bytes.length === 0 && seq - cursor > LIMITS.restoredLeap / 2;
}

/**
 * The log goes on beyond everything that was lost with the server's newest state, and the thread says so. Where this
 * device has seen changes of members that the server has not, it comes in anew: its keys are of a group that is no more.
 */
function takeLeap(ground: Ground, draft: Draft, { seq, at, epoch }: Envelope): void {
  draft.line({ kind: "unreadable", key: `s${seq}`, order: seq, at, reason: "server-restored" });
  draft.leap(seq);
  if ((draft.serverEpoch ?? 0) <= epoch) return;
  slip(draft, ground.context.clock.now(), { seq, cause: SERVER_RESTORED, rejoin: true });
  draft.pending = undefined;
  for (const entry of draft.outbox) draft.unseal(entry);
}

/** Takes an envelope whole, or nothing of it. */
async function takeOne(ground: Ground, draft: Draft, envelope: Envelope): Promise<"taken" | "behind"> {
  const before = draft.mark();
  try {
    if (await takeOwn(ground, draft, envelope)) return "taken";
    if (envelope.kind === "commit") await takeCommit(ground, draft, envelope);
    else await takeMessage(ground, draft, envelope);
    return "taken";
  } catch (error) {
    if (!(error instanceof DirectoryBehind)) throw error;
    draft.putBack(before);
    return "behind";
  }
}

/** What this device sent is known by its bytes, whoever the server says that it is from. */
async function takeOwn(ground: Ground, draft: Draft, envelope: Envelope): Promise<boolean> {
  const { pending } = draft;
  if (pending !== undefined && sameBytes(pending.bytes, envelope.bytes)) {
    await adoptPending(ground, draft, envelope);
    return true;
  }
  const entry = draft.outbox.find(({ messageId }) => messageId === envelope.messageId);
  const bytes = entry?.sealed === undefined ? undefined : fromBase64url(entry.sealed.bytes);
  if (entry === undefined || bytes === undefined || !sameBytes(bytes, envelope.bytes)) return false;
  await settleEntry(ground, draft, entry, envelope);
  return true;
}

async function takeMessage(ground: Ground, draft: Draft, envelope: Envelope): Promise<void> {
  const { seq, at, messageId, epoch } = envelope;
  const { group, record } = draft;
  const hint = accountOf(ground, draft, envelope.sender);
  const sender = hint === undefined ? {} : { sender: hint };
  const place = { kind: "unreadable" as const, key: `s${seq}`, order: seq, at, ...sender };
  const unreadable = (reason: UnreadableReason) => draft.line({ ...place, reason });
  if (awaitsRestart(draft)) return missed(draft, envelope);
  if (group === undefined) return unreadable("keys-gone");
  const opened = await group.open(envelope.bytes, messageId);
  if (!opened.ok) {
    const { fault } = opened;
    if (fault === "keys-ahead")
      slip(draft, ground.context.clock.now(), { seq, cause: "message-ahead", ahead: true });
    if (fault === "keys-gone" && epoch < record.joinedEpoch) return unreadable(beforeJoining(ground, draft));
    if (fault !== "damaged" && draft.record.broken !== undefined) return missed(draft, envelope);
    return unreadable(fault === "keys-ahead" ? "keys-gone" : fault);
  }
  const { author, content, spent } = opened.value;
  draft.group = opened.value.group;
  draft.spent.push(...spent);
  if (author.device === ground.context.self.device && (await foundOwn(ground, draft, envelope))) return;
  const text = fromUtf8(content) ?? "";
  const fault = await ground.trust.speaking(author, at);
  if (fault !== undefined) {
    warn(ground, draft, "leaf-refused", envelope, author, fault);
    const held = { messageId, account: author.account, device: author.device, text };
    if (!isUnknown(fault) || draft.record.unknown.length >= MOST_UNKNOWN) return unreadable("refused-sender");
    draft.line({ ...place, reason: "unknown-sender", sender: author.account, held });
    return draft.note({ unknown: [...draft.record.unknown, seq] });
  }
  // The server takes nothing of an epoch before a removal: it has passed on what it must not, or was lied to.
  if (opened.value.epoch < (draft.record.removal?.epoch ?? 0))
    warn(ground, draft, "removal-unknown", envelope, author, String(opened.value.epoch));
  await takeContent(ground, draft, { seq, at, epoch, messageId, author: author.account, text });
}

/** The person whose device the server names: the group knows its own, the directory the others. */
function accountOf(ground: Ground, draft: Draft, device: DeviceId): AccountId | undefined {
  const member = draft.members.find(({ devices }) => devices.includes(device));
  if (member !== undefined) return member.account;
  for (const roster of ground.context.directory.known()) {
    const known = roster.device(device);
    if (known !== undefined) return known.account;
  }
  return undefined;
}

/** A message of an epoch before this device came in: another device of the same person may have it. */
function beforeJoining(ground: Ground, draft: Draft): UnreadableReason {
  const own = draft.members.find(({ account }) => account === ground.context.self.account);
  return (own?.devices.length ?? 0) > 1 ? "device-added-later" : "before-you-joined";
}

/**
 * Something that this very device signed and that its vault doesn't know of: the vault is older than that.
 * True: it is an entry of the outbox, which has its place now.
 */
async function foundOwn(ground: Ground, draft: Draft, envelope: Envelope): Promise<boolean> {
  rolledBack(ground, draft, envelope.seq);
  const entry = draft.outbox.find(({ messageId }) => messageId === envelope.messageId);
  if (entry !== undefined) await settleEntry(ground, draft, entry, envelope);
  return entry !== undefined;
}

function rolledBack(ground: Ground, draft: Draft, seq: number): void {
  slip(draft, ground.context.clock.now(), { seq, cause: "rolled-back", rejoin: true });
  draft.pending = undefined;
  draft.afterwards.push(() => ground.rolledBack());
}

async function takeCommit(ground: Ground, draft: Draft, envelope: Envelope): Promise<void> {
  const { group } = draft;
  const { seq, at } = envelope;
  const restart = readRestart(ground.context.sodium, envelope.bytes);
  if (restart !== undefined && (await takeRestart(ground, draft, restart, envelope))) return;
  if (group === undefined) return;
  const judge = async (leaf: LeafIdentity) => (await ground.trust.added(leaf, at)) === undefined;
  const process = () =>
    processCommit(group, envelope.bytes, judge, changePolicy(ground, draft.record, group.leaves(), at));
  let processed = await process();
  for (let look = 0; look < 2 && isRefusedChange(processed); look++) {
    // Who may take out whom follows from the directory, and this one may be older than the commit; so may be what
    // was under way when it was asked for.
    const refreshed = await ground.context.directory.refresh();
    processed = await process();
    if (look > 0 && isRefusedChange(processed) && !refreshed.ok) throw new DirectoryBehind(refreshed.fault);
  }
  if (!processed.ok) return passOver(ground, draft, envelope, processed.fault);
  const { change } = processed.value;
  if (processed.value.kind === "removed") return leave(ground, draft, change, { seq, at });
  draft.spent.push(...processed.value.spent);
  // A commit that only brings people in can be followed by whoever made it, on a vault that knows nothing of it.
  if (change.committer.device === ground.context.self.device) rolledBack(ground, draft, seq);
  // Whoever made it goes by the same line as this device: the way it had doubts about is the way.
  backInStep(draft);
  const { repairDue } = draft.record;
  if (repairDue !== undefined && repairDue.sender !== change.committer.device && !processed.value.byItself)
    draft.note({ repairDue: undefined });
  moveTo(ground, draft, processed.value.group, change, { seq, at });
  // Own messages that the log placed behind this commit were encrypted before it: who came by it can't read
  // them, and who brought them in did not know what they say.
  const placedBehind = draft.record.ahead.some((own) => own > seq);
  if (change.added.length > 0 && placedBehind) await tellNewcomers(ground, draft);
  // Whoever brought in a device of this person may be shut before it has told it anything: all of them do.
  if (change.added.length > 0 && draft.record.kind === "own") draft.note({ ownStateDue: true });
  if (processed.value.byItself) welcomeAfterwards(ground, draft);
}

function isRefusedChange(processed: Awaited<ReturnType<typeof processCommit>>): boolean {
  return !processed.ok && processed.fault.cause === "change-refused";
}

/**
 * A commit that the group does not take stands in the log all the same: the server's count goes on, the
 * group stays as it is. What every member can see is wrong, all pass over alike. Where others may have taken
 * it, this device asks for the group's public state before it goes on (`healing.ts`).
 */
async function passOver(
  ground: Ground,
  draft: Draft,
  envelope: Envelope,
  { cause, about, by }: CommitFault,
): Promise<void> {
  const { seq, at } = envelope;
  const { clock, self } = ground.context;
  draft.note({ epochShift: draft.record.epochShift + 1 });
  dropLost(draft);
  if (by?.device === self.device) return rolledBack(ground, draft, seq);
  // Keys that are known to be too old judge nobody: the commit may be this device's own.
  if (draft.record.broken?.rejoin === true) return;
  switch (cause) {
    case "commit-ahead":
      return slip(draft, clock.now(), { seq, cause, ahead: true });
    case "commit-unopened":
      return slip(draft, clock.now(), { seq, cause, by: by?.account });
    // It is signed, but by whoever made it once: anybody may have left it here a second time.
    case "commit-of-former-epoch":
      return slip(draft, clock.now(), { seq, cause });
    default: {
      const fault = cause === "leaf-refused" && about ? await ground.trust.added(about, at) : undefined;
      draft.note({ repairDue: { sender: envelope.sender, since: clock.now(), confirmed: false } });
      return warn(ground, draft, "commit-refused", envelope, about, fault ?? cause, by);
    }
  }
}

/** Somebody's device came in by itself, and nobody has told it what a newcomer is told. */
function welcomeAfterwards(ground: Ground, draft: Draft): void {
  const { kind, reference, network } = draft.record;
  if (kind === "room" && reference !== undefined) draft.note({ detailsDue: true });
  if (kind === "own") draft.note({ ownStateDue: true });
  const roster = network === undefined ? undefined : ground.context.directory.roster(network);
  if (kind === "board" && roster?.isOfficer(ground.context.self.account) === true)
    draft.note({ announcementsDue: true });
}

function warn(
  ground: Ground,
  draft: Draft,
  code: WarningRecord["code"],
  { seq, at }: Envelope,
  about: LeafIdentity | undefined,
  cause: string,
  by?: LeafIdentity,
): void {
  const { id } = draft.record;
  const account = {
    ...(about === undefined ? {} : { account: about.account }),
    ...(by === undefined ? {} : { by: by.account }),
  };
  // A device that keeps writing without standing is one warning, not one for each message.
  const once = code === "leaf-refused" || code === "removal-unknown";
  const key = once ? `${code}-${id}-${about?.device}` : `${code}-${id}-${seq}`;
  ground.warnings.with(draft, { id: key, at, code, conversation: id, cause, ...account });
}
