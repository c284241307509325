import type { TenureWords } from "./words.ts";

export const tenure: TenureWords = {
  absence: "Absence",
  ownAbsence: "Say when I am away",
  successor: "Name a successor",
  absenceTitle: (who) => `Absence of ${who}`,
  absenceLead:
    "Everybody who looks at the card or writes to this person reads who stands in. It ends by itself. Rooms and messages stay as they are: whoever needs the stand-in in a room adds them.",
  from: "First day away",
  until: "Last day away",
  alternate: "Who stands in",
  find: "Find a person",
  nobody: "Nobody fits. Only members of this network whose membership holds can be chosen.",
  dates: "Choose two days: the last not before the first nor in the past, and not more than a year apart.",
  absenceSays: (network, who, alternate, from, until) =>
    `Before all members of ${network} you sign: “${who} is away from ${from} until ${until}; ${alternate} stands in.”`,
  back: "End the absence",
  backTitle: (who) => `End the absence of ${who}?`,
  backSays: (network, who) => `Before all members of ${network} you sign: “${who} is not away any more.”`,
  successorTitle: (who) => `Who takes over from ${who}?`,
  successorLead:
    "The successor must be a member already: invite them first, and sign their membership. Then name them here.",
  takesOver: "Who takes over",
  successorSays: (network, from, to) =>
    `Before all members of ${network} you sign: “The membership of ${from} has ended; ${to} takes over.”`,
  successorEffect:
    "The leaver’s keys end at once. In each case room they were in, members’ devices take them out and bring the successor in with one change, which everybody there sees. The successor reads what is said from then on; of what was said before, what a member of the room passes on. It can’t be taken back.",
  rooms: (count) =>
    count === 0
      ? "You are in no case room with this person. There may be others that you don’t know of."
      : count === 1
        ? "It concerns 1 case room that you are in. There may be others that you don’t know of."
        : `It concerns ${count} case rooms that you are in. There may be others that you don’t know of.`,
  away: (until, alternate) => `Away until ${until}; ${alternate} stands in`,
  awayFrom: (from, until, alternate) => `Away from ${from} until ${until}; ${alternate} stands in`,
  standsInFor: (who, until) => `Stands in for ${who} until ${until}`,
  handedTo: (who, date) => `Handed over to ${who} on ${date}`,
  tookOver: (who, date) => `Took over from ${who} on ${date}`,
  inPlace: (who) => `In their place: ${who}`,
  writeTo: (who) => `Write to ${who}`,
  add: (who) => `Add ${who} to this room`,
  handedOver: (from, to, by) => `${from} has handed over to ${to}. Carried out by the device of ${by}.`,
  follows: (to, from, by) => `${by} brought in ${to}, who has taken over from ${from}.`,
};
