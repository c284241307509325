import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import {
  checkEnrolment,
  deriveInvitation,
  Enrolment,
  hashToken,
  INVITATION_SECRET_BYTES,
  sealCard,
} from "@comity/shared/enrolment/invitation";
import { type AccountId, InvitationId, idOfKey, NetworkId, OfficerKey } from "@comity/shared/ids";
import {
  type Invitation,
  invitationCancel,
  invitationChanged,
  invitationCreate,
  invitationList,
} from "@comity/shared/protocol/invitation";
import { fail, ok, type Result } from "@comity/shared/result";
import { readStatement, signStatement } from "@comity/shared/statements/signing";
import { z } from "zod";
import type { SessionLink } from "../context.ts";
import type { Directory } from "../directory/directory.ts";
import type { EngineFault, EngineResult } from "../facade/facade.ts";
import type { InvitationView } from "../facade/views.ts";
import type { Clock, RandomBytes, Vault } from "../ports.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import { CLOCK_SLACK_MS, MEMBERSHIP_MS } from "./founding.ts";
import { invitationLink } from "./links.ts";
import { signingKeysOf } from "./newIdentity.ts";
import { publish } from "./publishing.ts";

const TABLE = "invitations";
const DAY_MS = 24 * 3600 * 1000;

/** What only the inviting client knows. */
const Kept = z.object({
  network: NetworkId,
  secret: z.string(),
  card: Card,
  createdAt: z.number(),
  expiresAt: z.number(),
});
type Kept = z.infer<typeof Kept>;

export interface OfficeParts {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly session: SessionLink;
  readonly directory: Directory;
  readonly identity: () => IdentityRecord;
  readonly origin: string;
  readonly changed: (views: readonly InvitationView[]) => void;
  readonly tampered: (invitation: InvitationId) => void;
}

/** The secretariat's invitations, on the client of the officer who makes them. */
export class Office {
  private readonly kept = new Map<InvitationId, Kept>();
  private readonly known = new Map<InvitationId, Invitation>();
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly parts: OfficeParts) {
    parts.session.on(invitationChanged, (invitation) => this.take([invitation]));
    parts.session.onOnline(() => {
      this.reading = this.refresh();
    });
  }

  /** Resolves when the invitations have been read since the newest log-in. */
  settled(): Promise<void> {
    return this.reading;
  }

  /** Reads this client's own invitations from the vault. */
  async load(): Promise<void> {
    for (const { key, value } of await this.parts.vault.scan(TABLE))
      this.kept.set(InvitationId.parse(key), Kept.parse(JSON.parse(fromUtf8(value) ?? "null")));
    this.take([]);
  }

  /** Fetches the invitations of every network that this person is an officer of. */
  async refresh(): Promise<void> {
    for (const { network, officerKey } of this.parts.identity().networks) {
      if (officerKey === undefined) continue;
      const listed = await this.parts.session.call(invitationList, { network });
      if (listed.ok) this.take(listed.value.invitations);
    }
  }

  /** Makes an invitation. Its secret is in the link and in this vault, nowhere else. */
  async invite(network: NetworkId, card: Card, validDays: number): EngineResult<InvitationView> {
    const { sodium, random, clock, vault, session, directory } = this.parts;
    const officer = this.officerKeys(network);
    const roster = directory.roster(network);
    if (officer === undefined || roster === undefined) return fail({ code: "not-permitted" });
    const secret = random(INVITATION_SECRET_BYTES);
    const invitation = idOfKey(InvitationId, random(16));
    const keys = deriveInvitation(sodium, secret);
    const createdAt = clock.now();
    const expiresAt = createdAt + validDays * DAY_MS;
    const invitedBy = roster.member(this.parts.identity().account)?.card.name ?? roster.name;
    const officerKey = idOfKey(OfficerKey, officer.publicKey);
    const sealedCard = sealCard(
      sodium,
      { v: 1, network, networkName: roster.name, officerKey, invitedBy, card },
      keys.cardKey,
      random(24),
    );
    const kept = { network, secret: toBase64url(secret), card, createdAt, expiresAt };
    await vault.write([{ table: TABLE, key: invitation, value: utf8(JSON.stringify(kept)) }]);
    const tokenHash = hashToken(sodium, keys.token);
    const made = await session.call(invitationCreate, {
      network,
      invitation,
      tokenHash,
      sealedCard,
      expiresAt,
    });
    if (!made.ok) {
      await vault.write([{ table: TABLE, key: invitation, remove: true }]);
      return made;
    }
    this.kept.set(invitation, kept);
    this.take([made.value]);
    const view = this.views().find((one) => one.invitation === invitation);
    return view === undefined ? fail({ code: "server.internal" }) : ok(view);
  }

  async cancel(invitation: InvitationId): EngineResult<void> {
    const ended = await this.parts.session.call(invitationCancel, { invitation });
    await this.refresh();
    return ended.ok ? ok(undefined) : ended;
  }

  /** Signs the membership of somebody who has redeemed an invitation, after checking that nothing was swapped. */
  async grant(invitation: InvitationId): EngineResult<void> {
    const { sodium, clock, session, directory } = this.parts;
    const kept = this.kept.get(invitation);
    const known = this.known.get(invitation);
    if (kept === undefined || known === undefined) return fail({ code: "invitation.unknown" });
    const officer = this.officerKeys(kept.network);
    if (officer === undefined) return fail({ code: "not-permitted" });
    const enrolment = this.checked(kept, known);
    if (enrolment === undefined) return fail({ code: "statement.invalid", reason: "bad-signature" });
    const at = clock.now();
    const grant = signStatement(
      sodium,
      {
        v: 1,
        kind: "membership.grant",
        network: kept.network,
        at,
        account: enrolment.account,
        card: kept.card,
        validFrom: at - CLOCK_SLACK_MS,
        validUntil: at + MEMBERSHIP_MS,
        invitation,
      },
      officer,
    );
    const published = await publish(session, directory, kept.network, [grant, enrolment.certificate]);
    await this.refresh();
    return published;
  }

  /** Ends a person's membership. */
  async revoke(network: NetworkId, account: AccountId): Promise<Result<void, EngineFault>> {
    const { sodium, clock, session, directory } = this.parts;
    const officer = this.officerKeys(network);
    if (officer === undefined) return fail({ code: "not-permitted" });
    const statement = signStatement(
      sodium,
      { v: 1, kind: "membership.revoke", network, at: clock.now(), account },
      officer,
    );
    return publish(session, directory, network, [statement]);
  }

  private officerKeys(network: NetworkId) {
    const pinned = this.parts.identity().networks.find((one) => one.network === network);
    return pinned?.officerKey === undefined ? undefined : signingKeysOf(this.parts.sodium, pinned.officerKey);
  }

  /** The enrolment, if its MAC holds and its certificate is that device's and that person's own. */
  private checked(kept: Kept, known: Invitation): Enrolment | undefined {
    const { sodium } = this.parts;
    const secret = fromBase64url(kept.secret);
    if (secret === undefined || known.enrolment === undefined || known.mac === undefined) return undefined;
    const { macKey } = deriveInvitation(sodium, secret);
    if (!checkEnrolment(sodium, known.enrolment, known.mac, macKey)) return undefined;
    const enrolment = parseEnrolment(known.enrolment);
    if (enrolment === undefined || enrolment.network !== kept.network) return undefined;
    const certificate = readStatement(sodium, enrolment.certificate);
    const fits =
      certificate.ok &&
      certificate.value.kind === "device.certify" &&
      certificate.value.network === kept.network &&
      certificate.value.account === enrolment.account &&
      certificate.value.device === enrolment.device &&
      String(enrolment.certificate.signer) === String(enrolment.account);
    return fits ? enrolment : undefined;
  }

  private take(invitations: readonly Invitation[]): void {
    for (const one of invitations) this.known.set(one.invitation, one);
    const views = this.views();
    for (const { state, invitation } of views) if (state === "tampered") this.parts.tampered(invitation);
    this.parts.changed(views);
  }

  private views(): InvitationView[] {
    const views = [...this.kept].map(([invitation, kept]) => {
      const secret = fromBase64url(kept.secret);
      const { network, card, createdAt, expiresAt } = kept;
      const link = secret === undefined ? undefined : invitationLink(this.parts.origin, secret);
      return { invitation, network, card, createdAt, expiresAt, state: this.stateOf(invitation, kept), link };
    });
    return views.sort((one, other) => other.createdAt - one.createdAt);
  }

  private stateOf(invitation: InvitationId, kept: Kept): InvitationView["state"] {
    const known = this.known.get(invitation);
    switch (known?.state) {
      case "granted":
      case "cancelled":
        return known.state;
      case "redeemed":
        return this.checked(kept, known) === undefined ? "tampered" : "arrived";
      default:
        return this.parts.clock.now() >= kept.expiresAt ? "expired" : "open";
    }
  }
}

function parseEnrolment(text: string): Enrolment | undefined {
  try {
    return Enrolment.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
