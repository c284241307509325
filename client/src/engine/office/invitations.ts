import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { fromUtf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import {
  deriveInvitation,
  hashToken,
  INVITATION_SECRET_BYTES,
  sealCard,
} from "@comity/shared/enrolment/invitation";
import { InvitationId, idOfKey, type NetworkId, OfficerKey } from "@comity/shared/ids";
import {
  type Invitation,
  invitationCancel,
  invitationChanged,
  invitationCreate,
  invitationList,
} from "@comity/shared/protocol/invitation";
import { fail, ok } from "@comity/shared/result";
import { signStatement } from "@comity/shared/statements/signing";
import type { SessionLink } from "../context.ts";
import type { Directory } from "../directory/directory.ts";
import { CLOCK_SLACK_MS, MEMBERSHIP_MS } from "../enrolment/founding.ts";
import { invitationLink } from "../enrolment/links.ts";
import { publish } from "../enrolment/publishing.ts";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import type { BatchOutcome, Invitee } from "../facade/officeCalls.ts";
import type { InvitationView } from "../facade/views.ts";
import type { Clock, RandomBytes, Vault } from "../ports.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import { arrivedKeys } from "./arrivedKeys.ts";
import { INVITATIONS, Kept, stored } from "./invitationRecord.ts";
import type { OfficerKeys } from "./office.ts";

const DAY_MS = 24 * 3600 * 1000;

export interface InvitationsParts {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly session: SessionLink;
  readonly directory: Directory;
  readonly identity: () => IdentityRecord;
  readonly origin: string;
  readonly officerKeys: OfficerKeys;
  readonly progress: (done: number, total: number) => void;
  readonly changed: (views: readonly InvitationView[]) => void;
  readonly tampered: (invitation: InvitationId) => void;
}

/** The secretariat's invitations, on the client of the officer who makes them. */
export class Invitations {
  private readonly kept = new Map<InvitationId, Kept>();
  private readonly known = new Map<InvitationId, Invitation>();
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly parts: InvitationsParts) {
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
    for (const { key, value } of await this.parts.vault.scan(INVITATIONS))
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
  async invite(network: NetworkId, invitee: Invitee, validDays: number): EngineResult<InvitationView> {
    const { sodium, random, clock, vault, session, directory, officerKeys } = this.parts;
    const officer = officerKeys(network);
    const roster = directory.roster(network);
    if (officer === undefined || roster === undefined) return fail({ code: "not-permitted" });
    const { card, memberUntil } = invitee;
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
    const kept: Kept = {
      ...{ network, secret: toBase64url(secret), card, createdAt, expiresAt },
      ...(memberUntil === undefined ? {} : { memberUntil }),
    };
    await vault.write([stored(invitation, kept)]);
    const tokenHash = hashToken(sodium, keys.token);
    const made = await session.call(invitationCreate, {
      network,
      invitation,
      tokenHash,
      sealedCard,
      expiresAt,
    });
    if (!made.ok) {
      await vault.write([{ table: INVITATIONS, key: invitation, remove: true }]);
      return made;
    }
    this.kept.set(invitation, kept);
    this.take([made.value]);
    const view = this.views().find((one) => one.invitation === invitation);
    return view === undefined ? fail({ code: "server.internal" }) : ok(view);
  }

  /**
   * Makes many invitations, one after the other, at the pace that the server allows. What was made stays made
   * when something stops it: the answer says how far it came.
   */
  async inviteMany(
    network: NetworkId,
    invitees: readonly Invitee[],
    validDays: number,
  ): EngineResult<BatchOutcome> {
    const { progress } = this.parts;
    const made: InvitationView[] = [];
    progress(0, invitees.length);
    let stopped: EngineFault | undefined;
    for (const invitee of invitees) {
      const one = await this.patiently(() => this.invite(network, invitee, validDays));
      if (!one.ok) {
        stopped = one.fault;
        break;
      }
      made.push(one.value);
      progress(made.length, invitees.length);
    }
    if (stopped !== undefined) progress(invitees.length, invitees.length);
    return ok({ made, stopped });
  }

  /** Makes a new invitation with the card of one that was not answered, and ends the former: its link opens nothing. */
  async renew(invitation: InvitationId, validDays: number): EngineResult<InvitationView> {
    const kept = this.kept.get(invitation);
    if (kept === undefined) return fail({ code: "invitation.unknown" });
    const state = this.stateOf(invitation, kept);
    if (state === "arrived" || state === "countersign" || state === "granted")
      return fail({ code: "invitation.used" });
    const { card, memberUntil } = kept;
    const made = await this.invite(kept.network, { card, memberUntil }, validDays);
    if (made.ok && state !== "cancelled") await this.cancel(invitation);
    return made;
  }

  /** The officer has handed these links over: remembered, so that each goes out once. */
  async handedOver(invitations: readonly InvitationId[]): EngineResult<void> {
    const handedAt = this.parts.clock.now();
    const changed = invitations.flatMap((invitation) => {
      const kept = this.kept.get(invitation);
      return kept === undefined ? [] : [[invitation, { ...kept, handedAt }] as const];
    });
    await this.parts.vault.write(changed.map(([invitation, kept]) => stored(invitation, kept)));
    for (const [invitation, kept] of changed) this.kept.set(invitation, kept);
    this.take([]);
    return ok(undefined);
  }

  /** Does something again when the server says that it went too fast. */
  private async patiently<Value>(work: () => EngineResult<Value>): EngineResult<Value> {
    for (;;) {
      const result = await work();
      if (result.ok || result.fault.code !== "rate.limited") return result;
      const { retryAfterMs } = result.fault;
      await new Promise<void>((resolve) => {
        this.parts.clock.after(retryAfterMs, resolve);
      });
    }
  }

  async cancel(invitation: InvitationId): EngineResult<void> {
    const ended = await this.parts.session.call(invitationCancel, { invitation });
    await this.refresh();
    return ended.ok ? ok(undefined) : ended;
  }

  /** Signs the membership of somebody who has redeemed an invitation, after checking that nothing was swapped. */
  async grant(invitation: InvitationId): EngineResult<void> {
    const { sodium, clock, session, directory, officerKeys } = this.parts;
    const kept = this.kept.get(invitation);
    const known = this.known.get(invitation);
    if (kept === undefined || known === undefined) return fail({ code: "invitation.unknown" });
    const officer = officerKeys(kept.network);
    if (officer === undefined) return fail({ code: "not-permitted" });
    const enrolment = arrivedKeys(sodium, kept, known);
    if (enrolment === undefined) return fail({ code: "statement.invalid", reason: "bad-signature" });
    const at = clock.now();
    const validUntil = kept.memberUntil ?? at + MEMBERSHIP_MS;
    if (validUntil <= at) return fail({ code: "statement.invalid", reason: "validity-reversed" });
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
        validUntil,
        invitation,
      },
      officer,
    );
    // Where a second officer has refused the first signature, the certificate stands already.
    const certified = directory.roster(kept.network)?.device(enrolment.device) !== undefined;
    const signed = certified ? [grant] : [grant, enrolment.certificate];
    const published = await publish(session, directory, kept.network, signed);
    await this.refresh();
    return published;
  }

  /** The network's log has changed: an invitation may stand otherwise now. */
  look(): void {
    if (this.kept.size > 0) this.take([]);
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
      const { network, card, createdAt, expiresAt, memberUntil, handedAt } = kept;
      const link = secret === undefined ? undefined : invitationLink(this.parts.origin, secret);
      const state = this.stateOf(invitation, kept);
      return { invitation, network, card, createdAt, expiresAt, memberUntil, handedAt, state, link };
    });
    return views.sort((one, other) => other.createdAt - one.createdAt);
  }

  /** Whether the keys are as they were sent, and whether this officer's signature or another's is due. */
  private arrivedState(kept: Kept, known: Invitation): InvitationView["state"] {
    const keys = arrivedKeys(this.parts.sodium, kept, known);
    if (keys === undefined) return "tampered";
    return this.parts.directory.roster(kept.network)?.awaitsSecond(keys.account) === true
      ? "countersign"
      : "arrived";
  }

  private stateOf(invitation: InvitationId, kept: Kept): InvitationView["state"] {
    const known = this.known.get(invitation);
    switch (known?.state) {
      case "granted":
      case "cancelled":
        return known.state;
      case "redeemed":
        return this.arrivedState(kept, known);
      default:
        return this.parts.clock.now() >= kept.expiresAt ? "expired" : "open";
    }
  }
}
