import type { Fault } from "@comity/shared/fault";
import type { CallEvent, PushEvent } from "@comity/shared/protocol/event";
import type { Result } from "@comity/shared/result";

/** What the engine needs from its surroundings. A browser, Node and the simulator each bring their own. */

/** Milliseconds since 1970, and timers. */
export interface Clock {
  now(): number;
  /** Calls back once after `ms`; the answer cancels. */
  after(ms: number, callback: () => void): () => void;
}

/** Cryptographic randomness: `n` bytes. */
export type RandomBytes = (n: number) => Uint8Array;

/** What a key is derived from: the passphrase as UTF-8 (NFC), 16 bytes of salt, Argon2id passes and bytes of memory. */
export interface KeyRequest {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly passes: number;
  readonly memory: number;
}

/**
 * Derives 32 bytes by Argon2id (RFC 9106), somewhere where the memory that it takes is given back. It may take
 * the passphrase's bytes over, wipes its copies and keeps nothing.
 */
export type DeriveKey = (request: KeyRequest) => Promise<Uint8Array>;

/** One record of the vault's store; values are ciphertext for the store. */
export interface StoredRecord {
  readonly key: string;
  readonly value: Uint8Array;
}

export type StoreChange =
  | { readonly table: string; readonly key: string; readonly value: Uint8Array }
  | { readonly table: string; readonly key: string; readonly remove: true };

/** Which part of a table: keys in their text order, bounds exclusive. */
export interface ScanRange {
  readonly after?: string;
  readonly before?: string;
  readonly descending?: boolean;
  readonly limit?: number;
}

/** The store has no space left; nothing of the write has happened. */
export class StoreFull extends Error {}

/** The store was deleted or taken away while it was in use. */
export class StoreGone extends Error {}

/** What the store holds is not what was written. Nothing sensible can follow. */
export class StoreDamaged extends Error {}

/**
 * Where a device keeps its records: IndexedDB in a browser, a file or memory in Node. Tables and keys are
 * readable for the store, values never. `write` is atomic and durable once it resolves. Rejects with StoreFull,
 * StoreGone and StoreDamaged where it knows that.
 */
export interface VaultStore {
  get(table: string, key: string): Promise<Uint8Array | undefined>;
  scan(table: string, range?: ScanRange): Promise<readonly StoredRecord[]>;
  write(changes: readonly StoreChange[]): Promise<void>;
  tables(): Promise<readonly string[]>;
  /** Deletes everything. */
  wipe(): Promise<void>;
}

/** What is remembered of a vault outside its store: which recovery key brings its owner back. Nothing secret. */
export interface VaultMark {
  readonly recoveryNumber: number;
  readonly recoveryIssuedAt: number;
}

/**
 * Where it is remembered that a vault stands here: in places that a browser clears by other rules than the
 * vault's store, so that a loss is noticed and not taken for a first visit.
 */
export interface VaultMarks {
  read(): Promise<VaultMark | undefined>;
  /** Undefined: there is no vault here any more, and rightly so. Never rejects. */
  write(mark: VaultMark | undefined): Promise<void>;
}

/** The same, opened: values are plaintext for the engine and sealed below, each bound to its table and key. */
export type Vault = Pick<VaultStore, "get" | "scan" | "write">;

export type TransportFault = { readonly code: "transport.offline" } | { readonly code: "transport.timeout" };
export type CallResult<Value> = Promise<Result<Value, Fault | TransportFault>>;

/** A socket to the server that comes and goes. It never retries a call by itself. */
export interface Transport {
  /** The origin it talks to, as signed at log-in. */
  readonly origin: string;
  call<Request, Response>(event: CallEvent<Request, Response>, request: Request): CallResult<Response>;
  /** Each message is parsed; one that doesn't parse is dropped and counted. */
  on<Message>(event: PushEvent<Message>, listener: (message: Message) => void): () => void;
  /** Told on every change, and at once with the present state. */
  onState(listener: (state: TransportState) => void): () => void;
  /**
   * Something has changed (the network is back, the machine woke up, a person is waiting): a socket that is
   * down is tried at once, and one that seems up must show that it lives or is replaced.
   */
  wake(): void;
  /** Drops the socket and connects again after `ms`. */
  renew(ms: number): void;
  /** Drops the socket and stays away until it is renewed. */
  rest(): void;
  close(): void;
}
export type TransportState =
  | { readonly up: true }
  | { readonly up: false; readonly retryAt: number | undefined };

/** Opens a transport; it connects by itself and again after losses, with backoff and jitter. */
export type Connect = () => Transport;
