import { loadSodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import { AccountId, DeviceId, idOfKey, OfficerKey } from "@comity/shared/ids";
import { fail, ok } from "@comity/shared/result";
import { Roster } from "@comity/shared/statements/roster";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { Statement } from "@comity/shared/statements/statement";
import { beforeEach, describe, expect, it } from "vitest";
import type { DirectoryView } from "../context.ts";
import { DirectoryBehind, LeafTrust } from "./leafTrust.ts";

const sodium = await loadSodium();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = 1_800_000_000_000;

const officerKeys = sodium.crypto_sign_keypair();
const identity = sodium.crypto_sign_keypair();
const account = idOfKey(AccountId, identity.publicKey);
const device = idOfKey(DeviceId, sodium.crypto_sign_keypair().publicKey);
const leaf = { account, device };

let roster: Roster;
let now: number;
/** Statements that the server has and the directory has not fetched. */
let coming: (() => void)[];
/** Whether the server can be asked at all. */
let reachable: boolean;
/** When the network ceased to be recognised; undefined: it is one's own, or recognised. */
let until: number | undefined;
let trust: LeafTrust;

const network = () => roster.network;
const say = (statement: Statement, keys: SigningKeys) => {
  const taken = roster.append(signStatement(sodium, statement, keys));
  if (!taken.ok) throw new Error(taken.fault);
};
const card = Card.parse({
  name: "Ama",
  authority: "Central Authority",
  country: "GH",
  roles: ["focal-point"],
  competences: [],
  languages: ["en"],
});
const grant = (kind: "membership.grant" | "membership.amend", from: number, until: number) =>
  say(
    { v: 1, kind, network: network(), at: from, account, card, validFrom: from, validUntil: until },
    officerKeys,
  );
const certify = () =>
  say(
    { v: 1, kind: "device.certify", network: network(), at: T0, account, device, name: "laptop" },
    identity,
  );

beforeEach(() => {
  const founded = Roster.found(
    sodium,
    signStatement(
      sodium,
      {
        ...{ v: 1, kind: "network.found", name: "Network", nonce: "0123456789abcdef", at: T0 },
        officerKey: idOfKey(OfficerKey, officerKeys.publicKey),
        account: idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey),
      },
      officerKeys,
    ),
  );
  if (!founded.ok) throw new Error(founded.fault);
  roster = founded.value;
  now = T0;
  coming = [];
  reachable = true;
  until = undefined;
  const directory: Omit<DirectoryView, "watch"> = {
    rosters: () => [roster],
    roster: () => roster,
    known: () => [roster],
    isRecognised: () => until === undefined,
    recognised: (_network, from) => until === undefined || from < until,
    standing: (one, at) => {
      const standing = roster.standing(one, at);
      if (standing.ok && until !== undefined) return fail("network-not-recognised");
      return standing.ok ? ok({ account: standing.value.account, network: roster.network }) : standing;
    },
    devicesOf: (one) => roster.devicesOf(one).map((certified) => certified.device),
    refresh: async () => {
      if (!reachable) return fail({ code: "transport.offline" });
      for (const arrive of coming.splice(0)) arrive();
      return ok(undefined);
    },
    onChange: () => () => undefined,
  };
  trust = new LeafTrust(directory, { now: () => now, after: () => () => undefined });
});

describe("a leaf", () => {
  it("that nobody certified is refused, everywhere", async () => {
    expect(trust.now(leaf)).toBe("device-unknown");
    expect(await trust.added(leaf, T0)).toBe("device-unknown");
    expect(await trust.known(leaf)).toBe("device-unknown");
  });

  it("whose certificate is newer than our copy of the log is believed once it is fetched", async () => {
    coming.push(() => {
      grant("membership.grant", T0 - DAY, T0 + DAY);
      certify();
    });
    expect(await trust.added(leaf, T0)).toBeUndefined();
  });

  it("is refused by no directory that may be older than its certificate", async () => {
    coming.push(() => {
      grant("membership.grant", T0 - DAY, T0 + DAY);
      certify();
    });
    reachable = false;
    await expect(trust.added(leaf, T0)).rejects.toThrow(DirectoryBehind);
    await expect(trust.speaking(leaf, T0)).rejects.toThrow(DirectoryBehind);
    await expect(trust.known(leaf)).rejects.toThrow(DirectoryBehind);
    reachable = true;
    expect(await trust.added(leaf, T0)).toBeUndefined();
    // Whom it vouches for as it stands needs no newer one.
    reachable = false;
    expect(await trust.added(leaf, T0)).toBeUndefined();
  });

  it("under another account's name is refused", async () => {
    grant("membership.grant", T0 - DAY, T0 + DAY);
    certify();
    const other = idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey);
    expect(await trust.added({ account: other, device }, T0)).toBe("other-account");
    expect(await trust.known({ account: other, device })).toBe("other-account");
  });

  it("that was added before its revocation is judged alike by who reads of it later", async () => {
    grant("membership.grant", T0 - DAY, T0 + 9 * DAY);
    certify();
    say({ v: 1, kind: "device.revoke", network: network(), at: T0 + DAY, account, device }, officerKeys);
    now = T0 + 3 * DAY;
    expect(await trust.added(leaf, T0 + HOUR)).toBeUndefined();
    expect(await trust.speaking(leaf, T0 + HOUR)).toBeUndefined();
    expect(await trust.added(leaf, T0 + 2 * DAY)).toBe("device-revoked");
    expect(await trust.speaking(leaf, T0 + 2 * DAY)).toBe("device-revoked");
    expect(trust.now(leaf)).toBe("device-revoked");
    expect(await trust.known(leaf)).toBeUndefined();
  });

  it("of a membership that has ended by the calendar spoke well before that", async () => {
    grant("membership.grant", T0 - DAY, T0 + DAY);
    certify();
    now = T0 + 5 * DAY;
    expect(await trust.speaking(leaf, T0 + HOUR)).toBeUndefined();
    expect(await trust.speaking(leaf, T0 + 2 * DAY)).toBe("membership-expired");
    expect(await trust.added(leaf, T0 + 2 * DAY)).toBe("membership-expired");
  });

  it("of a suspended member is judged by when it spoke, and is believed again once that is lifted", async () => {
    grant("membership.grant", T0 - DAY, T0 + 9 * DAY);
    certify();
    say({ v: 1, kind: "membership.suspend", network: network(), at: T0 + DAY, account }, officerKeys);
    now = T0 + 3 * DAY;
    expect(trust.now(leaf)).toBe("membership-suspended");
    expect(await trust.speaking(leaf, T0 + HOUR)).toBeUndefined();
    expect(await trust.speaking(leaf, T0 + 2 * DAY)).toBe("membership-suspended");
    expect(await trust.added(leaf, T0 + 2 * DAY)).toBe("membership-suspended");
    say({ v: 1, kind: "membership.resume", network: network(), at: T0 + 3 * DAY, account }, officerKeys);
    expect(trust.now(leaf)).toBeUndefined();
  });

  it("of another network is judged by when it spoke or came, once the networks recognise each other no more", async () => {
    grant("membership.grant", T0 - DAY, T0 + 9 * DAY);
    certify();
    until = T0 + DAY;
    now = T0 + 3 * DAY;
    expect(trust.now(leaf)).toBe("network-not-recognised");
    expect(await trust.speaking(leaf, T0 + HOUR)).toBeUndefined();
    expect(await trust.added(leaf, T0 + HOUR)).toBeUndefined();
    expect(await trust.speaking(leaf, T0 + DAY + HOUR)).toBe("network-not-recognised");
    expect(await trust.added(leaf, T0 + DAY + HOUR)).toBe("network-not-recognised");
    // It sits where it sits until somebody takes it out.
    expect(await trust.known(leaf)).toBeUndefined();
  });
});
