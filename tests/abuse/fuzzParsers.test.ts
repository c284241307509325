import { foundingToken, invitationSecret, moveToken } from "@comity/client/engine/enrolment/links";
import { openBackup } from "@comity/client/engine/recovery/backup";
import { readPortable } from "@comity/client/engine/recovery/portableIdentity";
import { readRecoveryKey } from "@comity/client/engine/recovery/recoveryKey";
import { nodeRandom } from "@comity/scripts/load/bareDevice";
import { fromBase64url } from "@comity/shared/bytes/base64url";
import { decodeContent, encodeContent } from "@comity/shared/content/content";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { Enrolment, openCard } from "@comity/shared/enrolment/invitation";
import { AccountId, idOfKey, NetworkId } from "@comity/shared/ids";
import { readAnswer } from "@comity/shared/protocol/event";
import { frameParser, type Packet } from "@comity/shared/protocol/frame";
import { readStatement, signStatement } from "@comity/shared/statements/signing";
import { SignedStatement } from "@comity/shared/statements/statement";
import { encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anything, CALLS, mutated, noiseFor, PUSHES, SEED } from "./noise.ts";

const sodium = await loadSodium();
const LIMIT = { numRuns: 400, seed: SEED };
const json = fc.oneof(
  fc.json(),
  fc.string(),
  fc.json().map((text) => text.slice(0, -1)),
);

describe("frames", () => {
  const read = (frame: unknown): Packet | undefined => {
    const decoder = new frameParser.Decoder();
    let packet: Packet | undefined;
    decoder.on("decoded", (one) => {
      packet = one;
    });
    try {
      decoder.add(frame);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    return packet;
  };
  const good = encode([2, ["conversation.send", { bytes: new Uint8Array(40), epoch: 3 }], 7]);

  it("are packets of ours or refused, whatever comes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), mutated(good), anything), (frame) => {
        const packet = read(frame);
        if (packet === undefined) return;
        expect([0, 1, 2, 3, 4]).toContain(packet.type);
        expect(packet.nsp).toBe("/");
        // Names without a dot are Socket.IO's own (disconnect, error …): no peer may set them off.
        if (packet.type === 2)
          expect(Array.isArray(packet.data) && String(packet.data[0])).toMatch(/^[a-zA-Z]+\.[a-zA-Z]+$/);
      }),
      LIMIT,
    );
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  it("refuse a map that would reach into every object", () => {
    const reaching = Uint8Array.from([
      0x92,
      0x02,
      0x92,
      0xa3,
      0x61,
      0x2e,
      0x62,
      0x81,
      0xa9,
      ...Buffer.from("__proto__"),
      0x80,
    ]);
    expect(read(reaching)).toBeUndefined();
  });

  it("nest no deeper than can be read", () => {
    for (const depth of [100, 5_000, 200_000]) {
      const nested = new Uint8Array(depth).fill(0x91);
      expect(read(nested)).toBeUndefined();
    }
  });
});

describe("what a client reads", () => {
  it("answers to every call are values of its form or faults", () => {
    for (const event of CALLS)
      fc.assert(
        fc.property(fc.oneof(noiseFor(event.response, {}), anything), anything, (value, other) => {
          for (const raw of [value, { ok: true, value }, { ok: false, fault: value }, { ok: other, value }]) {
            const answer = readAnswer(event, raw);
            if (!answer.ok) expect(typeof answer.fault.code).toBe("string");
          }
        }),
        { numRuns: 60, seed: SEED },
      );
  });

  it("everything pushed is taken or dropped", () => {
    for (const event of PUSHES)
      fc.assert(
        fc.property(fc.oneof(noiseFor(event.message, {}), anything), (raw) => {
          event.message.safeParse(raw);
        }),
        { numRuns: 100, seed: SEED },
      );
  });

  it("requests are parsed without a throw as well", () => {
    for (const event of CALLS)
      fc.assert(
        fc.property(noiseFor(event.request, {}), (raw) => {
          event.request.safeParse(raw);
        }),
        { numRuns: 60, seed: SEED },
      );
  });
});

describe("texts and sealed things", () => {
  it("content is known, newer or damaged, and comes back as it was", () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(["damaged", "newer"]).toContain(decodeContent(text).content.kind);
      }),
      LIMIT,
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 2000 }), fc.nat(), (text, at) => {
        expect(decodeContent(encodeContent({ kind: "text", text }, at))).toEqual({
          sentAt: at,
          content: { kind: "text", text },
        });
      }),
      LIMIT,
    );
  });

  it("a statement that was changed anywhere is refused", () => {
    const keys = sodium.crypto_sign_keypair();
    const signed = signStatement(
      sodium,
      {
        ...{ v: 1, kind: "membership.revoke", at: 1_000 },
        network: idOfKey(NetworkId, nodeRandom(32)),
        account: idOfKey(AccountId, nodeRandom(32)),
      },
      keys,
    );
    expect(readStatement(sodium, signed).ok).toBe(true);
    const part = fc.constantFrom("body" as const, "signature" as const, "signer" as const);
    fc.assert(
      fc.property(part, fc.nat({ max: 400 }), fc.string({ minLength: 1, maxLength: 3 }), (name, at, put) => {
        const text = String(signed[name]);
        const place = at % text.length;
        const changed = `${text.slice(0, place)}${put}${text.slice(place + put.length)}`;
        fc.pre(changed !== text);
        const read = SignedStatement.safeParse({ ...signed, [name]: changed });
        if (!read.success) return;
        // The last letter of base64url may hold bits that no byte needs; those are no other signature.
        const same =
          name !== "body" && Buffer.from(changed, "base64url").equals(Buffer.from(text, "base64url"));
        expect(readStatement(sodium, read.data).ok && !same).toBe(false);
      }),
      LIMIT,
    );
    fc.assert(
      fc.property(json, (body) => {
        const read = SignedStatement.safeParse({ ...signed, body });
        if (read.success) expect(readStatement(sodium, read.data).ok).toBe(false);
      }),
      LIMIT,
    );
  });

  it("enrolments, cards, backups, recovery keys, links and ids are read or refused, never thrown about", () => {
    const key = nodeRandom(32);
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ maxLength: 120 }),
        anything,
        (bytes, text, value) => {
          expect(openCard(sodium, bytes, key)).toBeUndefined();
          expect(openBackup(sodium, key, bytes)).toBeUndefined();
          expect(readPortable(bytes)).toBeUndefined();
          expect(readRecoveryKey(sodium, text)).toBeUndefined();
          expect(Enrolment.safeParse(value).success).toBe(false);
          for (const link of [
            text,
            `https://comity.example/#invite=${text}`,
            `#found=${text}`,
            `#move=${text}#move=`,
          ]) {
            const secret = invitationSecret(link);
            if (secret !== undefined) expect(secret).toHaveLength(16);
            foundingToken(link);
            moveToken(link);
          }
          const decoded = fromBase64url(text);
          if (decoded !== undefined) expect(Buffer.from(decoded).toString("base64url")).toBe(text);
        },
      ),
      LIMIT,
    );
  });
});
