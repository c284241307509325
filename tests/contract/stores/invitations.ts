import type { InvitationStore } from "@comity/server/storage/port/enrolment";
import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aNetwork, anInvitation, aToken, several, someBytes } from "../samples.ts";

type Entry = Parameters<InvitationStore["create"]>[0];

const entry = (more: Partial<Entry> = {}): Entry => ({
  invitation: anInvitation(),
  network: aNetwork(),
  tokenHash: aToken(),
  sealedCard: someBytes(300),
  createdAt: 1_700_000_000_000,
  expiresAt: 1_700_600_000_000,
  ...more,
});

/** Invitations and the states that they go through. */
export function invitationsContract(fresh: FreshGround): void {
  describe("invitations", () => {
    const storage = useStorage(fresh);

    it("keeps an open invitation, found by its id and by its token", async () => {
      const { invitations } = storage();
      const made = entry();
      expect(await invitations.create(made)).toBe(true);
      const record = { ...made, state: "open", enrolment: undefined, mac: undefined };
      expect(await invitations.find(made.invitation)).toEqual(record);
      expect(await invitations.findByToken(made.tokenHash)).toEqual(record);
      expect(await invitations.find(anInvitation())).toBeUndefined();
      expect(await invitations.findByToken(aToken())).toBeUndefined();
    });

    it("refuses an id or a token hash that is taken, and keeps the former", async () => {
      const { invitations } = storage();
      const made = entry();
      await invitations.create(made);
      expect(await invitations.create(entry({ invitation: made.invitation }))).toBe(false);
      expect(await invitations.create(entry({ tokenHash: made.tokenHash }))).toBe(false);
      expect(await invitations.find(made.invitation)).toMatchObject(made);
    });

    it("redeems once, and says so again for the same keys only", async () => {
      const { invitations } = storage();
      const { invitation, ...rest } = entry();
      await invitations.create({ invitation, ...rest });
      const { tokenHash } = rest;
      expect(await invitations.redeem(aToken(), "keys", "mac")).toBe(false);
      expect(await invitations.redeem(tokenHash, "keys", "mac")).toBe(true);
      expect(await invitations.redeem(tokenHash, "keys", "mac")).toBe(true);
      expect(await invitations.redeem(tokenHash, "other keys", "mac")).toBe(false);
      expect(await invitations.redeem(tokenHash, "keys", "other mac")).toBe(false);
      const record = { state: "redeemed", enrolment: "keys", mac: "mac" };
      expect(await invitations.find(invitation)).toMatchObject(record);
    });

    it("lets one of many redeem it at once", async () => {
      const { invitations } = storage();
      const made = entry();
      await invitations.create(made);
      const keys = several(12, (at) => `keys ${at}`);
      const answers = await Promise.all(keys.map((one) => invitations.redeem(made.tokenHash, one, "mac")));
      const winners = keys.filter((_, at) => answers[at]);
      expect(winners).toHaveLength(1);
      expect((await invitations.find(made.invitation))?.enrolment).toBe(winners[0]);
    });

    it("settles from the states that are named only, and keeps the keys", async () => {
      const { invitations } = storage();
      const made = entry();
      await invitations.create(made);
      expect(await invitations.settle(made.invitation, ["redeemed"], "granted")).toBe(false);
      await invitations.redeem(made.tokenHash, "keys", "mac");
      expect(await invitations.settle(made.invitation, ["open", "redeemed"], "granted")).toBe(true);
      expect(await invitations.settle(made.invitation, ["open", "redeemed"], "cancelled")).toBe(false);
      expect(await invitations.redeem(made.tokenHash, "keys", "mac")).toBe(false);
      const record = { state: "granted", enrolment: "keys", mac: "mac" };
      expect(await invitations.find(made.invitation)).toMatchObject(record);
      expect(await invitations.settle(anInvitation(), ["open"], "cancelled")).toBe(false);
    });

    it("ends in one state when it is granted and cancelled at once", async () => {
      const { invitations } = storage();
      const made = entry();
      await invitations.create(made);
      const ends = several(10, (at) => (at % 2 === 0 ? ("granted" as const) : ("cancelled" as const)));
      const answers = await Promise.all(ends.map((to) => invitations.settle(made.invitation, ["open"], to)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect((await invitations.find(made.invitation))?.state).toBe(ends[answers.indexOf(true)]);
    });

    it("lists a network's newest, in the state in which they are", async () => {
      const { invitations } = storage();
      const network = aNetwork();
      const made = several(5, (at) => entry({ network, createdAt: 1000 + at }));
      for (const one of made) await invitations.create(one);
      await invitations.create(entry());
      const [, , , fourth, fifth] = made;
      if (fourth === undefined || fifth === undefined) throw new Error("five were made");
      await invitations.redeem(fourth.tokenHash, "keys", "mac");
      await invitations.settle(fourth.invitation, ["redeemed"], "granted");
      const found = await invitations.ofNetwork(network, 2);
      expect(found.map(({ invitation, state }) => ({ invitation, state }))).toEqual([
        { invitation: fifth.invitation, state: "open" },
        { invitation: fourth.invitation, state: "granted" },
      ]);
      expect(await invitations.ofNetwork(network, 100)).toHaveLength(5);
    });
  });
}
