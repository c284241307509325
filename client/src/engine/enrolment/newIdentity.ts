import type { Sodium } from "@comity/shared/crypto/sodium";
import { AccountId, DeviceId, idOfKey, type NetworkId } from "@comity/shared/ids";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { SignedStatement } from "@comity/shared/statements/statement";
import type { RandomBytes } from "../ports.ts";

/** The keys of a person on one device, before they are stored. */
export interface FreshKeys {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly identity: SigningKeys;
  readonly deviceKeys: SigningKeys;
}

/** An Ed25519 key pair from 32 random bytes. */
export function newSigningKeys(sodium: Sodium, random: RandomBytes): SigningKeys {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(random(32));
  return { publicKey, privateKey };
}

/** The key pair behind a stored 64-byte secret key. */
export function signingKeysOf(sodium: Sodium, privateKey: Uint8Array): SigningKeys {
  return { privateKey, publicKey: sodium.crypto_sign_ed25519_sk_to_pk(privateKey) };
}

/** Makes the keys of a new device, for a new person or for the given identity. */
export function freshKeys(sodium: Sodium, random: RandomBytes, identity?: SigningKeys): FreshKeys {
  const person = identity ?? newSigningKeys(sodium, random);
  const deviceKeys = newSigningKeys(sodium, random);
  return {
    identity: person,
    deviceKeys,
    account: idOfKey(AccountId, person.publicKey),
    device: idOfKey(DeviceId, deviceKeys.publicKey),
  };
}

/** The identity's statement that a device is its own, in one network. */
export function certifyDevice(
  sodium: Sodium,
  keys: Pick<FreshKeys, "account" | "device" | "identity">,
  network: NetworkId,
  name: string,
  at: number,
): SignedStatement {
  const { account, device, identity } = keys;
  return signStatement(
    sodium,
    { v: 1, kind: "device.certify", network, at, account, device, name },
    identity,
  );
}
