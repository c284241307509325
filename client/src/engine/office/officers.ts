import { type AccountId, idOfKey, type NetworkId, OfficerKey } from "@comity/shared/ids";
import { fail, ok } from "@comity/shared/result";
import { OFFICERS_FOR_RULE } from "@comity/shared/statements/countersigning";
import { officerCode } from "@comity/shared/statements/networkCode";
import { NOMINATION_MS, proveOfficerKey } from "@comity/shared/statements/nominations";
import type { Roster } from "@comity/shared/statements/roster";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { SignedStatement, Statement } from "@comity/shared/statements/statement";
import { newSigningKeys, signingKeysOf } from "../enrolment/newIdentity.ts";
import { publish } from "../enrolment/publishing.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { OfficeOfferView, OfficersView } from "../facade/officerViews.ts";
import type { RandomBytes } from "../ports.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import { waitingIn } from "./countersigning.ts";
import type { MembershipsParts } from "./memberships.ts";
import { publicOf } from "./officerKeys.ts";

export interface OfficersParts extends MembershipsParts {
  readonly random: RandomBytes;
  readonly identity: () => IdentityRecord;
  readonly amend: (change: (record: IdentityRecord) => IdentityRecord) => Promise<void>;
}

interface Whom {
  readonly network: NetworkId;
  readonly account: AccountId;
}

/** Who the officers of a network are: what is seen of them, how one comes into office, changes keys, and leaves. */
export class OfficeOfficers {
  constructor(private readonly parts: OfficersParts) {}

  /** Officers in office, and offers of the office that are open, oldest first. */
  async list(network: NetworkId): EngineResult<OfficersView> {
    const roster = this.parts.directory.roster(network);
    if (roster === undefined) return fail({ code: "network.unknown" });
    const { account } = this.parts.identity();
    const held = this.parts.officerKeys(network);
    const heldKey = held === undefined ? undefined : idOfKey(OfficerKey, held.publicKey);
    const now = this.parts.clock.now();
    return ok({
      rule: { on: roster.twoOfficerRule, possible: roster.officersAble >= OFFICERS_FOR_RULE },
      waiting: waitingIn(roster, account, now),
      officers: roster.currentOfficers().map((officer) => ({
        account: officer.account,
        key: officer.key,
        code: officerCode(officer.key),
        since: officer.since,
        addedBy: officer.addedBy === undefined ? undefined : roster.officerOf(officer.addedBy)?.account,
        founder: officer.addedBy === undefined,
        ownKey: roster.isOwnKey(officer.key),
        self: officer.account === account,
        held: officer.key === heldKey,
      })),
      nominations: roster.openNominations().map((one) => ({
        account: one.account,
        at: one.at,
        by: roster.officerOf(one.by)?.account,
        expired: one.named === undefined && now > one.at + NOMINATION_MS,
        key: one.named?.key,
        code: one.named === undefined ? undefined : officerCode(one.named.key),
      })),
    });
  }

  /** Offers the office to a member, whose own client then makes the key. */
  nominate({ network, account }: Whom): EngineResult<void> {
    return this.asOfficer(network, (officer, at) => [
      this.signed({ v: 1, kind: "authority.nominate", network, at, account }, officer),
    ]);
  }

  /** Takes back an offer of the office. `member.changed`: there is none any more, or it was made anew since. */
  withdrawOffer({ network, account }: Whom): EngineResult<void> {
    const offer = () =>
      this.parts.directory
        .roster(network)
        ?.openNominations()
        .find((one) => one.account === account)?.position;
    const seen = offer();
    return this.asOfficer(
      network,
      (officer, at) => [this.signed({ v: 1, kind: "authority.withdraw", network, at, account }, officer)],
      () => seen !== undefined && offer() === seen,
    );
  }

  /**
   * Takes up an offer: makes the officer's key on this device and names it by the identity key's word. The key is stored
   * before it is named. Asked again after a crash it goes on with the same key.
   */
  async accept(network: NetworkId): EngineResult<void> {
    const { sodium, clock, session, directory, identity } = this.parts;
    const roster = directory.roster(network);
    const { account } = identity();
    const offer = roster?.openNominations().find((one) => one.account === account);
    if (roster === undefined || offer === undefined) return fail({ code: "not-permitted" });
    const named = offer.named?.key;
    const kept = this.readyKeys(network).map((secret) => publicOf(sodium, secret));
    if (named !== undefined && kept.includes(named)) return ok(undefined);
    const key = await this.unnamedKey(network, roster);
    return publish(session, directory, network, [this.naming(network, key, clock.now())]);
  }

  /**
   * Signs somebody into office with the key that they have named, and that the signing officer was shown. `member.changed`:
   * they have named another one since.
   */
  add({ network, account, key }: Whom & { readonly key: OfficerKey }): EngineResult<void> {
    const offered = () =>
      this.parts.directory
        .roster(network)
        ?.openNominations()
        .some((one) => one.account === account && one.named?.key === key) === true;
    return this.asOfficer(
      network,
      (officer, at) => [
        this.signed({ v: 1, kind: "authority.add", network, at, account, officerKey: key }, officer),
      ],
      offered,
    );
  }

  /** Ends an officer's key: another's, or one's own where others remain. */
  remove({ network, key }: { readonly network: NetworkId; readonly key: OfficerKey }): EngineResult<void> {
    return this.asOfficer(network, (officer, at) => [
      this.signed({ v: 1, kind: "authority.remove", network, at, officerKey: key }, officer),
    ]);
  }

  /**
   * Replaces the own officer's key: the new one is stored, then named, added and the former removed in one step of the log
   * that happens whole or not at all. Asked again after a crash it goes on with the same key.
   */
  async renewKey(network: NetworkId): EngineResult<void> {
    const { sodium, clock, session, directory, officerKeys, identity } = this.parts;
    const roster = directory.roster(network);
    const former = officerKeys(network);
    if (roster === undefined || former === undefined) return fail({ code: "not-permitted" });
    const formerKey = idOfKey(OfficerKey, former.publicKey);
    if (!roster.currentOfficers().some(({ key }) => key === formerKey))
      return fail({ code: "not-permitted" });
    const next = await this.unnamedKey(network, roster);
    const { account } = identity();
    const at = clock.now();
    const officerKey = idOfKey(OfficerKey, next.publicKey);
    return publish(session, directory, network, [
      this.naming(network, next, at),
      this.signed({ v: 1, kind: "authority.add", network, at, account, officerKey }, former),
      signStatement(sodium, { v: 1, kind: "authority.remove", network, at, officerKey: formerKey }, next),
    ]);
  }

  private readyKeys(network: NetworkId): readonly Uint8Array[] {
    return this.parts.identity().networks.find((one) => one.network === network)?.readyKeys ?? [];
  }

  /** A key of this person's that the log does not know yet: one that was stored before, or a new one, stored first. */
  private async unnamedKey(network: NetworkId, roster: Roster): Promise<SigningKeys> {
    const { sodium, random, amend } = this.parts;
    const kept = this.readyKeys(network).find((secret) => {
      const key = publicOf(sodium, secret);
      return roster.namerOf(key) === undefined && roster.officerOf(key) === undefined;
    });
    if (kept !== undefined) return signingKeysOf(sodium, kept);
    const keys = newSigningKeys(sodium, random);
    await amend((record) => ({
      ...record,
      networks: record.networks.map((one) =>
        one.network === network ? { ...one, readyKeys: [...(one.readyKeys ?? []), keys.privateKey] } : one,
      ),
    }));
    return keys;
  }

  private naming(network: NetworkId, keys: SigningKeys, at: number): SignedStatement {
    const { sodium, identity } = this.parts;
    const { account, identityKey } = identity();
    const officerKey = idOfKey(OfficerKey, keys.publicKey);
    const proof = proveOfficerKey(sodium, network, account, keys);
    return this.signed(
      { v: 1, kind: "authority.ready", network, at, account, officerKey, proof },
      signingKeysOf(sodium, identityKey),
    );
  }

  private signed(statement: Statement, keys: SigningKeys): SignedStatement {
    return signStatement(this.parts.sodium, statement, keys);
  }

  private async asOfficer(
    network: NetworkId,
    say: (officer: SigningKeys, at: number) => readonly SignedStatement[],
    stillMeant: () => boolean = () => true,
  ): EngineResult<void> {
    const { clock, session, directory, officerKeys } = this.parts;
    const officer = officerKeys(network);
    if (officer === undefined) return fail({ code: "not-permitted" });
    return publish(session, directory, network, say(officer, clock.now()), stillMeant);
  }
}

/** The office that a person was offered in a network; undefined: none, or they are in office. */
export function offerOf(roster: Roster, account: AccountId, now: number): OfficeOfferView | undefined {
  const offer = roster.openNominations().find((one) => one.account === account);
  if (offer === undefined) return undefined;
  const until = offer.at + NOMINATION_MS;
  if (offer.named === undefined && now > until) return undefined;
  return { by: roster.officerOf(offer.by)?.account, until, answered: offer.named !== undefined };
}
