import type { AccountId } from "@comity/shared/ids";
import type { StandingFault } from "@comity/shared/statements/faults";
import { endOf } from "@comity/shared/statements/guests";
import type { Roster } from "@comity/shared/statements/roster";
import type { DirectoryView } from "../context.ts";
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
  directory: Pick<DirectoryView, "known" | "rosters" | "isRecognised">,
  self: AccountId,
  at: number,
  names: Names,
): ContactView[] {
  const own = new Set(directory.rosters());
  return directory.known().flatMap((roster) => {
    const recognised = directory.isRecognised(roster.network);
    return roster.members().map((member) => {
      const officer = roster.officerOf(member.vouchedBy);
      const voucher = officer === undefined ? undefined : roster.member(officer.account);
      return {
        account: member.account,
        network: roster.network,
        networkName: roster.name,
        card: member.card,
        standing: recognised ? standingOf(roster.membershipFault(member.account, at)) : "unrecognised",
        foreign: !own.has(roster),
        officer: roster.isOfficer(member.account),
        stay: undefined,
        self: member.account === self,
        validFrom: member.validFrom,
        validUntil: member.validUntil,
        vouchedBy: voucher?.card.name ?? "",
        vouchedAt: member.vouchedAt,
        position: member.position,
        ...tenureOf(roster, member.account, at),
        lookalikes: names.besides(member.account, member.card.name),
        devices: devicesIn(roster, member.account),
      };
    });
  });
}

/** The guests of the networks, each as the member who answers for them has signed it. They are in no directory. */
export function guestsOf(
  directory: Pick<DirectoryView, "known" | "rosters" | "isRecognised">,
  self: AccountId,
  at: number,
  names: Names,
): ContactView[] {
  const own = new Set(directory.rosters());
  return directory.known().flatMap((roster) =>
    roster.guests().map((guest) => ({
      account: guest.account,
      network: roster.network,
      networkName: roster.name,
      card: guest.card,
      standing: directory.isRecognised(roster.network)
        ? standingOf(roster.guestFault(guest.account, at))
        : "unrecognised",
      foreign: !own.has(roster),
      officer: false,
      stay: {
        ...{ conversation: guest.conversation, host: guest.host, endedAt: guest.endedAt },
        ends: [...guest.former, endOf(guest)],
      },
      self: guest.account === self,
      validFrom: guest.validFrom,
      validUntil: guest.validUntil,
      vouchedBy: roster.member(guest.host)?.card.name ?? "",
      vouchedAt: guest.admittedAt,
      position: guest.position,
      ...{ absence: undefined, handedTo: [], tookOver: [] },
      lookalikes: names.besides(guest.account, guest.card.name),
      devices: devicesIn(roster, guest.account),
    })),
  );
}

function devicesIn(roster: Roster, account: AccountId): ContactView["devices"] {
  return roster
    .allDevicesOf(account)
    .map(({ device, name, since, revoked }) => ({ device, name, since, revoked }));
}

/** Who stands in for somebody or will, and whose offices passed on from whom to whom. */
function tenureOf(
  roster: Roster,
  account: AccountId,
  now: number,
): Pick<ContactView, "absence" | "handedTo" | "tookOver"> {
  const absence = roster.absence(account);
  const standing = [account, absence?.alternate ?? account].every(
    (one) => roster.membershipFault(one, now) === undefined,
  );
  const successions = roster.successions();
  return {
    absence: absence !== undefined && now < absence.until && standing ? absence : undefined,
    handedTo: successions.filter(({ from }) => from === account).map(({ to, at }) => ({ account: to, at })),
    tookOver: successions.filter(({ to }) => to === account).map(({ from, at }) => ({ account: from, at })),
  };
}
