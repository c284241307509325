import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "@comity/server/server";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import { launchBrowser } from "../setup/browser.ts";

/** How long a browser may take for one step; generous, since the machine is shared. */
export const STEP_MS = 60_000;

/** How much of a screen's text is shown with a failure. */
const SHOWN = 1_500;

const CAMERA = "camera.y4m";

const open = new Set<World>();

// A step that waited in vain says little; what stood on the screens instead says why.
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const world of open) for (const text of await world.screens()) console.error(text);
});

/** One server, one browser, and people in browser contexts of their own. */
export class World {
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    readonly folder: string,
    private running: RunningServer,
    private readonly browser: Browser,
    /** Where the pages come from at the next start; undefined: from the repository's own build. */
    public clientFolder: string | undefined,
  ) {}

  static async open(clientFolder?: string): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), "comity-e2e-"));
    const running = await startServer(
      clientFolder === undefined ? { dataFolder: folder } : { dataFolder: folder, clientFolder },
    );
    const world = new World(folder, running, await launchBrowser(join(folder, CAMERA)), clientFolder);
    open.add(world);
    return world;
  }

  /** The file that the browser's cameras show, once it is written. */
  get camera(): string {
    return join(this.folder, CAMERA);
  }

  get server(): RunningServer {
    return this.running;
  }

  /** Stops the server and starts it again on the same port and data. */
  async restartServer(): Promise<void> {
    const start = await this.stopServer();
    await start();
  }

  /** Stops the server; gives how to start it again on the same port and data. */
  async stopServer(): Promise<() => Promise<void>> {
    const { port } = this.running;
    await this.running.close();
    return async () => {
      const { clientFolder, folder: dataFolder } = this;
      this.running = await startServer(
        clientFolder === undefined ? { dataFolder, port } : { dataFolder, port, clientFolder },
      );
    };
  }

  /** A person with a browser of their own. Any request to another host, and any error of the page, fails the test. */
  async person(width = 1440, height = 900): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width, height }, locale: "en-GB" });
    this.contexts.push(context);
    context.setDefaultTimeout(STEP_MS);
    return this.tab(context);
  }

  /** One more tab in a person's browser. */
  async tab(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol === "blob:" || protocol === "data:") return;
      expect(host).toBe(`localhost:${this.running.port}`);
    });
    page.on("pageerror", (error) => {
      throw error;
    });
    return page;
  }

  /** Ends the shared worker of a person's browser as a crash does: at once, without a word to anybody. */
  async crashWorker(page: Page): Promise<void> {
    const own = await page.context().newCDPSession(page);
    const { targetInfo } = await own.send("Target.getTargetInfo");
    const session = await this.browser.newBrowserCDPSession();
    const { targetInfos } = await session.send("Target.getTargets");
    const workers = targetInfos.filter(
      ({ type, browserContextId }) =>
        type === "shared_worker" && browserContextId === targetInfo.browserContextId,
    );
    expect(workers).toHaveLength(1);
    for (const { targetId } of workers) await session.send("Target.closeTarget", { targetId });
    await session.detach();
  }

  /** What every open page shows, as text. */
  async screens(): Promise<string[]> {
    const pages = this.contexts.flatMap((context) => context.pages());
    return Promise.all(
      pages.map(async (page) => {
        const text = await page
          .evaluate(() => document.body.textContent)
          .catch((error: unknown) => `(no answer: ${String(error)})`);
        return `On the screen at ${page.url()}:\n${text.slice(0, SHOWN)}\n`;
      }),
    );
  }

  async close(): Promise<void> {
    open.delete(this);
    for (const context of this.contexts) await context.close();
    await this.browser.close();
    await this.running.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const PASSPHRASE = "seven quiet harbour lanterns";

export interface CardInput {
  readonly name: string;
  readonly authority: string;
  readonly country: string;
  readonly role?: string;
  /** A guest has none. */
  readonly competence?: string | undefined;
  readonly language: string;
}

/** Fills the fields of a directory card. */
export async function fillCard(page: Page, card: CardInput): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(card.name);
  await page.getByLabel("Authority", { exact: true }).fill(card.authority);
  await page.getByLabel("Country", { exact: true }).selectOption({ label: card.country });
  if (card.role !== undefined) await page.getByLabel(card.role, { exact: true }).check();
  await page.getByLabel(card.language, { exact: true }).check();
  if (card.competence !== undefined) await page.getByLabel(card.competence, { exact: true }).check();
}

/** Chooses the passphrase, both times. */
export async function choosePassphrase(page: Page): Promise<void> {
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("Passphrase again").fill(PASSPHRASE);
}

/** Confirms that the recovery key was noted, by typing the two groups that are asked for; gives the key. */
export async function storeRecoveryKey(page: Page): Promise<string> {
  const key = (await page.getByTestId("recovery-key").textContent()) ?? "";
  await page.getByLabel("I have printed it or written it down").check();
  await page.getByRole("button", { name: "Continue" }).click();
  const groups = key.trim().split(/\s+/);
  for (const field of await page.getByLabel(/^Group \d+ of \d+$/).all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? "");
    await field.fill(groups[Number(/\d+/.exec(label)?.[0]) - 1] ?? "");
  }
  await page.getByRole("button", { name: "Check", exact: true }).click();
  return key;
}

/** Unlocks with the right passphrase. */
export async function unlock(page: Page): Promise<void> {
  await page.getByLabel("Passphrase").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Unlock" }).click();
  await connected(page);
}

/** Waits until the connection stands. */
export async function connected(page: Page): Promise<void> {
  await page.getByText("Connected", { exact: true }).first().waitFor();
}

/** The first officer founds a network over the founding link; gives the recovery key. */
export async function foundNetwork(page: Page, link: string, name: string, card: CardInput): Promise<string> {
  await page.goto(link);
  await page.getByLabel("Name of the network").fill(name);
  await fillCard(page, card);
  await choosePassphrase(page);
  await page.getByRole("button", { name: "Found the network" }).click();
  const key = await storeRecoveryKey(page);
  await connected(page);
  return key;
}

/** The officer makes an invitation; gives its link. */
export async function invite(officer: Page, card: CardInput): Promise<string> {
  await officer.getByRole("button", { name: /^Office/ }).click();
  await officer.getByRole("button", { name: "Invite a person" }).click();
  await fillCard(officer, card);
  await officer.getByRole("button", { name: "Make the invitation" }).click();
  const link = await officer.getByRole("textbox", { name: "Invitation link" }).inputValue();
  await officer.getByRole("button", { name: "Close" }).click();
  return link;
}

/** The invited person accepts and waits; gives the recovery key. */
export async function accept(page: Page, link: string): Promise<string> {
  await page.goto(link);
  await choosePassphrase(page);
  await page.getByRole("button", { name: "Make my keys and accept" }).click();
  return storeRecoveryKey(page);
}

/** The officer checks the keys and signs. */
export async function sign(officer: Page, name: string): Promise<void> {
  await officer.getByRole("button", { name: /^Office/ }).click();
  await officer.getByRole("button", { name: "Check and sign" }).click();
  await officer.getByRole("heading", { name: `Sign the membership of ${name}?` }).waitFor();
  await officer.getByRole("button", { name: "Sign", exact: true }).click();
  await officer.getByText("Signed", { exact: false }).first().waitFor();
}

/** Invites a person, lets them accept in a browser of their own, and signs. */
export async function admit(world: World, officer: Page, card: CardInput): Promise<Page> {
  const link = await invite(officer, card);
  const page = await world.person();
  await accept(page, link);
  await sign(officer, card.name);
  await connected(page);
  return page;
}

/** Opens the direct channel with somebody from the directory. */
export async function writeTo(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Directory", exact: true }).click();
  await page.getByRole("list", { name: "Directory" }).getByRole("button", { name }).click();
  await page.getByRole("button", { name: "Write", exact: true }).click();
  await page.getByLabel("Message", { exact: true }).waitFor();
}

/** What a message says of itself once the server has it: others may have it by then, too. */
export const ACKNOWLEDGED = /^(sent|delivered|read)( |$)/;

/** Sends a message in the open conversation and waits until the server has acknowledged it. */
export async function say(page: Page, text: string): Promise<void> {
  // What is typed while a dialog still stands over the thread goes nowhere.
  await page.getByRole("dialog").first().waitFor({ state: "detached" });
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator(".message", { hasText: text }).getByText(ACKNOWLEDGED).waitFor();
}

/** Waits for a message in the open conversation; checks that it stands there once. */
export async function hear(page: Page, text: string): Promise<void> {
  const message = page.locator(".message", { hasText: text });
  await message.first().waitFor();
  expect(await message.count()).toBe(1);
}

/** Opens a conversation of the left pane by a part of its title. */
export async function openConversation(page: Page, title: string): Promise<void> {
  await page.getByRole("list", { name: "Conversations" }).getByRole("button", { name: title }).click();
}

/** An officer and a member who has written to them once; and the member's recovery key. */
export async function acquainted(
  world: World,
  text: string,
): Promise<{ readonly officer: Page; readonly ama: Page; readonly recoveryKey: string }> {
  const officer = await world.person();
  await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
  const link = await invite(officer, AMA);
  const ama = await world.person();
  const recoveryKey = await accept(ama, link);
  await sign(officer, AMA.name);
  await connected(ama);
  await writeTo(ama, OFFICER.name);
  await say(ama, text);
  await openConversation(officer, AMA.name);
  await hear(officer, text);
  return { officer, ama, recoveryKey };
}

export const OFFICER: CardInput = {
  name: "Adjoa Lawson",
  authority: "Secretariat",
  country: "Togo",
  competence: "Other assistance",
  language: "French",
};
export const AMA: CardInput = {
  name: "Ama Mensah",
  authority: "Office of the Attorney-General",
  country: "Ghana",
  role: "Central authority",
  competence: "Extradition",
  language: "English",
};
export const CHIDI: CardInput = {
  name: "Chidi Okonkwo",
  authority: "Federal Ministry of Justice",
  country: "Nigeria",
  role: "Central authority",
  competence: "Confiscation and disposal of proceeds",
  language: "English",
};
export const HELENA: CardInput = {
  name: "Helena Tavares",
  authority: "Procuradoria-Geral da República",
  country: "Cape Verde",
  role: "Prosecutor",
  competence: "Joint investigations",
  language: "Portuguese",
};
