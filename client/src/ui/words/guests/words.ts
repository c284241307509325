import type { GuestInvitationView } from "../../../engine/facade/views.ts";

/** Guests of one room: who invites them, what they see, and how their stay ends. */
export interface GuestWords {
  /** In the room, for everybody in it and for the guest. */
  readonly banner: (who: string, until: string, host: string) => string;
  readonly mine: (host: string, until: string) => string;
  readonly mineNote: string;
  readonly badge: (host: string) => string;
  readonly kind: string;
  /** In the room's panel. */
  readonly title: string;
  readonly stays: (until: string, host: string) => string;
  readonly invite: string;
  readonly inviteLead: string;
  readonly sees: string;
  readonly until: string;
  readonly untilHint: string;
  readonly make: string;
  readonly link: string;
  readonly linkLead: (name: string, date: string) => string;
  readonly invited: (until: string) => string;
  readonly states: Record<GuestInvitationView["state"], string>;
  readonly takeBack: string;
  /** Before something is signed. */
  readonly admit: string;
  readonly admitSays: (network: string, until: string) => string;
  readonly answer: string;
  readonly sign: string;
  readonly bring: string;
  readonly prolong: string;
  readonly prolongLead: string;
  readonly end: string;
  readonly endLead: string;
  /** For whoever is invited. */
  readonly invitedTitle: (network: string) => string;
  readonly invitedLead: (host: string, until: string) => string;
  readonly waitingTitle: string;
  readonly waitingLead: (host: string) => string;
  /** In the thread, when a guest has gone: the time was over, or who ended it before. */
  readonly over: (who: string, host: string, day: string) => string;
  readonly endedBy: (who: string, host: string, by: string) => string;
  readonly endedByHost: (who: string, host: string) => string;
  readonly endedWithHost: (who: string, host: string) => string;
  /** To the guest, whom the server does not let in any more. */
  readonly refusedTitle: string;
  readonly refusedOver: (host: string) => string;
  readonly refusedEnded: (host: string) => string;
  /** Where they ask for something before their device has heard that it is let in no more. */
  readonly stayOver: (host: string) => string;
  /** On the office's activity page, before a room's name. */
  readonly room: string;
}
