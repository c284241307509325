import { loadSodium } from "@comity/shared/crypto/sodium";
import { idOfKey, NetworkId } from "@comity/shared/ids";
import { describe, expect, it } from "vitest";
import { freshKeys } from "../enrolment/newIdentity.ts";
import type { IdentityRecord, PinnedNetwork } from "../vault/identityRecord.ts";
import { newsOf, withDues, withNetworks, withPin } from "./identityNews.ts";

const sodium = await loadSodium();
const random = (n: number) => sodium.randombytes_buf(n);
const keys = freshKeys(sodium, random);
const [first, second] = [random(32), random(32)].map((key) => idOfKey(NetworkId, key));
if (first === undefined || second === undefined) throw new Error("two were made");
const [older, newer] = [random(64), random(64)];
const WACAP: PinnedNetwork = { network: first, name: "WACAP", officerKey: older };
const REFCO: PinnedNetwork = { network: second, name: "REFCO" };
const identity: IdentityRecord = {
  v: 1,
  account: keys.account,
  device: keys.device,
  deviceName: "Office",
  identityKey: keys.identity.privateKey,
  deviceKey: keys.deviceKeys.privateKey,
  networks: [WACAP],
  recovery: { secret: random(20), number: 3, issuedAt: 1000, unsaved: false },
  boardsToFound: [],
  archiveKey: random(32),
};

describe("a changed identity", () => {
  it("is due at the server and for other devices where networks or keys changed, and only there", () => {
    const joined = withDues(identity, { ...identity, networks: [WACAP, REFCO] }, false);
    expect(joined).toMatchObject({ untoldNetworks: true, recovery: { unsaved: true } });
    const heard = withDues(identity, { ...identity, networks: [WACAP, REFCO] }, true);
    expect(heard.untoldNetworks).toBeUndefined();
    expect(heard.recovery.unsaved).toBe(true);
    const renamed = { ...identity, deviceName: "Desk" };
    expect(withDues(identity, renamed, false)).toBe(renamed);
  });

  it("stays news until exactly what stands there has been told", () => {
    const joined = withDues(identity, { ...identity, networks: [WACAP, REFCO] }, false);
    const pin = { count: 1, hash: random(32) };
    expect(newsOf(joined)).toEqual({ networks: [WACAP, REFCO] });
    expect(newsOf(withPin(joined, pin, {}))).toEqual({ networks: [WACAP, REFCO] });
    expect(newsOf(withPin(joined, pin, { networks: [WACAP] }))).toEqual({ networks: [WACAP, REFCO] });
    expect(newsOf(withPin(joined, pin, { networks: [WACAP, REFCO] }))).toEqual({});
  });

  it("takes what is newer from another device, only adds what is older, and never loses a key", () => {
    const renewed = { ...WACAP, officerKey: newer };
    expect(withNetworks(identity, [renewed, REFCO], true).networks).toEqual([renewed, REFCO]);
    expect(withNetworks(identity, [renewed, REFCO], false).networks).toEqual([WACAP, REFCO]);
    const keyless = { network: WACAP.network, name: WACAP.name };
    expect(withNetworks(identity, [keyless], true)).toBe(identity);
    expect(withNetworks(identity, [], true)).toBe(identity);
  });
});
