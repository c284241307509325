import type { AccountId, ConversationId } from "@comity/shared/ids";
import { useState } from "react";
import { RoomFiles } from "../files/RoomFiles.tsx";
import { RoomGuests } from "../guests/RoomGuests.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Lookalikes, useLookalikes } from "../parts/Lookalikes.tsx";
import { Person, usePersonText } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useConversation, useEngine } from "../stores/engine.ts";
import { go } from "../stores/place.ts";
import { MemberDevices, ReadersCompared } from "../verification/Readers.tsx";
import { useWords } from "../words/language.ts";
import { MemberPicker } from "./MemberPicker.tsx";
import { Mute } from "./Mute.tsx";

/** Who can read a conversation, from the group itself; in a case room, who comes and who goes. */
export function RoomPanel({ id, open }: { readonly id: ConversationId; readonly open: boolean }) {
  const words = useWords();
  const conversation = useConversation(id);
  const self = useEngine((state) => state.self?.account);
  const visiting = useEngine((state) => state.self?.guest !== undefined);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<AccountId>();
  if (conversation === undefined) return <aside className="panel" />;
  const inside = conversation.kind === "room" && conversation.state === "active";
  const room = inside && !visiting;
  return (
    <aside className={`panel ${open ? "panel-open" : ""}`} aria-label={words.thread.details}>
      <button
        type="button"
        className="quiet panel-close"
        onClick={() => go({ at: "conversation", id, details: false })}
      >
        {words.app.close}
      </button>
      {conversation.kind === "room" ? (
        <>
          <p className="reference">
            <bdi>{conversation.reference}</bdi>
          </p>
          <h2>
            <bdi>{conversation.title}</bdi>
          </h2>
        </>
      ) : null}
      <h3 id="readers-title">{words.room.readers}</h3>
      <ul className="people" aria-labelledby="readers-title">
        {conversation.members.map(({ account, devices }) => (
          <li key={account} className="member">
            <Person account={account} />
            <MemberDevices account={account} devices={devices} />
            {room && account !== self ? (
              <button type="button" onClick={() => setRemoving(account)}>
                {words.room.remove}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <ReadersCompared id={id} />
      {room ? (
        <div className="actions">
          <button type="button" onClick={() => setAdding(true)}>
            {words.room.addMembers}
          </button>
        </div>
      ) : null}
      {room ? <RoomGuests id={id} /> : null}
      {conversation.kind === "board" ? null : <RoomFiles key={id} id={id} />}
      <Mute id={id} until={conversation.mutedUntil} />
      <p className="hint">{words.room.serverBlind}</p>
      {adding ? (
        <AddMembers
          id={id}
          present={conversation.members.map(({ account }) => account)}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {removing === undefined ? null : (
        <RemoveMember id={id} account={removing} onClose={() => setRemoving(undefined)} />
      )}
    </aside>
  );
}

interface AddMembersProps {
  readonly id: ConversationId;
  readonly present: readonly AccountId[];
  readonly onClose: () => void;
}

function AddMembers({ id, present, onClose }: AddMembersProps) {
  const words = useWords();
  const [chosen, setChosen] = useState<AccountId[]>([]);
  const [told, setTold] = useState(false);
  const alike = useLookalikes(chosen);
  const task = useTask();
  const add = async () => {
    if (await task.did(() => engine().addMembers({ conversation: id, accounts: chosen }))) onClose();
  };
  const choose = (accounts: AccountId[]) => {
    setChosen(accounts);
    setTold(false);
  };
  return (
    <Dialog title={words.room.addMembers} onClose={onClose}>
      <MemberPicker chosen={chosen} onChange={choose} without={present} />
      <Lookalikes people={alike} confirmed={told} onConfirm={setTold} />
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button
          type="button"
          className="primary"
          disabled={chosen.length === 0 || (alike.length > 0 && !told) || task.busy}
          onClick={() => void add()}
        >
          {task.busy ? words.app.working : words.room.add}
        </button>
        <button type="button" onClick={onClose}>
          {words.app.cancel}
        </button>
      </div>
    </Dialog>
  );
}

interface RemoveMemberProps {
  readonly id: ConversationId;
  readonly account: AccountId;
  readonly onClose: () => void;
}

function RemoveMember({ id, account, onClose }: RemoveMemberProps) {
  const words = useWords();
  const personText = usePersonText();
  const task = useTask();
  const remove = async () => {
    if (await task.did(() => engine().removeMember({ conversation: id, account }))) onClose();
  };
  return (
    <Dialog title={words.room.removeTitle(personText(account))} onClose={onClose}>
      <p>{words.room.removeLead}</p>
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button type="button" className="danger" disabled={task.busy} onClick={() => void remove()}>
          {task.busy ? words.app.working : words.room.remove}
        </button>
        <button type="button" onClick={onClose}>
          {words.app.cancel}
        </button>
      </div>
    </Dialog>
  );
}
