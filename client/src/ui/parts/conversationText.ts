import type { ConversationView } from "../../engine/facade/views.ts";
import { isolatedIn } from "../words/isolation.ts";
import { useRightToLeft, useWords } from "../words/language.ts";
import { useNetworkName } from "./Network.tsx";
import { usePersonText } from "./Person.tsx";

/** What a conversation is called in a sentence: a room by reference and title, a channel by who the other person is. */
export function useConversationText(): (conversation: ConversationView) => string {
  const words = useWords();
  const personText = usePersonText();
  const networkName = useNetworkName();
  const rightToLeft = useRightToLeft();
  return ({ kind, peer, reference, title, network }) => {
    if (kind === "direct") return personText(peer);
    if (kind === "board") return `${words.nav.notices} · ${networkName(network)}`;
    const parts = [reference, title].flatMap((part) => (part ? [isolatedIn(part, rightToLeft)] : []));
    return parts.length === 0 ? words.room.untitled : parts.join(" · ");
  };
}
