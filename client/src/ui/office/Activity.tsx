import type { ConversationId, NetworkId } from "@comity/shared/ids";
import { ACTIVITIES } from "@comity/shared/statements/activities";
import { type ChangeEvent, useEffect, useId, useState } from "react";
import type { ActivityView } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Choice, Field } from "../parts/Field.tsx";
import { Standing, usePersonText } from "../parts/Person.tsx";
import { saveFile } from "../parts/saveFile.ts";
import { useTask } from "../parts/useTask.ts";
import { engine, useConversation, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { type ActivityFilters, filterActivity, NO_ACTIVITY_FILTERS } from "./activityFilters.ts";
import { VouchedChanges } from "./VouchedChanges.tsx";

/** What officers have signed, and members about guests and absences, newest first, from the network's log; filtered, and saved as files. */
export function Activity({ network }: { readonly network: NetworkId }) {
  const words = useWords();
  const { activity } = words.office;
  const personText = usePersonText();
  const contacts = useEngine((state) => state.contacts);
  const task = useTask();
  const [acts, setActs] = useState<readonly ActivityView[]>();
  const [filters, setFilters] = useState<ActivityFilters>(NO_ACTIVITY_FILTERS);
  // The directory is told anew whenever the log has grown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the contacts are is not looked at, that they changed is
  useEffect(() => {
    let closed = false;
    void engine()
      .activity(network)
      .then((listed) => {
        if (!closed && listed.ok) setActs(listed.value);
      });
    return () => {
      closed = true;
    };
  }, [network, contacts]);
  if (acts === undefined) return <p>{words.app.loading}</p>;
  const found = filterActivity(acts, filters, personText);
  const set = (change: Partial<ActivityFilters>) => setFilters({ ...filters, ...change });
  const saveTable = async () => {
    const { activityTable } = await import("./activityTable.ts");
    saveFile("comity-activity.csv", "text/csv;charset=utf-8", activityTable(found, personText));
  };
  const saveSigned = async () => {
    const file = await task.run(() => engine().exportActivity(network));
    if (file !== undefined) saveFile("comity-activity.json", "application/json", file);
  };
  return (
    <>
      <p>{activity.lead}</p>
      <search className="filters">
        <Field
          label={activity.person}
          type="search"
          value={filters.text}
          onChange={(text) => set({ text })}
        />
        <Choice
          label={activity.kind}
          value={filters.what}
          onChange={(what) => set({ what })}
          options={[["", activity.all], ...ACTIVITIES.map((one) => [one, activity.what[one]] as const)]}
        />
        <Field label={activity.from} type="date" value={filters.from} onChange={(from) => set({ from })} />
        <Field label={activity.to} type="date" value={filters.to} onChange={(to) => set({ to })} />
      </search>
      <p className="hint" role="status">
        {activity.shown(found.length, acts.length)}
      </p>
      {found.length === 0 ? (
        <p className="empty">{acts.length === 0 ? activity.empty : activity.nothing}</p>
      ) : null}
      <ol className="people" aria-label={words.office.views.activity}>
        {found.map((act) => (
          <Act key={act.position} act={act} />
        ))}
      </ol>
      <p className="hint">{activity.signedLead}</p>
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button type="button" onClick={() => void saveTable()}>
          {activity.csv}
        </button>
        <button type="button" disabled={task.busy} onClick={() => void saveSigned()}>
          {activity.signed}
        </button>
      </div>
      <CheckFile />
    </>
  );
}

function Act({ act }: { readonly act: ActivityView }) {
  const words = useWords();
  const { activity } = words.office;
  const dates = useDates();
  const personText = usePersonText();
  const { vouched } = act;
  return (
    <li className="act">
      <p>
        <strong>{activity.what[act.what]}</strong> <time>{dates.both(act.at)}</time>
      </p>
      {vouched === undefined ? null : (
        <p className="person">
          <bdi className="name">{vouched.card.name}</bdi>
          <Standing card={vouched.card} />
        </p>
      )}
      {act.other === undefined ? null : (
        <p>
          <bdi>{words.recognition.other(act.other.name ?? "", act.other.code)}</bdi>
        </p>
      )}
      {act.inPlace === undefined ? null : <p>{words.tenure.inPlace(personText(act.inPlace))}</p>}
      {act.build === undefined ? null : (
        <p>
          <bdi className="log-code">{act.build}</bdi>
        </p>
      )}
      {act.room === undefined ? null : <Stay room={act.room} until={vouched?.validUntil} />}
      {act.changes.length === 0 ? null : <VouchedChanges changes={act.changes} />}
      <p className="under">
        {activity.by(personText(act.by))} · {activity.position(act.position)}
      </p>
    </li>
  );
}

/** Into which room a guest was let and until when; only who is in the room reads what it is called. */
function Stay({ room, until }: { readonly room: ConversationId; readonly until: number | undefined }) {
  const { guests } = useWords();
  const dates = useDates();
  const known = useConversation(room);
  const name = [known?.reference, known?.title].filter(Boolean).join(", ");
  return (
    <p>
      {until === undefined ? null : `${guests.until}: ${dates.day(until)} · `}
      {guests.room} <bdi>{name === "" ? room : name}</bdi>
    </p>
  );
}

/** Compares a signed file with this device's own log. */
function CheckFile() {
  const { activity } = useWords().office;
  const dates = useDates();
  const personText = usePersonText();
  const id = useId();
  const task = useTask();
  const [good, setGood] = useState<string>();
  const check = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? [];
    setGood(undefined);
    if (chosen === undefined) return;
    const text = await chosen.text();
    event.target.value = "";
    const found = await task.run(() => engine().checkActivity(text));
    if (found === undefined) return;
    const { networkName, acts, size, signedBy, exportedAt } = found;
    setGood(activity.checked(networkName, acts, size, personText(signedBy), dates.both(exportedAt)));
  };
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{activity.check}</label>
        <input id={id} type="file" accept=".json,application/json" onChange={(event) => void check(event)} />
      </div>
      <FaultNote fault={task.fault} />
      <p role="status">{good}</p>
    </>
  );
}
