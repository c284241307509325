import { toBase64url } from "@comity/shared/bytes/base64url";
import { utf8 } from "@comity/shared/bytes/bytes";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { describe, expect, it } from "vitest";
import { freshKeys, signingKeysOf } from "../enrolment/newIdentity.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import { seal } from "../vault/sealing.ts";
import { openBackup } from "./backup.ts";
import { identityFrom, portableOf, readPortable, writePortable } from "./portableIdentity.ts";
import { deriveRecovery } from "./recoveryKey.ts";

const sodium = await loadSodium();
const random = (n: number) => sodium.randombytes_buf(n);
const keys = freshKeys(sodium, random);
const identity: IdentityRecord = {
  v: 1,
  account: keys.account,
  device: keys.device,
  deviceName: "Office",
  identityKey: keys.identity.privateKey,
  deviceKey: keys.deviceKeys.privateKey,
  networks: [],
  recovery: { secret: random(20), number: 3, issuedAt: 1000, unsaved: false },
  boardsToFound: [],
  archiveKey: random(32),
};

describe("a portable identity", () => {
  it("makes another device of the same person, with nothing of the first device in it", () => {
    const bytes = writePortable(portableOf(identity));
    const portable = readPortable(bytes);
    if (portable === undefined) throw new Error("what was written could not be read");
    const newKeys = freshKeys(sodium, random, signingKeysOf(sodium, portable.identityKey));
    const other = identityFrom(portable, newKeys, "Laptop");
    expect(other.account).toBe(identity.account);
    expect(other.device).not.toBe(identity.device);
    expect(other.archiveKey).toEqual(identity.archiveKey);
    expect(other.recovery).toEqual({ ...identity.recovery, unsaved: true });
    expect(new TextDecoder().decode(bytes)).not.toContain(toBase64url(identity.deviceKey));
  });

  it("is not read from anything else", () => {
    for (const text of ["", "null", "{}", '{"v":1,"identityKey":"AAAA","networks":[]}'])
      expect(readPortable(utf8(text))).toBeUndefined();
  });

  it("is read from the backups of before the archive as well", () => {
    const { secret } = identity.recovery;
    const text = JSON.stringify({
      v: 1,
      identityKey: toBase64url(identity.identityKey),
      networks: [],
      number: 2,
      issuedAt: 7,
    });
    const sealed = seal(sodium, random, deriveRecovery(sodium, secret).key, "comity/backup/v1", utf8(text));
    expect(openBackup(sodium, secret, sealed)).toMatchObject({
      recovery: { secret, number: 2, issuedAt: 7 },
    });
    expect(openBackup(sodium, random(20), sealed)).toBeUndefined();
  });
});
