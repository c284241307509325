import type { AccountId, ConversationId, MessageId } from "@comity/shared/ids";
import type { EngineResult } from "./fault.ts";
import type { HistoryChoice } from "./views.ts";

/** Passing on what was written in a room before somebody came. */
export interface PassingCalls {
  /**
   * What of a room this person would pass on to somebody in it (undefined: to a guest who has yet to come), from a moment
   * on: what was written before the other one came in, as this device has it.
   */
  chooseHistory(input: {
    conversation: ConversationId;
    to: AccountId | undefined;
    since: number;
  }): EngineResult<HistoryChoice>;
  /** Passes that on. The room sees it in a line; only the other one's devices can read what is passed on. */
  passHistoryOn(input: { conversation: ConversationId; to: AccountId; since: number }): EngineResult<void>;
  /** Asks anew, from this device, for what this person was offered: whoever offered it sends it again from the start. */
  askForHistory(input: { conversation: ConversationId; offer: MessageId }): EngineResult<void>;
  /** Takes an offer back that has not come to its end, or turns it down. */
  stopHistory(input: { conversation: ConversationId; offer: MessageId }): EngineResult<void>;
}
