import type { AccountId, NetworkId } from "@comity/shared/ids";
import type { EngineResult } from "./fault.ts";
import type { PairView, PictureVerdict, VouchingView } from "./views.ts";

/** What a person makes sure of about others and about the logs. */
export interface DirectoryCalls {
  /** What a network's officers have said about one person, newest first, with the keys under which they said it. */
  vouching(input: { network: NetworkId; account: AccountId }): EngineResult<readonly VouchingView[]>;
  /** What this person and another compare: a code that is the same on both sides, and the picture that the other scans. */
  pair(account: AccountId): EngineResult<PairView>;
  /** Says whose a scanned picture is. Where it is this person's and meant for us, they are marked as verified. */
  checkPicture(input: { account: AccountId; text: string }): EngineResult<PictureVerdict>;
  /** The person has looked at somebody's new keys and goes on: what was held back is sent. */
  acknowledgeKeys(account: AccountId): EngineResult<void>;
  /** The codes were the same, or the mark is taken back: on all devices of this person. */
  setVerified(input: { account: AccountId; verified: boolean }): EngineResult<void>;
  /**
   * Ends a network's alarms by a code that the secretariat has told by another way than this server. What it is the code
   * of holds from now on: the log that is held here, or the one that the server shows. Any other settles nothing.
   */
  settleAlarms(input: { network: NetworkId; code: string }): EngineResult<void>;
  /** An alarm's evidence as a JSON file, which others can check without a network. */
  exportAlarm(id: string): EngineResult<string>;
  /** A network's whole log as a JSON file, with the newest head that was verified. */
  exportLog(network: NetworkId): EngineResult<string>;
}
