import type { Card } from "@comity/shared/directory/card";
import type { DeviceId } from "@comity/shared/ids";
import type { EngineResult } from "./fault.ts";
import type { OwnDeviceView } from "./views.ts";

/** The recovery key, shown once and printed: groups of letters and digits, with a number and a date. */
export interface RecoveryKeyView {
  readonly key: string;
  readonly number: number;
  readonly issuedAt: number;
}

/** What a new device shows so that a signed-in one finds it: for ten minutes. */
export interface LinkOffer {
  /** Two groups of four letters and digits. */
  readonly code: string;
  /** The same as a link, for a QR code. */
  readonly link: string;
  readonly expiresAt: number;
}

/** What both screens show. They must be the same, or somebody sits in between. */
export interface LinkComparison {
  /** Two groups of three digits. */
  readonly number: string;
  /** How the new device calls itself; empty on the new device. */
  readonly deviceName: string;
}

export interface InvitationPreview {
  readonly networkName: string;
  readonly invitedBy: string;
  readonly card: Card;
  readonly expiresAt: number;
  /** Present where a guest is invited: until when. */
  readonly guestUntil: number | undefined;
}

/** What a person does about their own keys and devices. */
export interface IdentityCalls {
  /** Founds a network with a founding link: makes all keys, publishes the founding, starts the notice board. */
  found(input: {
    link: string;
    passphrase: string;
    networkName: string;
    card: Card;
    deviceName: string;
  }): EngineResult<RecoveryKeyView>;
  /** Looks at an invitation without using it. */
  previewInvitation(link: string): EngineResult<InvitationPreview>;
  /** Makes keys and redeems the invitation; the phase becomes `waiting`. */
  enrol(input: { link: string; passphrase: string; deviceName: string }): EngineResult<RecoveryKeyView>;
  /** Restores an account on this browser from its printed recovery key, as a new device. */
  restore(input: { recoveryKey: string; passphrase: string; deviceName: string }): EngineResult<void>;
  unlock(passphrase: string): EngineResult<void>;
  /** Wipes all keys from memory and disconnects. */
  lock(): Promise<void>;
  changePassphrase(input: { current: string; next: string }): EngineResult<void>;
  /**
   * Makes a new recovery key, which becomes the current one when it has been typed in (`confirmRecoveryKey`);
   * until then the former one holds. Needs the passphrase.
   */
  renewRecoveryKey(passphrase: string): EngineResult<RecoveryKeyView>;
  /**
   * The person has typed their recovery key in. Says whether it is the current one, an outdated one, or none. It can
   * be relied on once the own view says that it is `kept`; without a connection that comes later.
   */
  confirmRecoveryKey(typed: string): EngineResult<void>;
  /** Puts the next test of the recovery key off for a week. */
  postponeRecoveryTest(): EngineResult<void>;
  /** Moves this device to another browser: gives the one-time link and ends here. Needs the passphrase. */
  moveAway(passphrase: string): EngineResult<{ link: string }>;
  /** Takes a device that moved here; the phase becomes `locked`. */
  moveHere(link: string): EngineResult<void>;
  /** Begins to link this browser, which has no vault yet, to a signed-in device of the same person. */
  openLink(input: { deviceName: string }): EngineResult<LinkOffer>;
  /** Waits until the other device has come (up to ten minutes), and gives the number to compare. */
  compareLink(): EngineResult<LinkComparison>;
  /** The person has seen the same number on both screens: waits for the hand-over; then the phase is `ready`. */
  acceptLink(input: { passphrase: string }): EngineResult<void>;
  /** Comes to a new device's place with its code or link, and gives the number to compare. */
  linkDevice(code: string): EngineResult<LinkComparison>;
  /** The person has seen the same number: hands over and certifies the new device. Needs the passphrase. */
  confirmLink(passphrase: string): EngineResult<void>;
  /** Gives up linking, on either side: nothing is handed over, and the other device is told. */
  cancelLink(): Promise<void>;
  /** The person's own devices, this one first. */
  ownDevices(): EngineResult<readonly OwnDeviceView[]>;
  renameDevice(input: { device: DeviceId; name: string }): EngineResult<void>;
  /** Ends another device of this person's, in every network. Needs the passphrase. */
  revokeDevice(input: { device: DeviceId; passphrase: string }): EngineResult<void>;
}
