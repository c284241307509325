import { useState } from "react";
import type { RecoveryKeyView } from "../../engine/facade/facade.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { Found } from "./Found.tsx";
import { Invited } from "./Invited.tsx";
import { KeyWork } from "./KeyWork.tsx";
import { Restore } from "./Restore.tsx";

interface EntryProps {
  /** The link that this page was opened with, if any; its secret is out of the address bar already. */
  readonly link: string | undefined;
  readonly onLink: (link: string | undefined) => void;
  readonly onRecovery: (recovery: RecoveryKeyView) => void;
}

/** A browser without a device: what to do depends on the link in hand. */
export function Entry({ link, onLink, onRecovery }: EntryProps) {
  const words = useWords();
  const [pasted, setPasted] = useState("");
  const [restoring, setRestoring] = useState(false);
  if (link?.includes("#found=")) return <Found link={link} onRecovery={onRecovery} />;
  if (link?.includes("#invite=")) return <Invited link={link} onRecovery={onRecovery} />;
  if (link?.includes("#move=")) return <MoveHere link={link} />;
  if (restoring) return <Restore onRecovery={onRecovery} />;
  return (
    <>
      <h1>{words.entry.welcome}</h1>
      <p className="lead">{words.app.tagline}</p>
      <p>{words.entry.noLink}</p>
      <Form onSubmit={() => onLink(pasted)}>
        <Field
          label={words.entry.linkLabel}
          value={pasted}
          onChange={setPasted}
          autoComplete="off"
          spellCheck={false}
          required
          dir="ltr"
        />
        {link === undefined ? null : <FaultNote fault={{ code: "link.invalid" }} />}
        <div className="actions">
          <button type="submit" className="primary">
            {words.entry.openLink}
          </button>
          <button type="button" onClick={() => setRestoring(true)}>
            {words.entry.haveKey}
          </button>
        </div>
      </Form>
    </>
  );
}

function MoveHere({ link }: { readonly link: string }) {
  const words = useWords();
  const task = useTask();
  if (task.busy) return <KeyWork>{words.progress.move}</KeyWork>;
  return (
    <>
      <h1>{words.entry.moveTitle}</h1>
      <p>{words.entry.moveLead}</p>
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button
          type="button"
          className="primary"
          onClick={() => void task.run(() => engine().moveHere(link))}
        >
          {words.entry.moveHere}
        </button>
      </div>
    </>
  );
}
