import type { AccountId } from "../ids.ts";
import type { StatementFault } from "./roster.ts";
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

/** Who is away and who stands in, and who has followed whom. Who may say so, and about whom, is for the roster to know. */
export class Tenures {
  private readonly absences = new Map<AccountId, Absence>();
  private readonly handed: Succession[] = [];

  copy(): Tenures {
    const twin = new Tenures();
    for (const [absent, absence] of this.absences) twin.absences.set(absent, absence);
    twin.handed.push(...this.handed);
    return twin;
  }

  /** Every handing over, in the order of the log. */
  successions(): readonly Succession[] {
    return this.handed;
  }

  /** The newest handing over of somebody's office. */
  handingOver(from: AccountId): Succession | undefined {
    return this.handed.findLast((one) => one.from === from);
  }

  /** What was last said of somebody's absence, unless it was taken back: it may lie ahead, or be over. */
  absence(absent: AccountId): Absence | undefined {
    return this.absences.get(absent);
  }

  standIn({ absent, alternate, from, until, at }: StatementOf<"office.standIn">): StatementFault | undefined {
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
