import type { ConversationId } from "@comity/shared/ids";
import type { WaitingFor } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { go } from "../stores/place.ts";
import { useWords } from "../words/language.ts";

interface StuckNoteProps {
  readonly id: ConversationId;
  readonly waitingFor: WaitingFor;
}

/** What a conversation waits for, what is kept meanwhile, and what a person can do about it. */
export function StuckNote({ id, waitingFor }: StuckNoteProps) {
  const words = useWords();
  const task = useTask();
  const act = async () => {
    if (waitingFor !== "refused") return void (await task.did(() => engine().resume(id)));
    if (await task.did(() => engine().forget(id))) go({ at: "conversations" });
  };
  return (
    <div className="note stuck" role="status">
      <p>{words.stuck.lead[waitingFor]}</p>
      <FaultNote fault={task.fault} />
      <button type="button" disabled={task.busy} onClick={() => void act()}>
        {task.busy ? words.app.working : words.stuck.act[waitingFor]}
      </button>
    </div>
  );
}
