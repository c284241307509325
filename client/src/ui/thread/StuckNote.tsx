import { useState } from "react";
import type { ConversationView, WaitingFor } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { go } from "../stores/place.ts";
import { useWords } from "../words/language.ts";
import { BeginAgain } from "./BeginAgain.tsx";

interface StuckNoteProps {
  readonly conversation: ConversationView;
  readonly waitingFor: WaitingFor;
}

/** What a conversation waits for, what is kept meanwhile, and what a person can do about it. */
export function StuckNote({ conversation, waitingFor }: StuckNoteProps) {
  const { id, mayRestart } = conversation;
  const words = useWords();
  const task = useTask();
  const [asking, setAsking] = useState(false);
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
      {mayRestart ? (
        <button type="button" onClick={() => setAsking(true)}>
          {words.stuck.again.offer}
        </button>
      ) : null}
      {asking ? <BeginAgain conversation={conversation} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}
