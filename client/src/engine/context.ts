import type { Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import type { CallEvent, PushEvent } from "@comity/shared/protocol/event";
import type { Result } from "@comity/shared/result";
import type { StandingFault } from "@comity/shared/statements/faults";
import type { Roster } from "@comity/shared/statements/roster";
import type { SigningKeys } from "@comity/shared/statements/signing";
import type { SignedHead } from "@comity/shared/transparency/head";
import type { EngineFault } from "./facade/fault.ts";
import type { CallResult, Clock, RandomBytes, StoreChange, Vault } from "./ports.ts";

/** Who runs this engine, once unlocked. */
export interface Self {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly deviceName: string;
  /** Ed25519, libsodium form: 32 and 64 bytes. The device's key signs MLS leaves and log-ins. */
  readonly deviceKeys: SigningKeys;
}

/** The logs of the person's networks as wholes: which are under an alarm, and what others are told of them. */
export interface LogWatching {
  /** Whether a network's log is under an alarm: nothing new is sent to its people. */
  stops(network: NetworkId): boolean;
  /** The network under an alarm to which one of these people belongs, if any. */
  stopsFor(people: readonly AccountId[]): NetworkId | undefined;
  /** The newest verified heads of the networks to which one of these people belongs. */
  headsFor(people: readonly AccountId[]): readonly SignedHead[];
  /** Somebody has told a head inside the encryption: what to store with their message, if it has to be looked into. */
  heard(head: SignedHead, from: AccountId): StoreChange | undefined;
  /** Called when an alarm is raised or settled, or a log was checked. */
  onChange(listener: () => void): () => void;
}

/** The rosters of the person's networks and of those they recognise, verified entry by entry, and what follows from them. */
export interface DirectoryView {
  /** Those of the networks that the person is a member of. */
  rosters(): readonly Roster[];
  /** The same and all others that are held, also where recognition has ended: old words keep a name. */
  known(): readonly Roster[];
  /** Whether a network is one's own, or recognised both ways as far as both logs have been read. */
  isRecognised(network: NetworkId): boolean;
  /** Whether a network is one's own, or was recognised both ways at some moment between two. */
  recognised(network: NetworkId, from: number, to: number): boolean;
  roster(network: NetworkId): Roster | undefined;
  /** Whether a device may speak for an account now, in any network of ours or one recognised both ways. */
  standing(
    device: DeviceId,
    at: number,
  ): Result<{ readonly account: AccountId; readonly network: NetworkId }, StandingFault>;
  /** The devices of a person that have standing now. */
  devicesOf(account: AccountId, at: number): readonly DeviceId[];
  /** Fetches and stores what the logs have grown by. A fault: they may have grown by more than is known here. */
  refresh(): Promise<Result<void, EngineFault>>;
  /** Called after any roster changed. */
  onChange(listener: () => void): () => void;
  readonly watch: LogWatching;
}

/** The logged-in connection. */
export interface SessionLink {
  readonly online: boolean;
  call<Request, Response>(event: CallEvent<Request, Response>, request: Request): CallResult<Response>;
  on<Message>(event: PushEvent<Message>, listener: (message: Message) => void): () => void;
  /** Called each time a log-in has succeeded (then everything missed is fetched). */
  onOnline(listener: () => void): () => void;
}

/** What the conversations are built on. */
export interface EngineContext {
  readonly sodium: Sodium;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly vault: Vault;
  readonly self: Self;
  readonly directory: DirectoryView;
  readonly session: SessionLink;
}
