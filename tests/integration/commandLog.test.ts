import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "@comity/server/server";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { idOfKey, TreeHash } from "@comity/shared/ids";
import { LogFile } from "@comity/shared/transparency/audit";
import { signHead } from "@comity/shared/transparency/head";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Comity, comity } from "../command/comity.ts";

const PASSPHRASE = "several unrelated words";
let folder: string;
let server: RunningServer;
const file = (name: string) => join(folder, name);
const as = (...words: string[]) =>
  comity([...words, "--profile", file("officer")], { passphrase: PASSPHRASE });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "comity-log-"));
  server = await startServer({ dataFolder: file("server") });
  const card = { name: "Officer", authority: "Secretariat", country: "TG", roles: ["secretariat"] };
  writeFileSync(file("card.json"), JSON.stringify({ ...card, competences: ["mla.f"], languages: ["en"] }));
  const link = await server.foundingLink();
  const founded = await as("found", link, "--network", "WACAP", "--card", file("card.json"));
  expect(founded.exit).toBe(0);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

it("a log is exported, and checked without a server; a changed one is refused by the entry that was changed", async () => {
  const exported = await as("log", "export");
  expect(exported.exit).toBe(0);
  writeFileSync(file("log.json"), exported.out);
  const good = await comity(["log", "verify", file("log.json"), "--json"]);
  expect([good.exit, good.json()]).toEqual([
    0,
    expect.objectContaining({
      ok: true,
      key: "named",
      size: expect.any(Number),
      code: expect.stringMatching(/^\d+: (\d{5} ?){6}$/),
    }),
  ]);
  const log = LogFile.parse(JSON.parse(readFileSync(file("log.json"), "utf8")));
  const [first, second, ...rest] = log.statements;
  if (first === undefined || second === undefined) throw new Error("no entries");
  const changed = [first, { ...second, body: second.body.replace("Officer", "Offiser") }, ...rest];
  writeFileSync(file("changed.json"), JSON.stringify({ ...log, statements: changed }));
  const bad = await comity(["log", "verify", file("changed.json")]);
  expect([bad.exit, bad.out]).toEqual([1, "BAD   Entry 1 does not stand: bad-signature.\n"]);
  writeFileSync(file("cut.json"), JSON.stringify({ ...log, statements: log.statements.slice(0, -1) }));
  expect((await comity(["log", "verify", file("cut.json")])).out).toContain("there are fewer");
  writeFileSync(file("nonsense.json"), "{}");
  expect((await comity(["log", "verify", file("nonsense.json")])).exit).toBe(2);
  const wrong = await comity(["log", "verify", "--profile", file("officer")], { passphrase: "other words" });
  expect([wrong.exit, wrong.out]).toEqual([3, ""]);
  const own = await as("log", "verify");
  expect([own.exit, own.out]).toEqual([0, expect.stringContaining("good  WACAP: ")]);
});

it("a proof that convicts the server is told from one that does not", async () => {
  const sodium = await loadSodium();
  const log = LogFile.parse(JSON.parse((await as("log", "export")).out));
  if (log.head === undefined) throw new Error("no head");
  const seed = (await server.storage.logKeys.all())[0] ?? new Uint8Array();
  const keys = sodium.crypto_sign_seed_keypair(seed);
  const { network } = log;
  const other = signHead(sodium, { ...log.head, root: idOfKey(TreeHash, new Uint8Array(32)) }, keys);
  const stranger = signHead(sodium, other, sodium.crypto_sign_keypair());
  const proofOf = (shown: typeof other) => {
    const evidence = { code: "split", network, at: 1, held: log.head, shown };
    writeFileSync(file("alarm.json"), JSON.stringify({ comity: "log-alarm", v: 1, evidence }));
    return comity(["log", "verify", file("alarm.json")]);
  };
  const proved = await proofOf(other);
  expect([proved.exit, proved.out]).toEqual([0, expect.stringContaining("PROVED")]);
  expect(await proofOf(stranger)).toMatchObject({ exit: 6 });
  expect(await proofOf({ ...other, at: other.at + 1 })).toMatchObject({ exit: 1 });
});

it("a monitor tells every entry in words, and ends when it is told to", async () => {
  const words = ["log", "monitor", "--all", "--profile", file("officer")];
  const monitor = new Comity(words, { passphrase: PASSPHRASE });
  await monitor.until((out) => out.includes("names the server's key"));
  expect(monitor.out).toMatch(
    /^0 {2}\S+ {2}The founder founds the network WACAP\n1 {2}\S+ {2}Officer .* vouches for Officer/,
  );
  monitor.child.kill("SIGTERM");
  expect((await monitor.ended()).exit).toBe(0);
});
