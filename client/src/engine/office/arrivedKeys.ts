import { fromBase64url } from "@comity/shared/bytes/base64url";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { checkEnrolment, deriveInvitation, Enrolment } from "@comity/shared/enrolment/invitation";
import type { Invitation } from "@comity/shared/protocol/invitation";
import { readStatement } from "@comity/shared/statements/signing";
import type { Kept } from "./invitationRecord.ts";

/** The enrolment, if its MAC holds and its certificate is that device's and that person's own. */
export function arrivedKeys(
  sodium: Sodium,
  kept: Pick<Kept, "secret" | "network">,
  known: Invitation,
): Enrolment | undefined {
  const secret = fromBase64url(kept.secret);
  if (secret === undefined || known.enrolment === undefined || known.mac === undefined) return undefined;
  const { macKey } = deriveInvitation(sodium, secret);
  if (!checkEnrolment(sodium, known.enrolment, known.mac, macKey)) return undefined;
  const enrolment = parseEnrolment(known.enrolment);
  if (enrolment === undefined || enrolment.network !== kept.network) return undefined;
  const certificate = readStatement(sodium, enrolment.certificate);
  const fits =
    certificate.ok &&
    certificate.value.kind === "device.certify" &&
    certificate.value.network === kept.network &&
    certificate.value.account === enrolment.account &&
    certificate.value.device === enrolment.device &&
    String(enrolment.certificate.signer) === String(enrolment.account);
  return fits ? enrolment : undefined;
}

function parseEnrolment(text: string): Enrolment | undefined {
  try {
    return Enrolment.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
