import { Enrolment, macEnrolment } from "@comity/shared/enrolment/invitation";
import { AccountId, DeviceId, idOfKey } from "@comity/shared/ids";
import { invitationChanged, invitationList } from "@comity/shared/protocol/invitation";
import { canonicalText, signStatement } from "@comity/shared/statements/signing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../e2e/accessible.ts";
import { AMA, accept, connected, invite, sign } from "../e2e/world.ts";
import { picture, Stage, sodium } from "./stage.ts";

let stage: Stage;
let officer: Page;

beforeAll(async () => {
  stage = await Stage.open();
  officer = stage.officer;
});
afterAll(async () => {
  await stage.close();
});

/** The server puts its own keys in the place of an invited person's. It has no key to authenticate them with. */
function swapped(text: string): { readonly enrolment: string; readonly mac: string } {
  const real = Enrolment.parse(JSON.parse(text));
  const identity = sodium.crypto_sign_keypair();
  const account = idOfKey(AccountId, identity.publicKey);
  const device = idOfKey(DeviceId, sodium.crypto_sign_keypair().publicKey);
  const certificate = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "device.certify", network: real.network, at: Date.now() },
      ...{ account, device, name: "Work computer" },
    },
    identity,
  );
  const enrolment = canonicalText({ ...real, account, device, certificate });
  return { enrolment, mac: macEnrolment(sodium, enrolment, sodium.randombytes_buf(32)) };
}

describe("an invited person's keys on their way to the officer", () => {
  it("key substitution at enrolment: the officer sees that the keys were changed, and can't sign them", async () => {
    const { lies } = stage.server;
    lies.answer(invitationList, "everybody", async (request, honest) => {
      const told = await honest(invitationList, request);
      if (!told.ok) return told;
      const invitations = told.value.invitations.map((invitation) =>
        invitation.enrolment === undefined ? invitation : { ...invitation, ...swapped(invitation.enrolment) },
      );
      return { ok: true, value: { invitations } };
    });
    lies.push(invitationChanged, "everybody", (message) =>
      message.enrolment === undefined ? message : { ...message, ...swapped(message.enrolment) },
    );
    const link = await invite(officer, AMA);
    const ama = await stage.person();
    await accept(ama, link);
    await officer.getByText("Refused: the keys were changed on the way").first().waitFor();
    await officer
      .getByText("The keys of an invited person were changed on the way. Do not sign.", { exact: false })
      .waitFor();
    expect(await officer.getByRole("button", { name: "Check and sign" }).count()).toBe(0);
    expect(await accessibilityFaults(officer)).toEqual([]);
    await picture(officer, "1-key-substitution");
    // Nobody was vouched for: the person waits still.
    await ama.getByRole("heading", { name: "Waiting for the secretariat" }).waitFor();
    expect((await stage.log()).entries.some(({ body }) => body.includes(AMA.name))).toBe(false);

    // What to do is said there, and it works once the server is honest.
    lies.end();
    await officer.getByRole("button", { name: "Cancel the invitation" }).click();
    const another = await stage.person();
    await accept(another, await invite(officer, AMA));
    await sign(officer, AMA.name);
    await connected(another);
  });
});
