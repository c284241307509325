import { useEffect, useId, useRef } from "react";
import type { ConversationView, WarningView } from "../../engine/facade/views.ts";
import { useConversationText } from "../parts/conversationText.ts";
import { usePersonText } from "../parts/Person.tsx";
import { engine, useConversation, useEngine } from "../stores/engine.ts";
import { go, type Place } from "../stores/place.ts";
import { useWords } from "../words/language.ts";

/** What must be told loudly: each with the conversation that it is about and what to do, until it is read. */
export function Warnings() {
  const words = useWords();
  const warnings = useEngine((state) => state.warnings);
  const list = useRef<HTMLUListElement>(null);
  const read = useRef<string>(undefined);
  // The button that was pressed is gone: the keyboard goes on at the next warning, whose own button it must not press.
  useEffect(() => {
    if (read.current === undefined || warnings.some(({ id }) => id === read.current)) return;
    read.current = undefined;
    (list.current?.querySelector("li") ?? document.getElementById("content"))?.focus();
  }, [warnings]);
  if (warnings.length === 0) return null;
  const dismiss = (id: string) => {
    read.current = id;
    void engine().dismissWarning(id);
  };
  return (
    <section className="warnings" aria-label={words.warning.title} role="alert">
      <ul ref={list}>
        {warnings.map((warning) => (
          <Warning key={warning.id} warning={warning} onRead={() => dismiss(warning.id)} />
        ))}
      </ul>
    </section>
  );
}

interface WarningProps {
  readonly warning: WarningView;
  readonly onRead: () => void;
}

function Warning({ warning, onRead }: WarningProps) {
  const words = useWords();
  const personText = usePersonText();
  const conversationText = useConversationText();
  const conversation = useConversation(warning.conversation);
  const about = useId();
  return (
    <li className="warning" tabIndex={-1}>
      <div>
        <p>
          <strong>{words.warning.title}</strong> {words.warning.codes[warning.code]}
          {warning.account === undefined || warning.account === warning.by
            ? null
            : ` ${personText(warning.account)}.`}
          {warning.by === undefined ? null : ` ${words.warning.by(personText(warning.by))}`}
        </p>
        {conversation === undefined ? null : (
          <p id={about} className="warning-about">
            {words.warning.about(conversationText(conversation))}
          </p>
        )}
      </div>
      <div className="warning-actions">
        {conversation === undefined ? null : (
          <button
            type="button"
            aria-describedby={about}
            onClick={() => go(placeFor(warning.code, conversation))}
          >
            {words.warning.open}
          </button>
        )}
        <button
          type="button"
          aria-describedby={conversation === undefined ? undefined : about}
          onClick={onRead}
        >
          {words.warning.dismiss}
        </button>
      </div>
    </li>
  );
}

/** Those that send their reader to look who can read a conversation: that stands in its details. */
const ABOUT_READERS: ReadonlySet<WarningView["code"]> = new Set(["devices-differ", "removal-undone"]);

/** Where one sees what a warning is about. */
function placeFor(code: WarningView["code"], { kind, id }: ConversationView): Place {
  return kind === "board" ? { at: "notices" } : { at: "conversation", id, details: ABOUT_READERS.has(code) };
}
