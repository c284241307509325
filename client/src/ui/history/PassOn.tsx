import type { AccountId, ConversationId } from "@comity/shared/ids";
import { useEffect, useState } from "react";
import type { HistoryChoice, ThreadItem } from "../../engine/facade/views.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useConversation, useEngine } from "../stores/engine.ts";
import { useDates, useList, useWords } from "../words/language.ts";
import { localDay, startOfDay } from "./days.ts";
import "./history.css";

interface ButtonsProps {
  readonly id: ConversationId;
  readonly accounts: readonly AccountId[];
  /** Where the line stands by which they came in. */
  readonly order: number;
}

/** Beside the line by which people came in: members may pass on to them what was written before. */
export function PassOnButtons({ id, accounts, order }: ButtonsProps) {
  const words = useWords();
  const personText = usePersonText();
  const [asked, setAsked] = useState<AccountId>();
  const self = useEngine((state) => state.self);
  const conversation = useConversation(id);
  const earlier = useEngine((state) => wasThereBefore(state.threads.get(id), order));
  const room = conversation?.kind === "room" && conversation.state === "active";
  if (!room || self === undefined || self.guest !== undefined || !earlier) return null;
  const present = accounts.filter(
    (account) =>
      account !== self.account &&
      conversation.members.some((member) => member.account === account) &&
      !conversation.passings.some((one) => one.by === self.account && one.to === account),
  );
  if (present.length === 0) return null;
  return (
    <div className="pass-on">
      {present.map((account) => (
        <button key={account} type="button" className="quiet" onClick={() => setAsked(account)}>
          {present.length === 1 ? words.history.passOn : words.history.passOnTo(personText(account))}
        </button>
      ))}
      {asked === undefined ? null : <PassOn id={id} to={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

/** Whether this device has read something itself that stands before a line. */
function wasThereBefore(items: ReadonlyMap<string, ThreadItem> | undefined, order: number): boolean {
  return [...(items?.values() ?? [])].some(
    (item) =>
      item.kind === "message" &&
      (item.content.kind === "text" || item.content.kind === "attachment") &&
      item.order < order,
  );
}

interface PassOnProps {
  readonly id: ConversationId;
  readonly to: AccountId;
  readonly onClose: () => void;
}

/** A member chooses from which day on, reads in words what goes to whom, and passes it on. */
export function PassOn({ id, to, onClose }: PassOnProps) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const task = useTask();
  const all = useHistoryChoice(id, to, 0);
  const [chosen, setChosen] = useState<string>();
  const day = chosen ?? (all?.first === undefined ? "" : localDay(all.first));
  const since = startOfDay(day);
  const choice = useHistoryChoice(id, to, since);
  const ready = choice !== undefined && choice.messages > 0 && !choice.tooMany && since !== undefined;
  const submit = async () => {
    if (!ready) return;
    if (await task.did(() => engine().passHistoryOn({ conversation: id, to, since }))) onClose();
  };
  return (
    <Dialog title={words.history.passOnTo(personText(to))} onClose={onClose}>
      <Form onSubmit={submit}>
        <p>{words.history.lead}</p>
        <Field
          label={words.history.since}
          type="date"
          max={localDay(Date.now())}
          value={day}
          onChange={setChosen}
          hint={all?.first === undefined ? undefined : words.history.sinceHint(dates.day(all.first))}
          required
        />
        {choice === undefined || since === undefined ? null : (
          <Chosen choice={choice} since={since} to={personText(to)} />
        )}
        <p className="hint">{words.history.effect}</p>
        <FaultNote fault={task.fault} />
        <div className="actions">
          <button type="submit" className="primary" disabled={!ready || task.busy}>
            {task.busy ? words.app.working : words.history.confirm}
          </button>
          <button type="button" onClick={onClose}>
            {words.app.cancel}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}

interface ChosenProps {
  readonly choice: HistoryChoice;
  readonly since: number;
  readonly to: string;
}

/** In words: how many messages, since when, to whom, with how many files and which markings, and how many stay behind. */
export function Chosen({ choice, since, to }: ChosenProps) {
  const words = useWords();
  const dates = useDates();
  const list = useList();
  const { messages, files, markings, behind, tooMany } = choice;
  const says = () => {
    if (tooMany) return words.history.tooMany;
    return messages === 0 ? words.history.nothing : words.history.says(messages, dates.day(since), to);
  };
  return (
    <div className="note" role="status">
      <p>{says()}</p>
      {files === 0 || tooMany ? null : <p>{words.history.withFiles(files)}</p>}
      {markings.length === 0 || tooMany ? null : <p>{words.history.markings(list(markings))}</p>}
      {behind === 0 ? null : <p>{words.history.behind(behind)}</p>}
    </div>
  );
}

/** What would be passed on from a moment on; undefined: not known yet. */
export function useHistoryChoice(
  conversation: ConversationId,
  to: AccountId | undefined,
  since: number | undefined,
): HistoryChoice | undefined {
  const [choice, setChoice] = useState<HistoryChoice>();
  useEffect(() => {
    let meant = true;
    setChoice(undefined);
    if (since === undefined) return;
    void engine()
      .chooseHistory({ conversation, to, since })
      .then((answer) => {
        if (meant && answer.ok) setChoice(answer.value);
      });
    return () => {
      meant = false;
    };
  }, [conversation, to, since]);
  return choice;
}
