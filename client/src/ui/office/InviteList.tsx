import type { NetworkId } from "@comity/shared/ids";
import { type ChangeEvent, useId, useState } from "react";
import type { BatchOutcome } from "../../engine/facade/officeCalls.ts";
import type { NameComparison } from "../../engine/facade/views.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { saveFile } from "../parts/saveFile.ts";
import { TaskBar } from "../parts/TaskBar.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useList, useWords } from "../words/language.ts";
import { isLinkDays, LINK_DAYS, LONGEST_LINK_DAYS } from "./InviteForm.tsx";
import {
  COLUMNS,
  type LineFault,
  type ListedPerson,
  type ListFault,
  listTemplate,
  listText,
  readPeople,
} from "./peopleList.ts";

/** A list that was read: each person with whom their name can be taken for. */
type Preview = readonly { readonly person: ListedPerson; readonly alike: NameComparison | undefined }[];

interface InviteListProps {
  readonly network: NetworkId;
  readonly onClose: () => void;
}

/** Invites many people from a CSV file, after a look at every line. */
export default function InviteList({ network, onClose }: InviteListProps) {
  const { office, app } = useWords();
  const file = useId();
  const task = useTask();
  const [refused, setRefused] = useState<ListFault>();
  const [preview, setPreview] = useState<Preview>();
  const [told, setTold] = useState(false);
  const [days, setDays] = useState(String(LINK_DAYS));
  const [made, setMade] = useState<BatchOutcome & { readonly all: number }>();
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? [];
    setPreview(undefined);
    setRefused(undefined);
    setTold(false);
    if (chosen === undefined) return;
    const list = readPeople(listText(new Uint8Array(await chosen.arrayBuffer())), Date.now());
    // The same file can be chosen again once it has been mended.
    event.target.value = "";
    if (!list.ok) return setRefused(list.fault);
    const compared = await task.run(() => engine().compareNames(list.people.map(({ name }) => name)));
    if (compared !== undefined)
      setPreview(list.people.map((person, at) => ({ person, alike: compared[at] })));
  };
  if (made !== undefined) return <Made made={made} onClose={onClose} />;
  const invitees = (preview ?? []).flatMap(({ person }) => person.invitee ?? []);
  const doubtful = (preview ?? []).some(
    ({ person, alike }) => person.invitee !== undefined && isAlike(alike),
  );
  const validDays = Number(days);
  const make = async () => {
    const outcome = await task.run(() => engine().inviteMany({ network, invitees, validDays }));
    if (outcome !== undefined) setMade({ ...outcome, all: invitees.length });
  };
  return (
    <Dialog title={office.inviteList} onClose={onClose}>
      <p>{office.listLead}</p>
      <div className="actions">
        <button
          type="button"
          onClick={() => saveFile("comity-people.csv", "text/csv;charset=utf-8", `\uFEFF${listTemplate()}`)}
        >
          {office.listTemplate}
        </button>
      </div>
      <Columns />
      <div className="field">
        <label htmlFor={file}>{office.listFile}</label>
        <input id={file} type="file" accept=".csv,text/csv" onChange={(event) => void read(event)} />
      </div>
      {refused === undefined ? null : <Refused fault={refused} />}
      {preview === undefined ? null : (
        <>
          <Lines preview={preview} />
          <Field
            label={office.validDays}
            type="number"
            min={1}
            max={LONGEST_LINK_DAYS}
            value={days}
            onChange={setDays}
            required
          />
          {doubtful ? (
            <label className="tick">
              <input type="checkbox" checked={told} onChange={(event) => setTold(event.target.checked)} />
              <span>{office.alikeConfirm}</span>
            </label>
          ) : null}
        </>
      )}
      <Making />
      <FaultNote fault={task.fault} />
      <div className="actions">
        {invitees.length === 0 ? null : (
          <button
            type="button"
            className="primary"
            disabled={task.busy || !isLinkDays(validDays) || (doubtful && !told)}
            onClick={() => void make()}
          >
            {office.makeMany(invitees.length)}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {app.cancel}
        </button>
      </div>
    </Dialog>
  );
}

/** What each column holds. */
function Columns() {
  const { office } = useWords();
  return (
    <details>
      <summary>{office.listColumns}</summary>
      <dl className="columns">
        {COLUMNS.map((column) => (
          <div key={column}>
            <dt>
              <code dir="ltr">{column}</code>
            </dt>
            <dd>{office.columns[column]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Refused({ fault }: { readonly fault: ListFault }) {
  const { office } = useWords();
  const list = useList();
  const detail = "columns" in fault ? list(fault.columns) : "limit" in fault ? String(fault.limit) : "";
  return (
    <p className="note note-bad" role="alert">
      {office.listFault[fault.code](detail)}
    </p>
  );
}

function isAlike(alike: NameComparison | undefined): boolean {
  return alike !== undefined && (alike.people.length > 0 || alike.others.length > 0);
}

/** Every line with what is wrong in it; those to be mended first. */
function Lines({ preview }: { readonly preview: Preview }) {
  const { office } = useWords();
  const personText = usePersonText();
  const wrong = preview.filter(({ person }) => person.invitee === undefined);
  const good = preview.filter(({ person }) => person.invitee !== undefined);
  const sentence = (fault: LineFault) => {
    if (fault.code === "torn") return office.lineFault.torn("", "");
    if (fault.code === "doubled") return office.lineFault.doubled("", String(fault.line));
    return office.lineFault[fault.code](fault.column, "value" in fault ? fault.value : "");
  };
  const others = (alike: NameComparison | undefined) => [
    ...(alike?.people ?? []).map((account) => office.alikeLine(personText(account))),
    ...(alike?.others ?? []).flatMap((at) => {
      const other = preview[at]?.person;
      return other === undefined ? [] : [office.alikeLine(`${other.name} (${office.line(other.line)})`)];
    }),
  ];
  return (
    <>
      <p role="status">{office.listSum(good.length, wrong.length)}</p>
      {wrong.length === 0 ? null : <p className="hint">{office.listNext}</p>}
      <ol className="list-lines" aria-label={office.listFile}>
        {[...wrong, ...good].map(({ person, alike }) => (
          <li key={person.line} className={person.invitee === undefined ? "line-wrong" : "line-good"}>
            <span className="under">{office.line(person.line)}</span>{" "}
            <bdi className="name">{person.name}</bdi>
            {person.invitee === undefined ? null : <span className="under"> {office.lineGood}</span>}
            {[...person.faults.map(sentence), ...others(alike)].map((text) => (
              <p key={text}>
                <bdi>{text}</bdi>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

/** How many are made, while they are being made. */
function Making() {
  const how = useEngine((state) => state.progress.invitations);
  if (how === undefined || how.done >= how.total) return null;
  return (
    <div className="progress">
      <TaskBar task="invitations" of="invitations" {...how} />
    </div>
  );
}

interface MadeProps {
  readonly made: BatchOutcome & { readonly all: number };
  readonly onClose: () => void;
}

function Made({ made: { made, stopped, all }, onClose }: MadeProps) {
  const { office } = useWords();
  return (
    <Dialog title={office.inviteList} onClose={onClose}>
      <p role="status">{office.madeMany(made.length, all)}</p>
      {stopped === undefined ? null : <p>{office.stopped}</p>}
      <FaultNote fault={stopped} />
      <p>{office.linksLead(made.length)}</p>
      <div className="actions">
        <button type="button" className="primary" onClick={onClose}>
          {office.close}
        </button>
      </div>
    </Dialog>
  );
}
