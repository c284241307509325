import type { Storage } from "@comity/server/storage/port/storage";
import { describe, expect, it } from "vitest";
import { type FreshGround, opened } from "../ground.ts";
import * as samples from "../samples.ts";

/** Writes one of everything; answers what a reader sees of it. */
async function fill(storage: Storage): Promise<(from: Storage) => Promise<unknown>> {
  const [device, account, network] = [samples.aDevice(), samples.anAccount(), samples.aNetwork()];
  const [conversation, token, invitation] = [
    samples.aConversation(),
    samples.aToken(),
    samples.anInvitation(),
  ];
  const [bytes, former] = [samples.someBytes(), samples.aToken()];
  const card = { invitation, network, tokenHash: token, sealedCard: bytes, createdAt: 1, expiresAt: 2 };
  const founded = samples.aCommit(device, 0, [device], { added: [device], welcome: bytes });
  await Promise.all([
    storage.devices.register({ device, account, network, at: 1 }),
    storage.foundings.issue(token, 1),
    storage.invitations.create(card),
    storage.statements.append(network, 0, [samples.aStatement("founded"), samples.aStatement("more")]),
    storage.keyPackages.add(device, 3, [bytes, samples.someBytes()], 1),
    storage.keyPackages.setLastResort(device, 3, bytes, 1),
    storage.conversations.append(conversation, founded, samples.always),
    storage.cursors.acknowledge(device, [{ conversation, seq: 1 }]),
    storage.backups.put(account, token, bytes, 1),
    storage.backups.retire(account, former, bytes, 1),
    storage.archives.append(account, 0, bytes, 1),
    storage.transfers.put(token, 0, 1, bytes, 100),
  ]);
  await storage.foundings.spend(token, network);
  await storage.invitations.redeem(token, "keys", "mac");
  await storage.transfers.claim(token, token, 1);
  return async (from) => [
    await from.devices.find(device),
    await from.foundings.spend(token, samples.aNetwork()),
    await from.invitations.find(invitation),
    await from.statements.read(network, 0, 10),
    await from.keyPackages.count(device, 3),
    await from.conversations.tail(conversation),
    await from.conversations.read(conversation, 0, 10, samples.page(10)),
    await from.conversations.commit(conversation, 1),
    await from.conversations.place(device, conversation),
    await from.cursors.of(device, [conversation]),
    await from.backups.get(token),
    await from.backups.note(former),
    await from.archives.head(account),
    await from.archives.read(account, 0),
    await from.transfers.get(token, 0),
    await from.transfers.claim(token, samples.aToken(), 1),
  ];
}

/** What was acknowledged is there after closing and opening again. */
export function durabilityContract(fresh: FreshGround): void {
  describe("durability", () => {
    it("keeps everything through closing and opening", async () => {
      const ground = await fresh();
      const first = await opened(ground);
      const see = await fill(first);
      const before = await see(first);
      await first.close();
      const second = await opened(ground);
      expect(await see(second)).toEqual(before);
      await second.close();
      await ground.drop();
    });

    it("finishes what was begun before it closes, and takes nothing after", async () => {
      const ground = await fresh();
      const first = await opened(ground);
      const conversation = samples.aConversation();
      const begun = samples.several(20, () =>
        first.conversations.append(conversation, samples.aMessage(samples.aDevice()), samples.always),
      );
      const closed = first.close();
      const late = first.conversations.append(
        conversation,
        samples.aMessage(samples.aDevice()),
        samples.always,
      );
      await expect(late).rejects.toThrow("closing");
      expect(await Promise.all(begun)).toHaveLength(20);
      await closed;
      const second = await opened(ground);
      expect(await second.conversations.tail(conversation)).toMatchObject({ seq: 20 });
      await second.close();
      await ground.drop();
    });

    it("goes on after what two who have it open have written", async () => {
      const ground = await fresh();
      const [one, other] = [await opened(ground), await opened(ground)];
      const conversation = samples.aConversation();
      for (let turn = 0; turn < 6; turn++) {
        const { conversations } = turn % 2 === 0 ? one : other;
        const draft = samples.aMessage(samples.aDevice());
        expect(await conversations.append(conversation, draft, samples.always)).toMatchObject({
          seq: turn + 1,
        });
      }
      await Promise.all(
        samples.several(20, (at) =>
          (at % 2 === 0 ? one : other).conversations.append(
            conversation,
            samples.aMessage(samples.aDevice()),
            samples.always,
          ),
        ),
      );
      const log = await one.conversations.read(conversation, 0, 100, samples.page(100));
      expect(log.map(({ seq }) => seq)).toEqual(samples.several(26, (at) => at + 1));
      await one.close();
      await other.close();
      await ground.drop();
    });

    it("can be written to when it is asked", async () => {
      const ground = await fresh();
      const storage = await opened(ground);
      await storage.ping();
      await storage.close();
      await expect(storage.ping()).rejects.toThrow();
      await ground.drop();
    });
  });
}
