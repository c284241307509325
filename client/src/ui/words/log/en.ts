import type { LogWords } from "./words.ts";

export const log: LogWords = {
  title: "The directory’s log",
  lead: "Everything that the secretariat and the members have signed about who is who stands in one log for each network. This device checks all of it, and compares it with what other people’s devices were shown. Two people can compare by telephone, too: with the same number of entries, the code must be the same.",
  code: "Entries, and code",
  checked: "Last checked",
  never: "Not since this device was unlocked",
  key: "The server’s signature",
  keyNamed: "By a key that an officer has confirmed",
  keyUnnamed: "By a key that no officer has confirmed yet",
  save: "Save the log as a file",
  alarm: "Alarm about the server",
  codes: {
    split: (network) =>
      `The server shows different people different directories of ${network}. One of them may hold a false person or a false device.`,
    rollback: (network) =>
      `The server shows an older directory of ${network} than before. Who was removed since may look like a member again.`,
    "removed-entry": (network) =>
      `The server has taken away or changed an entry in the directory of ${network} that was there before.`,
    "wrong-signature": (network) =>
      `The server shows something about the directory of ${network} that is not signed by whom it must be.`,
    "unlogged-member": (network) =>
      `The server shows an entry for the directory of ${network} that its own log does not hold.`,
  },
  seen: (when) => `Noticed ${when}.`,
  stopped:
    "Nothing new is sent to the people of this network, and nobody is brought into conversations with them. What arrives is kept as ever. The directory stays as it was last right.",
  todo: "What to do",
  steps: [
    "Call the secretariat on a telephone number that you do not have from Comity. Say what stands here.",
    "Ask it to read its code to you (under Settings): the number of entries and thirty digits. Type it in here.",
    "Save the proof and hand it over. The secretariat can check it without this server.",
  ],
  here: "The log on this device",
  server: "What the server showed",
  typed: "Code of the secretariat",
  hint: "The number of entries first, then thirty digits. Spaces do not matter.",
  settle: "Compare and send again",
  proof: "Save the proof",
  former: "Former alarms",
  settled: (when) => `Settled with the secretariat’s code ${when}.`,
};
