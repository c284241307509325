import type { SecondWords } from "./words.ts";

export const second: SecondWords = {
  rule: "Two-officer rule",
  off: "Off: one officer’s signature is enough to bring in a member or an officer.",
  on: "On: bringing in a member, an officer or a successor, and recognising another network, takes effect when a second officer has signed too.",
  tooFew:
    "It can be switched on when there are three officers: so two remain who can sign, should one lose their devices.",
  switchOn: "Switch the rule on",
  onSays: (network) =>
    `You sign: “In ${network}, new members, officers and successors, and recognised networks, need the signatures of two officers from now on.”`,
  onLead:
    "It takes effect at once. Ending members and officers stays with one officer, but two must remain. Switching it off needs two officers as well.",
  switchOff: "Switch the rule off",
  offSays: (network) =>
    `You sign: “In ${network}, one officer’s signature is enough again for new members and new officers.”`,
  offLead: "It takes effect when a second officer has signed too.",
  waiting: "Waiting for a second officer",
  what: {
    network: "Recognising a network",
    member: "New member",
    officer: "New officer",
    "rule-off": "Switching off the two-officer rule",
    successor: "Handing over an office",
  },
  first: (who, date) => `Signed first by ${who} on ${date}`,
  until: (date) => `A second officer can sign until ${date}`,
  expired:
    "Nobody has signed in time: it has no effect any more. Take it away, and sign again if it is still meant.",
  own: "You have signed first: another officer must sign second.",
  look: "Look and sign",
  signTitle: "Sign as the second officer?",
  says: {
    network: (network, other) =>
      `You sign as the second officer: “${network} recognises the network ${other}.”`,
    member: (network) => `You sign as the second officer: “${network} vouches for this person.”`,
    officer: (network, who) =>
      `You sign as the second officer: “In ${network}, ${who} is an officer and signs with this key.”`,
    successor: (network, who, heir) =>
      `You sign as the second officer: “In ${network}, the membership of ${who} has ended; ${heir} takes over.”`,
    "rule-off": (network) =>
      `You sign as the second officer: “In ${network}, one officer’s signature is enough again.”`,
  },
  signLead:
    "It takes effect at once. The invitation was the first officer’s: ask them how they know that it was this person who answered it.",
  networkLead:
    "It takes effect once the other network says so too: its people come into this directory, and may be brought into rooms. Compare the code with the other secretariat yourself, or ask the first officer how they did.",
  sign: "Sign second",
  refuse: "Refuse",
  takeBack: "Take back",
  refuseTitle: "End this without effect?",
  refuseSays: (network) => `You sign: “In ${network}, this is refused and never takes effect.”`,
  refuseLead: "It stays in the log as refused. Whoever signed first can sign it again.",
  ruleIsOn: "The two-officer rule is on: it takes effect when a second officer has signed too.",
  personWaits:
    "One officer has signed. The rules of this network ask for a second one: your secretariat’s second officer must sign, and then this page goes on by itself.",
};
