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
  /** Which messages of a conversation have been before a person's eyes on which of their devices when they read it. */
  private readonly lookedAt = new Map<string, Map<string, Set<number>>>();
  /** Up to where a person has read a conversation on a device, as its engine has said that it has stored. */
  private readonly readTo = new Map<string, number>();
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
    { device, orders }: { readonly device: string; readonly orders: readonly number[] },
  ): void {
    const place = `${account} ${conversation}`;
    const devices = this.lookedAt.get(place) ?? new Map<string, Set<number>>();
    this.lookedAt.set(place, devices);
    devices.set(device, new Set([...(devices.get(device) ?? []), ...orders]));
  }

  /** Whether somebody has looked at a message on any of their devices. */
  hasLookedAt(account: AccountId, conversation: ConversationId, order: number): boolean {
    const devices = this.lookedAt.get(`${account} ${conversation}`);
    return [...(devices?.values() ?? [])].some((orders) => orders.has(order));
  }

  hasRead(conversation: ConversationId, { device, order }: { device: string; order: number }): void {
    const place = `${device} ${conversation}`;
    this.readTo.set(place, Math.max(order, this.readTo.get(place) ?? 0));
  }

  /** Whether somebody has looked at a message on this device, whose engine has said that it has stored that. */
  hasReadOn(device: string, account: AccountId, conversation: ConversationId, order: number): boolean {
    if ((this.readTo.get(`${device} ${conversation}`) ?? 0) < order) return false;
    return this.lookedAt.get(`${account} ${conversation}`)?.get(device)?.has(order) === true;
  }

  /** Somebody has asked for a person to be brought into a conversation. */
  bringsIn(account: AccountId, conversation: ConversationId): void {
    this.broughtIn.add(`${account} ${conversation}`);
  }

  wasBroughtIn(account: AccountId | undefined, conversation: ConversationId | undefined): boolean {
    return this.broughtIn.has(`${account} ${conversation}`);
  }
}
