import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import type { NetworkIntroduction } from "../../engine/facade/views.ts";
import { useOfficers } from "../officers/Officers.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { useNetworkName } from "../parts/Network.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { isolatedIn } from "../words/isolation.ts";
import { useDates, useRightToLeft, useWords } from "../words/language.ts";
import { SignStatement } from "./SignStatement.tsx";

interface RecogniseNetworkProps {
  readonly network: NetworkId;
  /** What is known of the other one already; empty: nothing. */
  readonly code: string;
  readonly onClose: () => void;
}

/** Takes another network's code, shows which network that is, and signs that it is recognised. */
export function RecogniseNetwork({ network, code, onClose }: RecogniseNetworkProps) {
  const words = useWords();
  const { recognition } = words;
  const [typed, setTyped] = useState(code);
  const [shown, setShown] = useState<NetworkIntroduction>();
  const task = useTask();
  const look = async () => {
    setShown(await task.run(() => engine().identifyNetwork({ network, code: typed })));
  };
  return (
    <Dialog title={recognition.recognise} onClose={onClose}>
      {shown === undefined ? (
        <Form onSubmit={look}>
          <Field
            label={recognition.typed}
            hint={recognition.typedHint}
            value={typed}
            onChange={setTyped}
            dir="ltr"
            inputMode="numeric"
            autoComplete="off"
          />
          <FaultNote fault={task.fault} />
          <div className="actions">
            <button type="submit" className="primary" disabled={task.busy || typed.trim() === ""}>
              {recognition.look}
            </button>
            <button type="button" onClick={onClose}>
              {words.app.cancel}
            </button>
          </div>
        </Form>
      ) : (
        <Introduced network={network} shown={shown} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface IntroducedProps {
  readonly network: NetworkId;
  readonly shown: NetworkIntroduction;
  readonly onClose: () => void;
}

function Introduced({ network, shown, onClose }: IntroducedProps) {
  const { recognition, second } = useWords();
  const rule = useOfficers(network)?.rule.on === true;
  const dates = useDates();
  const nameOf = useNetworkName();
  const rightToLeft = useRightToLeft();
  const [compared, setCompared] = useState(false);
  const { network: other, name } = shown;
  return (
    <SignStatement
      network={network}
      says={undefined}
      waits={!compared}
      sign={() => engine().recognise({ network, other, name })}
      onClose={onClose}
    >
      <dl className="figures">
        <div>
          <dt>{recognition.name}</dt>
          <dd>
            <bdi>{name}</bdi>
          </dd>
        </div>
        <div>
          <dt>{recognition.founded}</dt>
          <dd>{dates.day(shown.foundedAt)}</dd>
        </div>
        <div>
          <dt>{recognition.code}</dt>
          <dd>
            <bdi className="log-code">{shown.code}</bdi>
          </dd>
        </div>
        <div>
          <dt>{recognition.officerCode}</dt>
          <dd>
            <bdi className="log-code">{shown.officerCode}</bdi>
          </dd>
        </div>
      </dl>
      <p>{recognition.compare}</p>
      <p className="note">{shown.recognisesUs ? recognition.theySay : recognition.theyDont}</p>
      <p>
        <strong>{recognition.says(nameOf(network), isolatedIn(name, rightToLeft))}</strong>
      </p>
      {rule ? <p className="note">{second.ruleIsOn}</p> : null}
      <p>{recognition.signLead}</p>
      <label className="tick">
        <input type="checkbox" checked={compared} onChange={(event) => setCompared(event.target.checked)} />
        {recognition.compared}
      </label>
    </SignStatement>
  );
}
