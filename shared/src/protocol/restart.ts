import { z } from "zod";
import { fromBase64url, toBase64url } from "../bytes/base64url.ts";
import { fromUtf8, utf8 } from "../bytes/bytes.ts";
import { sign, verify } from "../crypto/signature.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { AccountId, bytesOfId, ConversationId, DeviceId } from "../ids.ts";
import { LIMITS } from "../limits.ts";

/** What stands before a restart in the log: no MLS message begins so. */
const HEAD = "comity/restart/v1\n";

const Restart = z.strictObject({
  conversation: ConversationId,
  /** The epoch that it ends, as the server counts: nobody can put it into another place of the log. */
  epoch: z.number().int().nonnegative(),
  account: AccountId,
  device: DeviceId,
  /** All devices of the group with which it begins again. */
  devices: z.array(DeviceId).min(1).max(LIMITS.devicesPerCommit),
});

/**
 * A conversation begins again with a fresh group, since its keys are lost or of a group that the server knows no more.
 * Who says so signs it with the device's key; the group itself comes with the welcome.
 */
export type Restart = z.infer<typeof Restart>;

const Signed = z.strictObject({ body: z.string(), signature: z.string() });

/** A restart as it stands in the log, in the place of a commit. */
export function signRestart(
  sodium: Sodium,
  restart: Restart,
  keys: { readonly privateKey: Uint8Array },
): Uint8Array {
  const body = JSON.stringify(restart);
  const signature = toBase64url(sign(sodium, "comity/restart/v1", utf8(body), keys.privateKey));
  return utf8(HEAD + JSON.stringify({ body, signature }));
}

/** Reads what `signRestart` made, if the device that it names has signed it. Undefined: it is none. */
export function readRestart(sodium: Sodium, bytes: Uint8Array): Restart | undefined {
  const head = utf8(HEAD);
  if (!head.every((byte, at) => bytes[at] === byte)) return undefined;
  const text = fromUtf8(bytes.subarray(head.length));
  const signed = text === undefined ? undefined : Signed.safeParse(parsed(text)).data;
  const restart = signed === undefined ? undefined : Restart.safeParse(parsed(signed.body)).data;
  const signature = signed === undefined ? undefined : fromBase64url(signed.signature);
  if (signed === undefined || restart === undefined || signature === undefined) return undefined;
  if (!restart.devices.includes(restart.device)) return undefined;
  const key = bytesOfId(restart.device);
  return verify(sodium, "comity/restart/v1", utf8(signed.body), signature, key) ? restart : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
