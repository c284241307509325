import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readBackup } from "@comity/server/operator/backupFile";
import type { ConversationId } from "@comity/shared/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mongodbUri } from "../setup/engines.ts";
import { FaultGround, type FaultyPerson, must, pause, sameEverywhere } from "./people.ts";

/** A database of its own on the server that the test set-up started. */
function ownDatabase(): string {
  const uri = new URL(mongodbUri ?? "mongodb://missing.invalid/");
  uri.pathname = `/comity_operator_${randomBytes(6).toString("hex")}`;
  return uri.href;
}

const ENGINES: readonly (readonly [string, () => string | undefined])[] = [
  ["the embedded database", () => undefined],
  ...(mongodbUri === undefined ? [] : ([["MongoDB", ownDatabase]] as const)),
];

const ACKNOWLEDGED: readonly string[] = ["sent", "delivered", "read"];

/** Which of a person's own messages the server has acknowledged. */
async function acknowledged(person: FaultyPerson, room: ConversationId): Promise<readonly string[]> {
  return (await person.lines(room)).flatMap((line) =>
    line.kind === "message" && line.mine && ACKNOWLEDGED.includes(line.delivery) ? [line.messageId] : [],
  );
}

/** Watches a device from now on: `again` resolves when it is told once more that it is refused. */
async function refusals({ engine }: FaultyPerson): Promise<{ readonly again: Promise<void> }> {
  let watching = false;
  let told: () => void = () => undefined;
  const again = new Promise<void>((resolve) => {
    told = resolve;
  });
  await engine.subscribe((change) => {
    if (watching && change.type === "phase" && change.phase.phase === "refused") told();
  });
  watching = true;
  return { again };
}

describe.each(ENGINES)("an operator's commands on %s", (_engine, database) => {
  let ground: FaultGround;
  let ama: FaultyPerson;
  let room: ConversationId;
  const fileOf = (name: string) => join(ground.folder, name);
  beforeAll(async () => {
    ground = await FaultGround.open(undefined, database());
    ama = await ground.person("Ama");
    room = await must(ground.officer.engine.openDirect(ama.account));
    await ama.joined(room);
  });
  afterAll(() => ground.close(ama));

  it("back up a server under load, and put it back whole: everything that was acknowledged is there", async () => {
    const { server, officer } = ground;
    let over = false;
    const said: string[] = [];
    const writing = [officer, ama].map(async (one) => {
      for (let n = 0; !over; n++) {
        const text = `${one.name} ${String(n).padStart(4, "0")}`;
        await one.say(room, text);
        said.push(text);
        await pause(5);
      }
    });
    let before: readonly string[] = [];
    while (before.length <= 20) {
      await pause(20);
      before = [...(await acknowledged(officer, room)), ...(await acknowledged(ama, room))];
    }
    const backedUp = await server.operate(["backup", fileOf("load.backup"), "--json"]);
    expect(backedUp).toMatchObject({ code: 0 });
    expect(JSON.parse(backedUp.printed)).toMatchObject({ ok: true });
    over = true;
    await Promise.all(writing);
    await Promise.all([officer.sentAll(room), ama.sentAll(room)]);
    if (process.platform !== "win32") expect(statSync(fileOf("load.backup")).mode & 0o077).toBe(0);

    const ids = new Set<string>();
    for await (const record of (await readBackup(fileOf("load.backup"))).records)
      if (record.kind === "envelope") ids.add(record.messageId);
    expect(before.filter((id) => !ids.has(id))).toEqual([]);

    const verified = await server.operate(["verify", fileOf("load.backup"), "--json"]);
    expect(verified.code, verified.printed).toBe(0);
    const alive = await server.operate(["verify", "--json"]);
    expect(alive.code, alive.printed).toBe(0);

    const elsewhere = { dataFolder: fileOf("restored"), mongodbUri: database() };
    const restored = await server.operate(["restore", fileOf("load.backup"), "--json"], elsewhere);
    expect(restored.code, restored.said).toBe(0);
    expect(JSON.parse(restored.printed).networks).toEqual(JSON.parse(verified.printed).networks);
    const again = await server.operate(["restore", fileOf("load.backup"), "--json"], elsewhere);
    expect(again.code).toBe(1);
    expect(JSON.parse(again.printed)).toMatchObject({ ok: false, code: "restore.not-empty" });
    await sameEverywhere(room, [officer, ama], said);
  });

  it("go on from a backup of this moment as if nothing had been", async () => {
    const { server, officer } = ground;
    await Promise.all([officer.sentAll(room), ama.sentAll(room)]);
    await Promise.all([officer.engine.settled(), ama.engine.settled()]);
    const before = await ama.texts(room);
    // Nothing comes in between: what a log had gained since would be missed, and told as an alarm.
    await server.stop();
    expect(await server.operate(["backup", fileOf("now.backup")])).toMatchObject({ code: 0 });
    const elsewhere = { dataFolder: fileOf("moved"), mongodbUri: database() };
    expect(await server.operate(["restore", fileOf("now.backup"), "--newest"], elsewhere)).toMatchObject({
      code: 0,
    });
    Object.assign(server, elsewhere);
    await server.start();
    await Promise.all([officer.online(), ama.online()]);
    await officer.say(room, "after the move");
    await ama.say(room, "so we see");
    await sameEverywhere(room, [officer, ama], [...before, "after the move", "so we see"]);
  });

  it("disable an account: cut off, refused with its own words, listed, and let in again", async () => {
    const { server } = ground;
    const unknown = await server.operate(["disable", "A".repeat(43), "--json"]);
    expect(JSON.parse(unknown.printed)).toMatchObject({ ok: false, code: "account.unknown" });
    await ama.online();
    expect(await server.operate(["disable", ama.account])).toMatchObject({ code: 0 });
    await ama.until(
      ({ phase }) => (phase?.phase === "refused" && phase.reason === "account-disabled") || undefined,
      "that it is disabled",
    );
    // Nothing arrives there, and it is not let in when it asks again.
    await ground.officer.say(room, "while Ama is out");
    await ground.officer.sentAll(room);
    const asked = await refusals(ama);
    await ama.engine.connectNow();
    await asked.again;
    expect(ama.mirror.state.phase).toMatchObject({ phase: "refused" });
    expect(await ama.texts(room)).not.toContain("while Ama is out");
    const listed = JSON.parse((await server.operate(["accounts", "--json"])).printed);
    expect(listed.accounts).toHaveLength(2);
    expect(listed.accounts.find(({ name }: { name: string }) => name === "Ama").disabledAt).toBeGreaterThan(
      0,
    );
    expect(
      listed.accounts.find(({ name }: { name: string }) => name === "Officer").disabledAt,
    ).toBeUndefined();

    expect(await server.operate(["enable", ama.account])).toMatchObject({ code: 0 });
    await ama.engine.connectNow();
    await ama.until(({ phase }) => phase?.phase === "ready" || undefined, "that it is let in again");
    const told = (await ground.officer.texts(room)).length;
    expect(await ama.texted(room, told)).toContain("while Ama is out");
  });

  it("count without content, and purge only when told to", async () => {
    const { server } = ground;
    const counted = await server.operate(["counts", "--json"]);
    expect(JSON.parse(counted.printed).counts).toMatchObject({ device: 2, invitation: 1 });
    expect(counted.printed).not.toContain("Ama");
    const missing = await server.operate(["purge", "--json"]);
    expect(JSON.parse(missing.printed)).toMatchObject({ ok: false, code: "policy.unreadable" });
    writeFileSync(fileOf("retention.json"), JSON.stringify({ invitationsDays: 1, messagesDays: 1 }));
    const policy = ["--policy", fileOf("retention.json"), "--json"];
    const dry = await server.operate(["purge", ...policy]);
    expect(JSON.parse(dry.printed)).toMatchObject({ ok: true, dryRun: true, purged: { messages: 0 } });
    const done = await server.operate(["purge", "--delete", ...policy]);
    expect(JSON.parse(done.printed)).toMatchObject({ ok: true, dryRun: false });
    writeFileSync(fileOf("retention.json"), JSON.stringify({ everything: 1 }));
    const wrong = await server.operate(["purge", ...policy]);
    expect(wrong.code).toBe(1);
    expect(wrong.said).toContain("invitationsDays");
  });

  it("refuse a backup that was cut short, changed or is none, each in one sentence", async () => {
    const { server } = ground;
    const whole = readFileSync(fileOf("now.backup"));
    const tried = async (name: string) => {
      const result = await server.operate(["restore", fileOf(name), "--json"], {
        dataFolder: fileOf(`${name}.restored`),
        mongodbUri: database(),
      });
      expect(result.code).toBe(1);
      expect(result.said.trim().split("\n").at(-1)).toMatch(/^[A-Z].*\.$/);
      expect(existsSync(fileOf(`${name}.restored`))).toBe(false);
      return JSON.parse(result.printed).code;
    };
    writeFileSync(fileOf("cut"), whole);
    truncateSync(fileOf("cut"), whole.length - 40);
    writeFileSync(fileOf("changed"), whole);
    const middle = Math.floor(whole.length / 2);
    writeFileSync(
      fileOf("changed"),
      Buffer.concat([
        whole.subarray(0, middle),
        Buffer.from([(whole[middle] ?? 0) ^ 1]),
        whole.subarray(middle + 1),
      ]),
    );
    writeFileSync(fileOf("none"), "not a backup");
    appendFileSync(fileOf("none"), whole);
    for (const name of ["cut", "changed", "none"]) expect(await tried(name)).toBe("backup.damaged");
    expect(await tried("missing")).toBe("file.refused");
    const taken = await server.operate(["backup", fileOf("now.backup"), "--json"]);
    expect(JSON.parse(taken.printed)).toMatchObject({ code: "file.exists" });
    expect((await server.operate(["beckup", "x"])).code).toBe(2);
  });
});
