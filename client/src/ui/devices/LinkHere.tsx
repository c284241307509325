import { useEffect, useState } from "react";
import type { EngineFault } from "../../engine/facade/fault.ts";
import type { LinkOffer } from "../../engine/facade/identityCalls.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Form } from "../parts/Form.tsx";
import { KeyWork } from "../parts/KeyWork.tsx";
import { NewDevice, useNewDevice } from "../parts/NewDevice.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { QrCode } from "./QrCode.tsx";

/** A browser without a device becomes another one of somebody who is signed in elsewhere. */
export function LinkHere({ onCancel }: { readonly onCancel: () => void }) {
  const words = useWords();
  const [offer, setOffer] = useState<LinkOffer>();
  const entry = useNewDevice(words.devices.defaultName);
  const task = useTask();
  const { passphrase } = entry;
  const open = async () => {
    const made = await task.run(() => engine().openLink({ deviceName: entry.name.trim() }));
    if (made !== undefined) setOffer(made);
  };
  if (offer !== undefined && passphrase !== undefined)
    return (
      <Meeting
        key={offer.code}
        offer={offer}
        passphrase={passphrase}
        onCancel={onCancel}
        onAgain={() => {
          setOffer(undefined);
          void open();
        }}
      />
    );
  if (task.busy) return <KeyWork>{words.app.working}</KeyWork>;
  return (
    <Form onSubmit={open}>
      <h1>{words.devices.hereTitle}</h1>
      <p>{words.devices.hereLead}</p>
      <NewDevice entry={entry} />
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button
          type="submit"
          className="primary"
          disabled={passphrase === undefined || entry.name.trim() === ""}
        >
          {words.devices.showCode}
        </button>
        <button type="button" onClick={onCancel}>
          {words.app.back}
        </button>
      </div>
    </Form>
  );
}

interface MeetingProps {
  readonly offer: LinkOffer;
  readonly passphrase: string;
  readonly onAgain: () => void;
  readonly onCancel: () => void;
}

/** The code, then the number to compare, then waiting for the hand-over. */
function Meeting({ offer, passphrase, onAgain, onCancel }: MeetingProps) {
  const words = useWords();
  const dates = useDates();
  const [number, setNumber] = useState<string>();
  const [accepted, setAccepted] = useState(false);
  const [fault, setFault] = useState<EngineFault>();
  useEffect(() => {
    let shown = true;
    void engine()
      .compareLink()
      .then((compared) => {
        if (!shown) return;
        if (compared.ok) setNumber(compared.value.number);
        else setFault(compared.fault);
      });
    return () => {
      shown = false;
    };
  }, []);
  const accept = async () => {
    setAccepted(true);
    const result = await engine().acceptLink({ passphrase });
    if (!result.ok) setFault(result.fault);
  };
  const refuse = async () => {
    await engine().cancelLink();
    setFault({ code: "link.cancelled" });
  };
  if (fault !== undefined)
    return (
      <section>
        <h1>{words.devices.hereTitle}</h1>
        <FaultNote fault={fault} />
        <div className="actions">
          <button type="button" className="primary" onClick={onAgain}>
            {words.devices.again}
          </button>
        </div>
      </section>
    );
  if (accepted) return <KeyWork>{words.devices.receiving}</KeyWork>;
  if (number !== undefined)
    return (
      <section>
        <h1>{words.devices.compareTitle}</h1>
        <p>{words.devices.compareLead}</p>
        <Comparison number={number} />
        <div className="actions">
          <button type="button" className="primary" onClick={() => void accept()}>
            {words.devices.same}
          </button>
          <button type="button" onClick={() => void refuse()}>
            {words.devices.differ}
          </button>
        </div>
      </section>
    );
  return (
    <section>
      <h1>{words.devices.codeTitle}</h1>
      <p>{words.devices.codeLead}</p>
      <p className="link-code" data-testid="link-code" dir="ltr">
        {offer.code}
      </p>
      <QrCode text={offer.link} label={words.devices.qr} />
      <p className="hint" role="status">
        {words.devices.waiting} {words.devices.expires(dates.time(offer.expiresAt))}
      </p>
      <div className="actions">
        <button
          type="button"
          onClick={() => {
            void engine().cancelLink();
            onCancel();
          }}
        >
          {words.app.cancel}
        </button>
      </div>
    </section>
  );
}

/** The number that must be the same on both screens. */
export function Comparison({ number }: { readonly number: string }) {
  return (
    <p className="link-code" data-testid="link-number" dir="ltr">
      {number}
    </p>
  );
}
