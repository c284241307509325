import { beforeAll, describe, expect, it } from "vitest";
import { toBase64url } from "../bytes/base64url.ts";
import { utf8 } from "../bytes/bytes.ts";
import { sign } from "../crypto/signature.ts";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { Card } from "../directory/card.ts";
import { AccountId, ConversationId, DeviceId, idOfKey, OfficerKey, SignerKey } from "../ids.ts";
import { Roster } from "./roster.ts";
import { canonicalText, networkIdOf, type SigningKeys, signStatement } from "./signing.ts";
import type { Statement } from "./statement.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

const NOW = 1_800_000_000_000;
const DAY = 24 * 3600 * 1000;
const ROOM = ConversationId.parse("A".repeat(22));
const OTHER_ROOM = ConversationId.parse(`B${"A".repeat(21)}`);
const card = (name: string) =>
  Card.parse({
    ...{ name, authority: "Court of Tema", country: "GH", roles: ["prosecutor"] },
    ...{ competences: [], languages: ["en"] },
  });
const keys = (): SigningKeys => sodium.crypto_sign_keypair();
const account = (of: SigningKeys) => idOfKey(AccountId, of.publicKey);
const device = (of: SigningKeys) => idOfKey(DeviceId, of.publicKey);

/** A network with an officer and two members, and what becomes of statements in it: taken, or the fault. */
function ground() {
  const [officer, founder] = [keys(), keys()];
  const founding = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "network.found", name: "WACAP", nonce: "0123456789abcdef", at: NOW },
      officerKey: idOfKey(OfficerKey, officer.publicKey),
      account: account(founder),
    },
    officer,
  );
  const found = Roster.found(sodium, founding);
  if (!found.ok) throw new Error(found.fault);
  const roster = found.value;
  const network = networkIdOf(sodium, founding);
  const say = (statement: Statement, signer: SigningKeys) => {
    const outcome = roster.append(signStatement(sodium, statement, signer));
    return outcome.ok ? "taken" : outcome.fault;
  };
  const join = (of: SigningKeys, until = NOW + 1000 * DAY) =>
    say(
      {
        ...{ v: 1, kind: "membership.grant", network, at: NOW, account: account(of), card: card("Member") },
        ...{ validFrom: NOW, validUntil: until },
      },
      officer,
    );
  const admit = (guest: SigningKeys, signer: SigningKeys, over: Partial<Admission> = {}) =>
    say(
      {
        ...{ v: 1, kind: "guest.admit", network, at: NOW + 10, account: account(guest) },
        ...{ card: card("Guest"), conversation: ROOM, validFrom: NOW, validUntil: NOW + 30 * DAY },
        ...over,
      },
      signer,
    );
  const end = (guest: SigningKeys, signer: SigningKeys, at = NOW + 20) =>
    say({ v: 1, kind: "guest.end", network, at, account: account(guest) }, signer);
  const certify = (of: SigningKeys, machine: SigningKeys) =>
    say(
      {
        ...{ v: 1, kind: "device.certify", network, at: NOW + 11 },
        ...{ account: account(of), device: device(machine), name: "Laptop" },
      },
      of,
    );
  const about = (kind: "membership.revoke" | "membership.suspend", of: SigningKeys, at = NOW + 50) =>
    say({ v: 1, kind, network, at, account: account(of) }, officer);
  return { roster, network, officer, founder, say, join, admit, end, certify, about };
}
type Admission = Extract<Statement, { kind: "guest.admit" }>;

describe("guests of a network", () => {
  it("come by a member's word into one room, and are no members", () => {
    const { roster, join, admit, certify } = ground();
    const [host, guest, machine] = [keys(), keys(), keys()];
    expect(join(host)).toBe("taken");
    expect(certify(guest, machine)).toBe("no-such-member");
    expect(admit(guest, host)).toBe("taken");
    expect(certify(guest, machine)).toBe("taken");
    expect(roster.member(account(guest))).toBeUndefined();
    expect(roster.standing(device(machine), NOW + 20)).toEqual({ ok: false, fault: "not-a-member" });
    const standing = roster.guestStanding(device(machine), NOW + 20);
    expect(standing.ok && standing.value).toMatchObject({ conversation: ROOM, host: account(host) });
    const later = (at: number) => roster.guestStanding(device(machine), at);
    expect(later(NOW - 1)).toEqual({ ok: false, fault: "membership-not-yet-valid" });
    expect(later(NOW + 30 * DAY)).toEqual({ ok: false, fault: "membership-expired" });
    expect(roster.copy().guest(account(guest))).toEqual(roster.guest(account(guest)));
  });

  it("are practitioners: nobody's guest bears an office of the network, or competences", () => {
    const { roster, network, join } = ground();
    const [host, guest] = [keys(), keys()];
    expect(join(host)).toBe("taken");
    // Signed as a changed program would: ours does not sign what it would refuse.
    const admitAs = (over: Partial<Card>) => {
      const body = canonicalText({
        ...{ v: 1, kind: "guest.admit", network, at: NOW + 10, account: account(guest) },
        ...{ card: { ...card("Guest"), ...over }, conversation: ROOM },
        ...{ validFrom: NOW, validUntil: NOW + DAY },
      });
      const signature = toBase64url(sign(sodium, "comity/statement/v1", utf8(body), host.privateKey));
      const outcome = roster.append({ body, signer: idOfKey(SignerKey, host.publicKey), signature });
      return outcome.ok ? "taken" : outcome.fault;
    };
    for (const role of ["secretariat", "focal-point", "alternate-focal-point", "central-authority"] as const)
      expect(admitAs({ roles: [role] })).toBe("malformed");
    expect(admitAs({ competences: ["mla.a"] })).toBe("malformed");
    expect(admitAs({})).toBe("taken");
  });

  it("come by nobody else's word: no officer's key, no stranger, no guest, no member who was ended", () => {
    const { officer, join, admit, about } = ground();
    const [host, guest, other, gone] = [keys(), keys(), keys(), keys()];
    join(host);
    join(gone);
    expect(admit(guest, officer)).toBe("signer-not-a-member");
    expect(admit(guest, keys())).toBe("signer-not-a-member");
    expect(admit(guest, guest)).toBe("signer-not-a-member");
    expect(admit(guest, host)).toBe("taken");
    expect(admit(other, guest)).toBe("signer-not-a-member");
    about("membership.suspend", gone, NOW + 1);
    expect(admit(other, gone)).toBe("signer-not-a-member");
    about("membership.revoke", gone, NOW + 2);
    expect(admit(other, gone)).toBe("signer-not-a-member");
  });

  it("stay for a term that is bounded, and no longer than whoever answers for them", () => {
    const { join, admit } = ground();
    const [host, brief, guest] = [keys(), keys(), keys()];
    join(host);
    join(brief, NOW + 5 * DAY);
    expect(admit(guest, host, { validUntil: NOW })).toBe("validity-reversed");
    expect(admit(guest, host, { validUntil: NOW + 181 * DAY })).toBe("term-too-long");
    expect(admit(guest, brief)).toBe("term-too-long");
    expect(admit(guest, brief, { validUntil: NOW + 5 * DAY })).toBe("taken");
    const late = NOW + 6 * DAY;
    expect(admit(keys(), brief, { at: late, validUntil: late + DAY })).toBe("signer-not-a-member");
  });

  it("are prolonged by whoever answers for them, never moved to another room, and taken over only once it has ended", () => {
    const { roster, join, admit, end } = ground();
    const [host, other, guest] = [keys(), keys(), keys()];
    join(host);
    join(other);
    admit(guest, host);
    expect(admit(guest, host, { conversation: OTHER_ROOM })).toBe("guest-elsewhere");
    expect(admit(guest, other, { validUntil: NOW + 90 * DAY })).toBe("signer-not-the-host");
    expect(admit(guest, host, { validUntil: NOW + 90 * DAY })).toBe("taken");
    expect(roster.guestFault(account(guest), NOW + 89 * DAY)).toBeUndefined();
    expect(end(guest, host)).toBe("taken");
    expect(admit(guest, other, { at: NOW + 40 })).toBe("taken");
    expect(roster.guest(account(guest))).toMatchObject({ host: account(other) });
    expect(roster.guestFault(account(guest), NOW + 41)).toBeUndefined();
  });

  it("are ended by their host or an officer, once, and by nobody else", () => {
    const { roster, officer, join, admit, end } = ground();
    const [host, other, one, two] = [keys(), keys(), keys(), keys()];
    join(host);
    join(other);
    admit(one, host);
    admit(two, host);
    expect(end(one, other)).toBe("signer-not-the-host");
    expect(end(one, one)).toBe("signer-not-the-host");
    expect(end(one, host)).toBe("taken");
    expect(end(one, host)).toBe("no-such-guest");
    expect(end(two, officer)).toBe("taken");
    expect(end(keys(), officer)).toBe("no-such-guest");
    expect(roster.guestFault(account(one), NOW + 30)).toBe("membership-revoked");
    expect(roster.guest(account(one))?.endedAt).toBe(NOW + 20);
  });

  it("end with the standing of whoever answers for them", () => {
    const { roster, join, admit, about } = ground();
    const [host, other, one, two] = [keys(), keys(), keys(), keys()];
    join(host);
    join(other);
    admit(one, host);
    admit(two, other);
    about("membership.suspend", host);
    about("membership.revoke", other, NOW + 60);
    expect(roster.guest(account(one))?.endedAt).toBe(NOW + 50);
    expect(roster.guest(account(two))?.endedAt).toBe(NOW + 60);
  });

  it("are never members by the same keys, nor members guests", () => {
    const { join, admit, say, network } = ground();
    const [host, guest] = [keys(), keys()];
    join(host);
    admit(guest, host);
    expect(join(guest)).toBe("member-already");
    expect(admit(host, host)).toBe("member-already");
    const issue = { v: 1, kind: "recovery.issue", network, at: NOW + 1, number: 1 } as const;
    expect(say({ ...issue, account: account(guest) }, guest)).toBe("no-such-member");
  });
});
