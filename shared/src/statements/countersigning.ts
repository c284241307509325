import { toBase64url } from "../bytes/base64url.ts";
import { utf8 } from "../bytes/bytes.ts";
import type { Sodium } from "../crypto/sodium.ts";
import type { AccountId, OfficerKey } from "../ids.ts";
import type { Instant } from "./entry.ts";
import type { StatementFault } from "./faults.ts";
import type { Officer } from "./officers.ts";
import type { StatementOf } from "./statement.ts";

/** How long a first signature waits for a second one, in milliseconds. */
export const COUNTERSIGN_MS = 14 * 24 * 3600 * 1000;

/** How many officers must be able to sign before the rule can be switched on: one may be lost, and two remain. */
export const OFFICERS_FOR_RULE = 3;

/** What has effect only with a second officer's signature while the rule is on. */
export type Held =
  | StatementOf<"membership.grant">
  | StatementOf<"authority.add">
  | StatementOf<"authority.rule">
  | StatementOf<"office.succeed">
  | StatementOf<"network.recognise">;

/** A statement that waits, or has waited, for a second officer. */
export interface HeldStatement {
  readonly position: number;
  readonly hash: string;
  readonly statement: Held;
  readonly by: OfficerKey;
  readonly byAccount: AccountId;
  /** signed: it has effect since; refused: it never had any. */
  readonly state: "waiting" | "signed" | "refused";
}

/** Names an entry by its text. */
export function hashOfBody(sodium: Sodium, body: string): string {
  return toBase64url(sodium.crypto_hash_sha256(utf8(body)));
}

/** Until when a second officer can sign, by the first signature's own date. */
export function countersignUntil(held: HeldStatement): Instant {
  return held.statement.at + COUNTERSIGN_MS;
}

/** What a held statement is about: two about the same don't wait beside each other. */
function subjectOf(statement: Held): string {
  const about = statement.kind === "network.recognise" ? statement.other : aboutWhom(statement);
  return `${statement.kind} ${about ?? ""}`;
}

/** Whom a held statement is about; undefined: nobody. */
export function aboutWhom(statement: Held): AccountId | undefined {
  if (statement.kind === "office.succeed") return statement.from;
  return "account" in statement ? statement.account : undefined;
}

/** The two-officer rule and what waits under it. Who is an officer is for the roster to know. */
export class Countersigning {
  private on = false;
  private readonly held = new Map<number, HeldStatement>();

  copy(): Countersigning {
    const twin = new Countersigning();
    twin.on = this.on;
    for (const [position, one] of this.held) twin.held.set(position, one);
    return twin;
  }

  get ruleIsOn(): boolean {
    return this.on;
  }

  switch(two: boolean): void {
    this.on = two;
  }

  /** All that ever waited, in log order. */
  all(): readonly HeldStatement[] {
    return [...this.held.values()];
  }

  at(position: number): HeldStatement | undefined {
    return this.held.get(position);
  }

  /** The grant of a membership that waits for a second officer. */
  grantWaiting(account: AccountId): HeldStatement | undefined {
    return this.all().findLast(
      ({ state, statement }) =>
        state === "waiting" && statement.kind === "membership.grant" && statement.account === account,
    );
  }

  /** Whether the same was signed before and can still be signed a second time. */
  isWaiting(statement: Held): boolean {
    return this.all().some(
      (one) =>
        one.state === "waiting" &&
        statement.at <= countersignUntil(one) &&
        subjectOf(one.statement) === subjectOf(statement),
    );
  }

  hold(statement: Held, officer: Officer, position: number, hash: string): undefined {
    const { key: by, account: byAccount } = officer;
    this.held.set(position, { position, hash, statement, by, byAccount, state: "waiting" });
  }

  /** What an officer may sign as the second one; else why not. */
  open(
    { position, hash, at }: StatementOf<"authority.countersign">,
    second: Officer,
  ): HeldStatement | StatementFault {
    const held = this.held.get(position);
    if (held === undefined || held.hash !== hash || held.state !== "waiting") return "not-waiting";
    if (held.byAccount === second.account) return "same-officer";
    return at > countersignUntil(held) ? "not-waiting" : held;
  }

  refuse({ position, hash }: StatementOf<"authority.refuse">): StatementFault | undefined {
    const held = this.held.get(position);
    if (held === undefined || held.hash !== hash || held.state !== "waiting") return "not-waiting";
    return this.settle(held, "refused");
  }

  settle(held: HeldStatement, state: "signed" | "refused"): undefined {
    this.held.set(held.position, { ...held, state });
  }
}
