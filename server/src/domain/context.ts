import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Fault } from "@comity/shared/fault";
import type { AccountId, ConversationId, DeviceId, NetworkId } from "@comity/shared/ids";
import type { PushEvent } from "@comity/shared/protocol/event";
import type { Result } from "@comity/shared/result";
import type { Storage } from "../storage/port/storage.ts";

/** What the domain is given: it reaches for nothing itself. */
export interface DomainContext {
  readonly storage: Storage;
  readonly sodium: Sodium;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** `n` random bytes. */
  readonly random: (n: number) => Uint8Array;
  /** The public origins at which people reach this server. */
  readonly origins: () => readonly string[];
}

/** Who asks: a device that has proved its key, and whose it is. */
export interface Caller {
  readonly device: DeviceId;
  readonly account: AccountId;
  /** The networks that the device has to do with, as last looked up; what they grant is asked each time. */
  readonly networks: readonly NetworkId[];
}

/** For whom a push is meant. */
export type Audience =
  | { readonly devices: readonly DeviceId[] }
  | { readonly accounts: readonly AccountId[] }
  | { readonly network: NetworkId };

/** Something to tell others once the caller's request has been carried out. */
export interface Tell {
  readonly event: string;
  readonly message: unknown;
  readonly to: Audience;
}

/** A tell whose message fits its event. */
export function tell<Message>(event: PushEvent<Message>, message: Message, to: Audience): Tell {
  return { event: event.name, message, to };
}

/** What a request came to: its answer, what to tell whom, which networks' logs grew, which cursors moved. */
export interface Outcome<Value> {
  readonly value: Value;
  readonly tells: readonly Tell[];
  readonly grown?: NetworkId;
  /** Conversations in which a device has stored more; others are told of it gathered, later. */
  readonly reached?: { readonly device: DeviceId; readonly conversations: readonly ConversationId[] };
}

export type DomainResult<Value> = Promise<Result<Outcome<Value>, Fault>>;

const NO_TELLS: readonly Tell[] = [];

/** An answer with what to tell. */
export function done<Value>(
  value: Value,
  tells: readonly Tell[] = NO_TELLS,
): { readonly ok: true; readonly value: Outcome<Value> } {
  return { ok: true, value: { value, tells } };
}

/** A refusal. */
export function refuse(fault: Fault): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault };
}
