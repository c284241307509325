import { useState } from "react";
import type { RecoveryView } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Form } from "../parts/Form.tsx";
import { RecoveryKeyField } from "../parts/RecoveryKeyField.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/**
 * Asks calmly for the recovery key: where it was never typed in, where that is three months ago, or where a
 * new one waits to be typed in. Can be put off for a week.
 */
export function RecoveryTest() {
  const words = useWords();
  const recovery = useEngine((state) => state.self?.recovery);
  const [right, setRight] = useState(false);
  // Typed in rightly, and yet it opens nothing before the server has what it opens.
  if (recovery?.kept === false && recovery.testedAt !== undefined)
    return (
      <section className="storage-notes" aria-label={words.recoveryTest.title} role="status">
        <div className="warning warning-calm">
          <p>{words.recoveryTest.unkept(recovery.number)}</p>
        </div>
      </section>
    );
  if (right)
    return (
      <section className="storage-notes" aria-label={words.recoveryTest.title} role="status">
        <div className="warning warning-calm">
          <p>{words.recoveryTest.right}</p>
          <button type="button" onClick={() => setRight(false)}>
            {words.recoveryTest.close}
          </button>
        </div>
      </section>
    );
  if (recovery === undefined || Date.now() < recovery.testDueAt) return null;
  return <Ask recovery={recovery} onRight={() => setRight(true)} />;
}

function Ask({ recovery, onRight }: { readonly recovery: RecoveryView; readonly onRight: () => void }) {
  const words = useWords();
  const dates = useDates();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const task = useTask();
  const { number, issuedAt, testedAt, renewing } = recovery;
  const day = dates.day(issuedAt);
  const why = renewing
    ? words.recoveryTest.renewing(number)
    : testedAt === undefined
      ? words.recoveryTest.never(number, day)
      : words.recoveryTest.again(number, day);
  const check = async () => {
    if (await task.did(() => engine().confirmRecoveryKey(typed))) onRight();
  };
  return (
    <section className="storage-notes" aria-label={words.recoveryTest.title}>
      <div className="warning warning-calm">
        <p>{why}</p>
        {open ? null : (
          <button type="button" onClick={() => setOpen(true)}>
            {words.recoveryTest.open}
          </button>
        )}
        <button type="button" onClick={() => void engine().postponeRecoveryTest()}>
          {words.recoveryTest.later}
        </button>
      </div>
      {open ? (
        <Form onSubmit={check}>
          <RecoveryKeyField label={words.recoveryTest.field} value={typed} onChange={setTyped} />
          <FaultNote fault={task.fault} />
          <div className="actions">
            <button type="submit" className="primary" disabled={task.busy || typed === ""}>
              {words.recoveryTest.check}
            </button>
          </div>
        </Form>
      ) : null}
    </section>
  );
}
