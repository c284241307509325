import { useState } from "react";
import type { RecoveryKeyView } from "../../engine/facade/identityCalls.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

interface RecoveryKeyProps {
  readonly recovery: RecoveryKeyView;
  readonly onDone: () => void;
}

/** Shows the recovery key once, to print or write down, and then has two groups of it typed in. */
export function RecoveryKey({ recovery, onDone }: RecoveryKeyProps) {
  const [noted, setNoted] = useState(false);
  return noted ? (
    <TypeBack recovery={recovery} onDone={onDone} onBack={() => setNoted(false)} />
  ) : (
    <Sheet recovery={recovery} onDone={() => setNoted(true)} />
  );
}

function Sheet({ recovery, onDone }: RecoveryKeyProps) {
  const words = useWords();
  const dates = useDates();
  const [stored, setStored] = useState(false);
  const groups = recovery.key.split("-");
  return (
    <section className="recovery" aria-labelledby="recovery-title">
      <h1 id="recovery-title">{words.entry.recoveryTitle}</h1>
      <p className="no-print">{words.entry.recoveryLead}</p>
      <div className="recovery-sheet">
        <p>
          {words.app.name} · {words.entry.recoveryNumber(recovery.number, dates.day(recovery.issuedAt))}
        </p>
        <p className="recovery-key" data-testid="recovery-key" dir="ltr">
          {groups.map((group, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one key never change their places
            <span key={`${at}-${group}`}>{group} </span>
          ))}
        </p>
      </div>
      <div className="actions no-print">
        <button type="button" onClick={() => print()}>
          {words.app.print}
        </button>
        <button type="button" onClick={() => void navigator.clipboard.writeText(recovery.key)}>
          {words.app.copy}
        </button>
      </div>
      <label className="tick no-print">
        <input type="checkbox" checked={stored} onChange={(event) => setStored(event.target.checked)} />
        <span>{words.entry.recoveryStored}</span>
      </label>
      <div className="actions no-print">
        <button type="button" className="primary" disabled={!stored} onClick={onDone}>
          {words.app.continue}
        </button>
      </div>
    </section>
  );
}

/** Two different places below `count`, in order. */
function twoPlaces(count: number): readonly [number, number] {
  const [one = 0, other = 0] = crypto.getRandomValues(new Uint8Array(2));
  const first = one % count;
  const second = (first + 1 + (other % (count - 1))) % count;
  return first < second ? [first, second] : [second, first];
}

/** As people write: small letters, and letters that look like digits, don't matter. */
const alike = (typed: string) => typed.trim().toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");

function TypeBack({ recovery, onDone, onBack }: RecoveryKeyProps & { readonly onBack: () => void }) {
  const words = useWords();
  const groups = recovery.key.split("-");
  const [[first, second]] = useState(() => twoPlaces(groups.length));
  const [typed, setTyped] = useState<readonly [string, string]>(["", ""]);
  const [wrong, setWrong] = useState(false);
  const task = useTask();
  const check = async () => {
    const right = alike(typed[0]) === groups[first] && alike(typed[1]) === groups[second];
    setWrong(!right);
    if (right && (await task.did(() => engine().confirmRecoveryKey(recovery.key)))) onDone();
  };
  const field = (place: number, value: string, change: (next: string) => void) => (
    <Field
      label={words.entry.recoveryGroup(place + 1, groups.length)}
      value={value}
      onChange={change}
      required
      autoComplete="off"
      spellCheck={false}
      maxLength={8}
      dir="ltr"
    />
  );
  return (
    <Form onSubmit={check}>
      <h1>{words.entry.recoveryTypeTitle}</h1>
      <p>{words.entry.recoveryTypeLead}</p>
      <div className="row">
        {field(first, typed[0], (next) => setTyped([next, typed[1]]))}
        {field(second, typed[1], (next) => setTyped([typed[0], next]))}
      </div>
      {wrong ? (
        <p className="note note-bad" role="alert">
          {words.entry.recoveryGroupWrong}
        </p>
      ) : null}
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button type="submit" className="primary" disabled={task.busy}>
          {words.entry.recoveryCheck}
        </button>
        <button type="button" onClick={onBack}>
          {words.entry.recoveryShowAgain}
        </button>
      </div>
    </Form>
  );
}
