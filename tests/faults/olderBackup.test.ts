import { join } from "node:path";
import type { EngineState } from "@comity/client/engine/facade/mirror";
import type { ConversationId } from "@comity/shared/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FaultGround, type FaultyPerson, must } from "./people.ts";

let ground: FaultGround;
let ama: FaultyPerson;
let luc: FaultyPerson;
let direct: ConversationId;
let room: ConversationId;
beforeAll(async () => {
  ground = await FaultGround.open();
  [ama, luc] = [await ground.person("Ama"), await ground.person("Luc")];
  direct = await must(ground.officer.engine.openDirect(ama.account));
  const members = [ama.account];
  room = await must(ground.officer.engine.createRoom({ reference: "2026/7", title: "Older", members }));
  await Promise.all([ama.joined(direct), ama.joined(room)]);
});
afterAll(() => ground.close(ama, luc));

const marks = async (person: FaultyPerson, id: ConversationId) =>
  (await person.lines(id)).filter((line) => line.kind === "unreadable" && line.reason === "server-restored");

/** Says something in a conversation on both sides. */
async function say(id: ConversationId, what: string): Promise<void> {
  await ground.officer.say(id, `officer, ${what}`);
  await ama.say(id, `Ama, ${what}`);
}

/** The same, and waits until everybody has so many lines of it. */
async function talk(id: ConversationId, what: string, count: number): Promise<void> {
  await say(id, what);
  await ground.officer.texted(id, count);
  await ama.texted(id, count);
}

/** What was said in a thread, by its end. */
const said = (...parts: readonly string[]) =>
  parts.flatMap((what) => [`officer, ${what}`, `Ama, ${what}`]).sort();
const texts = async (person: FaultyPerson, id: ConversationId) =>
  [...(await person.texts(id))].filter((text) => !text.startsWith("[")).sort();

describe("an older backup under people who have gone on since", () => {
  it("is said in every conversation, and nothing of what devices have is lost or overwritten", async () => {
    const { server, officer } = ground;
    for (const id of [direct, room]) await talk(id, "before", 2);
    await Promise.all([officer, ama, luc].map((one) => one.engine.settled()));
    expect(await server.operate(["backup", join(ground.folder, "older")])).toMatchObject({ code: 0 });
    for (const id of [direct, room]) await talk(id, "lost", 4);
    // A change of keys that the restored server has never seen.
    await must(officer.engine.addMembers({ conversation: room, accounts: [luc.account] }));
    await luc.joined(room);
    await Promise.all([officer, ama, luc].map((one) => one.engine.settled()));
    await server.stop();
    const elsewhere = { dataFolder: join(ground.folder, "restored"), mongodbUri: undefined };
    const restored = await server.operate(["restore", join(ground.folder, "older"), "--json"], elsewhere);
    expect(restored.code, restored.said).toBe(0);
    Object.assign(server, elsewhere);
    await server.start();
    await Promise.all([officer.online(), ama.online()]);

    // The mark is a line, too.
    await talk(direct, "after", 7);
    for (const one of [officer, ama]) {
      expect(await texts(one, direct)).toEqual(said("before", "lost", "after"));
      expect(await marks(one, direct)).toHaveLength(1);
    }
    const verified = await server.operate(["verify", "--json"]);
    expect(verified.code, verified.printed).toBe(0);
  });

  it("stops a room whose newest change of members is lost: nobody is let read along by an older state", async () => {
    const { officer } = ground;
    for (const one of [officer, ama])
      await one.until(
        ({ conversations }) =>
          conversations.some(({ id, waitingFor }) => id === room && waitingFor === "repair") || undefined,
        "that the room waits",
      );
    await say(room, "after");
    for (const one of [officer, ama]) {
      expect(await marks(one, room)).toHaveLength(1);
      const own = one === officer ? "officer, after" : "Ama, after";
      expect(await texts(one, room)).toEqual([...said("before", "lost"), own].sort());
      const line = (await one.lines(room)).at(-1);
      expect(line).toMatchObject({ kind: "message", delivery: "queued" });
    }
  });

  it("lets a person begin the room again: one line says so, what waited goes out, everybody is in it", async () => {
    const { officer } = ground;
    const may = ({ conversations }: EngineState) =>
      conversations.some(({ id, mayRestart }) => id === room && mayRestart) || undefined;
    await ama.until(may, "that the room may be begun again");
    await must(ama.engine.restart(room));
    const goesOn = ({ conversations }: EngineState) =>
      conversations.some(({ id, waitingFor, queued }) => id === room && !waitingFor && queued === 0) ||
      undefined;
    for (const one of [officer, ama, luc]) await one.until(goesOn, "that the room goes on");
    await say(room, "again");
    await luc.say(room, "Luc, again");
    const after = [...said("after", "again"), "Luc, again"];
    for (const one of [officer, ama]) {
      await one.texted(room, 4 + after.length + 1);
      expect(await texts(one, room)).toEqual([...said("before", "lost"), ...after].sort());
    }
    for (const one of [officer, ama, luc]) {
      const begun = (await one.lines(room)).filter((line) => line.kind === "membership" && line.restarted);
      expect(begun).toMatchObject([{ by: ama.account, added: [], removed: [] }]);
      const { members = [] } = one.mirror.state.conversations.find(({ id }) => id === room) ?? {};
      const people = [officer.account, ama.account, luc.account].sort();
      expect(members.map(({ account }) => account).sort()).toEqual(people);
    }
    expect((await texts(luc, room)).filter((text) => after.includes(text))).toEqual([...after].sort());
  });
});
