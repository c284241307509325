import { describe, expect, it } from "vitest";
import type { DeriveKey } from "../engine/ports.ts";
import { KeyDerivation } from "./keyDerivation.ts";

const request = () => ({
  passphrase: new Uint8Array([1, 2, 3]),
  salt: new Uint8Array(16),
  passes: 1,
  memory: 8192,
});
const answering =
  (byte: number): DeriveKey =>
  async ({ passphrase }) => {
    expect([...passphrase]).toEqual([1, 2, 3]);
    // Whoever derives may take the bytes over; the next to be asked still gets them.
    passphrase.fill(0);
    return new Uint8Array(32).fill(byte);
  };
const inPlace = new KeyDerivation(async () => answering(9));
const stays = new Promise<void>(() => undefined);
const firstByte = async (keys: KeyDerivation) => (await keys.derive(request()))[0];

describe("deriving keys in tabs", () => {
  it("is done by the tab that asked last", async () => {
    const keys = new KeyDerivation(async () => answering(9));
    const [one, other] = [1, 2].map((byte) => ({ derive: answering(byte), gone: stays }));
    if (one === undefined || other === undefined) throw new Error("no tabs");
    keys.turnTo(one);
    keys.turnTo(other);
    expect(await firstByte(keys)).toBe(2);
    keys.turnTo(one);
    expect(await firstByte(keys)).toBe(1);
    keys.forget(one);
    expect(await firstByte(keys)).toBe(2);
  });

  it("goes on with the next tab where one has gone or can't, and in place where none can", async () => {
    const keys = new KeyDerivation(async () => answering(9));
    keys.turnTo({ derive: answering(1), gone: stays });
    keys.turnTo({ derive: () => new Promise(() => undefined), gone: Promise.resolve() });
    keys.turnTo({ derive: () => Promise.reject(new Error("no worker")), gone: stays });
    expect(await firstByte(keys)).toBe(1);
    expect(await firstByte(inPlace)).toBe(9);
    const broken = new KeyDerivation(async () => answering(9));
    broken.turnTo({ derive: () => Promise.reject(new Error("no worker")), gone: stays });
    expect(await firstByte(broken)).toBe(9);
  });
});
