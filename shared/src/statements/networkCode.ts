import { z } from "zod";
import { codeDigits, printDigits } from "../crypto/codeDigits.ts";
import { bytesOfId, type NetworkId, type OfficerKey } from "../ids.ts";
import { digitsIn } from "../transparency/headCode.ts";

/**
 * A network by thirty digits of its id, which is the hash of its founding statement: short enough to read over the
 * telephone in whatever language, and nobody founds a second network with the same code (99 bits).
 */
export const NetworkCode = z
  .string()
  .regex(/^[0-9]{30}$/)
  .brand("NetworkCode");
export type NetworkCode = z.infer<typeof NetworkCode>;

export function networkCode(network: NetworkId): NetworkCode {
  return NetworkCode.parse(codeDigits(bytesOfId(network)));
}

/** Six groups of five digits that stand for an officer's key. */
export function officerCode(key: OfficerKey): string {
  return printDigits(codeDigits(bytesOfId(key)));
}

/** Reads a typed, pasted or scanned code, whatever stands between and before its digits. Undefined where it can't be one. */
export function readNetworkCode(typed: string): NetworkCode | undefined {
  return NetworkCode.safeParse(digitsIn(typed)).data;
}
