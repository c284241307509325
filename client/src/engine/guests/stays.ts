import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Card } from "@comity/shared/directory/card";
import type { AccountId, ConversationId, InvitationId, NetworkId } from "@comity/shared/ids";
import { fail } from "@comity/shared/result";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { SignedStatement, Statement } from "@comity/shared/statements/statement";
import type { SessionLink } from "../context.ts";
import type { Directory } from "../directory/directory.ts";
import { CLOCK_SLACK_MS } from "../enrolment/founding.ts";
import { signingKeysOf } from "../enrolment/newIdentity.ts";
import { publish } from "../enrolment/publishing.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { OfficerKeys } from "../office/office.ts";
import type { Clock } from "../ports.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";

export interface StaysParts {
  readonly sodium: Sodium;
  readonly clock: Clock;
  readonly session: SessionLink;
  readonly directory: Directory;
  readonly identity: () => IdentityRecord;
  readonly officerKeys: OfficerKeys;
}

/** Who may be in which room until when. */
export interface Stay {
  readonly network: NetworkId;
  readonly account: AccountId;
  readonly card: Card;
  readonly conversation: ConversationId;
  readonly validUntil: number;
}

/** What is signed about guests: by the member who answers for them and, to end a stay, by an officer too. */
export class Stays {
  constructor(private readonly parts: StaysParts) {}

  /** Lets somebody into a room who has redeemed an invitation. */
  admit(
    stay: Stay,
    { invitation, certificate }: { readonly invitation: InvitationId; readonly certificate: SignedStatement },
  ): EngineResult<void> {
    return this.sign(stay.network, this.host, (at) => ({ ...this.admission(stay, at), invitation }), [
      certificate,
    ]);
  }

  /** Gives a guest another date. `seen`: the position of the admission that the host has looked at. */
  prolong(stay: Stay, seen: number): EngineResult<void> {
    const { network, account } = stay;
    return this.sign(
      network,
      this.host,
      (at) => this.admission(stay, at),
      [],
      () => this.parts.directory.roster(network)?.guest(account)?.position === seen,
    );
  }

  /** Ends a stay, as the host or as an officer. */
  async end(network: NetworkId, account: AccountId): EngineResult<void> {
    const guest = this.parts.directory.roster(network)?.guest(account);
    const own = guest?.host === this.parts.identity().account;
    const keys = own ? this.host : this.parts.officerKeys(network);
    if (guest === undefined || keys === undefined) return fail({ code: "not-permitted" });
    return this.sign(network, keys, (at) => ({ v: 1, kind: "guest.end", network, at, account }));
  }

  private get host(): SigningKeys {
    return signingKeysOf(this.parts.sodium, this.parts.identity().identityKey);
  }

  private admission(stay: Stay, at: number): Extract<Statement, { kind: "guest.admit" }> {
    return { v: 1, kind: "guest.admit", at, ...stay, validFrom: at - CLOCK_SLACK_MS };
  }

  private async sign(
    network: NetworkId,
    keys: SigningKeys,
    say: (at: number) => Statement,
    besides: readonly SignedStatement[] = [],
    stillMeant: () => boolean = () => true,
  ): EngineResult<void> {
    const { sodium, clock, session, directory } = this.parts;
    const statement = signStatement(sodium, say(clock.now()), keys);
    return publish(session, directory, network, [statement, ...besides], stillMeant);
  }
}
