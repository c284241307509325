import type { EngineState } from "@comity/client/engine/facade/mirror";
import type { Clock } from "@comity/client/engine/ports";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import type { ConversationId } from "@comity/shared/ids";
import { fail } from "@comity/shared/result";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ArchiveGround,
  accountOf,
  bound,
  type Desk,
  type Line,
  must,
  PASSPHRASE,
  says,
  sent,
  textsOf,
  wholeThread,
} from "./archiveGround.ts";
import { clock } from "./people.ts";

let ground: ArchiveGround;
beforeEach(async () => {
  ground = await ArchiveGround.open();
});
afterEach(async () => {
  await ground.close();
});

/** Over this line nobody leaves a group's public state: as where all lose their devices before they have. */
const withoutDeposits: Line = (transport) => ({
  ...bound(transport),
  call: async (event, request) =>
    event.name === "conversation.deposit"
      ? { ok: true, value: event.response.parse({}) }
      : transport.call(event, request),
});

/** Waits that a device has with itself alone pass quickly. */
const hurried: Clock = { now: () => clock.now(), after: (ms, then) => clock.after(ms / 20, then) };

/** Somebody who lost all devices, back with the printed key. */
async function restored(recoveryKey: string): Promise<Desk> {
  const desk = await ground.desk(new MemoryStore(), (transport) => transport, hurried);
  await must(desk.engine.restore({ recoveryKey, passphrase: PASSPHRASE, deviceName: "New computer" }));
  await desk.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
  return desk;
}

const view = ({ mirror }: Desk, id: ConversationId) =>
  mirror.state.conversations.find((conversation) => conversation.id === id);
const mayRestart = (id: ConversationId) => (state: EngineState) =>
  state.conversations.some((conversation) => conversation.id === id && conversation.mayRestart) || undefined;

/** A room that two have begun again, who lost all devices; before that Kofi was taken out, for the second time. */
async function begunWithoutKofi(line: Line = (transport) => transport) {
  const officer = await ground.officer("Adjoa Lawson", withoutDeposits);
  const ama = await ground.member(officer, "Ama Owusu", withoutDeposits);
  const kofi = await ground.member(officer, "Kofi Boateng", (transport) => line(withoutDeposits(transport)));
  for (const desk of [ama, kofi]) await desk.engine.settled();
  const members = [accountOf(ama), accountOf(kofi)];
  const room = await must(officer.engine.createRoom({ reference: "GH-78", title: "Timber", members }));
  const is = (state: string) => kofi.mirror.until(() => view(kofi, room)?.state === state || undefined);
  const account = accountOf(kofi);
  await is("active");
  await must(officer.engine.removeMember({ conversation: room, account }));
  await is("left");
  await must(officer.engine.addMembers({ conversation: room, accounts: [account] }));
  await is("active");
  await must(officer.engine.removeMember({ conversation: room, account }));
  await is("left");
  await Promise.all([officer, ama].map((desk) => sent(desk)));
  for (const desk of [officer, ama]) await desk.engine.lock();

  const [first, second] = [await restored(officer.recoveryKey), await restored(ama.recoveryKey)];
  for (const desk of [first, second]) await desk.mirror.until(mayRestart(room));
  await must(second.engine.restart(room));
  await first.mirror.until(() => view(first, room)?.state === "active" || undefined);
  const addAgain = () => must(first.engine.addMembers({ conversation: room, accounts: [account] }));
  return { room, kofi, first, addAgain };
}

describe("conversations all of whose devices lost their keys", () => {
  it("begin again in the same thread, with the same people and title; what waited goes out, once", async () => {
    const officer = await ground.officer("Adjoa Lawson", withoutDeposits);
    const ama = await ground.member(officer, "Ama Owusu", withoutDeposits);
    await ama.engine.settled();
    const members = [accountOf(ama)];
    const room = await must(
      officer.engine.createRoom({ reference: "GH-77", title: "Gold over borders", members }),
    );
    const direct = await must(officer.engine.openDirect(accountOf(ama)));
    for (const id of [room, direct]) {
      await must(officer.engine.sendText({ conversation: id, text: "before" }));
      await says(ama, id, 1);
    }
    await Promise.all([officer, ama].map((desk) => sent(desk)));
    const both = [accountOf(officer), accountOf(ama)].sort();
    for (const desk of [officer, ama]) await desk.engine.lock();

    const [first, second] = [await restored(officer.recoveryKey), await restored(ama.recoveryKey)];
    for (const id of [room, direct]) {
      for (const desk of [first, second]) await desk.mirror.until(mayRestart(id));
      expect(view(first, id)).toMatchObject({ waitingFor: "welcome" });
      await must(second.engine.restart(id));
      for (const desk of [first, second])
        await desk.mirror.until(() => (view(desk, id)?.state === "active" ? true : undefined));
      await must(first.engine.sendText({ conversation: id, text: "after" }));
      await must(second.engine.sendText({ conversation: id, text: "as well" }));
      for (const desk of [first, second]) {
        await says(desk, id, 3);
        const thread = await wholeThread(desk, id);
        expect(new Set(textsOf(thread))).toEqual(new Set(["before", "after", "as well"]));
        await desk.mirror.until(() => (view(desk, id)?.queued === 0 ? true : undefined));
        expect(view(desk, id)).toMatchObject({ mayRestart: false });
        expect(
          view(desk, id)
            ?.members.map(({ account }) => account)
            .sort(),
        ).toEqual(both);
      }
      const begun = (await wholeThread(second, id)).filter(
        (line) => line.kind === "membership" && line.restarted,
      );
      expect(begun).toMatchObject([{ by: accountOf(second), added: [], removed: [] }]);
    }
    for (const desk of [first, second])
      expect(view(desk, room)).toMatchObject({ title: "Gold over borders", reference: "GH-77" });
  }, 120_000);

  it("let somebody in again who was taken out before, though the group counts fewer changes than they have seen", async () => {
    const { room, kofi, first, addAgain } = await begunWithoutKofi();
    await addAgain();
    await kofi.mirror.until(() => view(kofi, room)?.state === "active" || undefined);
    await must(first.engine.sendText({ conversation: room, text: "welcome back" }));
    await says(kofi, room, 1);
    expect(kofi.mirror.state.warnings).toEqual([]);
  }, 120_000);

  it("accuse nobody of an old invitation who can't be heard to have begun them again", async () => {
    let deaf = false;
    let unheard = 0;
    const { room, kofi, addAgain } = await begunWithoutKofi((transport) => ({
      ...bound(transport),
      call: (event, request) => {
        if (!deaf || event.name !== "conversation.read") return transport.call(event, request);
        unheard += 1;
        return Promise.resolve(fail({ code: "transport.timeout" }));
      },
    }));
    deaf = true;
    await addAgain();
    // It has asked, and asks again.
    await expect.poll(() => unheard, { timeout: 30_000 }).toBeGreaterThan(1);
    expect(kofi.mirror.state.warnings).toEqual([]);
    deaf = false;
    await kofi.mirror.until(() => view(kofi, room)?.state === "active" || undefined);
    expect(kofi.mirror.state.warnings).toEqual([]);
  }, 120_000);

  it("is offered to nobody whose conversation goes on", async () => {
    const officer = await ground.officer();
    const ama = await ground.member(officer, "Ama Owusu");
    await ama.engine.settled();
    const direct = await must(officer.engine.openDirect(accountOf(ama)));
    await must(officer.engine.sendText({ conversation: direct, text: "hello" }));
    await says(ama, direct, 1);
    for (const desk of [officer, ama])
      expect(await desk.engine.restart(direct)).toEqual({ ok: false, fault: { code: "not-permitted" } });
  });
});
