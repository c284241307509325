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
    countersign: "Signed by you: a second officer must sign",
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
  views: { people: "People", activity: "Activity" },
  change: "Change",
  close: "Done",
  memberUntil: "Member until",
  memberFrom: "Member from",
  memberUntilHint: "The last day. Left empty: two years from your signature.",
  memberSince: (from, until) => `Member from ${from} until ${until}`,
  past: "Answered and ended invitations",
  inviteList: "Invite from a list",
  listLead:
    "A table with one person on each line, saved as CSV (UTF-8). You see what is wrong in it, line by line, before anything is made.",
  listTemplate: "Save a template",
  listFile: "The list (CSV file)",
  listColumns: "What stands in the columns",
  columns: {
    name: "Name as it stands on the card.",
    authority: "The office that the person works for.",
    country: "Two letters (ISO 3166): GH, TG, KZ.",
    roles:
      "One or more, apart by spaces: secretariat, focal-point, alternate-focal-point, central-authority, prosecutor, judge, investigator.",
    languages: "Two letters each (ISO 639): en fr pt es ru ar.",
    competences: "Codes apart by spaces, or empty: mla.a to mla.i, extradition, confiscation …",
    email: "May be empty.",
    telephone: "May be empty.",
    member_until: "Last day of the membership, like 2028-12-31. Empty: two years.",
  },
  listFault: {
    "not-utf8": () =>
      "The file is not saved as UTF-8: names with accents would come out wrong. Save it as “CSV UTF-8” and choose it again.",
    empty: () => "There is nobody in this list. Fill in the template, one person on each line.",
    "columns-missing": (columns) =>
      `These columns are missing in the first line: ${columns}. Compare it with the template.`,
    "columns-unknown": (columns) =>
      `These columns are not known: ${columns}. Compare the first line with the template.`,
    "too-many": (limit) => `The list is too long. Divide it: ${limit} people at once at most.`,
  },
  line: (line) => `Line ${line}`,
  lineGood: "ready",
  lineFault: {
    missing: (column) => `${column} is missing`,
    unknown: (column, value) => `${column}: “${value}” is not a known code`,
    malformed: (column, value) => `${column}: “${value}” is not well formed`,
    past: (column, value) => `${column}: ${value} is in the past`,
    far: (column, value) => `${column}: ${value} is more than five years away`,
    torn: () =>
      "the line does not have as many fields as there are columns, or a quotation mark is not closed",
    doubled: (_column, line) => `the same person as on line ${line}`,
  },
  listSum: (good, wrong) => `${good} ready, ${wrong} to be mended`,
  listNext: "Lines that are not ready are left out. Mend them in your table, and choose it again.",
  makeMany: (count) => (count === 1 ? "Make 1 invitation" : `Make ${count} invitations`),
  madeMany: (made, all) => `${made} of ${all} invitations are made.`,
  stopped: "Something stopped it. What is made stays made; the others can be made again from the same list.",
  links: "Links to hand out",
  linksLead: (count) =>
    count === 1
      ? "One link has not been handed out yet. Give each to its person only, by a channel that you trust."
      : `${count} links have not been handed out yet. Give each to its person only, by a channel that you trust.`,
  copyOnce: "Copy, and mark as handed out",
  handed: (date) => `handed out ${date}`,
  saveLinks: "Save all as a table",
  saveLinksLead:
    "Whoever has this file can take the place of everybody in it. Delete it when the links are handed out.",
  renewInvitation: "Make a new link",
  renewTitle: (who) => `New link for ${who}?`,
  renewLead: "The card stays the same. The former link opens nothing any more.",
  amend: "Amend the card",
  renew: "Renew",
  suspend: "Suspend",
  resume: "Lift the suspension",
  amendTitle: (who) => `Amend the card of ${who}`,
  renewMemberTitle: (who) => `Renew the membership of ${who}`,
  suspendTitle: (who) => `Suspend the membership of ${who}?`,
  resumeTitle: (who) => `Lift the suspension of ${who}?`,
  suspendLead:
    "They are refused at log-in at once, and members who are online take them out of rooms. It lasts until an officer lifts it. What was said before stays.",
  resumeLead:
    "They can log in at once, and come back to the notice board and their direct channels. Into case rooms somebody who is in them must bring them back.",
  says: {
    amend: (network) =>
      `Before all members of ${network} you sign: the card of this person is now as follows.`,
    suspend: (network) =>
      `Before all members of ${network} you sign: the membership of this person is suspended.`,
    resume: (network) =>
      `Before all members of ${network} you sign: the suspension of this person is lifted.`,
    revoke: (network) =>
      `Before all members of ${network} you sign: the membership of this person has ended.`,
  },
  review: "Look at what you sign",
  unchanged: "Nothing is different from what stands in the directory.",
  field: "Field",
  was: "Was",
  becomes: "Becomes",
  notGiven: "not given",
  suspended: "Suspended",
  find: "Find a member",
  ending: "Ending within 60 days",
  endingLead: "Renew in time: whose membership has expired is refused at log-in.",
  endsIn: (days, date) => (days === 1 ? `ends in 1 day, on ${date}` : `ends in ${days} days, on ${date}`),
  carried: (left) =>
    left === 1
      ? "Still in 1 of your conversations; being taken out"
      : `Still in ${left} of your conversations; being taken out`,
  carriedAll: "Taken out of all your conversations",
  carriedElsewhere: "In rooms that you are not in, members' devices do it as soon as one of them is online.",
  alike: (count) =>
    count === 1
      ? "There is another person whose name can be taken for this one:"
      : `There are ${count} other people whose names can be taken for this one:`,
  alikeConfirm: "I have compared country, authority and role: this is the person that I mean",
  alikeLine: (who) => `can be taken for ${who}`,
  activity: {
    lead: "What officers have signed, as it stands in the network's log. Nobody can take anything out of it.",
    empty: "Nothing was signed yet.",
    nothing: "Nothing fits these filters.",
    what: {
      founded: "Network founded",
      granted: "Member signed",
      amended: "Card amended",
      renewed: "Membership renewed",
      suspended: "Membership suspended",
      resumed: "Suspension lifted",
      revoked: "Membership ended",
      "device-ended": "Device ended",
      "officer-added": "Officer added",
      "officer-removed": "Officer removed",
      recognised: "Network recognised",
      "recognition-withdrawn": "Recognition withdrawn",
      "officer-nominated": "Office offered",
      "officer-key-named": "Officer’s key named",
      "rule-on": "Two-officer rule switched on",
      "signed-first": "Signed first, a second officer to follow",
      "signed-second": "Signed second",
      "second-refused": "Refused by an officer",
      "stand-in": "Stand-in named",
      returned: "Absence ended",
      succeeded: "Office handed over",
      "nomination-withdrawn": "Offer of the office taken back",
      "build-published": "Build of the pages named as the right one",
    },
    by: (who) => `signed by ${who}`,
    position: (position) => `log entry ${position}`,
    kind: "What",
    person: "Name",
    from: "From",
    to: "Until",
    all: "Everything",
    shown: (count, all) => `${count} of ${all}`,
    csv: "Save as a table (CSV)",
    signed: "Save as a signed file",
    signedLead:
      "The signed file holds everything, with your signature and the place in the log. Any member can check it here.",
    check: "Check a signed file",
    checked: (network, acts, size, who, date) =>
      `It holds: ${acts} acts in ${network}, up to log entry ${size}, signed by ${who} on ${date}. This device's own log says the same.`,
  },
};
