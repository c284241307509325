import type { InvitationView } from "../../../engine/facade/views.ts";

/** The words of the secretariat's office. */
export interface OfficeWords {
  title: string;
  invitations: string;
  members: string;
  invite: string;
  inviteLead: string;
  make: string;
  linkTitle: string;
  linkLead: (who: string, date: string) => string;
  noInvitations: string;
  state: Record<InvitationView["state"], string>;
  check: string;
  signTitle: (who: string) => string;
  signLead: (network: string) => string;
  sign: string;
  cancelInvitation: string;
  revoke: string;
  revokeTitle: (who: string) => string;
  revokeLead: string;
  revoked: string;
  showLink: string;
  validDays: string;
}
