import { InvitationId } from "@comity/shared/ids";
import { completeBoard, officeOf } from "./board.ts";
import { readCard } from "./cards.ts";
import { withDevice } from "./device.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import { type CommandSpec, whole } from "./invocation.ts";
import { columns, instant, minute, visible } from "./output.ts";
import { must, words } from "./words.ts";

/** `comity invite --card FILE`: the link is the answer. */
export const invite: CommandSpec = {
  name: "invite",
  words: "--card FILE",
  least: 0,
  most: 0,
  summary: "Invite a person with the card that you will sign; prints the link (officers)",
  details: words.office.inviteLead,
  options: {
    card: { type: "string", value: "FILE", help: "the invited person's directory card, as JSON" },
    days: { type: "string", value: "N", help: "for how many days the link is valid (default 14)" },
    network: { type: "string", value: "NAME", help: "which network, for officers of several" },
    alike: { type: "boolean", help: "you have compared people whose names can be taken for this one" },
  },
  run: async (invocation) => {
    const card = readCard(invocation.text("card"));
    const validDays = whole("--days", invocation.text("days"), 90) ?? 14;
    return withDevice(invocation, "online", async ({ engine, mirror }) => {
      const { network } = officeOf(mirror.state, invocation.text("network"));
      const [compared] = await must(engine.compareNames([card.name]));
      if (compared !== undefined && compared.people.length > 0 && !invocation.has("alike"))
        throw new Stop(
          EXITS.refused,
          "name.alike",
          [
            words.office.alike(compared.people.length),
            ...mirror.state.contacts
              .filter(({ account }) => compared.people.includes(account))
              .map(
                (one) => `  ${visible(one.card.name)} (${one.card.country}, ${visible(one.card.authority)})`,
              ),
            "Compare country, authority and role, then say so with --alike.",
          ].join("\n"),
        );
      const made = await must(engine.invite({ network, card, validDays }));
      const { invitation, link = "", expiresAt } = made;
      invocation.output.answer({ invitation, link, expiresAt: instant(expiresAt) }, () => link);
      invocation.output.remark(words.office.linkLead(visible(card.name), minute(expiresAt)));
      return EXITS.done;
    });
  },
};

/** `comity invitations` */
export const invitations: CommandSpec = {
  name: "invitations",
  words: "",
  least: 0,
  most: 0,
  summary: "The invitations of this device and how each stands (officers)",
  run: (invocation) =>
    withDevice(invocation, "online", async ({ mirror: { state } }) => {
      const json = {
        invitations: state.invitations.map(
          ({ invitation, state: stands, card, createdAt, expiresAt, link }) => ({
            invitation,
            state: stands,
            card,
            createdAt: instant(createdAt),
            expiresAt: instant(expiresAt),
            link,
          }),
        ),
      };
      invocation.output.answer(json, () =>
        state.invitations.length === 0
          ? words.office.noInvitations
          : columns(
              state.invitations.map(({ invitation, state: stands, card }) => [
                invitation,
                visible(card.name),
                words.office.state[stands],
              ]),
            ),
      );
      return EXITS.done;
    }),
};

/** `comity grant INVITATION`: the officer's signature. */
export const grant: CommandSpec = {
  name: "grant",
  words: "INVITATION",
  least: 1,
  most: 1,
  summary: "Sign the membership of somebody who has answered an invitation (officers)",
  details: "INVITATION is the id that comity invite and comity invitations show. The keys are checked first.",
  run: (invocation) =>
    withDevice(invocation, "online", async (device) => {
      const { engine, mirror } = device;
      const id = invitationId(invocation.words[0]);
      await must(engine.grant(id));
      await engine.settled();
      const granted = mirror.state.invitations.find(({ invitation }) => invitation === id);
      const name = granted?.card.name ?? "";
      if (granted !== undefined) await completeBoard(device, granted.network, invocation);
      invocation.output.answer(
        { invitation: id, state: "granted" },
        () => `${words.office.state.granted}: ${visible(name)}`,
      );
      return EXITS.done;
    }),
};

/** An invitation by its id. */
function invitationId(text: string | undefined): InvitationId {
  const id = InvitationId.safeParse(text);
  if (!id.success) throw misused("That is no invitation's id: comity invitations shows them.");
  return id.data;
}

/** `comity invitations renew INVITATION`: a new link with the same card. */
export const invitationsRenew: CommandSpec = {
  name: "invitations renew",
  words: "INVITATION",
  least: 1,
  most: 1,
  summary: "A new link with the card of an unanswered or expired invitation (officers)",
  details: words.office.renewLead,
  options: { days: { type: "string", value: "N", help: "for how many days the link is valid (default 14)" } },
  run: (invocation) => {
    const invitation = invitationId(invocation.words[0]);
    const validDays = whole("--days", invocation.text("days"), 90) ?? 14;
    return withDevice(invocation, "online", async ({ engine }) => {
      const made = await must(engine.renewInvitation({ invitation, validDays }));
      const { link = "", expiresAt } = made;
      const json = { invitation: made.invitation, former: invitation, link, expiresAt: instant(expiresAt) };
      invocation.output.answer(json, () => link);
      return EXITS.done;
    });
  },
};

/** `comity invitations cancel INVITATION` */
export const invitationsCancel: CommandSpec = {
  name: "invitations cancel",
  words: "INVITATION",
  least: 1,
  most: 1,
  summary: "Withdraw an invitation: its link opens nothing any more (officers)",
  run: (invocation) => {
    const invitation = invitationId(invocation.words[0]);
    return withDevice(invocation, "online", async ({ engine }) => {
      await must(engine.cancelInvitation(invitation));
      invocation.output.answer({ invitation, state: "cancelled" }, () => words.office.state.cancelled);
      return EXITS.done;
    });
  },
};
