import type { AccountId } from "@comity/shared/ids";
import { useState } from "react";
import { PageHead } from "../directory/Directory.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { Lookalikes, useLookalikes } from "../parts/Lookalikes.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { go } from "../stores/place.ts";
import { useWords } from "../words/language.ts";
import { MemberPicker } from "./MemberPicker.tsx";

/** Opens a case room: reference, title, and who may read. */
export function NewRoom({ first }: { readonly first: AccountId | undefined }) {
  const words = useWords();
  const [reference, setReference] = useState("");
  const [title, setTitle] = useState("");
  const [members, setMembers] = useState<AccountId[]>(first === undefined ? [] : [first]);
  const [told, setTold] = useState(false);
  const alike = useLookalikes(members);
  const task = useTask();
  const complete =
    reference.trim() !== "" && title.trim() !== "" && members.length > 0 && (alike.length === 0 || told);
  const choose = (accounts: AccountId[]) => {
    setMembers(accounts);
    setTold(false);
  };
  const submit = async () => {
    if (!complete) return;
    const id = await task.run(() =>
      engine().createRoom({ reference: reference.trim(), title: title.trim(), members }),
    );
    if (id !== undefined) go({ at: "conversation", id, details: false });
  };
  return (
    <section className="page" aria-labelledby="new-room-title">
      <PageHead id="new-room-title" title={words.room.newTitle} />
      <Form onSubmit={submit}>
        <div className="row">
          <Field
            label={words.room.reference}
            value={reference}
            onChange={setReference}
            required
            maxLength={80}
            autoComplete="off"
          />
          <Field
            label={words.room.title}
            value={title}
            onChange={setTitle}
            required
            maxLength={200}
            autoComplete="off"
            hint={words.room.serverBlind}
          />
        </div>
        <MemberPicker chosen={members} onChange={choose} without={[]} />
        <Lookalikes people={alike} confirmed={told} onConfirm={setTold} />
        <FaultNote fault={task.fault} />
        <div className="actions sticky">
          <button type="submit" className="primary" disabled={!complete || task.busy}>
            {task.busy ? words.room.opening : words.room.open}
          </button>
        </div>
      </Form>
    </section>
  );
}
