import type { Result } from "@comity/shared/result";
import type { HeldCounts, HeldRecord } from "../held.ts";
import type { OpenFault } from "./storage.ts";

/**
 * What an operator's command asks of a database beside a server that may be running on it. It makes no schema and
 * changes none. What both engines must do is in `tests/contract/`.
 */
export interface OperatorStorage {
  /**
   * Everything that the database holds (see held.ts), whole as of one moment or, where an engine knows no such
   * moment, in an order in which nothing that is given refers to something that is missing. Contains every write that
   * had resolved before the first record was asked for. Each log comes in its order.
   */
  records(): AsyncIterable<HeldRecord>;
  /** How many of each kind, and of one-time key packages; nothing of what is in them. */
  counts(): Promise<HeldCounts & { readonly "one-time-key-package": number }>;
  /** Deletes what has ended before these moments, or only counts it. */
  purge(ended: Ended, how: { readonly dryRun: boolean }): Promise<Purged>;
  close(): Promise<void>;
}

export type OpenOperatorResult = Result<
  OperatorStorage,
  OpenFault | { readonly code: "storage.older" | "storage.missing"; readonly where: string }
>;

/** Before which moments (ms since 1970) things must have ended to be purged; undefined: such things are kept. */
export interface Ended {
  /** Invitations that were granted or cancelled and made before this, and those that expired before this. */
  readonly invitations: number | undefined;
  /** Moved vaults that nobody collected in time, and meeting places of devices. */
  readonly handOvers: number | undefined;
  /**
   * The content of messages that arrived before this and that every device in the conversation has stored. Their
   * places in the log stay.
   */
  readonly messages: number | undefined;
  /** Files whose upload was begun before this and never finished. */
  readonly uploads: number | undefined;
  /** Files whose upload was begun before this, whoever has saved them or not. */
  readonly files: number | undefined;
}

/** How much was purged, or would be. */
export interface Purged {
  readonly invitations: number;
  readonly handOvers: number;
  readonly messages: number;
  readonly messageBytes: number;
  readonly uploads: number;
  readonly files: number;
  /** Of both together. */
  readonly fileBytes: number;
}
