import { utf8 } from "../bytes/bytes.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { type AccountId, ConversationId, idOfKey, type NetworkId } from "../ids.ts";

/**
 * The id of the one direct channel between two people: BLAKE2b-128 over both accounts in order. Both sides
 * and the server come to the same one, so that there are never two, and nobody else can take it.
 */
export function directConversationId(sodium: Sodium, one: AccountId, other: AccountId): ConversationId {
  const [first, second] = one < other ? [one, other] : [other, one];
  return idOfKey(
    ConversationId,
    sodium.crypto_generichash(16, utf8(`comity/direct/v1/${first}/${second}`), null),
  );
}

/** The id of the group of one person's own devices: nobody else's device may ever be in it. */
export function ownConversationId(sodium: Sodium, account: AccountId): ConversationId {
  return idOfKey(ConversationId, sodium.crypto_generichash(16, utf8(`comity/own/v1/${account}`), null));
}

/** The id of a network's notice board. */
export function boardConversationId(sodium: Sodium, network: NetworkId): ConversationId {
  return idOfKey(ConversationId, sodium.crypto_generichash(16, utf8(`comity/board/v1/${network}`), null));
}
