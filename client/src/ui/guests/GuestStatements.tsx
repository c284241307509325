import { useState } from "react";
import type { ContactView, GuestInvitationView } from "../../engine/facade/views.ts";
import { SignStatement } from "../office/SignStatement.tsx";
import { dayOf, endOfDay } from "../office/terms.ts";
import { CardDetails } from "../parts/CardDetails.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { Field } from "../parts/Field.tsx";
import { useNetworkName } from "../parts/Network.tsx";
import { Person, usePersonText } from "../parts/Person.tsx";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { lastDay } from "./InviteGuest.tsx";

interface AdmitProps {
  readonly invitation: GuestInvitationView;
  readonly onClose: () => void;
}

/** The host reads what they sign about whoever has come, and lets them in. */
export function AdmitGuest({ invitation, onClose }: AdmitProps) {
  const words = useWords();
  const dates = useDates();
  const nameOf = useNetworkName();
  const { network, card, validUntil, historySince } = invitation;
  return (
    <Dialog title={words.guests.admit} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        label={words.guests.sign}
        sign={() => engine().admitGuest(invitation.invitation)}
        onClose={onClose}
      >
        <p>{words.guests.admitSays(nameOf(network), dates.day(validUntil))}</p>
        <CardDetails card={card} />
        <p>{words.guests.sees}</p>
        {historySince === undefined ? null : <p>{words.history.guestGets(dates.day(historySince))}</p>}
        <p>{words.guests.answer}</p>
      </SignStatement>
    </Dialog>
  );
}

interface StayProps {
  readonly guest: ContactView;
  readonly onClose: () => void;
}

/** The host gives a guest another last day. */
export function ProlongStay({ guest, onClose }: StayProps) {
  const words = useWords();
  const networks = useEngine((state) => state.self?.networks ?? []);
  const [until, setUntil] = useState(dayOf(guest.validUntil));
  const { network, account, position: seen } = guest;
  const validUntil = endOfDay(until);
  const now = Date.now();
  const own = networks.filter((one) => one.network === network).map((one) => one.validUntil);
  return (
    <Dialog title={words.guests.prolong} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        waits={validUntil === undefined || validUntil <= now}
        sign={() => engine().prolongGuest({ network, account, validUntil: validUntil ?? 0, seen })}
        onClose={onClose}
      >
        <p>{words.guests.prolongLead}</p>
        <Person account={account} />
        <Field
          label={words.guests.until}
          type="date"
          min={dayOf(now)}
          max={lastDay(now, own)}
          value={until}
          onChange={setUntil}
          hint={words.guests.untilHint}
        />
      </SignStatement>
    </Dialog>
  );
}

/** The host, or an officer, ends a stay. */
export function EndStay({ guest, onClose }: StayProps) {
  const words = useWords();
  const personText = usePersonText();
  const { network, account } = guest;
  return (
    <Dialog title={`${words.guests.end}: ${personText(account)}`} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        label={words.guests.end}
        dangerous
        sign={() => engine().endGuest({ network, account })}
        onClose={onClose}
      >
        <p>{words.guests.endLead}</p>
      </SignStatement>
    </Dialog>
  );
}
