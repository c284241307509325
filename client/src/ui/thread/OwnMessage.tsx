import type { ConversationId } from "@comity/shared/ids";
import { useId, useState } from "react";
import type { ThreadItem } from "../../engine/facade/views.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Form } from "../parts/Form.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

interface OwnMessageProps {
  readonly item: Extract<ThreadItem, { kind: "message" }>;
  readonly conversation: ConversationId;
  readonly onDone: () => void;
}

/** An own message's words, to be changed in their place. Escape leaves them as they are. */
export function EditMessage({
  item,
  conversation,
  text,
  onDone,
}: OwnMessageProps & { readonly text: string }) {
  const words = useWords();
  const field = useId();
  const lead = useId();
  const [wording, setWording] = useState(text);
  const task = useTask();
  const { messageId, order } = item;
  const save = async () => {
    if (wording.trim() === text) return onDone();
    const input = { conversation, messageId, order, text: wording.trim() };
    if (await task.did(() => engine().editText(input))) onDone();
  };
  return (
    <Form className="edit-message" onSubmit={save}>
      <label className="visually-hidden" htmlFor={field}>
        {words.thread.edit}
      </label>
      <textarea
        id={field}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here.
        autoFocus
        aria-describedby={lead}
        rows={Math.min(8, wording.split("\n").length + 1)}
        value={wording}
        dir="auto"
        onChange={(event) => setWording(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
        }}
      />
      <p id={lead} className="hint">
        {words.thread.editLead}
      </p>
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button type="button" onClick={onDone}>
          {words.app.cancel}
        </button>
        <button type="submit" className="primary" disabled={task.busy || wording.trim() === ""}>
          {words.app.save}
        </button>
      </div>
    </Form>
  );
}

/** Asks before an own message is withdrawn. */
export function WithdrawMessage({ item, conversation, onDone }: OwnMessageProps) {
  const words = useWords();
  const task = useTask();
  const { messageId, order } = item;
  const withdraw = async () => {
    if (await task.did(() => engine().withdraw({ conversation, messageId, order }))) onDone();
  };
  return (
    <Dialog title={words.thread.withdrawTitle} onClose={onDone}>
      <Form onSubmit={withdraw}>
        <p>{words.thread.withdrawLead}</p>
        <FaultNote fault={task.fault} />
        <div className="actions">
          <button type="button" onClick={onDone}>
            {words.app.cancel}
          </button>
          <button type="submit" className="danger" disabled={task.busy}>
            {words.thread.withdraw}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
