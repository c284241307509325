import type { AccountId, NetworkId } from "@comity/shared/ids";
import { fail } from "@comity/shared/result";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { Statement } from "@comity/shared/statements/statement";
import { signingKeysOf } from "../enrolment/newIdentity.ts";
import { publish } from "../enrolment/publishing.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import type { MembershipsParts } from "./memberships.ts";

export interface TenuresParts extends MembershipsParts {
  readonly identity: () => IdentityRecord;
}

/** Who stands in for somebody, from when until when. */
export interface StandIn {
  readonly network: NetworkId;
  readonly absent: AccountId;
  readonly alternate: AccountId;
  readonly from: number;
  readonly until: number;
}

/** Absences and handing over: what officers sign about an office, and what people sign about their own absence. */
export class OfficeTenures {
  constructor(private readonly parts: TenuresParts) {}

  /** Says who stands in for somebody who is away. One's own absence is one's own to say. */
  standIn({ network, absent, alternate, from, until }: StandIn): EngineResult<void> {
    return this.sign(network, this.keysFor(network, absent), (at) => ({
      ...{ v: 1, kind: "office.standIn", network, at },
      ...{ absent, alternate, from, until },
    }));
  }

  /** Says that somebody is back before the time, or is not going away after all. */
  comeBack({
    network,
    absent,
  }: {
    readonly network: NetworkId;
    readonly absent: AccountId;
  }): EngineResult<void> {
    return this.sign(network, this.keysFor(network, absent), (at) => ({
      ...{ v: 1, kind: "office.return", network, at, absent },
    }));
  }

  /** Ends somebody's membership and names who takes over: rooms pass on to them. Officers only. */
  succeed({
    network,
    from,
    to,
  }: {
    readonly network: NetworkId;
    readonly from: AccountId;
    readonly to: AccountId;
  }): EngineResult<void> {
    return this.sign(network, this.parts.officerKeys(network), (at) => ({
      ...{ v: 1, kind: "office.succeed", network, at, from, to },
    }));
  }

  private keysFor(network: NetworkId, absent: AccountId): SigningKeys | undefined {
    const { identity, sodium, officerKeys } = this.parts;
    const { account, identityKey } = identity();
    return absent === account ? signingKeysOf(sodium, identityKey) : officerKeys(network);
  }

  private async sign(
    network: NetworkId,
    keys: SigningKeys | undefined,
    say: (at: number) => Statement,
  ): EngineResult<void> {
    const { sodium, clock, session, directory } = this.parts;
    if (keys === undefined) return fail({ code: "not-permitted" });
    return publish(session, directory, network, [signStatement(sodium, say(clock.now()), keys)]);
  }
}
