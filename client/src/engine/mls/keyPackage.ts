import { toBase64url } from "@comity/shared/bytes/base64url";
import type { AccountId } from "@comity/shared/ids";
import type { SigningKeys } from "@comity/shared/statements/signing";
import type { CiphersuiteImpl, KeyPackage, PrivateKeyPackage, Welcome } from "ts-mls";
import { encodeMlsMessage, generateKeyPackageWithKey } from "ts-mls";
import {
  decodeKeyPackage,
  encodeKeyPackage,
  makeKeyPackageRef,
  verifyKeyPackage,
} from "ts-mls/keyPackage.js";
import { CAPABILITIES } from "./clientConfig.ts";
import { credentialOf, type LeafIdentity, readIdentity } from "./leaf.ts";
import { readMessage, readWhole } from "./message.ts";

/** How long a key package may be used to add its device. */
export const KEY_PACKAGE_DAYS = 90;
const DAY_SECONDS = 86_400;

/** A key package with its private half. `reference` is its KeyPackageRef, base64url (RFC 9420 section 5.2). */
export interface OwnKeyPackage {
  readonly reference: string;
  readonly keyPackage: KeyPackage;
  readonly privateKeys: PrivateKeyPackage;
}

/** Makes a key package for a device. `now` in milliseconds; it is backdated by a day for slow clocks. */
export async function makeKeyPackage(
  suite: CiphersuiteImpl,
  account: AccountId,
  keys: SigningKeys,
  now: number,
): Promise<OwnKeyPackage> {
  const seconds = Math.floor(now / 1000);
  const lifetime = {
    notBefore: BigInt(Math.max(0, seconds - DAY_SECONDS)),
    notAfter: BigInt(seconds + KEY_PACKAGE_DAYS * DAY_SECONDS),
  };
  const { publicPackage, privatePackage } = await generateKeyPackageWithKey(
    credentialOf(account),
    CAPABILITIES,
    lifetime,
    [],
    { signKey: keys.privateKey, publicKey: keys.publicKey },
    suite,
  );
  const reference = toBase64url(await makeKeyPackageRef(publicPackage, suite.hash));
  return { reference, keyPackage: publicPackage, privateKeys: privatePackage };
}

/** The key package as an MLSMessage, as it is published. */
export function encodePublicPart(keyPackage: KeyPackage): Uint8Array {
  return encodeMlsMessage({ version: "mls10", wireformat: "mls_key_package", keyPackage });
}

/** The bare key package, as the vault keeps it beside its private half. */
export function encodeOwnPart(keyPackage: KeyPackage): Uint8Array {
  return encodeKeyPackage(keyPackage);
}

/** Reads what `encodeOwnPart` wrote; undefined for anything else. */
export function decodeOwnPart(bytes: Uint8Array): KeyPackage | undefined {
  return readWhole(decodeKeyPackage, bytes);
}

/** Why somebody's key package can't be used. */
export type KeyPackageFault = "key-package-malformed" | "key-package-forged" | "key-package-expired";

/** Reads a claimed key package (RFC 9420 section 10.1): our suite and form, in its lifetime, signed by its leaf. */
export async function readKeyPackage(
  suite: CiphersuiteImpl,
  bytes: Uint8Array,
  now: number,
): Promise<{ readonly keyPackage: KeyPackage; readonly leaf: LeafIdentity } | KeyPackageFault> {
  const message = readMessage(bytes);
  if (message?.wireformat !== "mls_key_package") return "key-package-malformed";
  const { keyPackage } = message;
  const { leafNode } = keyPackage;
  const leaf = readIdentity(leafNode.credential, leafNode.signaturePublicKey);
  if (leaf === undefined || keyPackage.cipherSuite !== suite.name || leafNode.extensions.length > 0)
    return "key-package-malformed";
  const { notBefore, notAfter } = leafNode.lifetime;
  const seconds = BigInt(Math.floor(now / 1000));
  if (seconds < notBefore || seconds > notAfter) return "key-package-expired";
  return (await verifyKeyPackage(keyPackage, suite.signature)) ? { keyPackage, leaf } : "key-package-forged";
}

/** Reads a welcome and whose references it names; undefined where it is none. */
export function readWelcome(
  bytes: Uint8Array,
): { readonly welcome: Welcome; readonly references: readonly string[] } | undefined {
  const message = readMessage(bytes);
  if (message?.wireformat !== "mls_welcome") return undefined;
  const references = message.welcome.secrets.map(({ newMember }) => toBase64url(newMember));
  return { welcome: message.welcome, references };
}
