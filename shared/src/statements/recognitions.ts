import type { NetworkId } from "../ids.ts";
import type { StatementFault } from "./faults.ts";
import type { Lapse } from "./members.ts";
import type { Instant, StatementOf } from "./statement.ts";

/** What one network has said about another. */
export interface Recognition {
  readonly other: NetworkId;
  /** What the officer has read that it is called. */
  readonly name?: string;
  /** When the newest recognition was signed. */
  readonly since: Instant;
  /** When it was withdrawn; absent: it stands. */
  readonly until?: Instant;
  /** Times in which it stood earlier, and that are over. */
  readonly earlier: readonly Lapse[];
  /** Where the newest statement about it stands in the log. */
  readonly position: number;
}

/** Which other networks a network recognises, or did. Who may say so is for the roster to know. */
export class Recognitions {
  private readonly byNetwork = new Map<NetworkId, Recognition>();

  copy(): Recognitions {
    const twin = new Recognitions();
    for (const [other, recognition] of this.byNetwork) twin.byNetwork.set(other, recognition);
    return twin;
  }

  /** Everything ever said, withdrawn recognitions too. */
  all(): readonly Recognition[] {
    return [...this.byNetwork.values()];
  }

  find(other: NetworkId): Recognition | undefined {
    return this.byNetwork.get(other);
  }

  /** Whether it stands as of the newest entry of the log. */
  stands(other: NetworkId): boolean {
    const known = this.byNetwork.get(other);
    return known !== undefined && known.until === undefined;
  }

  /** The times in which a network was recognised, ends left out; the newest may be without an end. */
  times(other: NetworkId): readonly Lapse[] {
    const known = this.byNetwork.get(other);
    if (known === undefined) return [];
    return [...known.earlier, { from: known.since, until: known.until ?? Number.POSITIVE_INFINITY }];
  }

  /** Said again of a network that is recognised already, it changes nothing: logs of before hold such entries. */
  recognise({ other, at, name }: StatementOf<"network.recognise">, position: number): undefined {
    const known = this.byNetwork.get(other);
    if (known !== undefined && known.until === undefined) return;
    const earlier =
      known?.until === undefined ? [] : [...known.earlier, { from: known.since, until: known.until }];
    this.byNetwork.set(other, {
      other,
      ...(name === undefined ? {} : { name }),
      since: at,
      earlier,
      position,
    });
  }

  withdraw({ other, at }: StatementOf<"network.withdraw">, position: number): StatementFault | undefined {
    const known = this.byNetwork.get(other);
    if (known === undefined || known.until !== undefined) return "not-recognised";
    this.byNetwork.set(other, { ...known, until: at, position });
    return undefined;
  }
}

/** A roster, as far as recognition is concerned. */
export interface Recognising {
  readonly network: NetworkId;
  recognises(other: NetworkId): boolean;
  recognition(other: NetworkId): Recognition | undefined;
  recognisedTimes(other: NetworkId): readonly Lapse[];
}

/** Whether two networks recognise each other as of the newest entries of both logs. */
export function areMutual(one: Recognising, other: Recognising): boolean {
  return one.recognises(other.network) && other.recognises(one.network);
}

/**
 * Whether two networks recognised each other at some moment between two, whatever has come since: what was done
 * then was right then, for whoever reads of it later and on whichever side.
 */
export function wereMutual(one: Recognising, other: Recognising, from: Instant, to: Instant): boolean {
  return one
    .recognisedTimes(other.network)
    .some((mine) =>
      other
        .recognisedTimes(one.network)
        .some(
          (theirs) =>
            Math.max(mine.from, theirs.from, from) <= to &&
            Math.max(mine.from, theirs.from) < Math.min(mine.until, theirs.until) &&
            from < Math.min(mine.until, theirs.until),
        ),
    );
}

/**
 * How much of a network's log the members of another may read: all of it while both recognise each other, and up to
 * the withdrawal where the network itself has ended that, so that they see it signed and need not believe a server.
 * Undefined: nothing. What the reader's own network has withdrawn, it says itself.
 */
export function readableBy(log: Recognising, reader: Recognising): number | undefined {
  const said = log.recognition(reader.network);
  if (said === undefined || !reader.recognises(log.network)) return undefined;
  if (said.until === undefined) return Number.POSITIVE_INFINITY;
  return wereMutual(log, reader, said.since, said.until) ? said.position + 1 : undefined;
}
