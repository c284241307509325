import type { ConversationId } from "@comity/shared/ids";
import { statementsRead } from "@comity/shared/protocol/statements";
import { fail } from "@comity/shared/result";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { must, type Person, TestNetwork, TestServer } from "./people.ts";

/**
 * Esi's device has ended, or her membership rests, and it has not heard so yet: the server still hands out what waits for
 * it, and shows it no log any more. Yaw was vouched for since it read the log last.
 */
let server: TestServer;
let network: TestNetwork;
let ama: Person;
let esi: Person;
let yaw: Person;
let room: ConversationId;
let refusal: "network.unknown" | "session.unauthenticated" | undefined;
/** How often the server was asked for the log since. */
let asked: number;

beforeEach(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  ama = await network.person("Ama");
  esi = await network.person("Esi");
  room = await must(ama.laptop.engine.createRoom({ reference: "R", title: "Room", members: [esi.account] }));
  await esi.laptop.joined(room);
  await esi.laptop.close();
  yaw = await network.person("Yaw");
  asked = 0;
  const liar = new LyingServer().answer(statementsRead, async (request, honest) => {
    if (refusal === undefined) return honest.call(statementsRead, request);
    asked += 1;
    return fail({ code: refusal });
  });
  esi.laptop.tamper = liar.tamper;
  esi.laptop.hurry = 50;
});

afterEach(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

/** Until the device has looked again, by itself, for what it could not judge. */
const lookedAgain = () => {
  const before = asked;
  return esi.laptop.until(async () => (asked > before + 5 ? true : undefined), "the log, asked for again");
};

describe.each(["network.unknown", "session.unauthenticated"] as const)(
  "a device that is shown no log any more (%s)",
  (code) => {
    beforeEach(() => {
      refusal = code;
    });

    it("accuses nobody whose welcome it can't judge, and takes it once it is shown the log again", async () => {
      const members = [esi.account];
      const id = await must(yaw.laptop.engine.createRoom({ reference: "R2", title: "Other", members }));
      await esi.laptop.open();
      await lookedAgain();
      expect(esi.laptop.warnings).toEqual([]);
      expect(esi.laptop.view(id)?.state).not.toBe("active");
      refusal = undefined;
      await esi.laptop.joined(id);
      await yaw.laptop.say(id, "welcome");
      await esi.laptop.sees(id, ["Yaw: welcome"]);
      expect(esi.laptop.warnings).toEqual([]);
    });

    it("accuses nobody of a change of members that it can't judge, and goes on with the others afterwards", async () => {
      await must(ama.laptop.engine.addMembers({ conversation: room, accounts: [yaw.account] }));
      await yaw.laptop.joined(room);
      await yaw.laptop.say(room, "here I am");
      await esi.laptop.open();
      await lookedAgain();
      expect(esi.laptop.warnings).toEqual([]);
      // It waits, and says so.
      expect(esi.laptop.view(room)?.waitingFor).toBe("directory");
      refusal = undefined;
      await esi.laptop.sees(room, ["Yaw: here I am"]);
      await esi.laptop.has(room, [ama, esi, yaw]);
      expect(esi.laptop.warnings).toEqual([]);
    });
  },
);
