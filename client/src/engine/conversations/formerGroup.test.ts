import { DeviceId, idOfKey } from "@comity/shared/ids";
import { describe, expect, it } from "vitest";
import { isLater } from "./formerGroup.ts";

const device = (byte: number) => idOfKey(DeviceId, new Uint8Array(32).fill(byte));
const [self, other] = [device(1), device(2)];
/** It came in at the server's epoch 4, and the removal has led to 9: the group itself counts three fewer. */
const record = { joinedEpoch: 4, endedEpoch: 6, epochShift: 3 };

describe("a restart that is shown to a device that was taken out", () => {
  it("counts from the epoch on that the removal has led to, whoever is in it", () => {
    for (const devices of [[other], [other, self]]) {
      expect(isLater(record, { epoch: 9, devices }, self)).toBe(true);
      expect(isLater(record, { epoch: 8, devices: [other, self] }, self)).toBe(false);
    }
  });

  it("counts if it ends an epoch whose end this device has followed otherwise: the server was put back", () => {
    expect(isLater(record, { epoch: 8, devices: [other] }, self)).toBe(true);
    expect(isLater(record, { epoch: 4, devices: [other] }, self)).toBe(true);
  });

  it("does not count if it may be one of before this device came in", () => {
    expect(isLater(record, { epoch: 3, devices: [other] }, self)).toBe(false);
  });

  it("does not count where a device does not know when it came in", () => {
    expect(isLater({ ...record, joinedEpoch: 0 }, { epoch: 8, devices: [other] }, self)).toBe(false);
  });
});
