import type { EngineFacade } from "../facade/facade.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { Office } from "../office/office.ts";
import { type CurrentSession, notReady, refusal } from "./currentSession.ts";

type OfficeCalls =
  | "invite"
  | "inviteMany"
  | "cancelInvitation"
  | "renewInvitation"
  | "handedOver"
  | "grant"
  | "activity"
  | "exportActivity"
  | "checkActivity"
  | "amendMember"
  | "suspendMember"
  | "resumeMember"
  | "revokeMember"
  | "publishBuild"
  | "recognitions"
  | "identifyNetwork"
  | "recognise"
  | "withdrawRecognition"
  | "officers"
  | "nominateOfficer"
  | "withdrawOffer"
  | "acceptOffice"
  | "addOfficer"
  | "removeOfficer"
  | "renewOfficerKey"
  | "setTwoOfficerRule"
  | "countersign"
  | "refuseWaiting"
  | "standIn"
  | "comeBack"
  | "succeed";

/** What an officer asks of the secretariat's office. */
export function officeCalls(session: CurrentSession): Pick<EngineFacade, OfficeCalls> {
  const inOffice = async <Value>(work: (office: Office) => EngineResult<Value>): EngineResult<Value> => {
    const office = session()?.office;
    return office === undefined ? notReady : work(office).catch(refusal);
  };
  return {
    invite: async ({ network, validDays, ...invitee }) =>
      inOffice(({ invitations }) => invitations.invite(network, invitee, validDays)),
    inviteMany: async ({ network, invitees, validDays }) =>
      inOffice(({ invitations }) => invitations.inviteMany(network, invitees, validDays)),
    cancelInvitation: async (invitation) => inOffice(({ invitations }) => invitations.cancel(invitation)),
    renewInvitation: async ({ invitation, validDays }) =>
      inOffice(({ invitations }) => invitations.renew(invitation, validDays)),
    handedOver: async (handed) => inOffice(({ invitations }) => invitations.handedOver(handed)),
    grant: async (invitation) => inOffice(({ invitations }) => invitations.grant(invitation)),
    activity: async (network) => inOffice(({ activity }) => activity.list(network)),
    exportActivity: async (network) => inOffice(({ activity }) => activity.signed(network)),
    checkActivity: async (file) => inOffice(({ activity }) => activity.check(file)),
    amendMember: async (input) => inOffice(({ memberships }) => memberships.amend(input)),
    suspendMember: async (input) => inOffice(({ memberships }) => memberships.suspend(input)),
    resumeMember: async (input) => inOffice(({ memberships }) => memberships.resume(input)),
    revokeMember: async (input) => inOffice(({ memberships }) => memberships.revoke(input)),
    publishBuild: async (input) => inOffice(({ builds }) => builds.publish(input)),
    recognitions: async (network) => inOffice(({ recognitions }) => recognitions.list(network)),
    identifyNetwork: async (input) => inOffice(({ recognitions }) => recognitions.identify(input)),
    recognise: async (input) => inOffice(({ recognitions }) => recognitions.recognise(input)),
    withdrawRecognition: async (input) => inOffice(({ recognitions }) => recognitions.withdraw(input)),
    officers: async (network) => inOffice(({ officers }) => officers.list(network)),
    nominateOfficer: async (input) => inOffice(({ officers }) => officers.nominate(input)),
    withdrawOffer: async (input) => inOffice(({ officers }) => officers.withdrawOffer(input)),
    acceptOffice: async (network) => inOffice(({ officers }) => officers.accept(network)),
    addOfficer: async (input) => inOffice(({ officers }) => officers.add(input)),
    removeOfficer: async (input) => inOffice(({ officers }) => officers.remove(input)),
    renewOfficerKey: async (network) => inOffice(({ officers }) => officers.renewKey(network)),
    setTwoOfficerRule: async (input) => inOffice(({ countersignatures }) => countersignatures.setRule(input)),
    countersign: async (input) => inOffice(({ countersignatures }) => countersignatures.countersign(input)),
    refuseWaiting: async (input) => inOffice(({ countersignatures }) => countersignatures.refuse(input)),
    standIn: async (input) => inOffice(({ tenures }) => tenures.standIn(input)),
    comeBack: async (input) => inOffice(({ tenures }) => tenures.comeBack(input)),
    succeed: async (input) => inOffice(({ tenures }) => tenures.succeed(input)),
  };
}
