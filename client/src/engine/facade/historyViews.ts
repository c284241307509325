import type { AccountId, MessageId } from "@comity/shared/ids";

/** History on its way from one member of a room to another. */
export interface PassingView {
  readonly offer: MessageId;
  readonly by: AccountId;
  readonly to: AccountId;
  /**
   * waiting: for the other side's device; broken: a part is missing, it has to be asked for again; elsewhere: another device
   * of this person has it, and this one will.
   */
  readonly state: "waiting" | "passing" | "broken" | "elsewhere";
  /** Parts that have come or gone, and how many there are; 0: not known yet. */
  readonly done: number;
  readonly total: number;
  /** It may be asked for again. */
  readonly again: boolean;
}

/** What a member would pass on. */
export interface HistoryChoice {
  readonly messages: number;
  /** The files of these messages. */
  readonly files: number;
  /** When the oldest of them was sent. */
  readonly first: number | undefined;
  /** The handling codes and labels that they bear. */
  readonly markings: readonly string[];
  /** Messages that are not passed on: their marking forbids it, or this version does not know what they are. */
  readonly behind: number;
  /** There are more than can be passed on at a time. */
  readonly tooMany: boolean;
}
