import {
  invitationCancel,
  invitationCreate,
  invitationList,
  invitationOpen,
  invitationRedeem,
} from "@comity/shared/protocol/invitation";
import type { Domain } from "../domain/domain.ts";
import { type Call, forAnyone, forDevices } from "./calls.ts";

/** Inviting, and being invited. */
export function invitationCalls({ invitations }: Domain): readonly Call[] {
  return [
    forAnyone(invitationOpen, 2, ({ token }) => invitations.open(token)),
    forAnyone(invitationRedeem, 5, ({ token, enrolment, mac }) => invitations.redeem(token, enrolment, mac)),
    forDevices("active", invitationCreate, 5, (caller, request) => invitations.create(caller, request)),
    forDevices("active", invitationList, 20, (caller, { network }) => invitations.list(caller, network)),
    forDevices("active", invitationCancel, 5, (caller, { invitation }) =>
      invitations.cancel(caller, invitation),
    ),
  ];
}
