import type { AccountId } from "../ids.ts";
import type { StatementFault } from "./faults.ts";
import type { Members } from "./members.ts";
import type { Instant, StatementOf } from "./statement.ts";

const DAY_MS = 86_400_000;

/** How long somebody can stand in for somebody else at most. */
export const LONGEST_ABSENCE_MS = 366 * DAY_MS;

/** Who stands in for somebody, from when until when. */
export interface Absence {
  readonly alternate: AccountId;
  readonly from: Instant;
  readonly until: Instant;
}

/** Who has followed whom in an office. */
export interface Succession {
  readonly from: AccountId;
  readonly to: AccountId;
  readonly at: Instant;
  /** Where the statement stands in the log. */
  readonly position: number;
}

/** Who is away and who stands in, and who has followed whom. Who may say so is for the roster to know. */
export class Tenures {
  private readonly absences = new Map<AccountId, Absence>();
  private readonly handed: Succession[] = [];

  constructor(private readonly people: Members) {}

  /** An independent copy that asks a copy of the members. */
  copy(people: Members): Tenures {
    const twin = new Tenures(people);
    for (const [absent, absence] of this.absences) twin.absences.set(absent, absence);
    twin.handed.push(...this.handed);
    return twin;
  }

  /** Every handing over, in the order of the log. */
  successions(): readonly Succession[] {
    return this.handed;
  }

  /** Who has taken over somebody's office last; undefined also where that person is a member again. */
  successionOf(from: AccountId): Succession | undefined {
    if (this.people.find(from)?.revoked !== true) return undefined;
    return this.handed.findLast((one) => one.from === from);
  }

  /** Who holds somebody's office now, where it has been handed over, once or several times. */
  successorOf(account: AccountId): AccountId | undefined {
    const seen = new Set<AccountId>([account]);
    let last: AccountId | undefined;
    for (let next = this.successionOf(account); next !== undefined; next = this.successionOf(next.to)) {
      if (seen.has(next.to)) return undefined;
      seen.add(next.to);
      last = next.to;
    }
    return last;
  }

  /** Who stands in for somebody at a moment: both of them members then. */
  standsIn(absent: AccountId, at: Instant): Absence | undefined {
    const absence = this.absences.get(absent);
    if (absence === undefined || at < absence.from || absence.until <= at) return undefined;
    const holds = [absent, absence.alternate].every((one) => this.people.fault(one, at) === undefined);
    return holds ? absence : undefined;
  }

  /** What was last said of somebody's absence, unless it was taken back: it may lie ahead, or be over. */
  absence(absent: AccountId): Absence | undefined {
    return this.absences.get(absent);
  }

  standIn({ absent, alternate, from, until, at }: StatementOf<"office.standIn">): StatementFault | undefined {
    if (absent === alternate) return "same-person";
    if ([absent, alternate].some((one) => this.people.fault(one, at) !== undefined)) return "no-such-member";
    if (until <= from || until <= at) return "validity-reversed";
    if (until - from > LONGEST_ABSENCE_MS) return "absence-too-long";
    this.absences.set(absent, { alternate, from, until });
    return undefined;
  }

  /** Somebody is back; nothing is taken back twice, nor what has ended by itself. */
  comeBack({ absent, at }: StatementOf<"office.return">): StatementFault | undefined {
    const known = this.absences.get(absent);
    if (known === undefined || known.until <= at) return "not-absent";
    this.absences.delete(absent);
    return undefined;
  }

  succeed({ from, to, at }: StatementOf<"office.succeed">, position: number): void {
    this.absences.delete(from);
    this.handed.push({ from, to, at, position });
  }
}
