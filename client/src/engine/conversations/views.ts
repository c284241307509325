import type { ConversationView } from "../facade/views.ts";
import type { Conversation } from "./conversation.ts";

/** A conversation as screens list it. */
export function viewOf({ record, members, outbox }: Conversation): ConversationView {
  const { id, kind, state, peer, network, reference, title, unread, lastActivity, preview } = record;
  return {
    ...{ id, kind, peer, network, reference, title, unread, lastActivity, members },
    preview: preview === undefined ? undefined : { author: preview.author, text: preview.text },
    state: state === "creating" ? "joining" : state,
    queued: outbox.filter(({ shown }) => shown).length,
  };
}
