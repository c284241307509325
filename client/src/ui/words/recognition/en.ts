import type { RecognitionWords } from "./words.ts";

export const recognition: RecognitionWords = {
  title: "Recognised networks",
  lead: "When two networks recognise each other, their people find each other in the directory, write to each other and share rooms. It takes effect when both have signed.",
  empty: "No other network yet. Ask its secretariat for its code, and give it yours.",
  ownTitle: "This network’s code",
  ownLead:
    "Give it to the other secretariat by another way than this server: read it out on the telephone, or let them scan it.",
  qr: "This network’s code as a picture to scan",
  state: {
    both: "Both recognise each other",
    ours: "Signed by us; waiting for the other network",
    "withdrawn-by-us": "Withdrawn by us",
    "withdrawn-by-them": "Withdrawn by the other network",
  },
  ours: (date) => `We recognised it on ${date}.`,
  oursEnded: (date) => `We withdrew that on ${date}.`,
  theirs: (date) => `It recognised us on ${date}.`,
  theirsEnded: (date) => `It withdrew that on ${date}.`,
  people: (count) => (count === 1 ? "1 person in its directory" : `${count} people in its directory`),
  code: "Code",
  recognise: "Recognise a network",
  again: "Recognise again",
  withdraw: "Withdraw recognition",
  typed: "Code of the other network",
  typedHint: "Thirty digits. Type, paste or read them in; spaces don’t matter.",
  look: "Look it up",
  name: "Name",
  founded: "Founded",
  officerCode: "Key of the officer who founded it",
  compare: "Nothing is signed yet. Compare this with the other secretariat, by telephone or in person.",
  theySay: "The server says that this network recognises yours already: it takes effect when you sign.",
  theyDont: "It takes effect once the other network has recognised yours as well.",
  compared: "I have compared the name and the code with the other secretariat",
  says: (own, other) => `You sign: “${own} recognises the network ${other}.”`,
  signLead:
    "Members of both will see both directories, and can bring each other into rooms. The notice board, the office and the right to sign stay with each network. You can withdraw it at any time.",
  withdrawTitle: (other) => `Withdraw recognition of ${other}?`,
  withdrawSays: (own, other) => `You sign: “${own} recognises the network ${other} no more.”`,
  withdrawLead:
    "It takes effect at once, whatever the other network says. Its people are taken out of the rooms of your network, and yours out of its rooms; channels between people of both are closed. What was said stays with those who have it.",
  parted: (by, from, people) => `${by} no longer recognises ${from}. Removed: ${people}`,
  closed: (network) =>
    `${network} and your network no longer recognise each other. Nothing can be sent here; what was said stays. Your secretariat can tell you more.`,
  network: "Network",
  other: (name, code) => `${name} (code ${code})`,
};
