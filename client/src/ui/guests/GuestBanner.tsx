import type { ConversationId } from "@comity/shared/ids";
import { usePersonText } from "../parts/Person.tsx";
import { useConversation, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import "./guests.css";

/** Says above a room, for as long as a guest is in it, who reads along, until when, and who answers for them. */
export function GuestBanner({ id }: { readonly id: ConversationId }) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const conversation = useConversation(id);
  const guests = useEngine((state) => state.guests);
  if (conversation?.kind !== "room") return null;
  const present = guests.filter(
    (one) =>
      one.stay?.conversation === id && conversation.members.some(({ account }) => account === one.account),
  );
  if (present.length === 0) return null;
  return (
    <section className="guest-banner" aria-label={words.guests.title} role="status">
      {present.map(({ account, self, validUntil, stay }) =>
        self ? (
          <div key={account}>
            <p>{words.guests.mine(personText(stay?.host), dates.day(validUntil))}</p>
            <p className="hint">{words.guests.mineNote}</p>
          </div>
        ) : (
          <p key={account}>
            {words.guests.banner(personText(account), dates.day(validUntil), personText(stay?.host))}
          </p>
        ),
      )}
    </section>
  );
}
