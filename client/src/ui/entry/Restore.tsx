import { useState } from "react";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { KeyWork } from "./KeyWork.tsx";
import { NewPassphrase, useNewPassphrase } from "./Passphrase.tsx";

/** Brings an identity back from its printed recovery key. */
export function Restore() {
  const words = useWords();
  const [recoveryKey, setRecoveryKey] = useState("");
  const [deviceName, setDeviceName] = useState(words.entry.defaultDevice);
  const entry = useNewPassphrase();
  const task = useTask();
  if (task.busy) return <KeyWork>{words.entry.makingKeys}</KeyWork>;
  const submit = async () => {
    const { passphrase } = entry;
    if (passphrase === undefined) return;
    await task.did(() => engine().restore({ recoveryKey, passphrase, deviceName }));
  };
  return (
    <Form onSubmit={submit}>
      <h1>{words.entry.restoreTitle}</h1>
      <p>{words.entry.restoreLead}</p>
      <Field
        label={words.entry.recoveryKey}
        value={recoveryKey}
        onChange={setRecoveryKey}
        required
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
      />
      <Field
        label={words.entry.deviceName}
        value={deviceName}
        onChange={setDeviceName}
        required
        maxLength={80}
      />
      <NewPassphrase entry={entry} />
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button type="submit" className="primary" disabled={entry.passphrase === undefined}>
          {words.entry.restore}
        </button>
      </div>
    </Form>
  );
}
