import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { fromUtf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { GuestCard } from "@comity/shared/directory/card";
import {
  deriveInvitation,
  hashToken,
  INVITATION_SECRET_BYTES,
  sealCard,
} from "@comity/shared/enrolment/invitation";
import { type AccountId, type ConversationId, InvitationId, idOfKey } from "@comity/shared/ids";
import {
  type Invitation,
  invitationCancel,
  invitationChanged,
  invitationCreate,
  invitationList,
} from "@comity/shared/protocol/invitation";
import { fail, ok, type Result } from "@comity/shared/result";
import type { Roster } from "@comity/shared/statements/roster";
import type { SessionLink } from "../context.ts";
import type { ConversationsService } from "../conversations/service.ts";
import type { Directory } from "../directory/directory.ts";
import { invitationLink } from "../enrolment/links.ts";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import type { GuestInvitee } from "../facade/guestCalls.ts";
import type { GuestInvitationView } from "../facade/views.ts";
import { arrivedKeys } from "../office/arrivedKeys.ts";
import type { Clock, RandomBytes, Vault } from "../ports.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import { GuestHistory } from "./guestHistory.ts";
import { GUEST_INVITATIONS, KeptGuest, storedGuest } from "./guestRecord.ts";
import type { Stays } from "./stays.ts";

const DAY_MS = 24 * 3600 * 1000;

export interface GuestsParts {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly session: SessionLink;
  readonly directory: Directory;
  readonly identity: () => IdentityRecord;
  readonly conversations: () => Pick<ConversationsService, "addMembers" | "passHistoryOn">;
  readonly membersOf: (room: ConversationId) => readonly AccountId[] | undefined;
  readonly stays: Stays;
  readonly origin: string;
  readonly changed: (views: readonly GuestInvitationView[]) => void;
}

/** Invitations of guests, on the client of the member who makes them and answers for whoever comes. */
export class Guests {
  private readonly kept = new Map<InvitationId, KeptGuest>();
  private readonly known = new Map<InvitationId, Invitation>();
  /** What guests get of what was written before they came. */
  readonly history: GuestHistory;

  constructor(private readonly parts: GuestsParts) {
    this.history = new GuestHistory(parts, this.kept);
  }

  /**
   * Reads this client's own invitations from the vault, and follows them from then on: the session may be online long
   * before, when it is not known yet which to ask for.
   */
  async load(): Promise<void> {
    const { vault, session } = this.parts;
    for (const { key, value } of await vault.scan(GUEST_INVITATIONS))
      this.kept.set(InvitationId.parse(key), KeptGuest.parse(JSON.parse(fromUtf8(value) ?? "null")));
    this.take([]);
    session.on(invitationChanged, (invitation) => this.take([invitation]));
    session.onOnline(() => void this.refresh());
  }

  /** Makes an invitation into a room. Its secret is in the link and in this vault, nowhere else. */
  async invite({
    conversation,
    card,
    validUntil,
    linkDays,
    historySince,
  }: GuestInvitee): EngineResult<GuestInvitationView> {
    const { sodium, random, clock, vault, session } = this.parts;
    const roster = this.hosting(conversation);
    if (!roster.ok) return roster;
    if (!GuestCard.safeParse(card).success) return fail({ code: "statement.invalid", reason: "malformed" });
    const { network, name: networkName } = roster.value;
    const host = this.parts.identity().account;
    const secret = random(INVITATION_SECRET_BYTES);
    const invitation = idOfKey(InvitationId, random(16));
    const keys = deriveInvitation(sodium, secret);
    const createdAt = clock.now();
    const expiresAt = Math.min(createdAt + linkDays * DAY_MS, validUntil);
    const invitedBy = roster.value.member(host)?.card.name ?? networkName;
    const guest = { conversation, validUntil, host };
    const sealedCard = sealCard(
      sodium,
      { v: 1, network, networkName, invitedBy, card, guest },
      keys.cardKey,
      random(24),
    );
    const kept: KeptGuest = {
      ...{ network, conversation, secret: toBase64url(secret), card, validUntil, createdAt, expiresAt },
      ...(historySince === undefined ? {} : { historySince }),
    };
    await vault.write([storedGuest(invitation, kept)]);
    const tokenHash = hashToken(sodium, keys.token);
    const made = await session.call(invitationCreate, {
      ...{ network, invitation, tokenHash, sealedCard, expiresAt, conversation },
    });
    if (!made.ok) {
      await vault.write([{ table: GUEST_INVITATIONS, key: invitation, remove: true }]);
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

  /**
   * Signs that somebody who has redeemed an invitation is this person's guest, after checking that nothing was swapped,
   * and brings them into the room. Where they can't be brought in now, they are a guest all the same.
   */
  async admit(invitation: InvitationId): EngineResult<void> {
    const kept = this.kept.get(invitation);
    const known = this.known.get(invitation);
    if (kept === undefined || known === undefined) return fail({ code: "invitation.unknown" });
    const { network, conversation, card, validUntil } = kept;
    const enrolment = arrivedKeys(this.parts.sodium, kept, known);
    if (enrolment === undefined) return fail({ code: "statement.invalid", reason: "bad-signature" });
    const { account, certificate } = enrolment;
    const stay = { network, account, card, conversation, validUntil };
    const admitted = await this.parts.stays.admit(stay, { invitation, certificate });
    await this.refresh();
    if (!admitted.ok) return admitted;
    await this.history.admitted(invitation, account);
    const added = await this.parts.conversations().addMembers({ conversation, accounts: [account] });
    await this.history.look();
    return added;
  }

  /** The network as whose member this person may have a guest in a room: everybody in it must be known there. */
  private hosting(conversation: ConversationId): Result<Roster, EngineFault> {
    const { directory, identity, clock, membersOf } = this.parts;
    const members = membersOf(conversation);
    if (members === undefined) return fail({ code: "conversation.unknown" });
    const own = directory
      .rosters()
      .filter((roster) => roster.membershipFault(identity().account, clock.now()) === undefined);
    const foreignTo = (roster: Roster) =>
      members.find((one) => (roster.member(one) ?? roster.guest(one)) === undefined);
    const found = own.find((roster) => foreignTo(roster) === undefined);
    if (found !== undefined) return ok(found);
    const [first] = own;
    const account = first === undefined ? undefined : foreignTo(first);
    return account === undefined
      ? fail({ code: "not-permitted" })
      : fail({ code: "room.unrecognised", account });
  }

  private async refresh(): Promise<void> {
    const networks = new Set([...this.kept.values()].map(({ network }) => network));
    for (const network of networks) {
      const listed = await this.parts.session.call(invitationList, { network });
      if (listed.ok) this.take(listed.value.invitations);
    }
  }

  private take(invitations: readonly Invitation[]): void {
    for (const one of invitations) if (this.kept.has(one.invitation)) this.known.set(one.invitation, one);
    this.parts.changed(this.views());
  }

  private views(): GuestInvitationView[] {
    const views = [...this.kept].map(([invitation, kept]) => {
      const secret = fromBase64url(kept.secret);
      const { network, conversation, card, validUntil, createdAt, expiresAt, historySince } = kept;
      const link = secret === undefined ? undefined : invitationLink(this.parts.origin, secret);
      const state = this.stateOf(invitation, kept);
      return {
        ...{ invitation, network, conversation, card, validUntil, createdAt, expiresAt, state, link },
        historySince,
      };
    });
    return views.sort((one, other) => other.createdAt - one.createdAt);
  }

  private stateOf(invitation: InvitationId, kept: KeptGuest): GuestInvitationView["state"] {
    const known = this.known.get(invitation);
    switch (known?.state) {
      case "granted":
      case "cancelled":
        return known.state;
      case "redeemed":
        return arrivedKeys(this.parts.sodium, kept, known) === undefined ? "tampered" : "arrived";
      default:
        return this.parts.clock.now() >= kept.expiresAt ? "expired" : "open";
    }
  }
}
