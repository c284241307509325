import { useState } from "react";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { KeyWork } from "../parts/KeyWork.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** Asks for the passphrase. A wrong one is said, and costs as much time as the right one. */
export function Unlock() {
  const words = useWords();
  const restarted = useEngine((state) => state.restarted);
  const [passphrase, setPassphrase] = useState("");
  const task = useTask();
  const submit = async () => {
    await task.run(() => engine().unlock(passphrase));
    setPassphrase("");
  };
  return (
    <>
      <h1>{words.lock.title}</h1>
      {restarted ? <p className="note">{words.lock.restarted}</p> : <p>{words.lock.lead}</p>}
      <Form onSubmit={submit}>
        <Field
          label={words.entry.passphrase}
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          required
          autoFocus
          disabled={task.busy}
        />
        <FaultNote fault={task.fault} />
        <div className="actions">
          <button type="submit" className="primary" disabled={task.busy}>
            {words.lock.unlock}
          </button>
        </div>
        {task.busy ? <KeyWork>{words.lock.unlocking}</KeyWork> : null}
      </Form>
      <p className="hint">{words.lock.lost}</p>
    </>
  );
}
