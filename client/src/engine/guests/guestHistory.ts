import type { AccountId, ConversationId, InvitationId } from "@comity/shared/ids";
import type { ConversationsService } from "../conversations/service.ts";
import type { EngineFault } from "../facade/fault.ts";
import type { Vault } from "../ports.ts";
import { type KeptGuest, storedGuest } from "./guestRecord.ts";

/** What can't become otherwise by waiting: the host passes on from the room, if at all. */
const FINAL: ReadonlySet<EngineFault["code"]> = new Set([
  "history.nothing",
  "history.too-much",
  "not-permitted",
]);

export interface GuestHistoryParts {
  readonly vault: Vault;
  readonly conversations: () => Pick<ConversationsService, "passHistoryOn">;
  readonly membersOf: (room: ConversationId) => readonly AccountId[] | undefined;
}

/** Passes on to guests what their host chose when inviting them, once they are in the room: whoever brings them in, and whenever. */
export class GuestHistory {
  private underWay = false;

  constructor(
    private readonly parts: GuestHistoryParts,
    /** The host's invitations, as this client keeps them. */
    private readonly kept: Map<InvitationId, KeptGuest>,
  ) {}

  /** An invitation has been answered, and the host has let this person in. */
  async admitted(invitation: InvitationId, account: AccountId): Promise<void> {
    const kept = this.kept.get(invitation);
    if (kept?.historySince !== undefined) await this.keep(invitation, { ...kept, historyDue: account });
  }

  /** Looks who has come in, and passes on to them. */
  async look(): Promise<void> {
    if (this.underWay) return;
    this.underWay = true;
    try {
      for (const [invitation, kept] of this.kept) await this.passOn(invitation, kept);
    } finally {
      this.underWay = false;
    }
  }

  private async passOn(invitation: InvitationId, kept: KeptGuest): Promise<void> {
    const { conversation, historySince: since, historyDue: to, ...rest } = kept;
    if (since === undefined || to === undefined) return;
    if (this.parts.membersOf(conversation)?.includes(to) !== true) return;
    const passed = await this.parts.conversations().passHistoryOn({ conversation, to, since });
    const done = passed.ok || passed.fault.code === "history.under-way" || FINAL.has(passed.fault.code);
    if (done) await this.keep(invitation, { ...rest, conversation, historySince: since });
  }

  private async keep(invitation: InvitationId, kept: KeptGuest): Promise<void> {
    await this.parts.vault.write([storedGuest(invitation, kept)]);
    this.kept.set(invitation, kept);
  }
}
