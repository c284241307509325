import { join } from "node:path";
import type { EngineState } from "@comity/client/engine/facade/mirror";
import type { ConversationId } from "@comity/shared/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FaultGround, type FaultyPerson, must } from "./people.ts";

let ground: FaultGround;
let ama: FaultyPerson;
let luc: FaultyPerson;
let room: ConversationId;
beforeAll(async () => {
  ground = await FaultGround.open();
  [ama, luc] = [await ground.person("Ama"), await ground.person("Luc")];
  const members = [ama.account, luc.account];
  room = await must(ground.officer.engine.createRoom({ reference: "2026/8", title: "Restored", members }));
  await Promise.all([ama.joined(room), luc.joined(room)]);
});
afterAll(() => ground.close(ama, luc));

const isOut = () =>
  luc.until(
    ({ conversations }) =>
      conversations.some(({ id, state }) => id === room && state === "left") || undefined,
    "that he was taken out",
  );
const takeOut = async () => {
  await must(ground.officer.engine.removeMember({ conversation: room, account: luc.account }));
  await isOut();
};

describe("somebody who was taken out after the backup to which the server was put back", () => {
  it("comes in again, once the others have begun the conversation again and bring him back", async () => {
    const { server, officer } = ground;
    await takeOut();
    await must(officer.engine.addMembers({ conversation: room, accounts: [luc.account] }));
    await luc.joined(room);
    await Promise.all([officer, ama, luc].map((one) => one.engine.settled()));
    expect(await server.operate(["backup", join(ground.folder, "older")])).toMatchObject({ code: 0 });
    await takeOut();
    await Promise.all([officer, ama, luc].map((one) => one.engine.settled()));
    await server.stop();
    const elsewhere = { dataFolder: join(ground.folder, "restored"), mongodbUri: undefined };
    const restored = await server.operate(["restore", join(ground.folder, "older"), "--json"], elsewhere);
    expect(restored.code, restored.said).toBe(0);
    Object.assign(server, elsewhere);
    await server.start();
    await Promise.all([officer, ama, luc].map((one) => one.online()));
    const may = ({ conversations }: EngineState) =>
      conversations.some(({ id, mayRestart }) => id === room && mayRestart) || undefined;
    await ama.until(may, "that the room may be begun again");
    await must(ama.engine.restart(room));
    await officer.until(
      ({ conversations }) =>
        conversations.some(({ id, waitingFor }) => id === room && waitingFor === undefined) || undefined,
      "that the room goes on",
    );
    await must(officer.engine.addMembers({ conversation: room, accounts: [luc.account] }));
    await luc.until(
      ({ conversations, warnings }) =>
        conversations.some(({ id, state }) => id === room && state === "active") ||
        warnings.length > 0 ||
        undefined,
      "the way in",
    );
    expect(luc.mirror.state.warnings).toEqual([]);
    await officer.say(room, "welcome back");
    expect(await luc.texted(room, 1)).toContain("welcome back");
  });
});
