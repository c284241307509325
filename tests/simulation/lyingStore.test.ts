import type { ConversationId } from "@comity/shared/ids";
import { describe, expect, it } from "vitest";
import { firstWording } from "./checks/wordings.ts";
import { holds, linked, room, write } from "./scene.ts";
import { type Stage, stage } from "./stage.ts";
import { PASSPHRASE, type SimulatedDevice } from "./world/device.ts";
import type { Records } from "./world/vaultDisk.ts";

const MINUTE = 60_000;

type Table = Map<string, Uint8Array>;

const flipped = (value: Uint8Array): Uint8Array => {
  const at = Math.floor(value.length / 2);
  return value.map((byte, place) => (place === at ? byte ^ 1 : byte));
};

/** Each record of a table with a byte that is another one. */
function flip(table: Table): void {
  for (const [key, value] of table) table.set(key, flipped(value));
}

/** Each record of a table in the place of another: the last one gets one of another table. */
function exchange(table: Table, foreign: Uint8Array): void {
  const values = [...table.values(), foreign];
  for (const [place, key] of [...table.keys()].entries()) table.set(key, values[place + 1] ?? foreign);
}

/** What somebody is told who unlocks a device, reads a conversation on it and writes there. */
async function told(device: SimulatedDevice, conversation: ConversationId): Promise<readonly string[]> {
  const engine = device.start();
  const opened = await engine.unlock(PASSPHRASE);
  if (!opened.ok) return [opened.fault.code];
  const page = await engine.thread({ conversation, limit: 50 });
  const lines = page.ok ? page.value.items.map((item) => firstWording(item) ?? item.kind) : [page.fault.code];
  const sent = await engine.sendText({ conversation, text: "Kanarie" });
  return [...lines, sent.ok ? "sent" : sent.fault.code];
}

async function answered<Value>({ world }: Stage, work: Promise<Value>): Promise<Value> {
  let answer: { readonly value: Value } | undefined;
  void work.then((value) => {
    answer = { value };
  });
  for (let waited = 0; answer === undefined && waited < 600; waited++) await world.time.pass(100);
  if (answer === undefined) throw new Error("no answer within a minute");
  return answer.value;
}

/** Ama and Dina have written to each other; Dina's device is off and without a connection. */
async function lived(on: Stage) {
  const { world, device } = on;
  const [ama, dina] = [device("Ama"), device("Dina")];
  const id = await room(on, ama, dina);
  for (let count = 0; count < 3; count++) for (const who of [ama, dina]) write(on, who, id);
  await world.time.pass(MINUTE);
  const tablet = await linked(on, dina);
  await world.time.pass(3 * MINUTE);
  world.network.cut(dina.name);
  dina.retired = true;
  dina.crash();
  return { dina, tablet, id, kept: structuredClone(dina.disk.records) };
}

describe("a device's store that does not give back what was written", () => {
  it("is found out with each table, whatever it gives instead, and nothing is shown that was not written", () =>
    stage("lying store", async (on) => {
      const { dina, id, kept } = await lived(on);
      const openedWith = async (records: Records) => {
        dina.disk.records = records;
        const words = await answered(on, told(dina, id));
        const { phase } = dina;
        dina.crash();
        return { words, phase };
      };
      const honest = await openedWith(structuredClone(kept));
      expect(honest.words.filter((word) => word.startsWith("Kanarie"))).toHaveLength(6);
      expect(honest.words.at(-1)).toBe("sent");
      const unnoticed: string[] = [];
      for (const [table, records] of kept)
        for (const lie of [flip, exchange]) {
          const lying = structuredClone(kept);
          const foreign = kept
            .get(table === "thread" ? "health" : "thread")
            ?.values()
            .next().value;
          lie(lying.get(table) ?? new Map(), foreign ?? new Uint8Array(90));
          const { words, phase } = await openedWith(lying);
          const where = `${lie.name} ${table}`;
          const damaged = words.includes("vault.damaged");
          if (words.length === 1 && damaged)
            expect(phase, where).toEqual({ phase: "lost", reason: "damaged", mark: undefined });
          // Whatever is shown is what was written, and in its order.
          const shown = words.filter((word) => word !== "vault.damaged" && word !== "passphrase.wrong");
          if (words.length > 1)
            expect(
              honest.words.filter((word) => shown.includes(word)),
              where,
            ).toEqual(shown);
          if (!damaged && records.size > 0) unnoticed.push(where);
        }
      // A wrapped key that does not open looks like a wrong passphrase; one-time keys are looked at when they are used.
      expect(unnoticed).toEqual(["flip header", "flip key-package", "exchange key-package"]);
    }));

  it("is found out when it has lost who the device is or the keys of a conversation", () =>
    stage("forgetful store", async (on) => {
      const { dina, id, kept } = await lived(on);
      for (const table of ["self", "group-epoch", "group-tree", "group-ratchets"]) {
        dina.disk.records = structuredClone(kept);
        dina.disk.records.delete(table);
        const words = await answered(on, told(dina, id));
        expect(words, table).toContain("vault.damaged");
        expect(words, table).not.toContain("sent");
        dina.crash();
      }
    }));

  it("makes room for a recovery on the same device", () =>
    stage("recovered from a lying store", async (on) => {
      const { world, asked } = on;
      const { dina, tablet, kept } = await lived(on);
      const lost = dina.id;
      dina.disk.records = kept;
      flip(dina.disk.records.get("conversation") ?? new Map());
      const engine = dina.start();
      expect(await answered(on, engine.unlock(PASSPHRASE))).toEqual({
        ok: false,
        fault: { code: "vault.damaged" },
      });
      world.network.mend(dina.name);
      const recoveryKey = dina.recoveryKey ?? "";
      await asked(engine.restore({ recoveryKey, passphrase: PASSPHRASE, deviceName: dina.name }));
      dina.retired = false;
      await world.time.pass(MINUTE);
      expect(dina.id).not.toBe(lost);
      if (lost !== undefined)
        await asked(tablet.start().revokeDevice({ device: lost, passphrase: PASSPHRASE }));
      await holds(on);
    }));
});
