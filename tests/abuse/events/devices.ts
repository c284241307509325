import { nodeRandom } from "@comity/scripts/load/bareDevice";
import { hashToken } from "@comity/shared/enrolment/invitation";
import { LIMITS } from "@comity/shared/limits";
import { archiveAppend, archiveHead, archiveRead } from "@comity/shared/protocol/archive";
import { backupGet, backupPut } from "@comity/shared/protocol/backup";
import { deviceList } from "@comity/shared/protocol/device";
import { keyPackagesClaim, keyPackagesCount, keyPackagesPublish } from "@comity/shared/protocol/keyPackages";
import { transferCollect, transferComplete, transferDeposit } from "@comity/shared/protocol/transfer";
import { abused, first, type Row, type Stage, secret } from "./stage.ts";

const suite = 84 as const;
const ownOnly = { impossible: "it names nobody: each account has its own" };
const aRead = { impossible: "it changes nothing" };

const packages = (count: number) => Array.from({ length: count }, () => nodeRandom(50));

/** Appends a segment where the archive stands. */
async function appended({ one }: Stage): Promise<number> {
  const { count } = await first(one.call(archiveHead, {}));
  await first(one.call(archiveAppend, { index: count, segment: nodeRandom(40) }));
  return count;
}

/** A vault of one part that waits to be collected, and the secret that leads to it. */
async function deposited({ ground, one }: Stage) {
  const token = secret();
  const tokenHash = hashToken(ground.sodium, token);
  await first(one.call(transferDeposit, { tokenHash, part: 0, parts: 1, bytes: nodeRandom(40) }));
  return token;
}

/** A sealed backup that lies at the server, and where. */
async function kept({ ground, one }: Stage) {
  const locator = secret();
  const locatorHash = hashToken(ground.sodium, locator);
  await first(one.call(backupPut, { locatorHash, bytes: nodeRandom(40) }));
  return { locator, locatorHash };
}

/** What is done to the events about one's own devices, keys and copies. */
export const DEVICE_ROWS: readonly Row[] = [
  abused(deviceList, {
    access: "active",
    honest: async ({ one }) => [one.socket, {}],
    again: "same",
    trespass: ownOnly,
    disorder: aRead,
  }),
  abused(archiveHead, {
    access: "active",
    honest: async ({ one }) => [one.socket, {}],
    again: "same",
    trespass: ownOnly,
    disorder: aRead,
  }),
  abused(archiveAppend, {
    access: "active",
    honest: async (stage) => [
      stage.one.socket,
      { index: (await appended(stage)) + 1, segment: nodeRandom(40) },
    ],
    again: "archive.moved",
    trespass: ownOnly,
    disorder: [
      "archive.moved",
      async (stage) => [stage.one.socket, { index: (await appended(stage)) + 5, segment: nodeRandom(40) }],
    ],
  }),
  abused(archiveRead, {
    access: "active",
    honest: async (stage) => [stage.one.socket, { index: await appended(stage) }],
    again: "same",
    trespass: ["archive.unknown", async (stage) => [stage.outsider.socket, { index: await appended(stage) }]],
    disorder: [
      "archive.unknown",
      async (stage) => [stage.one.socket, { index: (await appended(stage)) + 1 }],
    ],
  }),
  abused(backupPut, {
    access: "pending",
    honest: async ({ one }) => [one.socket, { locatorHash: secret(), bytes: nodeRandom(40) }],
    again: "same",
    trespass: [
      "not-permitted",
      async (stage) => {
        const { locatorHash } = await kept(stage);
        return [stage.outsider.socket, { locatorHash, bytes: nodeRandom(40) }];
      },
    ],
    disorder: [
      "backup.outdated",
      async (stage) => {
        const { locatorHash } = await kept(stage);
        const former = { locatorHash, note: nodeRandom(20) };
        await first(stage.one.call(backupPut, { locatorHash: secret(), bytes: nodeRandom(40), former }));
        return [stage.one.socket, { locatorHash, bytes: nodeRandom(40) }];
      },
    ],
  }),
  abused(backupGet, {
    access: "anyone",
    honest: async (stage) => [stage.stranger, { locator: (await kept(stage)).locator }],
    again: "same",
    trespass: ["backup.unknown", async ({ stranger }) => [stranger, { locator: secret() }]],
    // Where it lies is not what opens it.
    disorder: [
      "backup.unknown",
      async (stage) => [stage.stranger, { locator: (await kept(stage)).locatorHash }],
    ],
  }),
  abused(keyPackagesPublish, {
    access: "pending",
    honest: async ({ one }) => [one.socket, { suite, oneTime: packages(2), lastResort: nodeRandom(50) }],
    again: "same",
    trespass: ownOnly,
    disorder: [
      "key-package.pool-full",
      async ({ one }) => {
        await first(one.call(keyPackagesPublish, { suite, oneTime: packages(100), replace: true }));
        await first(one.call(keyPackagesPublish, { suite, oneTime: packages(99) }));
        return [one.socket, { suite, oneTime: packages(2) }];
      },
    ],
  }),
  abused(keyPackagesCount, {
    access: "pending",
    honest: async ({ one }) => [one.socket, { suite }],
    again: "same",
    trespass: ownOnly,
    disorder: aRead,
  }),
  abused(keyPackagesClaim, {
    access: "active",
    honest: async ({ one, other }) => {
      await first(other.call(keyPackagesPublish, { suite, oneTime: packages(3), replace: true }));
      return [one.socket, { suite, account: other.keys.account }];
    },
    again: { otherwise: "each package is given out once" },
    // Whoever only waits is within nobody's reach.
    trespass: [
      "account.unknown",
      async ({ one, waiting }) => [one.socket, { suite, account: waiting.keys.account }],
    ],
    disorder: [
      "key-package.none",
      async ({ one, outsider }) => [one.socket, { suite, account: outsider.keys.account }],
    ],
  }),
  abused(transferDeposit, {
    access: "pending",
    honest: async ({ one }) => [
      one.socket,
      { tokenHash: secret(), part: 0, parts: 1, bytes: nodeRandom(40) },
    ],
    again: "same",
    trespass: { impossible: "whose it is, only the secret says, which the server has not seen yet" },
    disorder: [
      "request.malformed",
      async ({ one }) => [one.socket, { tokenHash: secret(), part: 2, parts: 2, bytes: nodeRandom(40) }],
    ],
  }),
  abused(transferCollect, {
    access: "anyone",
    honest: async (stage) => [stage.stranger, { token: await deposited(stage), claimant: secret(), part: 0 }],
    again: "same",
    trespass: [
      "transfer.unknown",
      async (stage) => {
        const token = await deposited(stage);
        const claim = { token, claimant: secret(), part: 0 };
        const { socket } = await stage.knock();
        await new Promise((resolve) => socket.emit(transferCollect.name, claim, resolve));
        return [stage.stranger, { ...claim, claimant: secret() }];
      },
    ],
    disorder: [
      "transfer.unknown",
      async (stage) => [
        stage.stranger,
        { token: await deposited(stage), claimant: secret(), part: LIMITS.transferParts - 1 },
      ],
    ],
  }),
  abused(transferComplete, {
    access: "anyone",
    honest: async (stage) => [stage.stranger, { token: await deposited(stage), claimant: secret() }],
    again: "same",
    trespass: [
      "transfer.unknown",
      async ({ stranger }) => [stranger, { token: secret(), claimant: secret() }],
    ],
    disorder: [
      "transfer.unknown",
      async (stage) => {
        const token = await deposited(stage);
        const claim = { token, claimant: secret() };
        await new Promise((resolve) => stage.stranger.emit(transferComplete.name, claim, resolve));
        return [stage.stranger, { token, claimant: secret() }];
      },
    ],
  }),
];
