import type { OfficeWords } from "./words.ts";

export const office: OfficeWords = {
  title: "Office",
  invitations: "Invitations",
  members: "Members",
  invite: "Invite a person",
  inviteLead: "This card is what you will sign. Only the person you give the link to can accept it.",
  make: "Make the invitation",
  linkTitle: "Invitation link",
  linkLead: (who, date) =>
    `Give this link to ${who} by a channel that you trust, and to nobody else. It works once and is valid until ${date}.`,
  noInvitations: "No invitations yet. Invite the focal points of your network.",
  state: {
    open: "Sent, not opened yet",
    arrived: "Keys have arrived: your signature is due",
    tampered: "Refused: the keys were changed on the way",
    granted: "Signed",
    cancelled: "Cancelled",
    expired: "Expired",
  },
  check: "Check and sign",
  signTitle: (who) => `Sign the membership of ${who}?`,
  signLead: (network) =>
    `The keys come from the person who holds the invitation link. With your signature you vouch, before all members of ${network}, that this person is:`,
  sign: "Sign",
  cancelInvitation: "Cancel the invitation",
  revoke: "End membership",
  revokeTitle: (who) => `End the membership of ${who}?`,
  revokeLead:
    "They are refused at log-in at once, and are removed from rooms by the members who are online. Their past messages stay.",
  revoked: "Ended",
  showLink: "Show the link",
  validDays: "Valid for (days)",
};
