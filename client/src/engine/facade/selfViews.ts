import type { Card } from "@comity/shared/directory/card";
import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import type { ContactView } from "./contactViews.ts";
import type { OfficeOfferView } from "./officerViews.ts";
import type { UnreadableReason } from "./threadViews.ts";

export interface SelfView {
  readonly account: AccountId;
  readonly device: string;
  readonly deviceName: string;
  readonly recovery: RecoveryView;
  /** Present where this person is a guest of a network, and no member of any. */
  readonly guest: ContactView | undefined;
  readonly networks: readonly {
    readonly network: NetworkId;
    readonly name: string;
    readonly officer: boolean;
    readonly card: Card;
    /** When the membership ends unless it is renewed. */
    readonly validUntil: number;
    /** The builds of the pages that officers hold for the right ones, the newest last. */
    readonly builds: readonly { readonly build: string; readonly at: number }[];
    /** The office of an officer, where this person was offered it. */
    readonly offer?: OfficeOfferView | undefined;
  }[];
}

/** The recovery key, without the key. */
export interface RecoveryView {
  readonly number: number;
  readonly issuedAt: number;
  /** When the person last typed it in; undefined: never. */
  readonly testedAt: number | undefined;
  /** From when on the person is asked to type it in. */
  readonly testDueAt: number;
  /** A new key was made and has not been typed in yet. */
  readonly renewing: boolean;
  /** The server has a backup under this key: without one the key opens nothing. It follows by itself once online. */
  readonly kept: boolean;
}

/** A device of the person's own. */
export interface OwnDeviceView {
  readonly device: DeviceId;
  readonly name: string;
  readonly since: number;
  readonly revoked: boolean;
  /** Whether it is this one. */
  readonly current: boolean;
  /** The hour of its last log-in by the server's word; undefined: not known, or there is no connection. */
  readonly lastLogIn: number | undefined;
}

/** What a person has chosen, kept in the vault. */
export interface PreferencesView {
  /** Whether others are told what was read here, and what they have read is shown here. */
  readonly readReceipts: boolean;
}

/** What went wrong and what was mended on this device. Counts only, kept here and sent to nobody. */
export interface HealthView {
  /** Over how many days. */
  readonly days: number;
  /** Messages that could not be shown: each was an outage, also where it was mended later. */
  readonly unreadable: Partial<Readonly<Record<UnreadableReason, number>>>;
  readonly counts: Readonly<{
    refusedCommits: number;
    refusedWelcomes: number;
    refusedLeaves: number;
    /** How often a conversation was come into anew. */
    heals: number;
    reconnects: number;
    resendsAsked: number;
    resendsReceived: number;
    resendsAnswered: number;
    /** How often the server's list of devices was another than the group's. */
    deviceDifferences: number;
    /** How often what came in waited for a directory that could not be read. */
    directoryWaits: number;
  }>;
  readonly longestQueuedMs: number;
  /** When everything that the server had was last stored here. */
  readonly caughtUpAt: number | undefined;
}
