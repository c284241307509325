import { useEffect, useState } from "react";
import type { OwnDeviceView } from "../../engine/facade/views.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { FormEnd } from "../parts/FormEnd.tsx";
import { PassphraseForm } from "../parts/PassphraseForm.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { LinkDevice } from "./LinkDevice.tsx";

interface DevicesProps {
  /** The linking code that this page was opened with, if any. */
  readonly code: string | undefined;
  readonly onCodeUsed: () => void;
}

/** The person's own devices: which there are, what they are called, ending one, linking another. */
export function Devices({ code, onCodeUsed }: DevicesProps) {
  const words = useWords();
  const contacts = useEngine((state) => state.contacts);
  const connection = useEngine((state) => state.connection.state);
  const [devices, setDevices] = useState<readonly OwnDeviceView[]>([]);
  const [linking, setLinking] = useState(code !== undefined);
  const [renaming, setRenaming] = useState<OwnDeviceView>();
  const [ending, setEnding] = useState<OwnDeviceView>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is read again whenever the directory or the connection has changed
  useEffect(() => {
    let shown = true;
    void engine()
      .ownDevices()
      .then((result) => {
        if (shown && result.ok) setDevices(result.value);
      });
    return () => {
      shown = false;
    };
  }, [contacts, connection]);
  return (
    <section className="devices">
      <h3 id="devices-title">{words.devices.title}</h3>
      <p className="hint">{words.devices.lead}</p>
      <ul className="people" aria-labelledby="devices-title">
        {devices.map((one) => (
          <li key={one.device} className="member">
            <Facts device={one} />
            {one.revoked ? null : (
              <button type="button" onClick={() => setRenaming(one)}>
                {words.devices.rename}
              </button>
            )}
            {one.revoked || one.current ? null : (
              <button type="button" onClick={() => setEnding(one)}>
                {words.devices.end}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div className="actions">
        <button type="button" onClick={() => setLinking(true)}>
          {words.devices.link}
        </button>
      </div>
      {linking ? (
        <LinkDevice
          link={code}
          onClose={() => {
            setLinking(false);
            onCodeUsed();
          }}
        />
      ) : null}
      {renaming === undefined ? null : <Rename device={renaming} onClose={() => setRenaming(undefined)} />}
      {ending === undefined ? null : <End device={ending} onClose={() => setEnding(undefined)} />}
    </section>
  );
}

function Facts({ device: { name, since, current, revoked, lastLogIn } }: { readonly device: OwnDeviceView }) {
  const words = useWords();
  const dates = useDates();
  const facts = [
    words.devices.since(dates.day(since)),
    revoked
      ? words.devices.ended
      : lastLogIn === undefined
        ? words.devices.lastUnknown
        : words.devices.lastUse(dates.both(lastLogIn)),
  ];
  return (
    <span className="person">
      <span className="name">
        <bdi>{name}</bdi>
        {current ? ` (${words.devices.current})` : ""}
      </span>
      <span className="under">{facts.join(" · ")}</span>
    </span>
  );
}

interface OneDevice {
  readonly device: OwnDeviceView;
  readonly onClose: () => void;
}

function Rename({ device, onClose }: OneDevice) {
  const words = useWords();
  const [name, setName] = useState(device.name);
  const task = useTask();
  const submit = async () => {
    if (await task.did(() => engine().renameDevice({ device: device.device, name }))) onClose();
  };
  return (
    <Dialog title={words.devices.rename} onClose={onClose}>
      <Form onSubmit={submit}>
        <Field label={words.entry.deviceName} value={name} onChange={setName} required maxLength={80} />
        <p className="hint">{words.devices.nameSeen}</p>
        <FormEnd
          task={task}
          submit={words.app.save}
          kind="primary"
          ready={name.trim() !== ""}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}

function End({ device, onClose }: OneDevice) {
  const words = useWords();
  const task = useTask();
  const submit = async (passphrase: string) => {
    if (await task.did(() => engine().revokeDevice({ device: device.device, passphrase }))) onClose();
  };
  return (
    <Dialog title={words.devices.endTitle(device.name)} onClose={onClose}>
      <PassphraseForm
        task={task}
        onSubmit={submit}
        submit={task.busy ? words.app.working : words.devices.end}
        kind="danger"
        onCancel={onClose}
      >
        <p>{words.devices.endLead}</p>
      </PassphraseForm>
    </Dialog>
  );
}
