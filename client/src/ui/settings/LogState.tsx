import type { LogView } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { saveFile } from "../parts/saveFile.ts";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/** How the networks' logs stand on this device: the code that people compare, and when it was last checked. */
export function LogState() {
  const words = useWords();
  const logs = useEngine((state) => state.logs);
  if (logs.length === 0) return null;
  return (
    <section aria-labelledby="log-title">
      <h3 id="log-title">{words.log.title}</h3>
      <p>{words.log.lead}</p>
      {logs.map((log) => (
        <OneLog key={log.network} log={log} />
      ))}
      <FormerAlarms />
    </section>
  );
}

function OneLog({ log }: { readonly log: LogView }) {
  const words = useWords();
  const dates = useDates();
  const task = useTask();
  const save = async () => {
    const text = await task.run(() => engine().exportLog(log.network));
    if (text !== undefined) saveFile("comity-log.json", "application/json", text);
  };
  return (
    <>
      <h4>
        <bdi>{log.networkName}</bdi>
      </h4>
      <dl className="figures">
        <div>
          <dt>{words.log.code}</dt>
          <dd>
            <bdi className="log-code">{log.code}</bdi>
          </dd>
        </div>
        <div>
          <dt>{words.log.checked}</dt>
          <dd>{log.checkedAt === undefined ? words.log.never : dates.both(log.checkedAt)}</dd>
        </div>
        <div>
          <dt>{words.log.key}</dt>
          <dd>{log.keyNamed ? words.log.keyNamed : words.log.keyUnnamed}</dd>
        </div>
      </dl>
      <FaultNote fault={task.fault} />
      <button type="button" disabled={task.busy} onClick={() => void save()}>
        {words.log.save}
      </button>
    </>
  );
}

/** Alarms that were settled: what happened stays known, with its proof. */
function FormerAlarms() {
  const words = useWords();
  const dates = useDates();
  const alarms = useEngine((state) => state.alarms);
  const former = alarms.filter(({ settledAt }) => settledAt !== undefined);
  const task = useTask();
  if (former.length === 0) return null;
  const save = async (id: string, code: string) => {
    const text = await task.run(() => engine().exportAlarm(id));
    if (text !== undefined) saveFile(`comity-alarm-${code}.json`, "application/json", text);
  };
  return (
    <>
      <h4>{words.log.former}</h4>
      <FaultNote fault={task.fault} />
      <ul>
        {former.map(({ id, code, networkName, at, settledAt = at }) => (
          <li key={id}>
            <p>
              {words.log.codes[code](networkName)} {words.log.seen(dates.both(at))}{" "}
              {words.log.settled(dates.both(settledAt))}
            </p>
            <button type="button" disabled={task.busy} onClick={() => void save(id, code)}>
              {words.log.proof}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
