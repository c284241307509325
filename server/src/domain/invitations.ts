import type { Sodium } from "@comity/shared/crypto/sodium";
import { Enrolment, hashToken } from "@comity/shared/enrolment/invitation";
import type { DeviceId, NetworkId, Token } from "@comity/shared/ids";
import { type Invitation, invitationChanged } from "@comity/shared/protocol/invitation";
import type { Roster } from "@comity/shared/statements/roster";
import { canonicalText, readStatement } from "@comity/shared/statements/signing";
import type { InvitationRecord, Storage } from "../storage/port.ts";
import { type Caller, type DomainResult, done, refuse, type Tell, tell } from "./context.ts";
import type { Rosters } from "./rosters.ts";

/** How many invitations of a network are looked through. */
const LISTED = 1000;

/** What an officer makes an invitation of. */
export type InvitationDraft = Pick<
  InvitationRecord,
  "invitation" | "network" | "tokenHash" | "sealedCard" | "expiresAt"
>;

/** Invitations: made and watched by officers, opened and redeemed by whoever holds the token. */
export class Invitations {
  constructor(
    private readonly storage: Pick<Storage, "invitations" | "devices">,
    private readonly rosters: Rosters,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  async create(caller: Caller, draft: InvitationDraft): DomainResult<Invitation> {
    const roster = await this.officerOf(caller, draft.network);
    if (roster === undefined) return refuse({ code: "not-permitted" });
    const now = this.now();
    if (draft.expiresAt <= now) return refuse({ code: "invitation.expired" });
    const created = await this.storage.invitations.create({ ...draft, createdAt: now });
    const entry = await this.storage.invitations.find(draft.invitation);
    if (entry === undefined || entry.network !== draft.network || entry.tokenHash !== draft.tokenHash)
      return refuse({ code: "not-permitted" });
    return done(view(entry), created ? this.changed(roster, entry) : []);
  }

  async open(token: Token): DomainResult<{
    network: NetworkId;
    state: InvitationRecord["state"];
    expiresAt: number;
    sealedCard: Uint8Array;
  }> {
    const entry = await this.storage.invitations.findByToken(hashToken(this.sodium, token));
    if (entry === undefined) return refuse({ code: "invitation.unknown" });
    if (this.expired(entry)) return refuse({ code: "invitation.expired" });
    const { network, state, expiresAt, sealedCard } = entry;
    return done({ network, state, expiresAt, sealedCard });
  }

  /** Leaves the invited client's keys for the officers. Its device may log in from then on, to wait. */
  async redeem(token: Token, text: string, mac: string): DomainResult<Record<string, never>> {
    const tokenHash = hashToken(this.sodium, token);
    const entry = await this.storage.invitations.findByToken(tokenHash);
    if (entry === undefined) return refuse({ code: "invitation.unknown" });
    if (this.expired(entry)) return refuse({ code: "invitation.expired" });
    const enrolment = this.readEnrolment(text, entry.network);
    if (enrolment === undefined) return refuse({ code: "request.malformed" });
    const roster = await this.rosters.get(entry.network);
    if (roster === undefined) return refuse({ code: "network.unknown" });
    const certified = roster.device(enrolment.device);
    if (certified !== undefined && certified.account !== enrolment.account)
      return refuse({ code: "not-permitted" });
    if (!(await this.storage.invitations.redeem(tokenHash, text, mac)))
      return refuse({ code: "invitation.used" });
    const { device, account, network } = enrolment;
    const registered = await this.storage.devices.register({ device, account, network, at: this.now() });
    if (!registered) return refuse({ code: "not-permitted" });
    return done({}, this.changed(roster, { ...entry, state: "redeemed", enrolment: text, mac }));
  }

  async list(caller: Caller, network: NetworkId): DomainResult<{ invitations: Invitation[] }> {
    const roster = await this.officerOf(caller, network);
    if (roster === undefined) return refuse({ code: "not-permitted" });
    await this.settleGranted(roster);
    const entries = await this.storage.invitations.ofNetwork(network, LISTED);
    return done({ invitations: entries.map(view) });
  }

  async cancel(
    caller: Caller,
    invitation: InvitationRecord["invitation"],
  ): DomainResult<Record<string, never>> {
    const entry = await this.storage.invitations.find(invitation);
    const roster = entry && (await this.officerOf(caller, entry.network));
    if (entry === undefined || roster === undefined) return refuse({ code: "invitation.unknown" });
    const settled = await this.storage.invitations.settle(invitation, ["open", "redeemed"], "cancelled");
    if (!settled) {
      const state = (await this.storage.invitations.find(invitation))?.state;
      return state === "cancelled" ? done({}) : refuse({ code: "invitation.used" });
    }
    return done({}, this.changed(roster, { ...entry, state: "cancelled" }));
  }

  /**
   * Marks the redeemed invitations as granted whose accounts have become members. Run after each grant and
   * before each listing: a crash between the log and this index heals by itself.
   */
  async settleGranted(roster: Roster): Promise<readonly Tell[]> {
    const tells: Tell[] = [];
    for (const entry of await this.storage.invitations.ofNetwork(roster.network, LISTED)) {
      if (entry.state !== "redeemed") continue;
      const account = parseEnrolment(entry.enrolment)?.account;
      const member = account === undefined ? undefined : roster.member(account);
      if (member === undefined || member.revoked) continue;
      if (await this.storage.invitations.settle(entry.invitation, ["redeemed"], "granted"))
        tells.push(...this.changed(roster, { ...entry, state: "granted" }));
    }
    return tells;
  }

  /** Whether a redeemed invitation of the network names this device. */
  async awaits(network: NetworkId, device: DeviceId): Promise<boolean> {
    const entries = await this.storage.invitations.ofNetwork(network, LISTED);
    return entries.some(
      ({ state, enrolment }) => state === "redeemed" && parseEnrolment(enrolment)?.device === device,
    );
  }

  private async officerOf(caller: Caller, network: NetworkId): Promise<Roster | undefined> {
    const roster = await this.rosters.get(network);
    const member = roster?.standing(caller.device, this.now());
    return member?.ok && roster?.isOfficer(member.value.account) ? roster : undefined;
  }

  private expired(entry: InvitationRecord): boolean {
    return entry.state === "open" && this.now() >= entry.expiresAt;
  }

  /** An enrolment in its canonical form, for this network, with a certificate that the account signed. */
  private readEnrolment(text: string, network: NetworkId): Enrolment | undefined {
    const enrolment = parseEnrolment(text);
    if (enrolment === undefined || enrolment.network !== network) return undefined;
    if (canonicalText(enrolment) !== text) return undefined;
    const { account, device, certificate } = enrolment;
    const read = readStatement(this.sodium, certificate);
    const stands =
      read.ok &&
      read.value.kind === "device.certify" &&
      read.value.network === network &&
      read.value.account === account &&
      read.value.device === device &&
      String(certificate.signer) === String(account);
    return stands ? enrolment : undefined;
  }

  private changed(roster: Roster, entry: InvitationRecord): readonly Tell[] {
    const accounts = [...new Set(roster.currentOfficers().map(({ account }) => account))];
    return [tell(invitationChanged, view(entry), { accounts })];
  }
}

function parseEnrolment(text: string | undefined): Enrolment | undefined {
  try {
    return Enrolment.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}

function view(entry: InvitationRecord): Invitation {
  const { invitation, network, state, createdAt, expiresAt, enrolment, mac } = entry;
  return {
    invitation,
    network,
    state,
    createdAt,
    expiresAt,
    ...(enrolment === undefined ? {} : { enrolment }),
    ...(mac === undefined ? {} : { mac }),
  };
}
