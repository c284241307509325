import "./tenure.css";
import type { AccountId } from "@comity/shared/ids";
import type { ContactView, ConversationView } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { go } from "../stores/place.ts";
import { isolatedIn } from "../words/isolation.ts";
import { useDates, useRightToLeft, useWords } from "../words/language.ts";
import { awayAt, successorOf } from "./tenures.ts";

/** One line about somebody of a conversation, and who is to be written to or added instead. */
interface Instead {
  readonly absent: AccountId;
  readonly text: string;
  readonly other: AccountId;
}

/** Above where one writes: who of those one writes to is away or has left, and who is there in their place. */
export function InPlaceNotes({ conversation }: { readonly conversation: ConversationView }) {
  const { tenure } = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const contacts = useEngine((state) => state.contacts);
  const self = useEngine((state) => state.self?.account);
  const { id, kind, peer, members } = conversation;
  const room = kind === "room";
  if (!room && kind !== "direct") return null;
  const present = members.map(({ account }) => account);
  const others = (room ? present : peer === undefined ? [] : [peer]).filter((one) => one !== self);
  const now = Date.now();
  const insteadOf = (absent: AccountId): Instead[] => {
    const [current] = contacts.filter((one) => one.account === absent && awayAt(one, now) !== undefined);
    const absence = awayAt(current, now);
    if (absence !== undefined && !(room && present.includes(absence.alternate))) {
      const away = tenure.away(dates.day(absence.until), personText(absence.alternate));
      return [{ absent, other: absence.alternate, text: `${personText(absent)}: ${away}` }];
    }
    const heir = room ? undefined : successorOf(contacts, absent);
    if (heir === undefined) return [];
    return [{ absent, other: heir, text: `${personText(absent)}. ${tenure.inPlace(personText(heir))}` }];
  };
  return others.flatMap(insteadOf).map(({ absent, other, text }) => (
    <div key={absent} className="note tenure-note" role="status">
      <p>{text}</p>
      {other === self ? null : (
        <Act contact={contacts.find((one) => one.account === other)} conversation={room ? id : undefined} />
      )}
    </div>
  ));
}

interface ActProps {
  readonly contact: ContactView | undefined;
  /** The room into which to add the person; undefined: they are to be written to. */
  readonly conversation: ConversationView["id"] | undefined;
}

function Act({ contact, conversation }: ActProps) {
  const { tenure } = useWords();
  const rightToLeft = useRightToLeft();
  const task = useTask();
  if (contact === undefined || contact.standing !== "current") return null;
  const name = isolatedIn(contact.card.name, rightToLeft);
  const { account } = contact;
  const act = async () => {
    if (conversation !== undefined)
      await task.did(() => engine().addMembers({ conversation, accounts: [account] }));
    else {
      const direct = await task.run(() => engine().openDirect(account));
      if (direct !== undefined) go({ at: "conversation", id: direct, details: false });
    }
  };
  return (
    <>
      <button type="button" disabled={task.busy} onClick={() => void act()}>
        {conversation === undefined ? tenure.writeTo(name) : tenure.add(name)}
      </button>
      <FaultNote fault={task.fault} />
    </>
  );
}
