import { useId, useState } from "react";
import type { LogAlarmView } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { saveFile } from "../parts/saveFile.ts";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/** The server was caught at something: what happened, what was stopped, and what to do. It stays until it is settled. */
export function Alarms() {
  const words = useWords();
  const alarms = useEngine((state) => state.alarms);
  const open = alarms.filter(({ settledAt }) => settledAt === undefined);
  if (open.length === 0) return null;
  return (
    <section className="alarms" aria-label={words.log.alarm} role="alert">
      {open.map((alarm) => (
        <Alarm key={alarm.id} alarm={alarm} />
      ))}
    </section>
  );
}

function Alarm({ alarm }: { readonly alarm: LogAlarmView }) {
  const words = useWords();
  const dates = useDates();
  const steps = useId();
  const [shown, setShown] = useState(false);
  const task = useTask();
  const save = async () => {
    const text = await task.run(() => engine().exportAlarm(alarm.id));
    if (text !== undefined) saveFile(`comity-alarm-${alarm.code}.json`, "application/json", text);
  };
  return (
    <div className="alarm">
      <p>
        <strong>{words.log.alarm}.</strong> {words.log.codes[alarm.code](alarm.networkName)}{" "}
        {words.log.seen(dates.both(alarm.at))}
      </p>
      <p>{words.log.stopped}</p>
      <div className="alarm-actions">
        <button type="button" aria-expanded={shown} aria-controls={steps} onClick={() => setShown(!shown)}>
          {words.log.todo}
        </button>
        <button type="button" onClick={() => void save()} disabled={task.busy}>
          {words.log.proof}
        </button>
      </div>
      <FaultNote fault={task.fault} />
      <div id={steps} hidden={!shown}>
        {shown ? <Steps alarm={alarm} /> : null}
      </div>
    </div>
  );
}

function Steps({ alarm }: { readonly alarm: LogAlarmView }) {
  const words = useWords();
  const here = useEngine((state) => state.logs.find(({ network }) => network === alarm.network)?.code);
  const [code, setCode] = useState("");
  const task = useTask();
  const settle = async () => {
    if (await task.did(() => engine().settleAlarms({ network: alarm.network, code }))) setCode("");
  };
  return (
    <>
      <ol>
        {words.log.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <dl className="figures">
        <div>
          <dt>{words.log.here}</dt>
          <dd>
            <bdi className="log-code">{here}</bdi>
          </dd>
        </div>
        {alarm.shown === undefined ? null : (
          <div>
            <dt>{words.log.server}</dt>
            <dd>
              <bdi className="log-code">{alarm.shown}</bdi>
            </dd>
          </div>
        )}
      </dl>
      <Form onSubmit={settle}>
        <Field
          label={words.log.typed}
          hint={words.log.hint}
          value={code}
          onChange={setCode}
          dir="ltr"
          inputMode="numeric"
          autoComplete="off"
        />
        <FaultNote fault={task.fault} />
        <button type="submit" disabled={task.busy || code.trim() === ""}>
          {words.log.settle}
        </button>
      </Form>
    </>
  );
}
