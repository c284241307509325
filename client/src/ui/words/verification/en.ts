import type { VerificationWords } from "./words.ts";

export const verification: VerificationWords = {
  validity: (from, until) => `Valid from ${from} until ${until}`,
  signedWith: (code) => `Signed with the key ${code}`,
  history: "Everything signed about this person",
  historyLead:
    "The officers' keys are shown as digits: to be sure of one, ask the secretariat to read out the digits of its key.",
  unknownDevice: "A device that no log knows",
  deviceCode: (code) => `Device ${code}`,
  compare: "Compare with the server's list",
  comparing: "Comparing with the server's list …",
  same: (when) =>
    `These devices are what the group itself says. The server's list is the same (compared at ${when}).`,
  unsettled: "A change of devices is under way. The lists are compared when it is through.",
  differs: "The server's list of devices is not the same as the group's.",
  serverOnly: (devices) =>
    `The server hands this conversation out to: ${devices}. They are not in the group and can't read it.`,
  groupOnly: (devices) => `In the group, but not on the server's list: ${devices}.`,
  unvouched: (devices) => `In the group, though nobody has vouched for it: ${devices}. It can read along.`,
  differsDo:
    "Write nothing confidential here for now. Tell your secretariat and the operator of the server what stands here, and open a new room with the same people.",
  verified: "Verified in person",
  verifiedOn: (date) => `You verified this person on ${date}.`,
  notVerified: "You have not compared codes with this person.",
  verify: "Compare codes",
  verifyTitle: (who) => `Compare codes with ${who}`,
  verifyLead:
    "Meet, or call each other on a line where you know the voice. Both open this page of the other; the digits must be the same on both screens. Or scan the other's picture.",
  code: "Your common code",
  qr: "Your picture, for the other person to scan",
  codesSame: "The codes are the same",
  codesDiffer: "They differ",
  differLead: (who) =>
    `Then you and the other person don't have the same keys: you may have opened another person's card, or somebody sits in between. Write nothing to ${who} until your secretariat has said whose account this is.`,
  scan: "Scan the other's picture",
  scanned: {
    match: (who) => `It is ${who}. Their keys are verified.`,
    other: (who) =>
      `This is the picture of ${who}, not of the person whose card you have open. Open their card and scan again.`,
    stranger:
      "This is the picture of somebody whom no log of yours knows. Don't trust it, and tell your secretariat.",
    notForYou: (who) =>
      `${who} shows a picture that is meant for somebody else. Ask them to open your card and scan again.`,
    none: "This is no picture of Comity for comparing codes.",
  },
  takeBack: "Take the mark back",
  takeBackLead: "The person counts as not verified again, on all your devices.",
  changedLine: (who) => `${who} is here with a new account: the keys are not those that you knew.`,
  changed: (who) => `${who} has a new account, with other keys than those you knew.`,
  changedDo:
    "That happens when somebody has enrolled anew, when two people have the same name, and also when somebody passes for them. Ask them by another way before you go on. Until then nothing is sent here.",
  changedVerified: "You had verified the former account in person; that does not hold for the new one.",
  acknowledge: "I have asked; go on",
};
