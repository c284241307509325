import type { ConversationId } from "@comity/shared/ids";
import { useState } from "react";
import type { KeyChangeView } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useConversation } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { CompareCodes } from "./CompareCodes.tsx";
import "./verification.css";

/** Whose new keys have still to be looked at in a conversation: nothing is sent there before. */
export function useOpenKeyChanges(id: ConversationId): readonly KeyChangeView[] {
  return useConversation(id)?.keyChanges.filter(({ acknowledged }) => !acknowledged) ?? [];
}

/** In the place of the composer, as long as somebody in the conversation has keys that nobody has looked at. */
export function KeyChangeNotes({ id }: { readonly id: ConversationId }) {
  const open = useOpenKeyChanges(id);
  return open.map((change) => <KeyChangeNote key={change.account} change={change} />);
}

function KeyChangeNote({ change }: { readonly change: KeyChangeView }) {
  const words = useWords().verification;
  const personText = usePersonText();
  const [comparing, setComparing] = useState(false);
  const task = useTask();
  const { account, formerVerified } = change;
  return (
    <div className="note note-warn key-change" role="alert">
      <p>
        <strong>{words.changed(personText(account))}</strong>
      </p>
      {formerVerified ? <p>{words.changedVerified}</p> : null}
      <p>{words.changedDo}</p>
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button type="button" className="primary" onClick={() => setComparing(true)}>
          {words.verify}
        </button>
        <button
          type="button"
          disabled={task.busy}
          onClick={() => void task.did(() => engine().acknowledgeKeys(account))}
        >
          {words.acknowledge}
        </button>
      </div>
      {comparing ? <CompareCodes account={account} onClose={() => setComparing(false)} /> : null}
    </div>
  );
}
