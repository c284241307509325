import type { HistoryWords } from "./words.ts";

export const history: HistoryWords = {
  passOn: "Pass on history…",
  passOnTo: (who) => `Pass on history to ${who}`,
  lead: "You pass on what was written here before this person came, as this device has it. They read it as passed on by you: nothing proves to them who wrote it, and you answer for it.",
  since: "From (first day)",
  sinceHint: (first) => `The oldest message that you can pass on is of ${first}.`,
  says: (count, since, to) =>
    count === 1
      ? `You pass on 1 message, written since ${since}, to ${to}.`
      : `You pass on ${count} messages, written since ${since}, to ${to}.`,
  withFiles: (count) =>
    count === 1
      ? "1 file goes along, as long as the server keeps it."
      : `${count} files go along, as long as the server keeps them.`,
  markings: (markings) => `Markings that they bear: ${markings}.`,
  behind: (count) =>
    count === 1
      ? "1 message stays behind: its marking forbids passing it on, or this version can’t read it."
      : `${count} messages stay behind: their markings forbid passing them on, or this version can’t read them.`,
  nothing: "From this day on there is nothing that you can pass on.",
  tooMany: "From this day on it is more than can be passed on at a time. Choose a later day.",
  effect:
    "Everybody in the room reads that you passed it on, and since when. What has been read can’t be taken back.",
  confirm: "Pass on",
  offered: (by, since, to, count) =>
    count === 1
      ? `${by} passed on history since ${since} to ${to}: 1 message.`
      : `${by} passed on history since ${since} to ${to}: ${count} messages.`,
  ends: {
    done: "It has arrived.",
    refused: "It was not what had been announced, and was refused: nothing of it was kept.",
    stopped: "It was stopped before it had arrived.",
  },
  block: (by, date) =>
    `Passed on by ${by} on ${date}. Comity can’t prove who wrote these messages; whoever passed them on answers for them.`,
  waitingForThem: (who) => `It waits until a device of ${who} is online.`,
  underWay: (done, total) => `On its way: ${done} of ${total} parts.`,
  broken: "A part of it is missing. Ask for it again.",
  elsewhere: "Another device of yours has it. It appears here by itself.",
  again: "Ask again",
  takeBack: "Take back",
  turnDown: "Turn down",
  guestTitle: "What was written before",
  guestNothing: "Nothing",
  guestSince: "Everything since a day",
  guestGets: (since) =>
    `Once they are in the room, you pass on to them what was written since ${since}, as your device has it. Messages whose markings forbid it stay behind.`,
};
