import type { ConversationId } from "@comity/shared/ids";
import type { ThreadItem } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

interface UnreadableProps {
  readonly item: Extract<ThreadItem, { kind: "unreadable" }>;
  readonly conversation: ConversationId;
}

/** A message that can't be shown: why, who can mend it, and how to ask for that. */
export function Unreadable({ item, conversation }: UnreadableProps) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const task = useTask();
  const { reason, mend, sender, asked, order } = item;
  return (
    <div className="unreadable">
      <p className="aside-line">{words.thread.unreadable[reason]}</p>
      {mend === "sender" && sender !== undefined ? (
        <p className="aside-line">{words.thread.ascribed(personText(sender))}</p>
      ) : null}
      {mend === "sender" && asked !== undefined ? (
        <p className="aside-line">{words.thread.askedAgain(dates.both(asked))}</p>
      ) : null}
      {mend === "sender" && asked === undefined ? (
        <button
          type="button"
          disabled={task.busy}
          onClick={() => void task.did(() => engine().askAgain({ conversation, order }))}
        >
          {words.thread.askAgain}
        </button>
      ) : null}
      {mend === "directory" || reason === "archive-damaged" ? (
        <button
          type="button"
          disabled={task.busy}
          onClick={() => void task.did(() => engine().resume(conversation))}
        >
          {words.thread.lookAgain}
        </button>
      ) : null}
      <FaultNote fault={task.fault} />
    </div>
  );
}
