import type { AccountId } from "@comity/shared/ids";
import type { Roster, StandingFault } from "@comity/shared/statements/roster";
import type { ContactView } from "../facade/views.ts";
import type { Names } from "./names.ts";

function standingOf(fault: StandingFault | undefined): ContactView["standing"] {
  switch (fault) {
    case undefined:
      return "current";
    case "membership-not-yet-valid":
      return "not-yet";
    case "membership-expired":
      return "expired";
    case "membership-suspended":
      return "suspended";
    default:
      return "revoked";
  }
}

/** The directory as screens show it: one entry for each person and network, exactly what an officer signed. */
export function contactsOf(
  rosters: readonly Roster[],
  self: AccountId,
  at: number,
  names: Names,
): ContactView[] {
  return rosters.flatMap((roster) =>
    roster.members().map((member) => {
      const officer = roster.officerOf(member.vouchedBy);
      const voucher = officer === undefined ? undefined : roster.member(officer.account);
      return {
        account: member.account,
        network: roster.network,
        networkName: roster.name,
        card: member.card,
        standing: standingOf(roster.membershipFault(member.account, at)),
        officer: roster.isOfficer(member.account),
        self: member.account === self,
        validFrom: member.validFrom,
        validUntil: member.validUntil,
        vouchedBy: voucher?.card.name ?? "",
        vouchedAt: member.vouchedAt,
        position: member.position,
        lookalikes: names.besides(member.account, member.card.name),
        devices: roster.devicesOf(member.account).map(({ device, name, since, revoked }) => ({
          device,
          name,
          since,
          revoked,
        })),
      };
    }),
  );
}
