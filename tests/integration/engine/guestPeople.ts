import type { GuestInvitationView } from "@comity/client/engine/facade/views";
import { Card } from "@comity/shared/directory/card";
import type { AccountId, ConversationId } from "@comity/shared/ids";
import { expect } from "vitest";
import { type Device, must, type OwnWorld, PASSPHRASE } from "./ownPeople.ts";

export const DAY = 86_400_000;

/** Somebody from outside the network. */
export const KOFI = Card.parse({
  ...{ name: "Kofi Asante", authority: "Tema Circuit Court", country: "GH", roles: ["investigator"] },
  ...{ competences: [], languages: ["en"] },
});

export const accountOf = (device: Device): AccountId => {
  const account = device.mirror.state.self?.account;
  if (account === undefined) throw new Error("nobody is signed in on this device");
  return account;
};

/** A room of two members, made by the first. */
export async function roomOf(host: Device, other: Device): Promise<ConversationId> {
  const members = [accountOf(other)];
  const id = await must(host.engine.createRoom({ reference: "R-7", title: "A vessel", members }));
  for (const device of [host, other]) await device.joined(id);
  return id;
}

const invited = (by: Device, invitation: string, state: GuestInvitationView["state"]) =>
  by.mirror.until(({ guestInvitations }) =>
    guestInvitations.find((one) => one.invitation === invitation && one.state === state),
  );

/** A member invites Kofi as their guest, who reads until when, comes, and is signed for and let in. */
export async function guestComes(
  world: OwnWorld,
  host: Device,
  conversation: ConversationId,
  validUntil = Date.now() + 30 * DAY,
  historySince?: number,
): Promise<Device> {
  const asked = { conversation, card: KOFI, validUntil, linkDays: 3, historySince };
  const made = await must(host.engine.inviteGuest(asked));
  const guest = await world.device();
  const link = made.link ?? "";
  const invitedBy = host.mirror.state.contacts.find(({ account }) => account === accountOf(host))?.card.name;
  expect(await must(guest.engine.previewInvitation(link))).toMatchObject({
    invitedBy,
    guestUntil: validUntil,
  });
  await must(guest.engine.enrol({ link, passphrase: PASSPHRASE, deviceName: "Laptop" }));
  expect(await guest.phase("waiting")).toMatchObject({ guestUntil: validUntil });
  await invited(host, made.invitation, "arrived");
  await guest.online();
  await guest.engine.settled();
  await must(host.engine.admitGuest(made.invitation));
  await guest.phase("ready");
  await guest.joined(conversation);
  return guest;
}
