import type { Sodium } from "@comity/shared/crypto/sodium";
import {
  deriveInvitation,
  type InvitationCard,
  type InvitationKeys,
  macEnrolment,
  openCard,
} from "@comity/shared/enrolment/invitation";
import { invitationOpen } from "@comity/shared/protocol/invitation";
import { fail, ok } from "@comity/shared/result";
import { canonicalText } from "@comity/shared/statements/signing";
import type { EngineResult } from "../facade/fault.ts";
import type { Transport } from "../ports.ts";
import { invitationSecret } from "./links.ts";
import { certifyDevice, type FreshKeys } from "./newIdentity.ts";

export interface OpenedInvitation {
  readonly keys: InvitationKeys;
  readonly card: InvitationCard;
  readonly expiresAt: number;
}

/** Fetches and opens what the officer prepared. The network's id inside is what this client will pin. */
export async function openInvitation(
  sodium: Sodium,
  transport: Transport,
  link: string,
): EngineResult<OpenedInvitation> {
  const secret = invitationSecret(link);
  if (secret === undefined) return fail({ code: "link.invalid" });
  const keys = deriveInvitation(sodium, secret);
  const opened = await transport.call(invitationOpen, { token: keys.token });
  if (!opened.ok) return opened;
  if (opened.value.state !== "open") return fail({ code: "invitation.used" });
  const card = openCard(sodium, opened.value.sealedCard, keys.cardKey);
  return card === undefined || card.network !== opened.value.network
    ? fail({ code: "link.invalid" })
    : ok({ keys, card, expiresAt: opened.value.expiresAt });
}

/** The invited person's keys as they go to the officer: their text, and its MAC under the invitation's secret. */
export function prepareEnrolment(
  sodium: Sodium,
  invitation: OpenedInvitation,
  fresh: FreshKeys,
  deviceName: string,
  at: number,
): { readonly enrolment: string; readonly mac: string } {
  const { network } = invitation.card;
  const { account, device } = fresh;
  const certificate = certifyDevice(sodium, fresh, network, deviceName, at);
  const enrolment = canonicalText({ v: 1, network, account, device, certificate });
  return { enrolment, mac: macEnrolment(sodium, enrolment, invitation.keys.macKey) };
}
