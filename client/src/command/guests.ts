import { GuestCard } from "@comity/shared/directory/card";
import { InvitationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { EngineState } from "../engine/facade/mirror.ts";
import type { ContactView, GuestInvitationView } from "../engine/facade/views.ts";
import { folded } from "../ui/directory/filters.ts";
import { DAY_MS, dayOf, endOfDay } from "../ui/office/terms.ts";
import { readCard } from "./cards.ts";
import { withDevice } from "./device.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import { type CommandSpec, whole } from "./invocation.ts";
import { columns, instant, minute, visible } from "./output.ts";
import { nameOf, theConversation, titleOf } from "./people.ts";
import { must, words } from "./words.ts";

const UNTIL = { type: "string", value: "DATE", help: "the last day, like 2028-12-31 (UTC)" } as const;

function lastDay(text: string | undefined): number {
  const end = text === undefined ? undefined : endOfDay(text);
  const now = Date.now();
  if (end === undefined || end <= now || end > now + LIMITS.guestDays * DAY_MS)
    throw misused(
      `--until DATE is missing, over or too far: the guest's last day, like 2028-12-31, at most ${LIMITS.guestDays} days from now.`,
    );
  return end;
}

function invitationOf(text: string | undefined): InvitationId {
  const id = InvitationId.safeParse(text);
  if (!id.success) throw misused("That is no invitation's id: comity guest list shows them.");
  return id.data;
}

/** A guest who has standing, by name, e-mail address or account id; several or none end the command in words. */
function theGuest({ guests }: EngineState, whom: string): ContactView {
  const wanted = folded(whom.trim());
  const fits = ({ account, card }: ContactView) =>
    account === whom || folded(card.name) === wanted || folded(card.email ?? "") === wanted;
  const [first, ...others] = guests.filter((one) => one.standing === "current" && fits(one));
  if (first === undefined)
    throw new Stop(
      EXITS.refused,
      "contact.unknown",
      `No guest is called "${visible(whom)}". comity guest list shows them.`,
    );
  if (others.length === 0) return first;
  const choice = [first, ...others].map(({ account, card }) => `  ${account}  ${visible(card.authority)}`);
  throw new Stop(
    EXITS.refused,
    "contact.ambiguous",
    `Several guests are called "${visible(whom)}". Say which by id:\n${choice.join("\n")}`,
  );
}

const roomOf = (state: EngineState, id: string | undefined): string => {
  const room = state.conversations.find((one) => one.id === id);
  return room === undefined ? (id ?? "") : titleOf(state, room);
};

/** `comity guest invite ROOM`: the link is the answer. */
export const guestInvite: CommandSpec = {
  name: "guest invite",
  words: "ROOM --card FILE --until DATE",
  least: 1,
  most: 1,
  summary: "Invite somebody from outside the network into one room; prints the link",
  details: `${words.guests.inviteLead}\n${words.guests.sees}`,
  options: {
    card: { type: "string", value: "FILE", help: "the guest's card, as JSON: a practitioner's" },
    until: UNTIL,
    days: { type: "string", value: "N", help: "for how many days the link is valid (default 7)" },
    alike: { type: "boolean", help: "you have compared people whose names can be taken for this one" },
  },
  run: async (invocation) => {
    const card = readCard(invocation.text("card"));
    if (!GuestCard.safeParse(card).success)
      throw misused("A guest's card is a prosecutor's, judge's or investigator's, and has no competences.");
    const validUntil = lastDay(invocation.text("until"));
    const linkDays = whole("--days", invocation.text("days"), 90) ?? 7;
    return withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { id: conversation } = theConversation(mirror.state, invocation.words[0] ?? "");
      const [compared] = await must(engine.compareNames([card.name]));
      if (compared !== undefined && compared.people.length > 0 && !invocation.has("alike"))
        throw new Stop(
          EXITS.refused,
          "name.alike",
          `${words.office.alike(compared.people.length)}\nCompare country, authority and role, then say so with --alike.`,
        );
      const made = await must(engine.inviteGuest({ conversation, card, validUntil, linkDays }));
      const { invitation, link = "", expiresAt } = made;
      const json = {
        ...{ invitation, link, expiresAt: instant(expiresAt) },
        ...{ room: conversation, validUntil: instant(validUntil) },
      };
      invocation.output.answer(json, () => link);
      invocation.output.remark(words.guests.linkLead(visible(card.name), minute(expiresAt)));
      return EXITS.done;
    });
  },
};

function invitationJson({ invitation, state, card, conversation, ...rest }: GuestInvitationView) {
  const { validUntil, expiresAt, link } = rest;
  return {
    ...{ invitation, state, card, room: conversation, link },
    ...{ validUntil: instant(validUntil), expiresAt: instant(expiresAt) },
  };
}

function guestJson({ account, card, standing, stay, validUntil }: ContactView) {
  return {
    ...{ account, card, standing, room: stay?.conversation, host: stay?.host },
    validUntil: instant(validUntil),
    ...(stay?.endedAt === undefined ? {} : { endedAt: instant(stay.endedAt) }),
  };
}

/** `comity guest list` */
export const guestList: CommandSpec = {
  name: "guest list",
  words: "",
  least: 0,
  most: 0,
  summary: "This device's invitations of guests, and the network's guests: in which room, until when, whose",
  run: (invocation) =>
    withDevice(invocation, "either", async ({ mirror: { state } }) => {
      const { guests, guestInvitations } = state;
      const json = {
        invitations: guestInvitations.map(invitationJson),
        guests: guests.map(guestJson),
      };
      invocation.output.answer(json, () =>
        columns([
          ...guestInvitations
            .filter((one) => one.state !== "granted")
            .map((one) => [
              ...[one.invitation, visible(one.card.name), visible(roomOf(state, one.conversation))],
              words.guests.states[one.state],
            ]),
          ...guests.map(({ account, card, standing, validUntil, stay }) => [
            ...[account, visible(card.name), visible(roomOf(state, stay?.conversation))],
            standing === "current"
              ? words.guests.stays(dayOf(validUntil), visible(nameOf(state, stay?.host)))
              : words.directory.standing[standing],
          ]),
        ]),
      );
      return EXITS.done;
    }),
};

/** `comity guest admit INVITATION`: the host's signature. */
export const guestAdmit: CommandSpec = {
  name: "guest admit",
  words: "INVITATION",
  least: 1,
  most: 1,
  summary: "Sign that somebody who has answered is your guest, and bring them into the room",
  details: words.guests.answer,
  run: (invocation) => {
    const invitation = invitationOf(invocation.words[0]);
    return withDevice(invocation, "online", async ({ engine }) => {
      await must(engine.admitGuest(invitation));
      await engine.settled();
      invocation.output.answer({ invitation, state: "granted" }, () => words.guests.states.granted);
      return EXITS.done;
    });
  },
};

/** `comity guest cancel INVITATION` */
export const guestCancel: CommandSpec = {
  name: "guest cancel",
  words: "INVITATION",
  least: 1,
  most: 1,
  summary: "Take an invitation of a guest back: its link opens nothing any more",
  run: (invocation) => {
    const invitation = invitationOf(invocation.words[0]);
    return withDevice(invocation, "online", async ({ engine }) => {
      await must(engine.cancelGuestInvitation(invitation));
      invocation.output.answer({ invitation, state: "cancelled" }, () => words.guests.states.cancelled);
      return EXITS.done;
    });
  },
};

/** `comity guest extend GUEST --until DATE`: another last day, sooner or later. */
export const guestExtend: CommandSpec = {
  name: "guest extend",
  words: "GUEST --until DATE",
  least: 1,
  most: 1,
  summary: "Sign another last day for your guest",
  details: words.guests.untilHint,
  options: { until: UNTIL },
  run: async (invocation) => {
    const validUntil = lastDay(invocation.text("until"));
    return withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { account, network, position, card } = theGuest(mirror.state, invocation.words[0] ?? "");
      await must(engine.prolongGuest({ network, account, validUntil, seen: position }));
      invocation.output.answer(
        { account, validUntil: instant(validUntil) },
        () => `${visible(card.name)}: ${dayOf(validUntil)}`,
      );
      return EXITS.done;
    });
  },
};

/** `comity guest end GUEST` */
export const guestEnd: CommandSpec = {
  name: "guest end",
  words: "GUEST",
  least: 1,
  most: 1,
  summary: "End a guest's stay before its date (their host, and officers)",
  details: words.guests.endLead,
  run: (invocation) =>
    withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { account, network, card } = theGuest(mirror.state, invocation.words[0] ?? "");
      await must(engine.endGuest({ network, account }));
      await engine.settled();
      invocation.output.answer(
        { account, state: "revoked" },
        () => `${visible(card.name)}: ${words.directory.standing.revoked}`,
      );
      return EXITS.done;
    }),
};
