import { useEffect, useState } from "react";
import type { EngineFault } from "../../engine/facade/fault.ts";
import type { InvitationPreview, RecoveryKeyView } from "../../engine/facade/identityCalls.ts";
import { CardDetails } from "../parts/CardDetails.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Form } from "../parts/Form.tsx";
import { FormEnd } from "../parts/FormEnd.tsx";
import { KeyWork } from "../parts/KeyWork.tsx";
import { NewDevice, useNewDevice } from "../parts/NewDevice.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

interface InvitedProps {
  readonly link: string;
  readonly onRecovery: (recovery: RecoveryKeyView) => void;
}

/** An invited person sees what was prepared, and accepts it. */
export function Invited({ link, onRecovery }: InvitedProps) {
  const words = useWords();
  const dates = useDates();
  const [preview, setPreview] = useState<InvitationPreview>();
  const [refused, setRefused] = useState<EngineFault>();
  const entry = useNewDevice(words.entry.defaultDevice);
  const task = useTask();
  useEffect(() => {
    void engine()
      .previewInvitation(link)
      .then((result) => (result.ok ? setPreview(result.value) : setRefused(result.fault)));
  }, [link]);
  if (refused !== undefined) return <FaultNote fault={refused} />;
  if (preview === undefined) return <KeyWork>{words.entry.lookingAtInvitation}</KeyWork>;
  if (task.busy) return <KeyWork>{words.entry.makingKeys}</KeyWork>;
  const submit = async () => {
    const { passphrase, name: deviceName } = entry;
    if (passphrase === undefined) return;
    const made = await task.run(() => engine().enrol({ link, passphrase, deviceName }));
    if (made !== undefined) onRecovery(made);
  };
  return (
    <Form onSubmit={submit}>
      {preview.guestUntil === undefined ? (
        <>
          <h1>{words.entry.inviteTitle(preview.networkName)}</h1>
          <p>{words.entry.inviteLead(preview.invitedBy)}</p>
          <h2>{words.entry.inviteCard}</h2>
        </>
      ) : (
        <>
          <h1>{words.guests.invitedTitle(preview.networkName)}</h1>
          <p>{words.guests.invitedLead(preview.invitedBy, dates.day(preview.guestUntil))}</p>
        </>
      )}
      <CardDetails card={preview.card} />
      <p className="hint">{words.entry.validUntil(dates.both(preview.expiresAt))}</p>
      <h2>{words.entry.passphrase}</h2>
      <NewDevice entry={entry} />
      <FormEnd
        task={task}
        submit={words.entry.accept}
        kind="primary"
        ready={entry.passphrase !== undefined}
      />
    </Form>
  );
}
