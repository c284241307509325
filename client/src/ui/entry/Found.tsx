import { useState } from "react";
import type { RecoveryKeyView } from "../../engine/facade/identityCalls.ts";
import { CardForm, cardOf, useCardDraft } from "../parts/CardForm.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { FormEnd } from "../parts/FormEnd.tsx";
import { KeyWork } from "../parts/KeyWork.tsx";
import { NewDevice, useNewDevice } from "../parts/NewDevice.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

interface FoundProps {
  readonly link: string;
  readonly onRecovery: (recovery: RecoveryKeyView) => void;
}

/** The first officer founds the network. */
export function Found({ link, onRecovery }: FoundProps) {
  const words = useWords();
  const [networkName, setNetworkName] = useState("");
  const [draft, setDraft] = useCardDraft(["secretariat"]);
  const entry = useNewDevice(words.entry.defaultDevice);
  const task = useTask();
  const card = cardOf(draft);
  const submit = async () => {
    const { passphrase, name: deviceName } = entry;
    if (card === undefined || passphrase === undefined) return;
    const made = await task.run(() =>
      engine().found({ link, passphrase, networkName: networkName.trim(), card, deviceName }),
    );
    if (made !== undefined) onRecovery(made);
  };
  if (task.busy) return <KeyWork>{words.entry.makingKeys}</KeyWork>;
  return (
    <Form onSubmit={submit}>
      <h1>{words.entry.foundTitle}</h1>
      <p>{words.entry.foundLead}</p>
      <Field
        label={words.entry.networkName}
        value={networkName}
        onChange={setNetworkName}
        required
        maxLength={120}
      />
      <h2>{words.entry.yourCard}</h2>
      <CardForm draft={draft} onChange={setDraft} />
      <h2>{words.entry.passphrase}</h2>
      <NewDevice entry={entry} />
      <FormEnd
        task={task}
        submit={words.entry.found}
        kind="primary"
        ready={card !== undefined && entry.passphrase !== undefined && networkName.trim() !== ""}
      />
    </Form>
  );
}
