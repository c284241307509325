import type { GuestWords } from "./words.ts";

export const guests: GuestWords = {
  banner: (who, until, host) => `A guest reads along: ${who}, until ${until}, guest of ${host}.`,
  mine: (host, until) => `You are a guest in this room until ${until}. ${host} answers for you.`,
  mineNote:
    "You read what is written from your joining on, and what a member passes on to you. You see no directory, and no other rooms.",
  badge: (host) => `guest of ${host}`,
  kind: "guest",
  title: "Guests",
  stays: (until, host) => `Until ${until}, guest of ${host}`,
  invite: "Invite a guest",
  inviteLead:
    "A guest comes from outside the network into this one room, until a date. You answer for them with your own key; everybody in the room sees whose guest they are.",
  sees: "A guest reads what is written from their joining on, and of what was written before only what a member passes on to them. They see who is in the room.",
  until: "Until (last day)",
  untilHint: "At most 180 days from now, and no longer than your own membership. You can prolong it later.",
  make: "Make the link",
  link: "The guest's link",
  linkLead: (name, date) =>
    `Hand this link to ${name} yourself, not by the same way as its announcement. It opens once, until ${date}.`,
  invited: (until) => `Invited as a guest until ${until}`,
  states: {
    open: "not answered yet",
    arrived: "has come: your signature is due",
    tampered: "the keys were changed on their way: let nobody in with them, and invite anew",
    granted: "let in",
    cancelled: "taken back",
    expired: "the link has expired",
  },
  takeBack: "Take back",
  admit: "Let in",
  admitSays: (network, until) =>
    `You sign, in the log of ${network} and for all its members to see, that this person is your guest in this room until ${until}:`,
  answer:
    "You answer for them until you or an officer end their stay. It ends, too, if your own membership ends.",
  sign: "Sign and let in",
  bring: "Bring into the room",
  prolong: "Change the date",
  prolongLead: "You sign another last day for your guest.",
  end: "End the stay",
  endLead:
    "They are refused at once, taken out of the room, and the room's keys change. What they have read stays with them.",
  invitedTitle: (network) => `You are invited as a guest into a room of ${network}`,
  invitedLead: (host, until) =>
    `${host} invites you into one room until ${until}. As a guest you see that room only: what is written from your joining on and what a member passes on to you, and no directory. This is what the room will see of you:`,
  waitingTitle: "Waiting for your host",
  waitingLead: (host) => `Your keys are made. ${host} now checks them and lets you in.`,
  over: (who, host, day) => `The stay of ${who} as a guest of ${host} ended on ${day}.`,
  endedBy: (who, host, by) => `${by} ended the stay of ${who} as a guest of ${host} before its date.`,
  endedByHost: (who, host) => `${host} ended the stay of ${who}, their guest, before its date.`,
  endedWithHost: (who, host) =>
    `The stay of ${who} as a guest ended, because ${host}, who answered for them, has no standing as a member any more.`,
  refusedTitle: "Your stay as a guest is over",
  refusedOver: (host) =>
    `The time until which ${host} let you in has passed. What you have read here is kept on this device; nothing further comes. If you are still needed in the room, ask ${host}: with another date you are let in again by itself.`,
  refusedEnded: (host) =>
    `Your stay was ended before its date: by ${host}, by an officer of the network, or because ${host} is no longer a member. What you have read here is kept on this device; nothing further comes. If that is a mistake, ask ${host}.`,
  stayOver: (host) =>
    `Your stay as a guest is over: nothing is fetched or sent here any more, files neither. What you have read here is kept on this device. If you are still needed in the room, ask ${host}.`,
  room: "Room:",
};
