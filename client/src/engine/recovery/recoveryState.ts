import { sameBytes } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { hashToken } from "@comity/shared/enrolment/invitation";
import { fail, ok, type Result } from "@comity/shared/result";
import type { RenewedKey } from "../archive/segment.ts";
import type { EngineFault } from "../facade/fault.ts";
import type { RecoveryKeyView } from "../facade/identityCalls.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import { deriveRecovery, printRecoveryKey, readRecoveryKey } from "./recoveryKey.ts";

const DAY_MS = 86_400_000;
/** A recovery key that was typed correctly is asked for again after this long. */
export const TEST_AGAIN_MS = 90 * DAY_MS;
/** How long a test can be put off at a time. */
export const POSTPONED_MS = 7 * DAY_MS;

/** One recovery key. */
export type IssuedKey = Pick<IdentityRecord["recovery"], "secret" | "number" | "issuedAt">;

/** A key as its person prints it. */
export function recoveryKeyView(sodium: Sodium, { secret, number, issuedAt }: IssuedKey): RecoveryKeyView {
  return { key: printRecoveryKey(sodium, secret), number, issuedAt };
}

/** From when on the person is asked to type the key in: at once where that was never done. */
export function testDueAt({ issuedAt, testedAt, postponedUntil = 0 }: IdentityRecord["recovery"]): number {
  return Math.max(testedAt === undefined ? issuedAt : testedAt + TEST_AGAIN_MS, postponedUntil);
}

/**
 * The identity after somebody has typed a recovery key in: the current one has been tested; a new one that
 * was waiting for this becomes the current one, and the former one ends. A former one is told apart from a
 * wrong one.
 */
export function afterTyping(
  sodium: Sodium,
  identity: IdentityRecord,
  typed: string,
  now: number,
): Result<IdentityRecord, EngineFault> {
  const secret = readRecoveryKey(sodium, typed);
  if (secret === undefined) return fail({ code: "recovery.mistyped" });
  const { recovery, renewal, formerKeys = [] } = identity;
  if (renewal !== undefined && sameBytes(secret, renewal.secret)) {
    const { secret: ended, number, issuedAt } = recovery;
    const { renewal: _taken, ...rest } = identity;
    return ok({
      ...rest,
      recovery: { ...renewal, unsaved: true, testedAt: now },
      ending: { secret: ended, number, issuedAt },
      untoldKey: true,
      formerKeys: [...formerKeys, { place: placeOf(sodium, ended), number, issuedAt }],
    });
  }
  if (sameBytes(secret, recovery.secret))
    return ok({ ...identity, recovery: { ...recovery, testedAt: now, postponedUntil: 0 } });
  const place = placeOf(sodium, secret);
  const former = formerKeys.find((one) => one.place === place);
  return former === undefined
    ? fail({ code: "recovery.wrong-key" })
    : fail({ code: "recovery.outdated", number: former.number, issuedAt: former.issuedAt });
}

/** The identity after another device of the person has made a key current. */
export function afterLearning(sodium: Sodium, identity: IdentityRecord, learned: RenewedKey): IdentityRecord {
  const { recovery, formerKeys = [] } = identity;
  if (learned.number <= recovery.number) return identity;
  const { secret, number, issuedAt } = recovery;
  const { renewal: _overtaken, untoldKey: _old, ...rest } = identity;
  return {
    ...rest,
    recovery: { ...learned, unsaved: true },
    formerKeys: [...formerKeys, { place: placeOf(sodium, secret), number, issuedAt }],
  };
}

function placeOf(sodium: Sodium, secret: Uint8Array): string {
  return hashToken(sodium, deriveRecovery(sodium, secret).locator);
}
