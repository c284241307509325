import type { ConversationId } from "@comity/shared/ids";
import { expect } from "vitest";
import { quiesce } from "./checks/quiescence.ts";
import type { Stage } from "./stage.ts";
import { PASSPHRASE, type SimulatedDevice } from "./world/device.ts";

/** Whether everything that must hold holds, now that nothing is wrong any more. */
export async function holds({ world }: Stage): Promise<void> {
  await quiesce(world);
  expect(world.violations).toEqual([]);
}

/** The room that somebody makes with some others, active at each of them. */
export async function room({ world, asked }: Stage, maker: SimulatedDevice, ...others: SimulatedDevice[]) {
  const members = others.flatMap(({ account }) => (account === undefined ? [] : [account]));
  const title = world.ledger.words("title");
  const id = await asked(maker.start().createRoom({ reference: "KAS/1", title, members }));
  await world.time.pass(5000);
  return id;
}

/** Somebody writes, without waiting for what comes of it. */
export const write = (stage: Stage, device: SimulatedDevice, conversation: ConversationId) => {
  const text = stage.world.ledger.words(`from ${device.name}`);
  const written = stage.world.ledger.wrote(text, device.name, conversation);
  void device
    .start()
    .sendText({ conversation, text })
    .then((answer) => {
      if (answer.ok) written.messageId = answer.value;
    });
};

/** Links a further device of somebody's, to the moment at which it is certified. */
export async function linked({ world, asked }: Stage, device: SimulatedDevice): Promise<SimulatedDevice> {
  const fresh = world.newDevice(`${device.person}'s ${world.devices.length}.`, device.person);
  const [engine, side] = [device.start(), fresh.start()];
  const { code } = await asked(side.openLink({ deviceName: fresh.name }));
  const compared = side.compareLink();
  await asked(engine.linkDevice(code));
  await asked(compared);
  const accepted = side.acceptLink({ passphrase: PASSPHRASE });
  await asked(engine.confirmLink(PASSPHRASE));
  await asked(accepted);
  return fresh;
}
