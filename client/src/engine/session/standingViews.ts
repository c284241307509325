import { guestsOf } from "../directory/contacts.ts";
import type { Directory } from "../directory/directory.ts";
import type { Names } from "../directory/names.ts";
import type { ContactView, Phase, RecoveryView, SelfView } from "../facade/views.ts";
import { offerOf } from "../office/officers.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";

/** Whether an officer has vouched for a person in at least one network, as a member or a guest. */
export function isVouchedFor(directory: Directory, { account }: IdentityRecord, at: number): boolean {
  return directory
    .rosters()
    .some(
      (roster) =>
        roster.membershipFault(account, at) === undefined || roster.guestFault(account, at) === undefined,
    );
}

/** Where a person stands while their vault is open and nobody shuts them out. */
export function phaseOf(directory: Directory, identity: IdentityRecord, at: number): Phase {
  const { waiting, account } = identity;
  if (waiting === undefined || isVouchedFor(directory, identity, at)) return { phase: "ready" };
  const second = directory.rosters().some((roster) => roster.awaitsSecond(account));
  return { phase: "waiting", ...waiting, second };
}

/** What screens show of the person and of this device. */
export function selfViewOf(
  { directory, names }: { readonly directory: Directory; readonly names: Names },
  { account, device, deviceName, networks }: IdentityRecord,
  recovery: RecoveryView,
  at: number,
): SelfView {
  const views = networks.flatMap(({ network, name }) => {
    const roster = directory.roster(network);
    const member = roster?.member(account);
    return roster === undefined || member === undefined
      ? []
      : [
          {
            ...{ network, name, officer: roster.isOfficer(account) },
            ...{ card: member.card, validUntil: member.validUntil },
            builds: roster.builds(),
            offer: offerOf(roster, account, at),
          },
        ];
  });
  // The newest name stands in the log: another device of this person may have given it.
  const named = directory.rosters().find((roster) => roster.device(device) !== undefined);
  const guest: ContactView | undefined = guestsOf(directory, account, at, names).find(
    (one) => one.account === account,
  );
  return {
    account,
    device,
    deviceName: named?.device(device)?.name ?? deviceName,
    networks: views,
    guest,
    recovery,
  };
}
