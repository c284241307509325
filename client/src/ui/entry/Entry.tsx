import { useState } from "react";
import type { RecoveryKeyView } from "../../engine/facade/identityCalls.ts";
import { LinkHere } from "../devices/LinkHere.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { KeyWork } from "../parts/KeyWork.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { Found } from "./Found.tsx";
import { Invited } from "./Invited.tsx";
import { Lost, type LostPhase } from "./Lost.tsx";
import { Restore } from "./Restore.tsx";

interface EntryProps {
  /** Keys stood here and are lost: what became of them is said before anything else can be done. */
  readonly lost?: LostPhase;
  /** The link that this page was opened with, if any; its secret is out of the address bar already. */
  readonly link: string | undefined;
  readonly onLink: (link: string | undefined) => void;
  readonly onRecovery: (recovery: RecoveryKeyView) => void;
}

/** A browser without a device: what to do depends on the link in hand. */
export function Entry({ lost, link, onLink, onRecovery }: EntryProps) {
  const words = useWords();
  const [pasted, setPasted] = useState("");
  const [linking, setLinking] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const [goingOn, setGoingOn] = useState(lost === undefined);
  if (!goingOn && lost !== undefined && link !== undefined && isLink(link))
    return (
      <Lost phase={lost}>
        <div className="actions">
          <button
            type="button"
            className="primary"
            onClick={() => {
              onLink(undefined);
              setRestoring(true);
            }}
          >
            {words.entry.haveKey}
          </button>
          <button type="button" onClick={() => setGoingOn(true)}>
            {words.lost.goOn}
          </button>
        </div>
      </Lost>
    );
  if (link?.includes("#found=")) return <Found link={link} onRecovery={onRecovery} />;
  if (link?.includes("#invite=")) return <Invited link={link} onRecovery={onRecovery} />;
  if (link?.includes("#move=")) return <MoveHere link={link} />;
  if (linking) return <LinkHere onCancel={() => setLinking(false)} />;
  if (restoring) return <Restore onCancel={() => setRestoring(false)} />;
  const ways = (
    <Form
      onSubmit={() => {
        setGoingOn(true);
        onLink(pasted);
      }}
    >
      <Field
        label={words.entry.linkLabel}
        value={pasted}
        onChange={setPasted}
        autoComplete="off"
        spellCheck={false}
        required
        dir="ltr"
      />
      {link?.includes("#link=") ? (
        <p className="note" role="alert">
          {words.devices.linkElsewhere}
        </p>
      ) : link === undefined ? null : (
        <FaultNote fault={{ code: "link.invalid" }} />
      )}
      <div className="actions">
        <button type="submit" className={lost === undefined ? "primary" : undefined}>
          {words.entry.openLink}
        </button>
        <button
          type="button"
          className={lost === undefined ? undefined : "primary"}
          onClick={() => setRestoring(true)}
        >
          {words.entry.haveKey}
        </button>
        <button type="button" onClick={() => setLinking(true)}>
          {words.devices.linkHere}
        </button>
      </div>
    </Form>
  );
  if (lost !== undefined) return <Lost phase={lost}>{ways}</Lost>;
  return (
    <>
      <h1>{words.entry.welcome}</h1>
      <p className="lead">{words.app.tagline}</p>
      <p>{words.entry.noLink}</p>
      {ways}
    </>
  );
}

function isLink(link: string): boolean {
  return /#(found|invite|move)=/.test(link);
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
