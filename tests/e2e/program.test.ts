import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import { alterScript, alterServiceWorker, copyOfBuild, hashOf, sealAgain } from "./builds.ts";
import { connected, foundNetwork, OFFICER, unlock, World } from "./world.ts";

let world: World;
let officer: Page;
const builds = mkdtempSync(join(tmpdir(), "comity-builds-"));
const honest = copyOfBuild(join(builds, "honest"));
const another = copyOfBuild(join(builds, "another"));
alterScript(another);
sealAgain(another);

beforeAll(async () => {
  world = await World.open(honest);
  officer = await world.person();
});
afterAll(async () => {
  await world.close();
  rmSync(builds, { recursive: true, force: true });
});

/** Serves the pages from another folder from now on. */
async function serveFrom(folder: string): Promise<void> {
  const start = await world.stopServer();
  world.clientFolder = folder;
  await start();
}

const settings = (page: Page) => page.getByRole("button", { name: "Settings", exact: true }).click();
const pinned = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);
const otherRuns = (page: Page) => page.evaluate(() => document.documentElement.dataset["other"]);

describe("the program that a browser runs", () => {
  it("is named in the settings, kept by the browser, and compared with the log once an officer has named it", async () => {
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    await pinned(officer);
    await settings(officer);
    const version = officer.getByRole("region", { name: "Version of this program" });
    await version.getByText(hashOf(honest)).waitFor();
    await version.getByText("This browser keeps this build").waitFor();
    await version.getByText("has named a build in its log yet").waitFor();
    await version.getByRole("button", { name: "Name this build in the log of WACAP" }).click();
    await version.getByText("The secretariat of WACAP named it in its log").waitFor();
    expect(await accessibilityFaults(officer)).toEqual([]);
  });

  it("starts without the server", async () => {
    const start = await world.stopServer();
    await officer.reload();
    await officer.getByLabel("Passphrase").waitFor();
    await start();
    await unlock(officer);
  });

  it("stays what it is when the server serves altered bytes under the same manifest", async () => {
    const altered = join(builds, "altered");
    cpSync(honest, altered, { recursive: true });
    alterScript(altered);
    await serveFrom(altered);
    await officer.reload();
    await unlock(officer);
    expect(await otherRuns(officer)).toBeUndefined();
    // A browser that was never here refuses the script by its integrity.
    const newcomer = await world.person();
    const refused = newcomer.waitForEvent("console", (line) => line.text().includes("integrity"));
    await newcomer.goto(world.server.origin);
    await refused;
    expect(await otherRuns(newcomer)).toBeUndefined();
    expect(await newcomer.getByRole("heading").count()).toBe(0);
    await newcomer.close();
  });

  it("raises the alarm when the service worker itself is not what the manifest says", async () => {
    const worker = join(builds, "worker");
    cpSync(honest, worker, { recursive: true });
    alterServiceWorker(worker);
    await serveFrom(worker);
    await officer.reload();
    await officer.getByRole("alert").getByText("/sw.js").waitFor();
    await unlock(officer);
    await officer.getByRole("alert").getByText("/sw.js").waitFor();
    await serveFrom(honest);
    await officer.reload();
    await unlock(officer);
    await officer.getByRole("alert").waitFor({ state: "detached" });
  });

  it("goes on, with an alarm, when the server offers a build that is not what its manifest says", async () => {
    const lying = join(builds, "lying");
    cpSync(another, lying, { recursive: true });
    alterScript(lying);
    await serveFrom(lying);
    await officer.reload();
    await officer
      .getByRole("alert")
      .getByText("The server sends a program that is not what it says")
      .waitFor();
    await unlock(officer);
    await officer
      .getByRole("alert")
      .getByText("The server sends a program that is not what it says")
      .waitFor();
    expect(await otherRuns(officer)).toBeUndefined();
    expect(await accessibilityFaults(officer)).toEqual([]);
  });

  it("asks before it takes another build, and says that nobody has named it", async () => {
    await serveFrom(another);
    await officer.reload();
    await unlock(officer);
    const notes = officer.getByRole("status", { name: "Version of this program" });
    await notes.getByText(hashOf(another)).waitFor();
    await notes.getByText("No secretariat of yours has named it").waitFor();
    expect(await otherRuns(officer)).toBeUndefined();
    await notes.getByRole("button", { name: "Not now" }).click();
    await notes.waitFor({ state: "hidden" });
    await officer.reload();
    expect(await otherRuns(officer)).toBeUndefined();
    await unlock(officer);
    await notes.getByRole("button", { name: "Take the new version" }).click();
    await officer.waitForFunction(() => document.documentElement.dataset["other"] === "runs");
    await unlock(officer);
    await connected(officer);
    await settings(officer);
    const version = officer.getByRole("region", { name: "Version of this program" });
    await version.getByText(hashOf(another)).waitFor();
    await version.getByRole("alert").getByText("No secretariat of yours has named this build").waitFor();
    expect(await accessibilityFaults(officer)).toEqual([]);
  });
});
