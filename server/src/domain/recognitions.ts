import type { NetworkId } from "@comity/shared/ids";
import { type NetworkCode, networkCode } from "@comity/shared/statements/networkCode";
import { areMutual, readableBy } from "@comity/shared/statements/recognitions";
import type { Roster } from "@comity/shared/statements/roster";
import type { SignedStatement } from "@comity/shared/statements/statement";
import type { StatementStore } from "../storage/port/logs.ts";
import { type Caller, type DomainResult, done, refuse } from "./context.ts";
import type { Rosters } from "./rosters.ts";
import type { Standings } from "./standing.ts";

/** Which networks recognise each other, and what follows for whom their logs are shown and told to. Asked anew each time. */
export class Recognitions {
  constructor(
    private readonly statements: Pick<StatementStore, "read" | "networks">,
    private readonly rosters: Pick<Rosters, "get">,
    private readonly standings: Pick<Standings, "activeIn">,
  ) {}

  /** How many entries of a network's log a caller may read who is no member of it. None: undefined. */
  async readable(caller: Caller, network: NetworkId): Promise<number | undefined> {
    const log = await this.rosters.get(network);
    if (log === undefined) return undefined;
    const ends = (await this.standings.activeIn(caller)).flatMap((own) => readableBy(log, own) ?? []);
    return ends.length === 0 ? undefined : Math.max(...ends);
  }

  /**
   * Who is told that a network's log has grown, besides its own people: those of networks that may read it. To a
   * network whose recognition has just been withdrawn it is told once more, `before` being the log's size of then.
   */
  async followers(network: NetworkId, before: number): Promise<readonly NetworkId[]> {
    const log = await this.rosters.get(network);
    const followers: NetworkId[] = [];
    for (const { other, until, position } of log?.allRecognitions() ?? []) {
      if (other === network || (until !== undefined && position < before)) continue;
      if ((await this.rosters.get(other))?.recognises(network) === true) followers.push(other);
    }
    return followers;
  }

  /** The networks that recognise one of these, and are recognised by it. */
  async followedFrom(networks: Iterable<NetworkId>): Promise<readonly NetworkId[]> {
    const followed = new Set<NetworkId>();
    for (const network of networks) {
      const own = await this.rosters.get(network);
      for (const other of own?.recognisedNetworks() ?? []) {
        const log = await this.rosters.get(other);
        if (own !== undefined && log !== undefined && areMutual(own, log)) followed.add(other);
      }
    }
    return [...followed];
  }

  /** The founding statement of a network, for an officer who has its code. */
  async identify(
    caller: Caller,
    code: NetworkCode,
  ): DomainResult<{ founding: SignedStatement; recognises: NetworkId[] }> {
    const officerOf = (roster: Roster) => roster.isOfficer(caller.account);
    const own = (await this.standings.activeIn(caller)).filter(officerOf);
    if (own.length === 0) return refuse({ code: "not-permitted" });
    const networks = await this.statements.networks();
    const network = networks.find((one) => networkCode(one) === code);
    const log = network === undefined ? undefined : await this.rosters.get(network);
    const [founding] = network === undefined ? [] : await this.statements.read(network, 0, 1);
    if (log === undefined || founding === undefined) return refuse({ code: "network.unknown" });
    const recognises = own.map((roster) => roster.network).filter((one) => log.recognises(one));
    return done({ founding, recognises });
  }
}
