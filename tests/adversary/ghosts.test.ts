import { encodePublicPart, makeKeyPackage, readWelcome } from "@comity/client/engine/mls/keyPackage";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import { Card } from "@comity/shared/directory/card";
import { AccountId, DeviceId, idOfKey } from "@comity/shared/ids";
import { conversationCreate, conversationDevices } from "@comity/shared/protocol/conversation";
import { keyPackagesClaim } from "@comity/shared/protocol/keyPackages";
import { signStatement } from "@comity/shared/statements/signing";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../e2e/accessible.ts";
import { AMA, connected, hear, OFFICER, openConversation, say, writeTo } from "../e2e/world.ts";
import { showLog } from "./forgedLog.ts";
import { ALARM_MS, picture, Stage, sodium } from "./stage.ts";

const suite = comitySuite(sodium, DEFAULT_SUITE);
const GHOST = "Kofi Ghost";

/** What a screen reader says after a button's name. */
function describedBy(button: Locator): Promise<string | null | undefined> {
  return button.evaluate((element) => {
    const about = element.getAttribute("aria-describedby");
    return about === null ? null : document.getElementById(about)?.textContent;
  });
}

function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}

/** Readers whom nobody has vouched for: each test goes on where the one before ended. */
describe("a reader whom the server adds by itself", () => {
  let stage: Stage;
  let officer: Page;
  let ama: Page;

  beforeAll(async () => {
    stage = await Stage.open();
    officer = stage.officer;
    ama = await stage.admit(AMA);
  });
  afterAll(async () => {
    await stage.close();
  });

  it("ghost device: it is refused with a warning, gets no keys, and a list that names it is an alarm", async () => {
    const { lies } = stage.server;
    const account = await stage.account(AMA.name);
    const keys = sodium.crypto_sign_keypair();
    const device = idOfKey(DeviceId, keys.publicKey);
    const ghost = await makeKeyPackage(suite, account, keys, Date.now());
    lies.answer(keyPackagesClaim, "everybody", async (request, honest) => {
      const told = await honest(keyPackagesClaim, request);
      if (!told.ok || request.account !== account) return told;
      const forged = { device, keyPackage: encodePublicPart(ghost.keyPackage) };
      return { ok: true, value: { packages: [...told.value.packages, forged] } };
    });
    const welcomed: (readonly string[])[] = [];
    lies.answer(conversationCreate, "everybody", (request, honest) => {
      if (request.welcome !== undefined) welcomed.push(readWelcome(request.welcome)?.references ?? []);
      return honest(conversationCreate, request);
    });
    lies.answer(conversationDevices, "everybody", async (request, honest) => {
      const told = await honest(conversationDevices, request);
      return told.ok
        ? { ok: true, value: { ...told.value, devices: [...told.value.devices, device] } }
        : told;
    });
    await writeTo(officer, AMA.name);
    await say(officer, "The hearing is on Tuesday.");
    const warnings = officer.getByRole("alert", { name: "Attention" });
    await warnings
      .getByText("A device that nobody has vouched for was offered as a reader", { exact: false })
      .waitFor();
    await warnings.getByText(AMA.name, { exact: false }).first().waitFor();
    // The keys of the conversation went to one device, and that is not the ghost.
    expect(welcomed.map((references) => references.length)).toEqual([1]);
    expect(welcomed.flat()).not.toContain(ghost.reference);
    await openConversation(ama, OFFICER.name);
    await hear(ama, "The hearing is on Tuesday.");
    await say(ama, "I shall be there.");
    await hear(officer, "I shall be there.");

    await officer.getByRole("button", { name: "Details" }).click();
    await officer.getByRole("button", { name: "Compare with the server's list" }).click();
    await officer
      .getByText("The server's list of devices is not the same as the group's.")
      .waitFor({ timeout: ALARM_MS });
    await officer.getByText("They are not in the group and can't read it.", { exact: false }).waitFor();
    const differs = warnings
      .getByRole("listitem")
      .filter({ hasText: "Open the conversation's details to see which" });
    await differs.getByText(`Conversation: ${AMA.name}`, { exact: false }).waitFor();
    expect(await accessibilityFaults(officer)).toEqual([]);
    await picture(officer, "2-ghost-device");
    lies.end();

    // The warning says which conversation it is about, and leads there by the keyboard; on a phone from the list of all.
    await officer.getByRole("button", { name: "Settings", exact: true }).click();
    await officer.setViewportSize({ width: 390, height: 844 });
    await officer.getByRole("button", { name: "Back", exact: true }).click();
    await officer.getByRole("list", { name: "Conversations" }).waitFor();
    expect(await accessibilityFaults(officer)).toEqual([]);
    const open = differs.getByRole("button", { name: "Open the conversation" });
    expect(await describedBy(open)).toContain(AMA.name);
    await open.press("Enter");
    await officer.getByRole("complementary", { name: "Details" }).getByText(AMA.name).first().waitFor();
    await officer.setViewportSize({ width: 1440, height: 900 });

    // Whoever has read one is at the next, and after the last one at the page's content.
    const read = warnings.getByRole("button", { name: "I have read this" });
    expect(await read.count()).toBe(2);
    const left = await warnings.getByRole("listitem").last().textContent();
    await read.first().press("Enter");
    await expect.poll(() => focused(officer)).toContain(left);
    await officer.keyboard.press("Tab");
    await read.press("Enter");
    await warnings.waitFor({ state: "detached" });
    await expect.poll(() => officer.evaluate(() => document.activeElement?.id)).toBe("content");
  });

  it("ghost member: an entry that no officer has signed is an alarm, nobody sees the ghost, and sending stops", async () => {
    const { network } = await stage.log();
    const intruder = sodium.crypto_sign_keypair();
    const at = Date.now();
    const grant = signStatement(
      sodium,
      {
        ...{ v: 1, kind: "membership.grant", network, at },
        account: idOfKey(AccountId, intruder.publicKey),
        card: Card.parse({
          ...{ name: GHOST, authority: "Office of the Attorney-General", country: "GH" },
          ...{ roles: ["prosecutor"], competences: [], languages: ["en"] },
        }),
        ...{ validFrom: at, validUntil: at + 86_400_000 },
      },
      intruder,
    );
    await showLog(stage, await stage.account(AMA.name), (entries) => [...entries, grant]);
    const alarm = ama.getByRole("alert", { name: "Alarm about the server" });
    await alarm.waitFor({ timeout: ALARM_MS });
    await alarm.getByText("that is not signed by whom it must be.", { exact: false }).waitFor();
    await ama.getByLabel("Message", { exact: true }).fill("The witness will speak.");
    await ama.getByRole("button", { name: "Send" }).click();
    await ama.getByText("An alarm about the network’s log is open", { exact: false }).waitFor();
    expect(await ama.getByLabel("Message", { exact: true }).inputValue()).toBe("The witness will speak.");
    expect(await accessibilityFaults(ama)).toEqual([]);
    await picture(ama, "3-ghost-member");
    await ama.getByRole("button", { name: "Directory", exact: true }).click();
    await ama.getByRole("list", { name: "Directory" }).getByRole("button", { name: OFFICER.name }).waitFor();
    expect(await ama.getByText(GHOST, { exact: false }).count()).toBe(0);

    // The secretariat's code ends the alarm, and what was written goes out.
    stage.server.lies.end();
    await stage.settle(ama);
    await openConversation(ama, OFFICER.name);
    await say(ama, "The witness will speak.");
    await openConversation(officer, AMA.name);
    await hear(officer, "The witness will speak.");
    await connected(officer);
  });
});
