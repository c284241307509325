import "./tenure.css";
import type { AccountId } from "@comity/shared/ids";
import { useState } from "react";
import type { ContactView } from "../../engine/facade/views.ts";
import { SignStatement } from "../office/SignStatement.tsx";
import { SecondNote } from "../officers/SecondNote.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { Form } from "../parts/Form.tsx";
import { Lookalikes, useLookalikes } from "../parts/Lookalikes.tsx";
import { Person, usePersonText } from "../parts/Person.tsx";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { OnePerson } from "./OnePerson.tsx";

interface NameSuccessorProps {
  readonly contact: ContactView;
  readonly onClose: () => void;
}

/** Hands an office over: the successor is chosen first, then it is said in words what follows, then it is signed. */
export function NameSuccessor({ contact, onClose }: NameSuccessorProps) {
  const words = useWords();
  const personText = usePersonText();
  const { network, networkName, account } = contact;
  const [to, setTo] = useState<AccountId>();
  const [told, setTold] = useState(false);
  const [reviewing, setReviewing] = useState(false);
  const alike = useLookalikes(to === undefined ? [] : [to]);
  const rooms = useEngine(
    ({ conversations }) =>
      conversations.filter(
        ({ kind, state, members }) =>
          kind === "room" && state === "active" && members.some((member) => member.account === account),
      ).length,
  );
  const title = words.tenure.successorTitle(contact.card.name);
  if (reviewing && to !== undefined)
    return (
      <Dialog title={title} onClose={onClose}>
        <SignStatement
          network={network}
          says={undefined}
          dangerous
          waits={alike.length > 0 && !told}
          sign={() => engine().succeed({ network, from: account, to })}
          onClose={onClose}
        >
          <p>
            <strong>{words.tenure.successorSays(networkName, personText(account), personText(to))}</strong>
          </p>
          <p>{words.tenure.successorEffect}</p>
          <SecondNote network={network} />
          <p className="hint">{words.tenure.rooms(rooms)}</p>
          <Lookalikes people={alike} confirmed={told} onConfirm={setTold} />
        </SignStatement>
      </Dialog>
    );
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSubmit={() => setReviewing(to !== undefined)}>
        <Person account={account} />
        <p>{words.tenure.successorLead}</p>
        <OnePerson
          label={words.tenure.takesOver}
          network={network}
          without={account}
          chosen={to}
          onChange={(one) => {
            setTo(one);
            setTold(false);
          }}
        />
        <div className="actions">
          <button type="submit" className="primary" disabled={to === undefined}>
            {words.office.review}
          </button>
          <button type="button" onClick={onClose}>
            {words.app.cancel}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
