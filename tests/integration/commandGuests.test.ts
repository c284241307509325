import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "@comity/server/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { comity, type Said } from "../command/comity.ts";

const PASSPHRASE = "several unrelated words";
const DAY = 86_400_000;

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "comity-guests-"));
  server = await startServer({ dataFolder: join(folder, "server") });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (who: string, ...words: string[]): Promise<Said> =>
  comity([...words, "--json", "--profile", join(folder, who)], { passphrase: PASSPHRASE });

/** Runs a command that must end well; gives what it answered. */
async function as(who: string, ...words: string[]): Promise<unknown> {
  const said = await run(who, ...words);
  expect([said.exit, said.err]).toEqual([0, expect.any(String)]);
  return said.json();
}

function cardFile(name: string, role: string): string {
  const path = join(folder, `${name}.json`);
  const card = {
    ...{ name, authority: "Tema Circuit Court", country: "GH", roles: [role] },
    ...{ competences: [], languages: ["en"] },
  };
  writeFileSync(path, JSON.stringify(card));
  return path;
}

const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const Made = z.object({ invitation: z.string(), link: z.string() });
const Listed = z.object({
  invitations: z.array(z.object({ invitation: z.string(), state: z.string() })),
  guests: z.array(z.object({ account: z.string(), standing: z.string(), validUntil: z.string() })),
});

describe("comity guest", () => {
  it("invites into one room, lets in, gives another date and ends the stay; the guest enrols and writes", {
    timeout: 400_000,
  }, async () => {
    const officer = cardFile("Officer", "secretariat");
    await as("host", "found", await server.foundingLink(), "--network", "WACAP", "--card", officer);
    await as("host", "room", "create", "R-7", "Vessel");
    const kofi = cardFile("Kofi Asante", "investigator");
    const invite = (card: string, until: string) =>
      run("host", "guest", "invite", "R-7", "--card", card, "--until", until);
    // Nobody's guest bears an office, and a stay has an end that lies ahead.
    expect((await invite(officer, dayIn(5))).exit).toBe(2);
    expect((await invite(kofi, dayIn(-5))).exit).toBe(2);
    expect((await invite(kofi, dayIn(300))).exit).toBe(2);
    const made = Made.parse((await invite(kofi, dayIn(5))).json());

    const enrolled = await run("guest", "enrol", made.link, "--device", "Laptop");
    expect([enrolled.exit, enrolled.json()]).toEqual([0, expect.objectContaining({ phase: "waiting" })]);
    expect(enrolled.err).toContain("as a guest into one room of WACAP");
    const list = async () => Listed.parse(await as("host", "guest", "list"));
    expect((await list()).invitations).toContainEqual({ invitation: made.invitation, state: "arrived" });
    await as("host", "guest", "admit", made.invitation);
    expect(await as("guest", "whoami")).toMatchObject({
      ...{ phase: "ready", networks: [] },
      guest: { validUntil: expect.stringContaining(dayIn(5)), card: { name: "Kofi Asante" } },
    });
    await as("guest", "send", "R-7", "Thank you");
    expect(JSON.stringify(await as("host", "read", "R-7"))).toContain("Thank you");
    // Guests have no directory, and no log to take away.
    expect(JSON.stringify(await as("guest", "directory"))).not.toContain("Kofi Asante");
    expect((await run("guest", "log", "export")).exit).not.toBe(0);

    await as("host", "guest", "extend", "Kofi Asante", "--until", dayIn(9));
    expect((await list()).guests).toEqual([
      expect.objectContaining({ standing: "current", validUntil: expect.stringContaining(dayIn(9)) }),
    ]);
    expect((await run("guest", "guest", "end", "Kofi Asante")).exit).toBe(1);
    await as("host", "guest", "end", "Kofi Asante");
    expect((await list()).guests).toEqual([expect.objectContaining({ standing: "revoked" })]);
    const lines = z.object({ lines: z.array(z.record(z.string(), z.unknown())) });
    const read = lines.parse(await as("host", "read", "R-7"));
    expect(read.lines.at(-1)).toMatchObject({
      ...{ type: "membership", removed: [{ name: "Kofi Asante" }] },
      endedStays: [{ name: "Kofi Asante", how: "early", by: { name: "Officer" } }],
    });
    expect((await run("guest", "send", "R-7", "Still here?")).exit).not.toBe(0);
  });
});
