import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import {
  acquainted,
  choosePassphrase,
  connected,
  hear,
  OFFICER,
  openConversation,
  PASSPHRASE,
  storeRecoveryKey,
  World,
} from "./world.ts";

/** A recovery key's life, in one story: each test goes on where the one before ended. */
describe("the recovery key and the history", () => {
  let world: World;
  let officer: Page;
  let ama: Page;
  let first: string;
  let current: string;

  beforeAll(async () => {
    world = await World.open();
    ({ officer, ama, recoveryKey: first } = await acquainted(world, "Before the laptop was stolen."));
  });
  afterAll(async () => {
    await world.close();
  });

  const renew = async () => {
    await ama.getByRole("button", { name: "Settings", exact: true }).click();
    const form = ama.locator("form", { has: ama.getByRole("button", { name: "Make a new recovery key" }) });
    await form.getByLabel("Present passphrase").fill(PASSPHRASE);
    await form.getByRole("button", { name: "Make a new recovery key" }).click();
    await ama.getByTestId("recovery-key").waitFor();
  };

  it("is not taken as noted until two groups of it are typed as they stand on the paper", async () => {
    await renew();
    await ama.getByLabel("I have printed it or written it down").check();
    await ama.getByRole("button", { name: "Continue" }).click();
    for (const field of await ama.getByLabel(/^Group \d+ of \d+$/).all()) await field.fill("ZZZZ");
    await ama.getByRole("button", { name: "Check", exact: true }).click();
    await ama.getByText("That is not what stands there.").waitFor();
    expect(await accessibilityFaults(ama)).toEqual([]);
    await ama.getByRole("button", { name: "Show the key again" }).click();
    current = await storeRecoveryKey(ama);
    await ama.getByText("The current one is no. 2").waitFor();
    expect(current).not.toBe(first);
  });

  it("is asked for calmly until the new one was typed in: a wrong one is said, the right one ends the asking", async () => {
    await renew();
    const third = ((await ama.getByTestId("recovery-key").textContent()) ?? "").trim();
    // The page is closed over it.
    await ama.reload();
    await ama.getByLabel("Passphrase").fill(PASSPHRASE);
    await ama.getByRole("button", { name: "Unlock" }).click();
    await connected(ama);
    const asked = ama.getByText("Until then no. 2 is the one that counts.");
    await asked.waitFor();
    await ama.getByRole("button", { name: "Check it now" }).click();
    const field = ama.getByLabel("Recovery key, all ten groups");
    await field.fill(first);
    await ama.getByRole("button", { name: "Check", exact: true }).click();
    await ama.getByText("This is recovery key no. 1 of").waitFor();
    expect(await accessibilityFaults(ama)).toEqual([]);
    await field.fill(third.toLowerCase());
    await ama.getByRole("button", { name: "Check", exact: true }).click();
    await ama.getByText("That is the right key.").waitFor();
    await ama.getByRole("button", { name: "Close" }).click();
    expect(await asked.count()).toBe(0);
    current = third;
  });

  it("brings person, conversations and history back when all devices are lost and nobody is there", async () => {
    await ama.getByRole("button", { name: "Lock", exact: true }).click();
    await ama.getByRole("button", { name: "Unlock" }).waitFor();
    await ama.context().close();
    await officer.context().close();
    const fresh = await world.person();
    await fresh.goto(world.server.origin);
    const restore = async (key: string) => {
      await fresh.getByLabel("Recovery key", { exact: true }).fill(key);
      await choosePassphrase(fresh);
      await fresh.getByRole("button", { name: "Restore" }).click();
    };
    await fresh.getByRole("button", { name: "I have a recovery key" }).click();
    await restore(first);
    await fresh.getByText("This is recovery key no. 1 of").waitFor();
    expect(await accessibilityFaults(fresh)).toEqual([]);
    await restore(current);
    await connected(fresh);
    await openConversation(fresh, OFFICER.name);
    await hear(fresh, "Before the laptop was stolen.");
  });
});
