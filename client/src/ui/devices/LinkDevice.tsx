import { useState } from "react";
import type { LinkComparison } from "../../engine/facade/facade.ts";
import { KeyWork } from "../entry/KeyWork.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { Comparison } from "./LinkHere.tsx";
import { codeDetector, Scanner } from "./Scanner.tsx";

interface LinkDeviceProps {
  /** The code that this page was opened with, if any. */
  readonly code: string;
  readonly onClose: () => void;
}

/** The signed-in side: enter or scan the code, compare the numbers, confirm with the passphrase. */
export function LinkDevice({ code: first, onClose }: LinkDeviceProps) {
  const words = useWords();
  const [code, setCode] = useState(first);
  const [scanning, setScanning] = useState(false);
  const [comparison, setComparison] = useState<LinkComparison>();
  const [passphrase, setPassphrase] = useState("");
  const [confirming, setConfirming] = useState(false);
  const [linked, setLinked] = useState(false);
  const task = useTask();
  const claim = async (typed: string) => {
    setScanning(false);
    const compared = await task.run(() => engine().linkDevice(typed));
    if (compared !== undefined) setComparison(compared);
  };
  const confirm = async () => {
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
          <p>{words.devices.enterLead}</p>
          <Field
            label={words.devices.codeLabel}
            value={code}
            onChange={setCode}
            autoComplete="off"
            spellCheck={false}
            required
            dir="ltr"
          />
          {scanning ? <Scanner onCode={(text) => void claim(text)} /> : null}
          <FaultNote fault={task.fault} />
          <div className="actions">
            <button type="submit" className="primary" disabled={code.trim() === ""}>
              {words.app.continue}
            </button>
            {codeDetector() === undefined || scanning ? null : (
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
      <Form onSubmit={confirm}>
        <p>{words.devices.confirmLead(comparison.deviceName)}</p>
        <Comparison number={comparison.number} />
        <Field
          label={words.settings.current}
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          required
        />
        <FaultNote fault={task.fault} />
        <div className="actions">
          <button type="submit" className="primary" disabled={passphrase === ""}>
            {words.devices.confirm}
          </button>
          <button type="button" onClick={close}>
            {words.app.cancel}
          </button>
        </div>
      </Form>
    );
  };
  return (
    <Dialog title={words.devices.link} onClose={close}>
      {body()}
    </Dialog>
  );
}
