import type { AccountId, DeviceId, InvitationId, NetworkId, Token } from "@comity/shared/ids";

export interface DeviceRecord {
  readonly device: DeviceId;
  readonly account: AccountId;
  /** Networks in whose log the device stands or waits to stand, sorted. */
  readonly networks: readonly NetworkId[];
  readonly registeredAt: number;
  /** The newest log-in that was noted; undefined: none was. */
  readonly seenAt: number | undefined;
}

/** Which device belongs to which account: an index into the logs, never an authority of its own. */
export interface DeviceStore {
  /** Adds the device, or the network to a known device. False if the device belongs to another account. */
  register(entry: { device: DeviceId; account: AccountId; network: NetworkId; at: number }): Promise<boolean>;
  find(device: DeviceId): Promise<DeviceRecord | undefined>;
  ofAccount(account: AccountId): Promise<readonly DeviceRecord[]>;
  /** Notes a log-in of a registered device; one that was noted later stays. */
  seen(device: DeviceId, at: number): Promise<void>;
}

/** One-time rights to found a network. */
export interface FoundingStore {
  issue(tokenHash: Token, at: number): Promise<void>;
  /** Spends the token on a network. True again for the same network, false for another or an unknown token. */
  spend(tokenHash: Token, network: NetworkId): Promise<boolean>;
}

export type InvitationState = "open" | "redeemed" | "granted" | "cancelled";

export interface InvitationRecord {
  readonly invitation: InvitationId;
  readonly network: NetworkId;
  readonly tokenHash: Token;
  readonly sealedCard: Uint8Array;
  readonly state: InvitationState;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly enrolment: string | undefined;
  readonly mac: string | undefined;
  /** The member who invites a guest; undefined: an officer invites a member. */
  readonly host: AccountId | undefined;
}

export interface InvitationStore {
  /** Adds an open invitation. False if the id or the token hash is taken. */
  create(
    entry: Pick<
      InvitationRecord,
      "invitation" | "network" | "tokenHash" | "sealedCard" | "createdAt" | "expiresAt"
    > &
      Partial<Pick<InvitationRecord, "host">>,
  ): Promise<boolean>;
  find(invitation: InvitationId): Promise<InvitationRecord | undefined>;
  findByToken(tokenHash: Token): Promise<InvitationRecord | undefined>;
  /** open -> redeemed with these keys. True again for the same keys; false when it is in any other state. */
  redeem(tokenHash: Token, enrolment: string, mac: string): Promise<boolean>;
  /** Moves it to `to` if it stands in one of `from`. False otherwise. */
  settle(invitation: InvitationId, from: readonly InvitationState[], to: InvitationState): Promise<boolean>;
  /** Newest first, at most `limit`. */
  ofNetwork(network: NetworkId, limit: number): Promise<readonly InvitationRecord[]>;
}
