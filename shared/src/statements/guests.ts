import type { Card } from "../directory/card.ts";
import type { AccountId, ConversationId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import type { StatementFault } from "./faults.ts";
import type { MembershipFault } from "./members.ts";
import type { Instant, StatementOf } from "./statement.ts";

const DAY_MS = 24 * 3600 * 1000;

/** How a stay came to its end, or will. */
export interface StayEnd {
  readonly host: AccountId;
  readonly at: Instant;
  /** Who ended it early; by-date: its time was over; host-gone: whoever answered for the guest lost their own standing. */
  readonly by: AccountId | "by-date" | "host-gone";
}

/** Somebody from outside the network who may be in one of its rooms until a date. */
export interface Guest {
  readonly account: AccountId;
  readonly card: Card;
  /** The one room. */
  readonly conversation: ConversationId;
  /** The member who answers for them. */
  readonly host: AccountId;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  /** When what ended the stay early was signed. What was done before it stays good. */
  readonly endedAt?: Instant;
  /** Who ended it early; absent where `endedAt` is there: their host lost their standing. */
  readonly endedBy?: AccountId;
  /** Stays before this one. */
  readonly former: readonly StayEnd[];
  /** When the newest admission was signed, and where it stands in the log. */
  readonly admittedAt: Instant;
  readonly position: number;
}

/** What the roster knows of whoever signs an admission. */
export interface Host {
  readonly account: AccountId;
  readonly validUntil: Instant;
}

/** How a guest's newest stay ends, as far as anybody knows. */
export function endOf({ host, validUntil, endedAt, endedBy }: Guest): StayEnd {
  if (endedAt === undefined) return { host, at: validUntil, by: "by-date" };
  return { host, at: endedAt, by: endedBy ?? "host-gone" };
}

/** The guests of a network. Who is a member or an officer is for the roster to know. */
export class Guests {
  private readonly byAccount = new Map<AccountId, Guest>();

  copy(): Guests {
    const twin = new Guests();
    for (const [account, guest] of this.byAccount) twin.byAccount.set(account, guest);
    return twin;
  }

  /** Everybody who ever was a guest: old messages keep a name. */
  all(): readonly Guest[] {
    return [...this.byAccount.values()];
  }

  find(account: AccountId): Guest | undefined {
    return this.byAccount.get(account);
  }

  /** Whether a guest's stay holds at a moment, and if not, why: in the words that memberships have. */
  fault(account: AccountId, at: Instant): MembershipFault | undefined {
    const guest = this.byAccount.get(account);
    if (guest === undefined) return "not-a-member";
    if (guest.endedAt !== undefined) return "membership-revoked";
    if (at < guest.validFrom) return "membership-not-yet-valid";
    return at >= guest.validUntil ? "membership-expired" : undefined;
  }

  /** Whether a stay did not hold at some moment between two, whatever has come since. */
  lapsed(account: AccountId, from: Instant, to: Instant): boolean {
    const guest = this.byAccount.get(account);
    if (guest === undefined) return true;
    if (guest.endedAt !== undefined && guest.endedAt <= to) return true;
    return to < guest.validFrom || guest.validUntil <= to || to < from;
  }

  /** Takes in an admission at a place of the log. `host`: who signed it, if they were a member in standing then. */
  admit(
    { account, card, conversation, validFrom, validUntil, at }: StatementOf<"guest.admit">,
    host: Host | undefined,
    position: number,
  ): StatementFault | undefined {
    if (host === undefined) return "signer-not-a-member";
    if (validUntil <= validFrom) return "validity-reversed";
    if (validUntil - at > LIMITS.guestDays * DAY_MS || validUntil > host.validUntil) return "term-too-long";
    const known = this.byAccount.get(account);
    if (known !== undefined && known.conversation !== conversation) return "guest-elsewhere";
    const staying = known !== undefined && known.endedAt === undefined && at < known.validUntil;
    if (staying && known.host !== host.account) return "signer-not-the-host";
    const former = known === undefined || staying ? (known?.former ?? []) : [...known.former, endOf(known)];
    const stay = { conversation, host: host.account, validFrom, validUntil, former };
    this.byAccount.set(account, { account, card, ...stay, admittedAt: at, position });
    return undefined;
  }

  /** Ends a stay. `officer`: the officer who signs it, if one does. */
  end(
    { account, at }: StatementOf<"guest.end">,
    signer: string,
    officer: AccountId | undefined,
  ): StatementFault | undefined {
    const guest = this.byAccount.get(account);
    if (guest === undefined || guest.endedAt !== undefined) return "no-such-guest";
    const endedBy = signer === String(guest.host) ? guest.host : officer;
    if (endedBy === undefined) return "signer-not-the-host";
    this.byAccount.set(account, { ...guest, endedAt: at, endedBy });
    return undefined;
  }

  /** A member's standing was taken away: nobody answers for their guests any more. */
  hostGone(host: AccountId, at: Instant): void {
    for (const guest of this.byAccount.values())
      if (guest.host === host && guest.endedAt === undefined)
        this.byAccount.set(guest.account, { ...guest, endedAt: at });
  }
}
