import { beforeAll, describe, expect, it } from "vitest";
import { fromUtf8, utf8 } from "../bytes/bytes.ts";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { AccountId, ConversationId, DeviceId, idOfKey } from "../ids.ts";
import { readRestart, signRestart } from "./restart.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

function scene() {
  const keys = sodium.crypto_sign_seed_keypair(new Uint8Array(32).fill(1));
  const other = sodium.crypto_sign_seed_keypair(new Uint8Array(32).fill(2));
  const device = idOfKey(DeviceId, keys.publicKey);
  const devices = [device, idOfKey(DeviceId, other.publicKey)];
  const conversation = idOfKey(ConversationId, new Uint8Array(16).fill(3));
  const account = idOfKey(AccountId, new Uint8Array(32).fill(4));
  return { keys, other, restart: { conversation, epoch: 7, account, device, devices } };
}

describe("a restart", () => {
  it("reads as what its device signed", () => {
    const { keys, restart } = scene();
    expect(readRestart(sodium, signRestart(sodium, restart, keys))).toEqual(restart);
  });

  it("is none where another key signed it, its device is not in it, or anything of it was changed", () => {
    const { keys, other, restart } = scene();
    expect(readRestart(sodium, signRestart(sodium, restart, other))).toBeUndefined();
    const [, second] = restart.devices;
    const without = { ...restart, devices: second === undefined ? [] : [second] };
    expect(readRestart(sodium, signRestart(sodium, without, keys))).toBeUndefined();
    const bytes = signRestart(sodium, restart, keys);
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(readRestart(sodium, changed)).toBeUndefined();
    }
    const text = fromUtf8(bytes) ?? "";
    for (const odd of ["", "comity/restart/v1\n", text.slice(1), text.slice(0, -1), `${text}x`])
      expect(readRestart(sodium, utf8(odd))).toBeUndefined();
  });
});
