import type { ContactView, GuestInvitationView } from "@comity/client/engine/facade/views";
import { SealedVault } from "@comity/client/engine/vault/vault";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import type { AccountId, ConversationId, NetworkId } from "@comity/shared/ids";
import { visitEntries, visitPositions } from "@comity/shared/protocol/visit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Device, must, OwnWorld, PASSPHRASE, random } from "./ownPeople.ts";

const DAY = 86_400_000;
const sodium = await loadSodium();
let world: OwnWorld;
let adjoa: Device & { readonly network: NetworkId };
let ama: Device;
/** A member whom the room does not concern. */
let chidi: Device;

beforeEach(async () => {
  world = await OwnWorld.open();
  adjoa = await world.officer();
  ama = await world.admit(adjoa, "Ama Mensah");
  chidi = await world.admit(adjoa, "Chidi Okonkwo");
});
afterEach(async () => {
  await world.close();
});

const KOFI = Card.parse({
  ...{ name: "Kofi Asante", authority: "Tema Circuit Court", country: "GH", roles: ["investigator"] },
  ...{ competences: [], languages: ["en"] },
});

const accountOf = (device: Device): AccountId => {
  const account = device.mirror.state.self?.account;
  if (account === undefined) throw new Error("nobody is signed in on this device");
  return account;
};

async function room(): Promise<ConversationId> {
  const members = [accountOf(adjoa)];
  const id = await must(ama.engine.createRoom({ reference: "R-7", title: "A vessel", members }));
  for (const device of [ama, adjoa]) await device.joined(id);
  return id;
}

const invitationIs = (invitation: string, state: GuestInvitationView["state"]) =>
  ama.mirror.until(({ guestInvitations }) =>
    guestInvitations.find((one) => one.invitation === invitation && one.state === state),
  );

/** Kofi answers Ama's invitation and waits. */
async function waits(conversation: ConversationId, prepare: (device: Device) => void = () => undefined) {
  const validUntil = Date.now() + 30 * DAY;
  const made = await must(ama.engine.inviteGuest({ conversation, card: KOFI, validUntil, linkDays: 3 }));
  const kofi = await world.device();
  prepare(kofi);
  await must(kofi.engine.enrol({ link: made.link ?? "", passphrase: PASSPHRASE, deviceName: "Laptop" }));
  await invitationIs(made.invitation, "arrived");
  await kofi.online();
  await kofi.engine.settled();
  return { kofi, invitation: made.invitation };
}

async function comes(conversation: ConversationId): Promise<Device> {
  const { kofi, invitation } = await waits(conversation);
  await must(ama.engine.admitGuest(invitation));
  await kofi.phase("ready");
  await kofi.joined(conversation);
  await kofi.engine.settled();
  return kofi;
}

const names = (contacts: readonly ContactView[]) => contacts.map(({ card }) => card.name).sort();

/** All that a device has stored, opened with its owner's passphrase. */
async function stored({ store }: Device): Promise<string> {
  const vault = await SealedVault.open(sodium, random, store, PASSPHRASE);
  if (!vault.ok) throw new Error(vault.fault);
  const texts: string[] = [];
  for (const table of await store.tables())
    if (table !== "header")
      for (const { key } of await store.scan(table))
        texts.push(Buffer.from((await vault.value.get(table, key)) ?? []).toString("utf8"));
  return texts.join("\n");
}

describe("a guest's client", { timeout: 240_000 }, () => {
  it("holds the cards of the people in the room and of officers, and nobody else's, wherever one looks", async () => {
    const id = await room();
    const { kofi, invitation } = await waits(id);
    expect(names(kofi.mirror.state.contacts)).toEqual(["Adjoa Lawson", "Ama Mensah"]);
    await must(ama.engine.admitGuest(invitation));
    await kofi.joined(id);
    await must(ama.engine.sendText({ conversation: id, text: "Welcome" }));
    await kofi.hears(id, "Welcome");
    await must(kofi.engine.sendText({ conversation: id, text: "Thank you" }));
    await adjoa.hears(id, "Thank you");
    await kofi.engine.settled();
    expect(names(kofi.mirror.state.contacts)).toEqual(["Adjoa Lawson", "Ama Mensah"]);
    const text = await stored(kofi);
    for (const here of ["Adjoa Lawson", "Ama Mensah", "Kofi Asante", "Thank you"])
      expect(text).toContain(here);
    for (const one of ["Chidi Okonkwo", accountOf(chidi)]) expect(text).not.toContain(one);
    // What they hold is the network's log all the same: its head is that of everybody.
    const [own, theirs] = [kofi, ama].map(({ mirror }) => mirror.state.logs[0]?.code);
    expect(own).toEqual(theirs);
    expect(kofi.mirror.state.warnings).toEqual([]);
  });

  it("learns of somebody who comes into the room when they come, and of what becomes of them", async () => {
    const id = await room();
    const kofi = await comes(id);
    await must(adjoa.engine.addMembers({ conversation: id, accounts: [accountOf(chidi)] }));
    await chidi.joined(id);
    await kofi.mirror.until(({ contacts }) => contacts.find(({ card }) => card.name === "Chidi Okonkwo"));
    await must(chidi.engine.sendText({ conversation: id, text: "Good day" }));
    await kofi.hears(id, "Good day");
    const about = { network: adjoa.network, account: accountOf(chidi) };
    await must(adjoa.engine.suspendMember(about));
    await kofi.mirror.until(({ contacts }) =>
      contacts.find(({ account, standing }) => account === accountOf(chidi) && standing === "suspended"),
    );
    expect(kofi.mirror.state.warnings).toEqual([]);
  });

  it("refuses what is shown in the place of a log's entry, raises the alarm and sends nothing", async () => {
    const id = await room();
    const { kofi, invitation } = await waits(id);
    // In the place of the last entry, another one that stands elsewhere in the log.
    kofi.lie(visitEntries, ({ statements }) => ({
      statements: [...statements.slice(0, -1), ...statements.slice(0, 1)],
    }));
    await must(ama.engine.admitGuest(invitation));
    const alarm = await kofi.mirror.until(({ alarms }) => alarms[0]);
    expect(alarm).toMatchObject({ code: "unlogged-member", network: adjoa.network });
    expect(kofi.mirror.state.conversations).toEqual([]);
  });

  it("takes nothing from a log in which something is hidden on which others rest", async () => {
    const id = await room();
    const log = JSON.parse(await must(ama.engine.exportLog(adjoa.network)));
    const host: number = log.statements.findIndex(
      ({ body }: { body: string }) => body.includes("membership.grant") && body.includes(accountOf(ama)),
    );
    expect(host).toBeGreaterThan(2);
    const { kofi, invitation } = await waits(id, (device) =>
      // The membership of whoever invites is hidden: then nobody answers for the guest.
      device.lie(visitPositions, ({ positions }) => ({
        positions: positions.filter((position) => position !== host),
      })),
    );
    await must(ama.engine.admitGuest(invitation));
    const warning = await kofi.mirror.until(({ warnings }) =>
      warnings.find(({ code }) => code === "log-refused"),
    );
    expect(warning.cause).toBe("no-such-member");
    expect([kofi.mirror.state.contacts, kofi.mirror.state.conversations]).toEqual([[], []]);
  });
});
