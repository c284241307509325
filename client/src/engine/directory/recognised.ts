import type { NetworkId } from "@comity/shared/ids";
import { areMutual, wereMutual } from "@comity/shared/statements/recognitions";
import type { Roster } from "@comity/shared/statements/roster";

/**
 * Which of the rosters that are held here are of the person's own networks, and what holds between these and the others.
 * Another network's roster stays when its recognition ends, as it was last seen: what its people said before keeps a name.
 */
export class Recognised {
  constructor(
    private readonly roster: (network: NetworkId) => Roster | undefined,
    private readonly own: () => readonly NetworkId[],
  ) {}

  /** The networks that the person's own recognise: their logs are asked for, and shown if they recognise these too. */
  asked(): readonly NetworkId[] {
    return this.others((roster) => roster.recognisedNetworks());
  }

  /** The networks that the person's own recognise or ever did. */
  ever(): readonly NetworkId[] {
    return this.others((roster) => roster.allRecognitions().map(({ other }) => other));
  }

  /** Whether a network is the person's own, or recognised both ways as far as both logs have been read. */
  now(network: NetworkId): boolean {
    const other = this.roster(network);
    return other !== undefined && this.some(network, (own) => areMutual(own, other));
  }

  /** The same for some moment between two. */
  between(network: NetworkId, from: number, to: number): boolean {
    const other = this.roster(network);
    return other !== undefined && this.some(network, (own) => wereMutual(own, other, from, to));
  }

  private some(network: NetworkId, holds: (own: Roster) => boolean): boolean {
    return this.own().some((one) => {
      const own = this.roster(one);
      return one === network || (own !== undefined && holds(own));
    });
  }

  private others(said: (own: Roster) => readonly NetworkId[]): readonly NetworkId[] {
    const own = this.own();
    const all = own.flatMap((network) => {
      const roster = this.roster(network);
      return roster === undefined ? [] : said(roster);
    });
    return [...new Set(all)].filter((network) => !own.includes(network));
  }
}
