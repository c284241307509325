import { certifyDevice, type FreshKeys, freshKeys } from "@comity/client/engine/enrolment/newIdentity";
import { nodeRandom } from "@comity/scripts/load/bareDevice";
import { Card } from "@comity/shared/directory/card";
import { invitationRedeem } from "@comity/shared/protocol/invitation";
import { statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import { signStatement } from "@comity/shared/statements/signing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Ground, openGround } from "./ground.ts";

const DAY = 24 * 3_600_000;

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

/** An officer signs for somebody whose keys have arrived. */
async function vouch(fresh: FreshKeys): Promise<void> {
  const { sodium } = ground;
  const { network, founder, officer } = ground.network;
  const at = Date.now();
  const card = Card.parse({
    ...{ name: "Newcomer", authority: "Office", country: "GH", roles: ["judge"] },
    ...{ competences: [], languages: ["en"] },
  });
  const read = await founder.call(statementsRead, { network, from: 0 });
  if (!read.ok) throw new Error(read.fault.code);
  const grant = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "membership.grant", network, at, account: fresh.account, card },
      ...{ validFrom: at - 1000, validUntil: at + DAY },
    },
    officer,
  );
  const published = await founder.call(statementsPublish, {
    ...{ network, expectedSize: read.value.head.size },
    statements: [grant, certifyDevice(sodium, fresh, network, "Laptop", at)],
  });
  expect(published).toMatchObject({ ok: true });
}

// A server that lost power between taking the keys and knowing the device refused it; when it said its keys again they had
// been signed for meanwhile, and it was told that somebody else had used its invitation. So it stood for good.
it("takes the same keys again after they were signed for, and nobody else's", async () => {
  const { keys, answer } = await ground.invite();
  const fresh = freshKeys(ground.sodium, nodeRandom);
  const mine = { token: keys.token, ...answer(fresh) };
  const { founder } = ground.network;
  expect(await founder.call(invitationRedeem, mine)).toMatchObject({ ok: true });
  await vouch(fresh);
  expect(await founder.call(invitationRedeem, mine)).toMatchObject({ ok: true });
  const other = { token: keys.token, ...answer(freshKeys(ground.sodium, nodeRandom)) };
  for (const keysOfOthers of [other, { ...mine, mac: other.mac }, { ...other, mac: mine.mac }])
    expect(await founder.call(invitationRedeem, keysOfOthers)).toMatchObject({
      fault: { code: "invitation.used" },
    });
});
