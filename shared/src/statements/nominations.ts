import { fromBase64url, toBase64url } from "../bytes/base64url.ts";
import { utf8 } from "../bytes/bytes.ts";
import { sign, verify } from "../crypto/signature.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { type AccountId, bytesOfId, type NetworkId, type OfficerKey } from "../ids.ts";
import type { Instant } from "./entry.ts";
import type { StatementFault } from "./faults.ts";
import type { SigningKeys } from "./signing.ts";
import type { StatementOf } from "./statement.ts";

/** How long a nomination can be answered, in milliseconds. */
export const NOMINATION_MS = 30 * 24 * 3600 * 1000;

/** A key that a person has named as the one with which they will sign as an officer. */
export interface NamedOfficerKey {
  readonly key: OfficerKey;
  readonly account: AccountId;
  readonly at: Instant;
  /** Where it stands in the log. */
  readonly position: number;
}

/** An offer of the office that is still open, and the answer to it. */
export interface Nomination {
  readonly account: AccountId;
  readonly at: Instant;
  readonly by: OfficerKey;
  /** Where it stands in the log. */
  readonly position: number;
  /** The key that the person has named since. */
  readonly named: NamedOfficerKey | undefined;
}

function proven(network: NetworkId, account: AccountId): Uint8Array {
  return utf8(`${network} ${account}`);
}

/** What shows that whoever names an officer's key holds it. */
export function proveOfficerKey(
  sodium: Sodium,
  network: NetworkId,
  account: AccountId,
  keys: SigningKeys,
): string {
  return toBase64url(sign(sodium, "comity/officer-key/v1", proven(network, account), keys.privateKey));
}

/** Who was offered the office, and which keys people have named for it. Who may say so is for the roster to know. */
export class Nominations {
  private readonly open = new Map<AccountId, Omit<Nomination, "named">>();
  private readonly keys = new Map<OfficerKey, NamedOfficerKey>();

  copy(): Nominations {
    const twin = new Nominations();
    for (const [account, nomination] of this.open) twin.open.set(account, nomination);
    for (const [key, named] of this.keys) twin.keys.set(key, named);
    return twin;
  }

  /** Offers that were not answered by an office yet, the oldest first. */
  all(): readonly Nomination[] {
    return [...this.open.values()].map((one) => ({ ...one, named: this.newest(one.account, one.position) }));
  }

  /** Who has named a key, whether or not it was ever in office. */
  namer(key: OfficerKey): AccountId | undefined {
    return this.keys.get(key)?.account;
  }

  nominate({ account, at }: StatementOf<"authority.nominate">, by: OfficerKey, position: number): undefined {
    this.open.delete(account);
    this.open.set(account, { account, at, by, position });
  }

  /** `inOffice`: the person is an officer already, and changes keys. */
  name(
    sodium: Sodium,
    statement: StatementOf<"authority.ready">,
    inOffice: boolean,
    position: number,
  ): StatementFault | undefined {
    const { network, account, officerKey, proof, at } = statement;
    const offer = this.open.get(account);
    if (!inOffice && (offer === undefined || at > offer.at + NOMINATION_MS)) return "not-nominated";
    if (this.keys.has(officerKey)) return "key-taken";
    const signature = fromBase64url(proof);
    const purpose = "comity/officer-key/v1";
    const held =
      signature !== undefined &&
      verify(sodium, purpose, proven(network, account), signature, bytesOfId(officerKey));
    if (!held) return "bad-signature";
    this.keys.set(officerKey, { key: officerKey, account, at, position });
    return undefined;
  }

  /** The offer is taken back: a key that was named for it waits for nobody's signature any more. */
  withdraw({ account }: StatementOf<"authority.withdraw">): StatementFault | undefined {
    return this.open.delete(account) ? undefined : "not-nominated";
  }

  /** The person has come into office, or has left the network: the offer is over. */
  close(account: AccountId): void {
    this.open.delete(account);
  }

  private newest(account: AccountId, since: number): NamedOfficerKey | undefined {
    return [...this.keys.values()].findLast((one) => one.account === account && one.position > since);
  }
}
