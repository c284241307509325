import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SealedVault } from "@comity/client/engine/vault/vault";
import { FileStore } from "@comity/client/node/fileStore";
import { type RunningServer, startServer } from "@comity/server/server";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { comity, type Said } from "../command/comity.ts";

const PASSPHRASE = "several unrelated words";
const HEADER = "name,authority,country,roles,languages,competences,email,telephone,member_until";

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "comity-office-"));
  server = await startServer({ dataFolder: join(folder, "server") });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const profile = (who: string) => join(folder, who);

/** Makes further tries at a profile's passphrase cheap, so that the tests of everything else are quick. */
async function cheapen(who: string): Promise<void> {
  const sodium = await loadSodium();
  const store = FileStore.open(profile(who));
  if (!store.ok) throw new Error(store.fault.code);
  const random = (n: number) => sodium.randombytes_buf(n);
  const vault = await SealedVault.open(sodium, random, store.value, PASSPHRASE);
  if (!vault.ok) throw new Error(vault.fault);
  await vault.value.rewrap(PASSPHRASE, { passes: 1, memory: 8192 });
  vault.value.close();
  store.value.close();
}

const run = (who: string, ...words: string[]): Promise<Said> =>
  comity([...words, "--json", "--profile", profile(who)], { passphrase: PASSPHRASE });

/** Runs a command that must end well; gives what it answered. */
async function as(who: string, ...words: string[]): Promise<unknown> {
  const said = await run(who, ...words);
  expect([said.exit, said.err]).toEqual([0, expect.any(String)]);
  return said.json();
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const card = (name: string, country: string) => ({
  ...{ name, authority: "Central Authority", country, roles: ["focal-point"] },
  ...{ competences: ["mla.f"], languages: ["en"] },
});

const Made = z.object({ made: z.array(z.object({ invitation: z.string(), link: z.string() })) });
const Members = z.object({
  members: z.array(
    z.object({ card: z.object({ name: z.string(), country: z.string() }), standing: z.string() }),
  ),
});

describe("comity, the office", () => {
  it("invites from a list, grants, amends, suspends, resumes, and shows and checks what was signed", {
    timeout: 400_000,
  }, async () => {
    const officer = file(
      "officer.json",
      JSON.stringify({ ...card("Officer", "TG"), roles: ["secretariat"] }),
    );
    await as("officer", "found", await server.foundingLink(), "--network", "WACAP", "--card", officer);
    await cheapen("officer");

    const wrong = file("wrong.csv", `${HEADER}\nAma,Office,XX,prosecutor,en,,,,\nLuc,Office,TG,judge,fr,,,,`);
    const dry = await run("officer", "invite", "list", wrong, "--dry-run");
    expect(dry.json()).toMatchObject({ ready: 1, wrong: 1, lines: [{ line: 2 }, { line: 3, faults: [] }] });
    expect(dry.err).toContain("country: “XX” is not a known code");
    expect((await run("officer", "invite", "list", wrong)).exit).toBe(1);

    const right = file("right.csv", `${HEADER}\nAma,Office,GH,prosecutor,en,,,,\nLuc,Office,TG,judge,fr,,,,`);
    const { made } = Made.parse(await as("officer", "invite", "list", right));
    expect(made).toHaveLength(2);
    const [first, second] = made;
    if (first === undefined || second === undefined) throw new Error("two were made");
    await as("officer", "invitations", "cancel", second.invitation);
    const renewed = z
      .object({ invitation: z.string(), link: z.string() })
      .parse(await as("officer", "invitations", "renew", second.invitation));
    expect(renewed.link).not.toBe(second.link);
    await as("Ama", "enrol", first.link);
    await cheapen("Ama");
    await as("officer", "grant", first.invitation);

    const alike = await run(
      "officer",
      "invite",
      "--card",
      file("alike.json", JSON.stringify(card("AMA", "NG"))),
    );
    expect([alike.exit, alike.err]).toEqual([1, expect.stringContaining("Ama (GH, Office)")]);

    const amended = file("ama.json", JSON.stringify(card("Ama", "NG")));
    const end = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const asked = ["amend", "Ama", "--card", amended, "--until", end];
    expect(await as("officer", ...asked, "--dry-run")).toMatchObject({
      signed: false,
      changes: expect.arrayContaining([{ field: "country", from: "GH", to: "NG" }]),
    });
    expect(await as("officer", ...asked)).toMatchObject({ signed: true });
    expect(Members.parse(await as("officer", "members", "--ending")).members).toEqual([
      { card: { name: "Ama", country: "NG" }, standing: "current" },
    ]);
    await as("officer", "suspend", "Ama");
    const refused = await run("Ama", "whoami");
    expect([refused.exit, refused.err]).toEqual([1, expect.stringContaining("membership is suspended")]);
    await as("officer", "resume", "Ama");
    expect(await as("Ama", "whoami")).toMatchObject({ phase: "ready" });

    // Both see the same code, and each marks the other for themselves.
    const compared = z.object({ code: z.string(), state: z.string() });
    const { code, state } = compared.parse(await as("officer", "verify", "Ama"));
    expect([code, state]).toEqual([expect.stringMatching(/^\d{5}( \d{5}){5}$/), "none"]);
    expect(await as("Ama", "verify", "Officer", "--same")).toMatchObject({ code, state: "verified" });
    expect(await as("Ama", "verify", "Officer")).toMatchObject({ state: "verified" });
    expect(await as("Ama", "verify", "Officer", "--take-back")).toMatchObject({ state: "none" });

    const acts = z.object({ acts: z.array(z.object({ what: z.string() })) });
    expect(acts.parse(await as("officer", "activity")).acts.map(({ what }) => what)).toEqual([
      ...["founded", "granted", "granted", "amended", "suspended", "resumed"],
    ]);
    const signed = file("activity.json", JSON.stringify(await as("officer", "activity", "--signed")));
    for (const who of ["officer", "Ama"])
      expect(await as(who, "activity", "check", signed)).toMatchObject({ holds: true, acts: 6 });
    const table = await comity(["activity", "--csv", "--profile", profile("officer")], {
      passphrase: PASSPHRASE,
    });
    expect(table.out).toContain("country: GH -> NG");
    await as("officer", "revoke", "Ama");
    expect((await run("Ama", "whoami")).exit).toBe(1);
  });

  it("recognises another network by its code, which says beforehand which one that is, and withdraws it", {
    timeout: 400_000,
  }, async () => {
    for (const [who, network] of [
      ["west", "West"],
      ["east", "East"],
    ] as const) {
      const own = file(`${who}.json`, JSON.stringify({ ...card(who, "TG"), roles: ["secretariat"] }));
      await as(who, "found", await server.foundingLink(), "--network", network, "--card", own);
      await cheapen(who);
    }
    const Code = z.object({ code: z.string() });
    const { code } = Code.parse(await as("east", "networks"));
    expect(await as("west", "networks", "recognise", code, "--dry-run")).toMatchObject({
      ...{ name: "East", code, recognisesUs: false, signed: false },
    });
    await as("west", "networks", "recognise", code);
    await as("east", "networks", "recognise", Code.parse(await as("west", "networks")).code);
    expect(await as("west", "networks")).toMatchObject({
      networks: [{ name: "East", state: "both", people: 1 }],
    });
    expect(await as("west", "networks", "withdraw", "East")).toMatchObject({ withdrawn: true });
    expect(await as("west", "networks")).toMatchObject({ networks: [{ state: "withdrawn-by-us" }] });
    expect((await run("west", "networks", "recognise", "12345")).err).toContain("no network’s code");
  });
});
