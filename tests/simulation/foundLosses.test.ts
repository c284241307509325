import { boardConversationId } from "@comity/shared/protocol/conversationIds";
import { describe, expect, it } from "vitest";
import { holds } from "./scene.ts";
import { type Stage, stage } from "./stage.ts";
import { PASSPHRASE, type SimulatedDevice } from "./world/device.ts";
import { networkOf } from "./world/village.ts";

const MINUTE = 60_000;

/** The device on which somebody comes back who has lost all others. */
async function restored({ world, asked }: Stage, { name, recoveryKey = "" }: SimulatedDevice) {
  const fresh = world.newDevice(`${name}'s restored`, name);
  await asked(fresh.start().restore({ recoveryKey, passphrase: PASSPHRASE, deviceName: fresh.name }));
  return fresh;
}

/** Each of these went wrong once, in a run of the simulator in which people lose all their devices. */
describe("what the simulator has found about recovery", () => {
  it("lets a restored device into a notice board that only the lost one was in, which lost power after its last commit", () =>
    stage("alone on the board", async (on) => {
      const { world, device, asked } = on;
      const [gulnara, hamid] = [device("Gulnara"), device("Hamid")];
      const network = networkOf(gulnara);
      const board = boardConversationId(world.sodium, network);
      const { account } = hamid;
      if (account === undefined) throw new Error("Hamid is nobody");
      const commits = () => world.server.disk.logs.get(board)?.commits.size ?? 0;
      const before = commits();
      await asked(gulnara.start().suspendMember({ network, account }));
      for (let waited = 0; waited < 60_000 && commits() === before; waited++) await world.time.pass(1);
      expect(commits()).toBe(before + 1);
      // It has not heard that its commit has its place.
      gulnara.crash();
      await world.time.pass(3 * MINUTE);
      expect(gulnara.online).toBe(true);
      gulnara.retired = true;
      gulnara.crash();
      await restored(on, gulnara);
      await holds(on);
    }));

  it("lets in whom the loss of all devices met while suspended, once the suspension is lifted", () =>
    stage("lost while suspended", async (on) => {
      const { world, device, asked } = on;
      const [gulnara, hamid] = [device("Gulnara"), device("Hamid")];
      const network = networkOf(gulnara);
      const { account } = hamid;
      if (account === undefined) throw new Error("Hamid is nobody");
      await asked(gulnara.start().suspendMember({ network, account }));
      await world.time.pass(MINUTE);
      hamid.retired = true;
      hamid.crash();
      const fresh = await restored(on, hamid);
      await world.time.pass(MINUTE);
      expect(fresh.phase).toEqual({ phase: "refused", reason: "membership-suspended" });
      await asked(gulnara.start().resumeMember({ network, account }));
      await holds(on);
      expect(fresh.online).toBe(true);
    }));
});
