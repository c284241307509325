import { useState } from "react";
import { Form } from "../parts/Form.tsx";
import { FormEnd } from "../parts/FormEnd.tsx";
import { KeyWork } from "../parts/KeyWork.tsx";
import { NewDevice, useNewDevice } from "../parts/NewDevice.tsx";
import { RecoveryKeyField } from "../parts/RecoveryKeyField.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** Brings an identity back from its printed recovery key. */
export function Restore({ onCancel }: { readonly onCancel: () => void }) {
  const words = useWords();
  const [recoveryKey, setRecoveryKey] = useState("");
  const entry = useNewDevice(words.entry.defaultDevice);
  const task = useTask();
  if (task.busy) return <KeyWork>{words.entry.makingKeys}</KeyWork>;
  const submit = async () => {
    const { passphrase, name: deviceName } = entry;
    if (passphrase === undefined) return;
    await task.did(() => engine().restore({ recoveryKey, passphrase, deviceName }));
  };
  return (
    <Form onSubmit={submit}>
      <h1>{words.entry.restoreTitle}</h1>
      <p>{words.entry.restoreLead}</p>
      <RecoveryKeyField label={words.entry.recoveryKey} value={recoveryKey} onChange={setRecoveryKey} />
      <NewDevice entry={entry} />
      <FormEnd
        task={task}
        submit={words.entry.restore}
        kind="primary"
        ready={entry.passphrase !== undefined}
        onCancel={onCancel}
      />
    </Form>
  );
}
