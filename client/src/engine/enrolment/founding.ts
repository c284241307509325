import { toBase64url } from "@comity/shared/bytes/base64url";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Card } from "@comity/shared/directory/card";
import { idOfKey, type NetworkId, OfficerKey } from "@comity/shared/ids";
import { networkIdOf, type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { SignedStatement } from "@comity/shared/statements/statement";
import type { RandomBytes } from "../ports.ts";
import { certifyDevice, type FreshKeys, newSigningKeys } from "./newIdentity.ts";

/** How long a membership is vouched for: two years, then the secretariat renews it. */
export const MEMBERSHIP_MS = 2 * 365 * 24 * 3600 * 1000;

/** Statements are dated a little back, so that a member's clock that runs late still takes them as valid. */
export const CLOCK_SLACK_MS = 10 * 60 * 1000;

export interface Founding {
  readonly network: NetworkId;
  readonly officer: SigningKeys;
  readonly statements: readonly [SignedStatement, SignedStatement, SignedStatement];
}

/** Signs what founds a network: the founding, the founder's membership, the founder's device. */
export function foundNetwork(
  sodium: Sodium,
  random: RandomBytes,
  keys: FreshKeys,
  input: { readonly networkName: string; readonly card: Card; readonly deviceName: string },
  at: number,
): Founding {
  const officer = newSigningKeys(sodium, random);
  const founding = signStatement(
    sodium,
    {
      v: 1,
      kind: "network.found",
      name: input.networkName,
      officerKey: idOfKey(OfficerKey, officer.publicKey),
      account: keys.account,
      nonce: toBase64url(random(16)),
      at,
    },
    officer,
  );
  const network = networkIdOf(sodium, founding);
  const membership = signStatement(
    sodium,
    {
      v: 1,
      kind: "membership.grant",
      network,
      at,
      account: keys.account,
      card: input.card,
      validFrom: at - CLOCK_SLACK_MS,
      validUntil: at + MEMBERSHIP_MS,
    },
    officer,
  );
  const device = certifyDevice(sodium, keys, network, input.deviceName, at);
  return { network, officer, statements: [founding, membership, device] };
}
