import { bareSocket, callOn, nodeRandom } from "@comity/scripts/load/bareDevice";
import { idOfKey, Token } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import {
  linkAbandon,
  linkAwait,
  linkClaim,
  linkComplete,
  linkDeliver,
  linkLook,
  linkOpen,
  linkReceived,
  linkRefuse,
  linkReveal,
} from "@comity/shared/protocol/link";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, openGround } from "./ground.ts";

let ground: Ground;
let door: Socket;
let now = 0;
beforeAll(async () => {
  ground = await openGround({}, () => Date.now() + now);
  door = bareSocket(ground.server.address);
});
afterAll(async () => {
  door.disconnect();
  await ground.close();
});

const token = () => idOfKey(Token, nodeRandom(32));
const unknown = { ok: false, fault: { code: "link.unknown" } };
const taken = { ok: false, fault: { code: "link.taken" } };
const expired = { ok: false, fault: { code: "link.expired" } };
const cancelled = { ok: false, fault: { code: "link.cancelled" } };
const notYet = { ok: false, fault: { code: "not-permitted" } };
const malformed = { ok: false, fault: { code: "request.malformed" } };
const done = { ok: true, value: {} };
/** What arrives in Node is a Buffer. */
const plain = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : new Uint8Array(bytes));

async function opened() {
  const [place, opener, commitment] = [token(), token(), nodeRandom(32)];
  const answer = await callOn(door, linkOpen, { place, opener, commitment });
  expect(answer.ok).toBe(true);
  return { place, opener, commitment };
}

describe("the place where two devices meet", () => {
  it("is its opener's: nobody else opens it again, looks in, reveals, acknowledges or ends it", async () => {
    const { place, opener, commitment } = await opened();
    const stranger = token();
    expect((await callOn(door, linkOpen, { place, opener, commitment })).ok).toBe(true);
    expect(await callOn(door, linkOpen, { place, opener: stranger, commitment })).toEqual(taken);
    expect(await callOn(door, linkAwait, { place, opener: stranger })).toEqual(unknown);
    const reveal = nodeRandom(50);
    expect(await callOn(door, linkReveal, { place, opener: stranger, reveal })).toEqual(unknown);
    expect(await callOn(door, linkReceived, { place, opener: stranger, receipt: reveal })).toEqual(unknown);
    expect(await callOn(door, linkAbandon, { place, opener: stranger })).toEqual(unknown);
    expect(await callOn(door, linkAwait, { place, opener })).toEqual({
      ok: true,
      value: { complete: false },
    });
  });

  it("takes one claimant, and lets nobody else look, deliver, complete or refuse", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const { place, opener, commitment } = await opened();
    const answer = nodeRandom(32);
    const claimed = await one.call(linkClaim, { place, answer });
    expect(claimed.ok && plain(claimed.value.commitment)).toEqual(commitment);
    expect((await one.call(linkClaim, { place, answer })).ok).toBe(true);
    expect(await one.call(linkClaim, { place, answer: nodeRandom(32) })).toEqual(taken);
    expect(await other.call(linkClaim, { place, answer })).toEqual(taken);
    expect(await other.call(linkLook, { place })).toEqual(unknown);
    expect(await other.call(linkDeliver, { place, package: nodeRandom(10) })).toEqual(unknown);
    expect(await other.call(linkComplete, { place })).toEqual(unknown);
    expect(await other.call(linkRefuse, { place })).toEqual(unknown);
    const found = await callOn(door, linkAwait, { place, opener });
    expect(found).toMatchObject({ ok: true, value: { complete: false } });
    expect(found.ok && plain(found.value.answer)).toEqual(answer);
  });

  it("keeps the order of the steps, and what was left first", async () => {
    const device = await ground.logIn(0);
    const { place, opener } = await opened();
    const [reveal, parcel, receipt] = [nodeRandom(60), nodeRandom(900), nodeRandom(30)];
    expect(await callOn(door, linkReveal, { place, opener, reveal })).toEqual(notYet);
    expect(await device.call(linkDeliver, { place, package: parcel })).toEqual(unknown);
    await device.call(linkClaim, { place, answer: nodeRandom(32) });
    expect(await device.call(linkDeliver, { place, package: parcel })).toEqual(notYet);
    expect(await callOn(door, linkReveal, { place, opener, reveal })).toEqual(done);
    expect(await callOn(door, linkReveal, { place, opener, reveal: nodeRandom(60) })).toEqual(taken);
    expect(await callOn(door, linkReceived, { place, opener, receipt })).toEqual(notYet);
    expect(await device.call(linkComplete, { place })).toEqual(notYet);
    expect(await device.call(linkDeliver, { place, package: parcel })).toEqual(done);
    expect(await device.call(linkDeliver, { place, package: nodeRandom(900) })).toEqual(taken);
    expect(await callOn(door, linkReceived, { place, opener, receipt })).toEqual(done);
    const look = await device.call(linkLook, { place });
    expect(look.ok && [look.value.reveal, look.value.receipt].map(plain)).toEqual([reveal, receipt]);
    expect(await device.call(linkComplete, { place })).toEqual(done);
    const found = await callOn(door, linkAwait, { place, opener });
    expect(found).toMatchObject({ ok: true, value: { complete: true } });
    expect(found.ok && plain(found.value.package)).toEqual(parcel);
  });

  it("is over for both once either gives up, and after ten minutes", async () => {
    const device = await ground.logIn(0);
    const left = await opened();
    expect(await callOn(door, linkAbandon, left)).toEqual(done);
    expect(await device.call(linkClaim, { place: left.place, answer: nodeRandom(32) })).toEqual(cancelled);
    const refused = await opened();
    await device.call(linkClaim, { place: refused.place, answer: nodeRandom(32) });
    expect(await device.call(linkRefuse, { place: refused.place })).toEqual(done);
    expect(await callOn(door, linkAwait, refused)).toEqual(cancelled);
    const old = await opened();
    now = 10 * 60_000;
    expect(await callOn(door, linkAwait, old)).toEqual(expired);
    expect(await device.call(linkClaim, { place: old.place, answer: nodeRandom(32) })).toEqual(expired);
    await opened();
    expect(await callOn(door, linkAwait, old)).toEqual(unknown);
    now = 0;
  });

  it("refuses what is too large or misshapen, and what needs a log-in from somebody without one", async () => {
    const { place, opener } = await opened();
    const device = await ground.logIn(0);
    const large = nodeRandom(LIMITS.linkStepBytes + 1);
    expect(await device.call(linkClaim, { place, answer: large })).toEqual(malformed);
    await device.call(linkClaim, { place, answer: nodeRandom(32) });
    expect(await callOn(door, linkReveal, { place, opener, reveal: large })).toEqual(malformed);
    await callOn(door, linkReveal, { place, opener, reveal: nodeRandom(1) });
    const parcel = nodeRandom(LIMITS.linkPackageBytes + 1);
    expect(await device.call(linkDeliver, { place, package: parcel })).toEqual(malformed);
    expect(await callOn(door, linkOpen, { place: token(), opener, commitment: nodeRandom(31) })).toEqual(
      malformed,
    );
    for (const event of [linkLook, linkComplete, linkRefuse])
      expect(await callOn<{ place: Token }, unknown>(door, event, { place })).toEqual({
        ok: false,
        fault: { code: "session.unauthenticated" },
      });
  });

  it("can't be searched by guessing: opening and claiming use up patience", async () => {
    const tight = await openGround({
      beforeLogIn: { points: 200, seconds: 60 },
      device: { points: 1000, seconds: 60 },
    });
    const socket = bareSocket(tight.server.address);
    const opening = () =>
      callOn(socket, linkOpen, { place: token(), opener: token(), commitment: nodeRandom(32) });
    const answers = [];
    for (let tries = 0; tries < 6; tries++) answers.push(await opening());
    expect(answers.at(-1)).toMatchObject({ ok: false, fault: { code: "rate.limited" } });
    socket.disconnect();
    const { founder } = tight.network;
    const guesses = [];
    for (let tries = 0; tries < 6; tries++)
      guesses.push(await founder.call(linkClaim, { place: token(), answer: nodeRandom(32) }));
    expect(guesses[0]).toEqual(unknown);
    expect(guesses.at(-1)).toMatchObject({ ok: false, fault: { code: "rate.limited" } });
    await tight.close();
  });
});
