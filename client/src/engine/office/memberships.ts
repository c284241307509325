import type { Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId, NetworkId } from "@comity/shared/ids";
import { fail } from "@comity/shared/result";
import { signStatement } from "@comity/shared/statements/signing";
import type { Statement } from "@comity/shared/statements/statement";
import type { SessionLink } from "../context.ts";
import type { Directory } from "../directory/directory.ts";
import { publish } from "../enrolment/publishing.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { Amendment } from "../facade/officeCalls.ts";
import type { Clock } from "../ports.ts";
import type { OfficerKeys } from "./office.ts";

export interface MembershipsParts {
  readonly sodium: Sodium;
  readonly clock: Clock;
  readonly session: SessionLink;
  readonly directory: Directory;
  readonly officerKeys: OfficerKeys;
}

/** Whom a statement is about. */
interface About {
  readonly network: NetworkId;
  readonly account: AccountId;
}

/** What an officer signs about people who are members already. */
export class Memberships {
  constructor(private readonly parts: MembershipsParts) {}

  /**
   * Replaces a card and its time. `member.changed`: another officer has signed about this person since the
   * officer looked; nothing is overwritten unseen.
   */
  amend({ network, account, card, validFrom, validUntil, seen }: Amendment): EngineResult<void> {
    return this.sign(
      network,
      (at) => ({ v: 1, kind: "membership.amend", network, at, account, card, validFrom, validUntil }),
      () => this.parts.directory.roster(network)?.member(account)?.position === seen,
    );
  }

  /** Takes a membership's effect away until it is lifted. */
  suspend({ network, account }: About): EngineResult<void> {
    return this.sign(network, (at) => ({ v: 1, kind: "membership.suspend", network, at, account }));
  }

  /** Lifts a suspension. */
  resume({ network, account }: About): EngineResult<void> {
    return this.sign(network, (at) => ({ v: 1, kind: "membership.resume", network, at, account }));
  }

  /** Ends a membership. */
  revoke({ network, account }: About): EngineResult<void> {
    return this.sign(network, (at) => ({ v: 1, kind: "membership.revoke", network, at, account }));
  }

  private async sign(
    network: NetworkId,
    say: (at: number) => Statement,
    stillMeant: () => boolean = () => true,
  ): EngineResult<void> {
    const { sodium, clock, session, directory, officerKeys } = this.parts;
    const officer = officerKeys(network);
    if (officer === undefined) return fail({ code: "not-permitted" });
    const statement = signStatement(sodium, say(clock.now()), officer);
    return publish(session, directory, network, [statement], stillMeant);
  }
}
