import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FaultGround, must, sameEverywhere } from "./people.ts";

const mounted: string[] = [];
const folders: string[] = [];

/** A small disk of its own, where this machine lets us have one (root on Linux). */
function smallDisk(kilobytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "comity-small-disk-"));
  folders.push(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  mounted.push(folder);
  return folder;
}

/** Leaves so many kilobytes free, and gives back how to free the rest. */
function fill(folder: string, leave: number): () => void {
  const ballast = join(folder, "ballast");
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave * 1024)));
  return () => rmSync(ballast);
}

const probe = smallDisk(64);
if (probe === undefined)
  process.stdout.write(
    "No small disk can be mounted here (that takes root on Linux): full disks are not tested.\n",
  );

afterAll(() => {
  for (const folder of mounted) execFileSync("umount", ["--lazy", folder]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(probe === undefined)("a full disk", () => {
  it("at the server is said, loses nothing that was acknowledged, and what waited goes out when there is space", async () => {
    const disk = smallDisk(64 * 1024) ?? "";
    const data = join(disk, "data");
    mkdirSync(data);
    const ground = await FaultGround.open(data);
    const one = ground.officer;
    const other = await ground.person("Ama");
    const id = await must(one.engine.openDirect(other.account));
    await other.joined(id);
    await one.engine.settled();
    const free = fill(disk, 48);
    const said: string[] = [];
    const refused = async () => (await fetch(new URL("/readyz", ground.server.origin))).status === 503;
    for (let n = 0; n < 400 && !(await refused()); n++) {
      const text = `${n} ${"x".repeat(3000)}`;
      await one.say(id, text);
      said.push(text);
    }
    expect(await refused()).toBe(true);
    await one.say(id, "nobody can store this now");
    said.push("nobody can store this now");
    expect(ground.server.running).toBe(true);
    const network = one.mirror.state.self?.networks[0]?.network;
    const card = one.mirror.state.self?.networks[0]?.card;
    if (network === undefined || card === undefined) throw new Error("no network");
    const asked = await one.engine.invite({ network, card, validDays: 2 });
    expect(asked).toMatchObject({ ok: false, fault: { code: "storage.unavailable" } });
    const acknowledged = (await one.lines(id)).flatMap((line) =>
      line.kind === "message" && line.delivery === "sent" && line.content.kind === "text"
        ? [line.content.text]
        : [],
    );
    // It goes on serving what needs no space, and it may even die now.
    expect(await other.texted(id, acknowledged.length)).toEqual(expect.arrayContaining(acknowledged));
    await ground.server.kill();
    free();
    await ground.server.start();
    await one.online();
    await one.sentAll(id);
    await sameEverywhere(id, [one, other], said);
    await ground.close(other);
  });

  it("at a client is an answer, and what came meanwhile is there when there is space", async () => {
    const ground = await FaultGround.open();
    const disk = smallDisk(24 * 1024) ?? "";
    const one = ground.officer;
    const small = await ground.person("Ama", join(disk, "profile"));
    const id = await must(one.engine.openDirect(small.account));
    await small.joined(id);
    const said: string[] = [];
    const free = fill(disk, 40);
    let full = false;
    for (let n = 0; n < 100 && !full; n++) {
      const text = `from the small disk ${n}`;
      const result = await small.engine.sendText({ conversation: id, text });
      if (result.ok) said.push(text);
      else {
        expect(result.fault.code).toBe("vault.full");
        full = true;
      }
    }
    expect(full).toBe(true);
    for (let n = 0; n < 5; n++) {
      await one.say(id, `to the small disk ${n}`);
      said.push(`to the small disk ${n}`);
    }
    await one.sentAll(id);
    free();
    await small.say(id, "there is space again");
    said.push("there is space again");
    await Promise.all([one.sentAll(id), small.sentAll(id)]);
    await sameEverywhere(id, [one, small], said);
    await ground.close(small);
  });
});
