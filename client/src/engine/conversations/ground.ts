import type { ConversationId } from "@comity/shared/ids";
import type { CiphersuiteImpl } from "ts-mls";
import type { Notices } from "../board/notices.ts";
import type { EngineContext } from "../context.ts";
import type { OwnState } from "../own/ownState.ts";
import type { Acquaintances } from "../verification/acquaintances.ts";
import type { KeyChanges } from "../verification/keyChanges.ts";
import type { Activity } from "./activity.ts";
import type { Health } from "./health.ts";
import type { LeafTrust } from "./leafTrust.ts";
import type { Pace } from "./pace.ts";
import type { Preferences } from "./preferences.ts";
import type { Tidings } from "./tidings.ts";
import type { Warnings } from "./warnings.ts";
import type { WithheldRemovals } from "./withheldRemovals.ts";

/** What every conversation stands on. */
export interface Ground {
  readonly context: EngineContext;
  readonly suite: CiphersuiteImpl;
  readonly trust: LeafTrust;
  readonly tidings: Tidings;
  readonly warnings: Warnings;
  readonly notices: Notices;
  /** What follows this person to every device of theirs. */
  readonly own: OwnState;
  /** With whom the person is or was in a conversation, and who of them has other keys since. */
  readonly acquaintances: Acquaintances;
  readonly keyChanges: KeyChanges;
  readonly preferences: Preferences;
  readonly health: Health;
  readonly activity: Activity;
  readonly pace: Pace;
  /** Removals that people tell each other of, in other conversations than those that they are from. */
  readonly removals: Pick<WithheldRemovals, "toTell" | "heard" | "look">;
  /** This vault turned out to be older than what its device has sent: no key in it may be used again. */
  rolledBack(): void;
  /** A conversation's group has come into another epoch: its devices may be others. */
  epochMoved(id: ConversationId): void;
  /** True once closed: nothing is written and nothing is sent any more. */
  closed(): boolean;
}

/** The engine was closed while something was under way; what was not stored did not happen. */
export class Closed extends Error {}

/** Resolves after `ms`, or when the ground is closed. */
export function pause(ground: Ground, ms: number): Promise<void> {
  return new Promise((resolve) => {
    ground.context.clock.after(ms, resolve);
  });
}

/** A random number of milliseconds below `most`, so that many clients don't act in the same moment. */
export function jitter(ground: Ground, most: number): number {
  const [high = 0, low = 0] = ground.context.random(2);
  return Math.floor(((high * 256 + low) / 65_536) * most);
}
