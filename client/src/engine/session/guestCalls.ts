import { fail } from "@comity/shared/result";
import type { EngineFacade } from "../facade/facade.ts";
import { type CurrentSession, notReady, refusal } from "./currentSession.ts";

type GuestCalls = "inviteGuest" | "cancelGuestInvitation" | "admitGuest" | "prolongGuest" | "endGuest";

/** What a member asks about guests of theirs, and an officer about ending a stay. */
export function guestCalls(session: CurrentSession): Pick<EngineFacade, GuestCalls> {
  const guests = () => session()?.guests;
  const stays = () => session()?.stays;
  return {
    inviteGuest: async (input) => guests()?.invite(input).catch(refusal) ?? notReady,
    cancelGuestInvitation: async (invitation) => guests()?.cancel(invitation).catch(refusal) ?? notReady,
    admitGuest: async (invitation) => guests()?.admit(invitation).catch(refusal) ?? notReady,
    prolongGuest: async ({ network, account, validUntil, seen }) => {
      const unlocked = session();
      if (unlocked === undefined) return notReady;
      const guest = unlocked.directory.roster(network)?.guest(account);
      if (guest === undefined) return fail({ code: "account.unknown" });
      const { card, conversation } = guest;
      const stay = { network, account, card, conversation, validUntil };
      return unlocked.stays.prolong(stay, seen).catch(refusal);
    },
    endGuest: async ({ network, account }) => stays()?.end(network, account).catch(refusal) ?? notReady,
  };
}
