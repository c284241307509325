import type { OfficersWords } from "./words.ts";

export const officers: OfficersWords = {
  view: "Who signs",
  title: "Officers",
  lead: "Officers sign for the network: who is a member, what stands on the cards, who else is an officer. Each has a key of their own, made on their own device.",
  onlyOne:
    "There is only one officer. If this person loses all devices and the recovery key, nobody can sign for the network any more, and it has to be founded again. Keep the recovery key safe, and offer the office to a second person.",
  since: (date) => `In office since ${date}`,
  founder: "founded the network",
  addedBy: (who) => `signed in by ${who}`,
  key: "Key",
  notOwnWord: "This person has not named this key: only whoever signed them in says that it is theirs.",
  notHeld:
    "This device does not have this key and cannot sign. Recover with your recovery key, or ask another officer to end the key and offer you the office again.",
  nominate: "Offer the office to a member",
  member: "Member",
  choose: "Choose a member",
  nobody: "There is no member to whom the office could be offered. Invite somebody first.",
  nominateSays: (network, who) => `You sign: “${network} offers the office of an officer to ${who}.”`,
  nominateLead:
    "It gives no right to sign yet. The person sees the offer, and their own device makes a key that nobody else ever has. Then you, or another officer, sign that this key is in office. The offer holds for thirty days.",
  nominations: "Offers of the office",
  offered: (date, who) => `Offered on ${date} by ${who}`,
  waits: "Waiting for the person to take it up",
  expired: "Not taken up within thirty days",
  again: "Offer again",
  named: "Taken up. The person has made their key and named it with their own signature.",
  withdraw: "Take back the offer",
  withdrawTitle: (who) => `Take back the offer to ${who}?`,
  withdrawSays: (network, who) => `You sign: “${network} takes back the offer of the office to ${who}.”`,
  withdrawLead:
    "It takes effect at once: the person cannot take up the office any more, and a key that they have named signs nothing. You can offer it again later.",
  add: "Sign into office",
  addTitle: (who) => `Sign ${who} into office?`,
  addSays: (network, who) => `You sign: “In ${network}, ${who} is an officer and signs with this key.”`,
  addLead:
    "From then on this person can do all that you can: bring in and end members, sign in and end officers, you too.",
  remove: "End the office",
  removeTitle: (who) => `End the office of ${who}?`,
  removeSays: (network, who) => `You sign: “In ${network}, this key of ${who} signs nothing any more.”`,
  removeLead:
    "It takes effect at once. The person stays a member, and all that they have signed so far holds. If their devices are lost, end those or the membership as well.",
  layDown: "Lay down the office",
  layDownTitle: "Lay down your office?",
  layDownLead:
    "It takes effect at once. You stay a member, and all that you have signed so far holds. Only another officer can bring you back.",
  renew: "Replace my key",
  renewSays: (network) =>
    `You sign: “In ${network}, my former officer’s key ends, and I sign with a new one from now on.”`,
  renewLead:
    "Do this when somebody may have seen your former key, or from time to time. Your other devices get the new key by themselves. If it is interrupted, do it again: it happens whole or not at all.",
  offer: (who, network, date) =>
    `${who} offers you the office of an officer of ${network}: you would sign for the network. You can take it up until ${date}.`,
  look: "Look at the offer",
  later: "Not now",
  acceptTitle: "Take up the office?",
  acceptSays: (network) =>
    `You sign: “I am ready to be an officer of ${network}, and this is my key”, with a key that is made on this device now.`,
  acceptLead:
    "Nobody else gets the key: neither the other officers nor the server. It is kept with your recovery key and goes to your other devices. Another officer has still to sign before you are in office.",
  accept: "Take up and sign",
  answered: (network) =>
    `You have taken up the office of an officer of ${network}. It begins when another officer has signed; nothing else is for you to do.`,
};
