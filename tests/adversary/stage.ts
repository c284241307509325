import { loadSodium } from "@comity/shared/crypto/sodium";
import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import { readStatement } from "@comity/shared/statements/signing";
import type { SignedStatement, Statement } from "@comity/shared/statements/statement";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import {
  accept,
  type CardInput,
  connected,
  foundNetwork,
  invite,
  OFFICER,
  STEP_MS,
  sign,
} from "../e2e/world.ts";
import { launchBrowser } from "../setup/browser.ts";
import { MaliciousServer } from "./maliciousServer.ts";
import { settleByCode } from "./secretariatsCode.ts";

export const sodium = await loadSodium();
const MUCH = 100_000;
const NETWORK = "WACAP";

/** How long a browser may take until it shows an alarm: it asks more than once before it accuses. */
export const ALARM_MS = 90_000;

/** People in browsers, on a server that means no good; the secretariat's officer has founded the network. */
export class Stage {
  private constructor(
    readonly server: MaliciousServer,
    private readonly browser: Browser,
    readonly officer: Page,
  ) {}

  static async open(): Promise<Stage> {
    const server = await MaliciousServer.open();
    const browser = await launchBrowser();
    const officer = await personOn(server, browser);
    await foundNetwork(officer, await server.real.foundingLink(), NETWORK, OFFICER);
    return new Stage(server, browser, officer);
  }

  /** Somebody with a browser of their own. */
  person(): Promise<Page> {
    return personOn(this.server, this.browser);
  }

  /** Invites somebody, who accepts; the officer signs. */
  async admit(card: CardInput): Promise<Page> {
    const link = await invite(this.officer, card);
    const page = await this.person();
    await accept(page, link);
    await sign(this.officer, card.name);
    await connected(page);
    return page;
  }

  /** The log as it really is; there is one network. */
  async log(): Promise<{ readonly network: NetworkId; readonly entries: readonly SignedStatement[] }> {
    const { statements } = this.server.real.storage;
    const [network] = await statements.networks();
    if (network === undefined) throw new Error("no network was founded");
    return { network, entries: await statements.read(network, 0, MUCH) };
  }

  /** Whose card has this name: the server can read the directory. */
  async account(name: string): Promise<AccountId> {
    const { account } = await this.said(
      (said) => said.kind === "membership.grant" && said.card.name === name,
    );
    return account;
  }

  /** The device of whose card has this name. */
  async device(name: string): Promise<DeviceId> {
    const account = await this.account(name);
    const found = await this.said((said) => said.kind === "device.certify" && said.account === account);
    if (!("device" in found)) throw new Error(`${name} has no device`);
    return found.device;
  }

  private async said(is: (said: Statement) => boolean) {
    for (const entry of (await this.log()).entries) {
      const read = readStatement(sodium, entry);
      if (read.ok && is(read.value) && "account" in read.value) return read.value;
    }
    throw new Error("nobody has said that");
  }

  /** Somebody types in the code that the secretariat reads to them: their alarm ends. */
  settle(page: Page): Promise<void> {
    return settleByCode(this.officer, page);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

async function personOn(server: MaliciousServer, browser: Browser): Promise<Page> {
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ viewport, locale: "en-GB" });
  context.setDefaultTimeout(STEP_MS);
  const page = await context.newPage();
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== "blob:" && protocol !== "data:") expect(host).toBe(`localhost:${server.port}`);
  });
  page.on("pageerror", (error) => {
    throw error;
  });
  return page;
}

/** Keeps a picture of what the person sees, where pictures are asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["COMITY_TEST_SHOTS"];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
