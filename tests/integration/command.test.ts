import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printRecoveryKey } from "@comity/client/engine/recovery/recoveryKey";
import { SealedVault } from "@comity/client/engine/vault/vault";
import { FileStore } from "@comity/client/node/fileStore";
import { type RunningServer, startServer } from "@comity/server/server";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { Comity, comity, type Said } from "../command/comity.ts";

const PASSPHRASE = "several unrelated words";
const NETWORK = "Test network";

const Enrolled = z.object({ recoveryKey: z.object({ key: z.string() }) });
const recoveryKeys = new Map<string, string>();
let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "comity-cli-"));
  server = await startServer({ dataFolder: join(folder, "server") });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes further tries at a profile's passphrase cheap, so that the tests of everything else are quick. */
async function cheapen(who: string): Promise<void> {
  const sodium = await loadSodium();
  const random = (n: number) => sodium.randombytes_buf(n);
  const store = FileStore.open(profile(who));
  if (!store.ok) throw new Error(store.fault.code);
  const vault = await SealedVault.open(sodium, random, store.value, PASSPHRASE);
  if (!vault.ok) throw new Error(vault.fault);
  await vault.value.rewrap(PASSPHRASE, { passes: 1, memory: 8192 });
  vault.value.close();
  store.value.close();
}

const profile = (who: string) => join(folder, who);

/** Runs a command as somebody, with --json; fails the test where it does not end well. */
async function as(who: string, ...words: string[]): Promise<Said> {
  const said = await comity([...words, "--json", "--profile", profile(who)], { passphrase: PASSPHRASE });
  expect([said.exit, said.err]).toEqual([0, expect.any(String)]);
  return said;
}

function card(name: string, country: string): string {
  const file = join(folder, `${name}.json`);
  const roles = name === "Officer" ? ["secretariat"] : ["focal-point"];
  writeFileSync(
    file,
    JSON.stringify({
      ...{ name, country, roles, authority: `Central Authority of ${country}` },
      ...{ competences: ["mla.f"], languages: ["en"], email: `${name.toLowerCase()}@example.org` },
    }),
  );
  return file;
}

const Line = z.object({
  type: z.string(),
  author: z.object({ name: z.string() }).optional(),
  delivery: z.string().optional(),
  content: z.object({ kind: z.string(), text: z.string().optional() }).optional(),
});
const Lines = z.object({ lines: z.array(Line) });
const texts = (said: Said) =>
  Lines.parse(said.json()).lines.flatMap(({ author, content }) =>
    content?.kind === "text" ? [`${author?.name}: ${content.text}`] : [],
  );

describe("comity, the command line", () => {
  it("founds a network, invites, enrols and signs", { timeout: 300_000 }, async () => {
    const founded = await comity(
      [
        "found",
        await server.foundingLink(),
        "--network",
        NETWORK,
        "--card",
        card("Officer", "GH"),
        "--json",
      ].concat(["--profile", profile("officer")]),
      { passphrase: PASSPHRASE },
    );
    expect(founded.json()).toMatchObject({ phase: "ready", recoveryKey: { number: 1 } });
    await cheapen("officer");
    for (const [who, country] of [
      ["Ama", "GH"],
      ["Luc", "TG"],
    ] as const) {
      const Invited = z.object({ invitation: z.string(), link: z.string() });
      const made = Invited.parse((await as("officer", "invite", "--card", card(who, country))).json());
      const enrolled = await as(who, "enrol", made.link, "--device", "Script host");
      expect(enrolled.json()).toMatchObject({ phase: "waiting" });
      recoveryKeys.set(who, Enrolled.parse(enrolled.json()).recoveryKey.key);
      expect(enrolled.err).toContain(`Officer invites ${who}`);
      await cheapen(who);
      const waiting = await as(who, "whoami");
      expect(waiting.json()).toMatchObject({ phase: "waiting", online: true });
      const early = await comity(["send", "Officer", "too early", "--profile", profile(who)], {
        passphrase: PASSPHRASE,
      });
      expect([early.exit, early.err]).toEqual([1, expect.stringContaining("has not signed your membership")]);
      await as("officer", "grant", made.invitation);
      expect((await as(who, "whoami")).json()).toMatchObject({
        phase: "ready",
        networks: [{ name: NETWORK }],
      });
    }
    expect(statSync(profile("Ama")).mode & 0o077).toBe(0);
  });

  it("shows the directory, filtered", async () => {
    const all = z.object({ contacts: z.array(z.object({ card: z.object({ name: z.string() }) })) });
    const names = async (...filter: string[]) =>
      all.parse((await as("Ama", "directory", ...filter)).json()).contacts.map((one) => one.card.name);
    expect(await names()).toEqual(["Ama", "Luc", "Officer"]);
    expect(await names("--country", "tg")).toEqual(["Luc"]);
    expect(await names("--text", "togo")).toEqual(["Luc"]);
    expect(await names("--competence", "extradition")).toEqual([]);
  });

  it("sends and reads: by name, by address, from standard input, and nothing can imitate another line", async () => {
    await as("Ama", "send", "luc", "Bonjour Luc");
    const piped = await comity(["send", "ama@example.org", "-", "--json", "--profile", profile("Luc")], {
      passphrase: PASSPHRASE,
      input: "two\n2026-01-01 10:00  Ama: lines \u001b[2J\n",
    });
    expect(piped.json()).toMatchObject({ delivery: "sent" });
    const told = ["Ama: Bonjour Luc", "Luc: two\n2026-01-01 10:00  Ama: lines \u001b[2J"];
    expect(texts(await as("Ama", "read", "Luc"))).toEqual(told);
    const shown = await comity(["read", "Luc", "--profile", profile("Ama")], { passphrase: PASSPHRASE });
    expect(shown.out).toContain("Luc: two\n    2026-01-01 10:00  Ama: lines \uFFFD[2J\n");
    const one = await as("Ama", "read", "Luc", "--limit", "1");
    expect(one.json()).toMatchObject({ more: true });
  });

  it("sends files and saves them whole, touching nothing that is there; what opens a file is written nowhere", async () => {
    const bytes = randomBytes(150_000);
    const path = join(folder, "annex.bin");
    writeFileSync(path, bytes);
    await as("Ama", "send", "Luc", "--file", path, "--file", path, "two annexes");
    const shown = await comity(["read", "Luc", "--profile", profile("Ama")], { passphrase: PASSPHRASE });
    const order = /files of line (\d+) to save: annex\.bin \(150000 bytes\)/.exec(shown.out)?.[1] ?? "";
    const json = await as("Luc", "read", "Ama");
    expect(json.out).toContain('"size":150000');
    expect(json.out).not.toMatch(/"(key|digest|blob)"/);
    const to = join(folder, "saved");
    mkdirSync(to);
    writeFileSync(join(to, "annex.bin"), "was here before");
    const saved = await as("Luc", "save", "Ama", order, "--to", to);
    expect(saved.json()).toMatchObject({ files: [{ name: "annex.bin" }, { name: "annex.bin" }] });
    expect(readdirSync(to).sort()).toEqual(["annex (2).bin", "annex (3).bin", "annex.bin"]);
    expect(Buffer.compare(readFileSync(join(to, "annex (3).bin")), bytes)).toBe(0);
    expect(readFileSync(join(to, "annex.bin"), "utf8")).toBe("was here before");
    const none = await comity(["save", "Ama", "1", "--profile", profile("Luc")], { passphrase: PASSPHRASE });
    expect([none.exit, none.err]).toEqual([2, "Line 1 has no files. comity read shows which have.\n"]);
    const missing = await comity(["send", "Ama", "--file", join(folder, "no"), "--profile", profile("Luc")], {
      passphrase: PASSPHRASE,
    });
    expect([missing.exit, missing.err]).toEqual([2, expect.stringContaining("There is no file")]);
  });

  it("opens a room, changes who is in it, announces, exports and lists", async () => {
    const Room = z.object({
      room: z.object({ id: z.string(), members: z.array(z.object({ name: z.string() })) }),
    });
    const members = (said: Said) =>
      Room.parse(said.json())
        .room.members.map(({ name }) => name)
        .sort();
    const made = await as("Ama", "room", "create", "2026/17", "Gold route", "Luc");
    expect(members(made)).toEqual(["Ama", "Luc"]);
    expect(members(await as("Ama", "room", "add", "2026/17", "Officer"))).toEqual(["Ama", "Luc", "Officer"]);
    await as("Luc", "send", "Gold route", "I have the documents");
    expect(members(await as("Ama", "room", "remove", "2026/17", "Officer"))).toEqual(["Ama", "Luc"]);
    const exported = await as("Ama", "export", "2026/17 · Gold route");
    expect(exported.json()).toMatchObject({
      upToDate: true,
      unreadable: 0,
      conversation: { title: "2026/17 · Gold route" },
    });
    expect(texts(exported)).toEqual(["Luc: I have the documents"]);
    expect(exported.err).toMatch(/^(\d+) of \1 lines exported\.\n$/);
    await as("officer", "announce", "Plenary", "Lomé, in May", "--date", "2027-05-04", "--place", "Lomé");
    const board = await as("Luc", "read", `Notice board: ${NETWORK}`);
    expect(Lines.parse(board.json()).lines.map(({ content }) => content?.kind)).toContain("announcement");
    const refused = await comity(["announce", "Coup", "x", "--profile", profile("Luc")], {
      passphrase: PASSPHRASE,
    });
    expect([refused.exit, refused.err]).toEqual([1, expect.stringContaining("may not do this")]);
    const list = z.object({ conversations: z.array(z.object({ kind: z.string() })) });
    const kinds = list.parse((await as("Luc", "room", "list")).json()).conversations.map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["board", "direct", "room"]);
    expect((await as("Luc", "devices")).json()).toMatchObject({
      devices: [{ name: "Script host", this: true }],
    });
  });

  it("passes on what was written in a room before somebody came, from a day on", async () => {
    await as("Ama", "room", "create", "2026/18", "Timber route", "Luc");
    await as("Ama", "send", "Timber route", "From the first day");
    await as("Ama", "room", "add", "2026/18", "Officer");
    const passOn = (...words: string[]) => as("Ama", "room", "pass-on", "2026/18", ...words);
    const passed = await passOn("Officer", "2001-01-01");
    expect(passed.json()).toMatchObject({ passed: { messages: 1, behind: 0, markings: [] } });
    const misused = await comity(["room", "pass-on", "2026/18", "Luc", "soon", "--profile", profile("Ama")], {
      passphrase: PASSPHRASE,
    });
    expect([misused.exit, misused.err]).toEqual([2, expect.stringContaining("is no day")]);
  });

  it("listens: what is unread first, then what comes, each once, and ends cleanly; nobody else gets in meanwhile", async () => {
    const words = ["listen", "--json", "--profile", profile("Luc")];
    await as("Ama", "send", "Luc", "before you listened");
    const first = new Comity(words, { passphrase: PASSPHRASE });
    await first.until((out, err) => out.includes("before you listened") && err.includes("Listening"));
    await as("Ama", "send", "Luc", "while you listen");
    await first.until((out) => out.includes("while you listen"));
    const second = await comity(["whoami", "--profile", profile("Luc")], { passphrase: PASSPHRASE });
    expect([second.exit, second.err]).toEqual([
      5,
      expect.stringContaining("one device must never run twice"),
    ]);
    first.child.kill("SIGINT");
    const heard = await first.ended();
    expect(heard.exit).toBe(0);
    const lines = heard.out
      .trim()
      .split("\n")
      .map((line) => Line.parse(JSON.parse(line)));
    const said = lines.flatMap(({ content }) => (content?.kind === "text" ? [content.text] : []));
    expect(said.filter((text) => text?.includes("you listen"))).toEqual([
      "before you listened",
      "while you listen",
    ]);
    const again = new Comity(words, { passphrase: PASSPHRASE });
    await again.until((_out, err) => err.includes("Listening"));
    again.child.kill("SIGTERM");
    const silent = await again.ended();
    expect([silent.exit, silent.out]).toEqual([0, ""]);
  });

  it("checks a server, with and without a device", async () => {
    const bare = await comity(["check", "--server", server.origin, "--json", "--profile", profile("nobody")]);
    expect(bare.json()).toMatchObject({ ok: true, steps: [{ step: "health" }, { step: "ready" }] });
    const whole = await as("Ama", "check", "--send", "Luc");
    expect(whole.json()).toMatchObject({
      ok: true,
      steps: [{ step: "health" }, { step: "ready" }, { step: "log-in" }, { step: "send", ok: true }],
    });
  });

  it("says in a sentence what is wrong, on standard error, with an exit code of its own", async () => {
    const wrong = await comity(["whoami", "--profile", profile("Ama")], {
      passphrase: "not these words at all",
    });
    expect([wrong.exit, wrong.out, wrong.err]).toEqual([
      3,
      "",
      expect.stringContaining("not the passphrase"),
    ]);
    const json = await comity(["whoami", "--json", "--profile", profile("Ama")], {
      passphrase: "nor these words",
    });
    expect(JSON.parse(json.err)).toMatchObject({ code: "passphrase.wrong", sentence: expect.any(String) });
    const none = await comity(["read", "Luc", "--profile", profile("nobody")]);
    expect([none.exit, none.err]).toEqual([5, expect.stringContaining("There is no device in the profile")]);
    const unknown = await comity(["send", "Nobody", "x", "--profile", profile("Ama")], {
      passphrase: PASSPHRASE,
    });
    expect([unknown.exit, unknown.err]).toEqual([
      1,
      expect.stringContaining('Nobody in your directory is called "Nobody"'),
    ]);
    for (const words of [
      ["frobnicate"],
      ["send"],
      ["read", "x", "--limit", "many"],
      ["whoami", "--colour"],
    ]) {
      const said = await comity([...words, "--profile", profile("Ama")], { passphrase: PASSPHRASE });
      expect([said.exit, said.out]).toEqual([2, ""]);
    }
    const help = await comity(["room", "create", "--help"]);
    expect([help.exit, help.out]).toEqual([0, expect.stringContaining("comity room create REFERENCE TITLE")]);
  });

  it("keeps a message for later when the server is away, and says what it could not ask", async () => {
    const { port } = server;
    await server.close();
    const away = ["--wait", "2", "--profile", profile("Ama")];
    const kept = await comity(["send", "Luc", "through the outage", ...away], { passphrase: PASSPHRASE });
    expect([kept.exit, kept.err]).toEqual([
      4,
      expect.stringContaining("is kept in the profile and sent by the next command"),
    ]);
    const exported = await comity(["export", "Luc", "--json", ...away], { passphrase: PASSPHRASE });
    expect([exported.exit, exported.json()]).toEqual([6, expect.objectContaining({ upToDate: false })]);
    const unready = await comity(["check", "--json", ...away], { passphrase: PASSPHRASE });
    expect([unready.exit, unready.json()]).toEqual([4, expect.objectContaining({ ok: false })]);
    server = await startServer({ dataFolder: join(folder, "server"), port });
    await as("Ama", "whoami");
    const received = texts(await as("Luc", "read", "Ama"));
    expect(received.filter((text) => text === "Ama: through the outage")).toHaveLength(1);
  });

  it("restores an account with its history from its recovery key in another profile", async () => {
    const there = ["--profile", profile("Ama again"), "--json"];
    const words = ["restore", "--server", server.origin, "--recovery-key-fd", "4", ...there];
    const wrong = await comity(words, { passphrase: PASSPHRASE, second: "0000-0000" });
    expect([wrong.exit, JSON.parse(wrong.err)]).toEqual([
      1,
      expect.objectContaining({ code: "recovery.mistyped" }),
    ]);
    // Somebody else's, or one that was never typed back: rightly typed, and unknown here.
    const foreign = printRecoveryKey(await loadSodium(), new Uint8Array(20).fill(7));
    const unknown = await comity(words, { passphrase: PASSPHRASE, second: foreign });
    expect([unknown.exit, JSON.parse(unknown.err)]).toEqual([
      1,
      expect.objectContaining({ code: "backup.unknown" }),
    ]);
    // What came to nothing leaves nothing in the way.
    expect((await comity(["check", ...there])).json()).toMatchObject({ ok: true });
    const second = recoveryKeys.get("Ama") ?? "";
    const restored = await comity(words, { passphrase: PASSPHRASE, second });
    expect([restored.exit, restored.json()]).toEqual([
      0,
      expect.objectContaining({ phase: "ready", upToDate: true }),
    ]);
    expect(restored.err).toMatch(/Bringing back your history: (\d+) \/ \1\n/);
    await cheapen("Ama again");
    const Account = z.object({ account: z.string() });
    const account = Account.parse((await as("Ama", "whoami")).json());
    expect(Account.parse(restored.json())).toEqual(account);
    expect(texts(await as("Ama again", "read", "Luc"))).toContain("Ama: Bonjour Luc");
  });

  it("renews a recovery key, which counts once it was typed in, and tells the former one apart", async () => {
    const typed = async (who: string, second: string | undefined) => {
      const words = ["recovery", "check", "--recovery-key-fd", "4", "--json", "--profile", profile(who)];
      return comity(words, { passphrase: PASSPHRASE, second: second ?? "" });
    };
    const former = recoveryKeys.get("Luc");
    expect((await typed("Luc", former)).json()).toMatchObject({ recoveryKey: { number: 1 } });
    const renewed = Enrolled.parse((await as("Luc", "recovery", "renew")).json()).recoveryKey.key;
    expect((await typed("Luc", renewed)).json()).toMatchObject({ recoveryKey: { number: 2 } });
    const late = await comity(
      ["restore", "--server", server.origin, "--recovery-key-fd", "4", "--profile", profile("Luc again")],
      { passphrase: PASSPHRASE, second: former ?? "" },
    );
    expect([late.exit, late.err]).toEqual([1, expect.stringContaining("This is recovery key no. 1 of")]);
  });
});

describe("comity link", () => {
  const Offer = z.object({ code: z.string() });
  const Compared = z.object({ number: z.string() });
  /** The JSON lines that a command has written so far. */
  const said = (out: string): unknown[] =>
    out
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const numberIn = (out: string) =>
    said(out).flatMap((line) => {
      const { success, data } = Compared.safeParse(line);
      return success ? [data.number] : [];
    })[0];

  /** Both sides up to where each has shown its number and waits for the other's. */
  async function meet(from: string, to: string) {
    const here = new Comity(
      [
        "link",
        "here",
        "--device",
        "Second desk",
        "--server",
        server.origin,
        "--number-fd",
        "4",
        "--json",
      ].concat(["--profile", profile(to)]),
      { passphrase: PASSPHRASE, secondLater: true },
    );
    await here.until((out) => said(out).length === 1);
    const { code } = Offer.parse(said(here.out)[0]);
    const there = new Comity(
      ["link", code.toLowerCase(), "--number-fd", "4", "--json", "--profile", profile(from)],
      { passphrase: PASSPHRASE, secondLater: true },
    );
    await Promise.all([
      here.until((out) => numberIn(out) !== undefined),
      there.until((out) => numberIn(out) !== undefined),
    ]);
    return { here, there };
  }

  it("makes a profile a further device, which is listed, renamed and ended", async () => {
    const { here, there } = await meet("Luc", "Luc's second");
    here.say(numberIn(there.out) ?? "");
    there.say(numberIn(here.out) ?? "");
    const [linked, linking] = await Promise.all([here.ended(), there.ended()]);
    expect([linked.exit, linked.err, linking.exit, linking.err]).toEqual([
      ...[0, expect.any(String)],
      ...[0, expect.any(String)],
    ]);
    expect(said(linked.out).at(-1)).toMatchObject({
      phase: "ready",
      upToDate: true,
      device: { name: "Second desk" },
    });
    expect(said(linking.out).at(-1)).toEqual({ linked: { name: "Second desk" }, everywhere: true });
    await cheapen("Luc's second");
    expect(texts(await as("Luc's second", "read", "Ama"))).toContain("Ama: Bonjour Luc");
    await as("Luc", "devices", "rename", "Second desk", "Cupboard");
    const Devices = z.object({ devices: z.array(z.object({ name: z.string(), this: z.boolean() })) });
    const listed = async (who: string) => Devices.parse((await as(who, "devices")).json()).devices;
    expect(await listed("Luc's second")).toEqual([
      { name: "Cupboard", this: true },
      { name: "Script host", this: false },
    ]);
    await as("Luc's second", "send", "Ama", "from the second desk");
    expect(texts(await as("Luc", "read", "Ama"))).toContain("Luc: from the second desk");
    const unknown = await comity(["devices", "revoke", "Second desk", "--profile", profile("Luc")], {
      passphrase: PASSPHRASE,
    });
    expect([unknown.exit, unknown.err]).toEqual([1, expect.stringContaining("  Cupboard\n")]);
    await as("Luc", "devices", "revoke", "Cupboard");
    const ended = await comity(["send", "Ama", "too late", "--profile", profile("Luc's second")], {
      passphrase: PASSPHRASE,
    });
    expect(ended.exit).toBe(1);
    expect(texts(await as("Ama", "read", "Luc"))).not.toContain("Luc: too late");
  });

  it("hands nothing over where the numbers differ, and the other side hears of it", async () => {
    const { here, there } = await meet("Luc", "Nobody's");
    const number = numberIn(there.out) ?? "";
    there.say(number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)));
    const refused = await there.ended();
    expect([refused.exit, JSON.parse(refused.err.split("\n").at(-2) ?? "")]).toEqual([
      1,
      expect.objectContaining({ code: "link.differs" }),
    ]);
    here.say(number);
    const told = await here.ended();
    expect([told.exit, told.err]).toEqual([1, expect.stringContaining('"link.cancelled"')]);
    expect((await comity(["whoami", "--profile", profile("Nobody's")])).exit).toBe(5);
  });
});
