import type { AccountId, ConversationId, MessageId } from "@comity/shared/ids";

/** What every text, title and reference begins with: it must never be found at the server. */
export const CANARY = "Kanarie";

/** A text that somebody wanted to send. */
export interface Written {
  readonly text: string;
  readonly device: string;
  readonly conversation: ConversationId;
  /** The engine has said that it is stored: from here on it must not be lost. */
  messageId: MessageId | undefined;
}

/** Another wording that somebody wanted for a message that was sent; none: it was to be taken back. */
export interface Amended {
  readonly target: MessageId;
  readonly conversation: ConversationId;
  readonly device: string;
  readonly text: string | undefined;
  /** The engine has said that it is stored: from here on it must not be lost. */
  takenOn: boolean;
}

/** A place that the server has said an entry has. */
export interface Promised {
  readonly conversation: ConversationId;
  readonly messageId: string;
  readonly seq: number;
  readonly from: string;
}

/** A message that no program of ours writes. */
export interface Odd {
  readonly conversation: ConversationId;
  readonly what: string;
  readonly shows: "newer" | "damaged" | "nothing";
}

/** What was asked for and what was promised, beside the code under test: what the checks compare with. */
export class Ledger {
  readonly written = new Map<string, Written>();
  readonly amended: Amended[] = [];
  readonly promised: Promised[] = [];
  /** Whoever has turned against the others, and the ids under which they sent what nobody may take. */
  readonly hostile = new Set<AccountId>();
  readonly garbage = new Set<string>();
  /** What somebody hostile has written inside the encryption, by the ids of the messages, and what is to be seen of it. */
  readonly odd = new Map<string, Odd>();
  /** Which messages of a conversation a person has had before their eyes when they said that they had read them. */
  private readonly lookedAt = new Map<string, Set<number>>();
  /** Down to where somebody has looked at a conversation, on any of their devices. */
  private readonly lookedTo = new Map<string, number>();
  /** Up to where a person has read a conversation, as their engine has said that it has stored, and on which device. */
  private readonly readTo = new Map<string, { readonly device: string; readonly order: number }>();
  private readonly broughtIn = new Set<string>();
  private number = 0;

  /** A text that nobody has written before. */
  words(about: string): string {
    this.number += 1;
    return `${CANARY} ${this.number} ${about}`;
  }

  wrote(text: string, device: string, conversation: ConversationId): Written {
    const written: Written = { text, device, conversation, messageId: undefined };
    this.written.set(text, written);
    return written;
  }

  amend(wanted: Omit<Amended, "takenOn">): Amended {
    const amended = { ...wanted, takenOn: false };
    this.amended.push(amended);
    return amended;
  }

  looksAt(
    account: AccountId,
    conversation: ConversationId,
    { orders, upTo }: { readonly orders: readonly number[]; readonly upTo: number },
  ): void {
    const place = `${account} ${conversation}`;
    this.lookedTo.set(place, Math.max(upTo, this.lookedTo.get(place) ?? 0));
    const known = this.lookedAt.get(`${account} ${conversation}`) ?? new Set();
    this.lookedAt.set(`${account} ${conversation}`, known);
    for (const order of orders) known.add(order);
  }

  /** Whether somebody has looked at a conversation down to a place at least. */
  hasLookedTo(account: AccountId, conversation: ConversationId, order: number): boolean {
    return (this.lookedTo.get(`${account} ${conversation}`) ?? 0) >= order;
  }

  hasLookedAt(account: AccountId, conversation: ConversationId, order: number): boolean {
    return this.lookedAt.get(`${account} ${conversation}`)?.has(order) === true;
  }

  hasRead(account: AccountId, conversation: ConversationId, read: { device: string; order: number }): void {
    const known = this.readUpTo(account, conversation);
    if (known === undefined || known.order < read.order) this.readTo.set(`${account} ${conversation}`, read);
  }

  /** Somebody has asked for a person to be brought into a conversation. */
  bringsIn(account: AccountId, conversation: ConversationId): void {
    this.broughtIn.add(`${account} ${conversation}`);
  }

  wasBroughtIn(account: AccountId | undefined, conversation: ConversationId | undefined): boolean {
    return this.broughtIn.has(`${account} ${conversation}`);
  }

  readUpTo(account: AccountId, conversation: ConversationId) {
    return this.readTo.get(`${account} ${conversation}`);
  }
}
