import { beforeAll, expect, it } from "vitest";
import { toBase64url } from "../bytes/base64url.ts";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { AccountId, BuildHash, idOfKey, OfficerKey } from "../ids.ts";
import { Roster } from "./roster.ts";
import { networkIdOf, type SigningKeys, signStatement } from "./signing.ts";
import { Statement } from "./statement.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

const NOW = 1_800_000_000_000;

it("a build is named by an officer and by nobody else, and the newest comes last, in copies too", () => {
  const [officer, stranger] = [sodium.crypto_sign_keypair(), sodium.crypto_sign_keypair()];
  const founding = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "network.found", name: "WACAP", nonce: "0123456789abcdef", at: NOW },
      officerKey: idOfKey(OfficerKey, officer.publicKey),
      account: idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey),
    },
    officer,
  );
  const found = Roster.found(sodium, founding);
  if (!found.ok) throw new Error(found.fault);
  const roster = found.value;
  const network = networkIdOf(sodium, founding);
  const [one, two] = [1, 2].map((byte) => BuildHash.parse(toBase64url(new Uint8Array(32).fill(byte))));
  if (one === undefined || two === undefined) throw new Error("no builds");
  const name = (build: BuildHash, at: number, signer: SigningKeys) => {
    const statement = { v: 1, kind: "build.publish", network, at, build } as const;
    const outcome = roster.append(signStatement(sodium, statement, signer));
    return outcome.ok ? "taken" : outcome.fault;
  };
  expect(roster.builds()).toEqual([]);
  expect(name(one, NOW, officer)).toBe("taken");
  expect(name(two, NOW + 1, stranger)).toBe("signer-not-an-officer");
  const before = roster.copy();
  expect(name(two, NOW + 2, officer)).toBe("taken");
  expect(before.builds()).toEqual([{ build: one, at: NOW }]);
  expect(roster.builds()).toEqual([
    { build: one, at: NOW },
    { build: two, at: NOW + 2 },
  ]);
  const short = { v: 1, kind: "build.publish", network, at: NOW, build: one.slice(1) };
  expect(Statement.safeParse(short).success).toBe(false);
});
