import { comitySuite, SUITE_3 } from "@comity/client/engine/mls/provider/suite";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { describe, expect, it } from "vitest";
import { toHex } from "./vectorFiles.ts";

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));

/** RFC 9180, appendix A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, base mode. */
const A21 = {
  info: "4f6465206f6e2061204772656369616e2055726e",
  ikmE: "909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b",
  pkRm: "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a",
  skRm: "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
  enc: "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
  plaintext: "4265617574792069732074727574682c20747275746820626561757479",
  aad: "436f756e742d30",
  ciphertext: "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
  exports: [
    ["", "4bbd6243b8bb54cec311fac9df81841b6fd61f56538a775e7c80a9f40160606e"],
    ["00", "8c1df14732580e5501b00f82b10a1647b40713191b7c1240ac80e2b68808ba69"],
    ["54657374436f6e74657874", "5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53"],
  ],
} as const;

describe("HPKE as RFC 9180 publishes it", () => {
  it("opens, seals and exports the vectors of A.2.1", async () => {
    const sodium = await loadSodium();
    const { hpke } = comitySuite(sodium, SUITE_3);
    const ephemeral = await hpke.deriveKeyPair(bytes(A21.ikmE));
    expect(toHex(await hpke.exportPublicKey(ephemeral.publicKey))).toBe(A21.enc);

    const recipient = await hpke.importPrivateKey(bytes(A21.skRm));
    const { enc, info, aad, ciphertext } = A21;
    const opened = await hpke.open(recipient, bytes(enc), bytes(ciphertext), bytes(info), bytes(aad));
    expect(toHex(opened)).toBe(A21.plaintext);
    for (const [context, secret] of A21.exports)
      expect(toHex(await hpke.importSecret(recipient, bytes(context), bytes(enc), 32, bytes(info)))).toBe(
        secret,
      );

    // With the vector's ephemeral key as the only randomness, sealing gives the vector's bytes.
    const fixed = await hpke.exportPrivateKey(ephemeral.privateKey);
    const seeded = comitySuite(sodium, SUITE_3, { randomBytes: () => fixed.slice() }).hpke;
    const publicKey = await seeded.importPublicKey(bytes(A21.pkRm));
    const sealed = await seeded.seal(publicKey, bytes(A21.plaintext), bytes(info), bytes(aad));
    expect([toHex(sealed.enc), toHex(sealed.ct)]).toEqual([enc, ciphertext]);
  });

  it("refuses changed ciphertexts, wrong lengths and keys that give no secret", async () => {
    const { hpke } = comitySuite(await loadSodium(), SUITE_3);
    const recipient = await hpke.importPrivateKey(bytes(A21.skRm));
    const { enc, info, aad } = A21;
    const changed = bytes(A21.ciphertext);
    changed[0] = (changed[0] ?? 0) ^ 1;
    await expect(hpke.open(recipient, bytes(enc), changed, bytes(info), bytes(aad))).rejects.toThrow(
      "not authentic",
    );
    await expect(hpke.open(recipient, bytes(enc).subarray(1), changed, bytes(info))).rejects.toThrow(
      "31 bytes",
    );
    await expect(hpke.importPublicKey(new Uint8Array(31))).rejects.toThrow("31 bytes");
    const zero = await hpke.importPublicKey(new Uint8Array(32));
    await expect(hpke.seal(zero, new Uint8Array(1), new Uint8Array())).rejects.toThrow("no shared secret");
    await expect(hpke.open(recipient, new Uint8Array(32), changed, bytes(info))).rejects.toThrow(
      "no shared secret",
    );
  });
});
