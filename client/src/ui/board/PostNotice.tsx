import type { NetworkId } from "@comity/shared/ids";
import { useId, useState } from "react";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** An officer writes an announcement to the whole network. */
export function PostNotice({
  network,
  onClose,
}: {
  readonly network: NetworkId;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const field = useId();
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [date, setDate] = useState("");
  const [place, setPlace] = useState("");
  const task = useTask();
  const submit = async () => {
    const posted = await task.run(() =>
      engine().announce({
        network,
        title: title.trim(),
        text: text.trim(),
        ...(date === "" ? {} : { date }),
        ...(place.trim() === "" ? {} : { place: place.trim() }),
      }),
    );
    if (posted !== undefined) onClose();
  };
  return (
    <Dialog title={words.board.postTitle} onClose={onClose}>
      <Form onSubmit={submit}>
        <Field label={words.board.headline} value={title} onChange={setTitle} required maxLength={200} />
        <div className="field">
          <label htmlFor={field}>{words.board.text}</label>
          <textarea
            id={field}
            rows={6}
            value={text}
            onChange={(event) => setText(event.target.value)}
            maxLength={20000}
            dir="auto"
          />
        </div>
        <div className="row">
          <Field
            label={`${words.board.date} (${words.app.optional})`}
            type="datetime-local"
            value={date}
            onChange={setDate}
          />
          <Field
            label={`${words.board.place} (${words.app.optional})`}
            value={place}
            onChange={setPlace}
            maxLength={200}
          />
        </div>
        <FaultNote fault={task.fault} />
        <div className="actions">
          <button type="submit" className="primary" disabled={title.trim() === "" || task.busy}>
            {words.board.publish}
          </button>
          <button type="button" onClick={onClose}>
            {words.app.cancel}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
