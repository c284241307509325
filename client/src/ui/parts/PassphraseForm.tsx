import { type ReactNode, useState } from "react";
import type { EngineFault } from "../../engine/facade/fault.ts";
import { useWords } from "../words/language.ts";
import { Field } from "./Field.tsx";
import { Form } from "./Form.tsx";
import { FormEnd } from "./FormEnd.tsx";

interface PresentPassphraseProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The passphrase that this device has now. */
export function PresentPassphrase({ value, onChange }: PresentPassphraseProps) {
  const words = useWords();
  return (
    <Field
      label={words.settings.current}
      type="password"
      autoComplete="current-password"
      value={value}
      onChange={onChange}
      required
    />
  );
}

interface PassphraseFormProps {
  readonly task: { readonly busy: boolean; readonly fault: EngineFault | undefined };
  readonly onSubmit: (passphrase: string) => Promise<void>;
  readonly submit: string;
  readonly kind?: "primary" | "danger";
  readonly onCancel?: () => void;
  /** What will be done. */
  readonly children: ReactNode;
}

/** Something grave, done only once the passphrase has been entered again. */
export function PassphraseForm({ task, onSubmit, submit, kind, onCancel, children }: PassphraseFormProps) {
  const [passphrase, setPassphrase] = useState("");
  return (
    <Form onSubmit={() => onSubmit(passphrase)}>
      {children}
      <PresentPassphrase value={passphrase} onChange={setPassphrase} />
      <FormEnd
        task={task}
        submit={submit}
        ready={passphrase !== ""}
        {...(kind === undefined ? {} : { kind })}
        {...(onCancel === undefined ? {} : { onCancel })}
      />
    </Form>
  );
}
