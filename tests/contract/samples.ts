import { randomBytes } from "node:crypto";
import type { Admit, EnvelopeDraft, PageSize } from "@comity/server/storage/port/conversations";
import {
  AccountId,
  BlobId,
  ConversationId,
  DeviceId,
  InvitationId,
  MessageId,
  NetworkId,
  SignerKey,
  Token,
} from "@comity/shared/ids";
import type { SignedStatement } from "@comity/shared/statements/statement";

const random = (length: number): string => randomBytes(length).toString("base64url");

export const anAccount = (): AccountId => AccountId.parse(random(32));
export const aDevice = (): DeviceId => DeviceId.parse(random(32));
export const aNetwork = (): NetworkId => NetworkId.parse(random(32));
export const aToken = (): Token => Token.parse(random(32));
export const anInvitation = (): InvitationId => InvitationId.parse(random(16));
export const aConversation = (): ConversationId => ConversationId.parse(random(16));
export const aBlob = (): BlobId => BlobId.parse(random(16));
export const aMessageId = (): MessageId => MessageId.parse(random(16));

/** Plain bytes, as the storage answers them. */
export const someBytes = (length = 40): Uint8Array => new Uint8Array(randomBytes(length));

/** `count` of whatever `make` makes. */
export function several<Value>(count: number, make: (at: number) => Value): Value[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

/** A statement in form only: the storage does not read it. */
export function aStatement(text: string): SignedStatement {
  const signer = SignerKey.parse(random(32));
  return {
    body: JSON.stringify({ text, accented: "Côte d’Ivoire, Қазақстан" }),
    signer,
    signature: random(64),
  };
}

/** A page of so many entries, of so many bytes if that is what matters. */
export const page = (entries: number, bytes = Number.MAX_SAFE_INTEGER): PageSize => ({ entries, bytes });

/** Lets everything in. */
export const always: Admit<never> = () => ({ admitted: true, floor: 0 });

/** An application message. */
export function aMessage(sender: DeviceId, more: Partial<EnvelopeDraft> = {}): EnvelopeDraft {
  return {
    kind: "application",
    epoch: 1,
    sender,
    messageId: aMessageId(),
    at: 1_700_000_000_000,
    bytes: someBytes(),
    ...more,
  };
}

/** A commit from one epoch to the next. */
export function aCommit(
  sender: DeviceId,
  epoch: number,
  devices: readonly DeviceId[],
  change: { added?: readonly DeviceId[]; removed?: readonly DeviceId[]; welcome?: Uint8Array } = {},
): EnvelopeDraft {
  const { added = [], removed = [], welcome } = change;
  return {
    ...aMessage(sender, { epoch }),
    kind: "commit",
    change: { epochAfter: epoch + 1, devices, added, removed, welcome },
  };
}
