import type { Sodium } from "@comity/shared/crypto/sodium";
import { Enrolment, hashToken } from "@comity/shared/enrolment/invitation";
import type { AccountId, ConversationId, DeviceId, NetworkId, Token } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { type Invitation, invitationChanged } from "@comity/shared/protocol/invitation";
import type { Roster } from "@comity/shared/statements/roster";
import { canonicalText, readStatement } from "@comity/shared/statements/signing";
import type { InvitationRecord } from "../storage/port/enrolment.ts";
import type { Storage } from "../storage/port/storage.ts";
import { type Caller, type DomainResult, done, refuse, type Tell, tell } from "./context.ts";
import type { Memberships } from "./memberships.ts";
import type { Rosters } from "./rosters.ts";

/** How many invitations of a network are looked through. */
const LISTED = 1000;

/** What an officer makes an invitation of, or a member one of a guest. */
export type InvitationDraft = Pick<
  InvitationRecord,
  "invitation" | "network" | "tokenHash" | "sealedCard" | "expiresAt"
> & {
  /** The room that a guest is invited to. */
  readonly conversation?: ConversationId | undefined;
};

/** Invitations: made and watched by officers, or of guests by members, opened and redeemed by whoever holds the token. */
export class Invitations {
  constructor(
    private readonly storage: Pick<Storage, "invitations" | "devices">,
    private readonly rosters: Rosters,
    private readonly memberships: Pick<Memberships, "newest">,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  async create(caller: Caller, { conversation, ...draft }: InvitationDraft): DomainResult<Invitation> {
    const host = conversation === undefined ? undefined : caller.account;
    const roster =
      conversation === undefined
        ? await this.officerOf(caller, draft.network)
        : await this.hostIn(caller, draft.network, conversation);
    if (roster === undefined) return refuse({ code: "not-permitted" });
    const now = this.now();
    if (draft.expiresAt <= now) return refuse({ code: "invitation.expired" });
    const created = await this.storage.invitations.create({ ...draft, host, createdAt: now });
    const entry = await this.storage.invitations.find(draft.invitation);
    if (entry?.network !== draft.network || entry.tokenHash !== draft.tokenHash || entry.host !== host)
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
    // A client that was not told whether its keys arrived says them again, perhaps after they were signed for.
    if (entry.state === "granted" && entry.enrolment === text && entry.mac === mac) return done({});
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
    const roster = await this.memberOf(caller, network);
    if (roster === undefined) return refuse({ code: "not-permitted" });
    const officer = roster.isOfficer(caller.account);
    await this.settleGranted(roster);
    const entries = await this.storage.invitations.ofNetwork(network, LISTED);
    const mine = ({ host }: InvitationRecord) => (host === undefined ? officer : host === caller.account);
    const seen = entries.filter(mine);
    return officer || seen.length > 0
      ? done({ invitations: seen.map(view) })
      : refuse({ code: "not-permitted" });
  }

  async cancel(
    caller: Caller,
    invitation: InvitationRecord["invitation"],
  ): DomainResult<Record<string, never>> {
    const entry = await this.storage.invitations.find(invitation);
    const roster = entry && (await this.memberOf(caller, entry.network));
    const may = entry?.host === caller.account || roster?.isOfficer(caller.account) === true;
    if (entry === undefined || roster === undefined || !may) return refuse({ code: "invitation.unknown" });
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
      if (account === undefined || !hasCome(roster, account)) continue;
      if (await this.storage.invitations.settle(entry.invitation, ["redeemed"], "granted"))
        tells.push(...this.changed(roster, { ...entry, state: "granted" }));
    }
    return tells;
  }

  /** The redeemed invitation of the network that names this device; `host`: whose guest they are to be. */
  async awaited(network: NetworkId, device: DeviceId): Promise<Pick<InvitationRecord, "host"> | undefined> {
    const entries = await this.storage.invitations.ofNetwork(network, LISTED);
    return entries.find(
      ({ state, enrolment }) => state === "redeemed" && parseEnrolment(enrolment)?.device === device,
    );
  }

  private async memberOf(caller: Caller, network: NetworkId): Promise<Roster | undefined> {
    const roster = await this.rosters.get(network);
    return roster?.standing(caller.device, this.now()).ok ? roster : undefined;
  }

  private async officerOf(caller: Caller, network: NetworkId): Promise<Roster | undefined> {
    const roster = await this.memberOf(caller, network);
    return roster?.isOfficer(caller.account) ? roster : undefined;
  }

  /** A member invites guests into rooms that they are in themselves, and not without end. */
  private async hostIn(
    caller: Caller,
    network: NetworkId,
    conversation: ConversationId,
  ): Promise<Roster | undefined> {
    const present = (await this.memberships.newest(conversation))?.devices.has(caller.device) === true;
    if (!present) return undefined;
    const entries = await this.storage.invitations.ofNetwork(network, LISTED);
    const open = entries.filter(({ host, state }) => host === caller.account && state === "open");
    const running = open.filter((entry) => !this.expired(entry)).length;
    return running < LIMITS.guestInvitationsPerMember ? this.memberOf(caller, network) : undefined;
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
    const officers = roster.currentOfficers().map(({ account }) => account);
    const accounts = entry.host === undefined ? [...new Set(officers)] : [entry.host];
    return [tell(invitationChanged, view(entry), { accounts })];
  }
}

/** Whether somebody has become a member, or a guest, by what they were invited to. */
function hasCome(roster: Roster, account: AccountId): boolean {
  const come = roster.member(account);
  if (come === undefined) return roster.guest(account) !== undefined;
  return !come.revoked;
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
