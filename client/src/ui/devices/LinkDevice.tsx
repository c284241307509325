import { useState } from "react";
import type { LinkComparison } from "../../engine/facade/identityCalls.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { KeyWork } from "../parts/KeyWork.tsx";
import { PassphraseForm } from "../parts/PassphraseForm.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { mayHaveCamera } from "./codeReader.ts";
import { Comparison } from "./LinkHere.tsx";
import { Scanner } from "./Scanner.tsx";

interface LinkDeviceProps {
  /** The link with a code that this page was opened with, if any. */
  readonly link: string | undefined;
  readonly onClose: () => void;
}

/** What a code must have in it to be a link of this kind. */
const LINK = /#link=/;

/** The code alone, as it stands on the new device's screen. */
function codeIn(link: string): string {
  return link.slice(link.indexOf("#link=") + "#link=".length);
}

/** The signed-in side: enter or scan the code, compare the numbers, confirm with the passphrase. */
export function LinkDevice({ link, onClose }: LinkDeviceProps) {
  const words = useWords();
  const [code, setCode] = useState(link === undefined ? "" : codeIn(link));
  const [scanning, setScanning] = useState(false);
  const [comparison, setComparison] = useState<LinkComparison>();
  const [confirming, setConfirming] = useState(false);
  const [linked, setLinked] = useState(false);
  const task = useTask();
  const claim = async (typed: string) => {
    setScanning(false);
    const compared = await task.run(() => engine().linkDevice(typed));
    if (compared !== undefined) setComparison(compared);
  };
  const confirm = async (passphrase: string) => {
    if (await task.did(() => engine().confirmLink(passphrase))) setLinked(true);
  };
  const close = () => {
    void engine().cancelLink();
    onClose();
  };
  const body = () => {
    if (linked && comparison !== undefined)
      return (
        <>
          <p role="status">{words.devices.linked(comparison.deviceName)}</p>
          <div className="actions">
            <button type="button" className="primary" onClick={onClose}>
              {words.app.close}
            </button>
          </div>
        </>
      );
    if (task.busy)
      return (
        <KeyWork>{comparison === undefined ? words.devices.meeting : words.devices.handingOver}</KeyWork>
      );
    if (comparison === undefined)
      return (
        <Form onSubmit={() => claim(code)}>
          {link === undefined ? (
            <p>{words.devices.enterLead}</p>
          ) : (
            <p className="note note-warn">{words.devices.openedLead}</p>
          )}
          <Field
            label={words.devices.codeLabel}
            value={code}
            onChange={setCode}
            autoComplete="off"
            spellCheck={false}
            required
            dir="ltr"
          />
          {scanning ? <Scanner wanted={LINK} onCode={(text) => void claim(text)} /> : null}
          <FaultNote fault={task.fault} />
          <div className="actions">
            <button type="submit" className="primary" disabled={code.trim() === ""}>
              {words.app.continue}
            </button>
            {!mayHaveCamera() || scanning ? null : (
              <button type="button" onClick={() => setScanning(true)}>
                {words.devices.scan}
              </button>
            )}
          </div>
        </Form>
      );
    if (!confirming)
      return (
        <>
          <h3>{words.devices.compareTitle}</h3>
          <p>{words.devices.compareLead}</p>
          <Comparison number={comparison.number} />
          <div className="actions">
            <button type="button" className="primary" onClick={() => setConfirming(true)}>
              {words.devices.same}
            </button>
            <button type="button" onClick={close}>
              {words.devices.differ}
            </button>
          </div>
        </>
      );
    return (
      <PassphraseForm
        task={task}
        onSubmit={confirm}
        submit={words.devices.confirm}
        kind="primary"
        onCancel={close}
      >
        <p>{words.devices.confirmLead(comparison.deviceName)}</p>
        <Comparison number={comparison.number} />
      </PassphraseForm>
    );
  };
  return (
    <Dialog title={words.devices.link} onClose={close}>
      {body()}
    </Dialog>
  );
}
