import type { AccountId, ConversationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { useId, useState } from "react";
import type { GuestInvitationView } from "../../engine/facade/views.ts";
import { startOfDay } from "../history/days.ts";
import { GuestHistory } from "../history/GuestHistory.tsx";
import { DAY_MS, dayOf, endOfDay } from "../office/terms.ts";
import { CardForm, cardOf, useCardDraft } from "../parts/CardForm.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { Lookalikes } from "../parts/Lookalikes.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/** For how many days a guest's link opens. */
const LINK_DAYS = 7;

/** The last day that may be signed now: a day is kept back, since the end of a day comes later than now. */
export function lastDay(now: number, membershipEnds: readonly number[]): string {
  const ends = [now + LIMITS.guestDays * DAY_MS, ...membershipEnds];
  return dayOf(Math.min(...ends) - DAY_MS);
}

/** A member says whom they want in, until when, and gets the link to hand over. */
export function InviteGuest({ id, onClose }: { readonly id: ConversationId; readonly onClose: () => void }) {
  const words = useWords();
  const [draft, setDraft] = useCardDraft(["prosecutor"]);
  const [until, setUntil] = useState("");
  const [historyDay, setHistoryDay] = useState<string>();
  const [made, setMade] = useState<GuestInvitationView>();
  const [alike, setAlike] = useState<{ readonly name: string; readonly people: readonly AccountId[] }>();
  const [told, setTold] = useState(false);
  const networks = useEngine((state) => state.self?.networks ?? []);
  const task = useTask();
  const card = cardOf(draft);
  const validUntil = endOfDay(until);
  const historySince = historyDay === undefined ? undefined : startOfDay(historyDay);
  const chosen = historyDay === undefined || historySince !== undefined;
  const ready = card !== undefined && validUntil !== undefined && chosen;
  const asked = alike !== undefined && alike.name === card?.name ? alike.people : undefined;
  const waits = asked !== undefined && asked.length > 0 && !told;
  if (made !== undefined) return <GuestLink invitation={made} onClose={onClose} />;
  const submit = async () => {
    if (card === undefined || validUntil === undefined || waits) return;
    if (asked === undefined) {
      const compared = await task.run(() => engine().compareNames([card.name]));
      if (compared === undefined) return;
      const people = compared[0]?.people ?? [];
      setAlike({ name: card.name, people });
      setTold(false);
      if (people.length > 0) return;
    }
    const input = { conversation: id, card, validUntil, linkDays: LINK_DAYS, historySince };
    const invitation = await task.run(() => engine().inviteGuest(input));
    if (invitation !== undefined) setMade(invitation);
  };
  const now = Date.now();
  return (
    <Dialog title={words.guests.invite} onClose={onClose}>
      <Form onSubmit={submit}>
        <p>{words.guests.inviteLead}</p>
        <p className="note">{words.guests.sees}</p>
        <CardForm draft={draft} onChange={setDraft} guest />
        <Field
          label={words.guests.until}
          type="date"
          min={dayOf(now)}
          max={lastDay(
            now,
            networks.map((one) => one.validUntil),
          )}
          value={until}
          onChange={setUntil}
          hint={words.guests.untilHint}
          required
        />
        <GuestHistory id={id} name={draft.name} day={historyDay} onChange={setHistoryDay} />
        <Lookalikes people={asked ?? []} confirmed={told} onConfirm={setTold} />
        <FaultNote fault={task.fault} />
        <div className="actions">
          <button type="submit" className="primary" disabled={!ready || waits || task.busy}>
            {words.guests.make}
          </button>
          <button type="button" onClick={onClose}>
            {words.app.cancel}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}

/** A guest's link, and how to hand it over. */
export function GuestLink({
  invitation,
  onClose,
}: {
  readonly invitation: GuestInvitationView;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const dates = useDates();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const { link = "", card, expiresAt } = invitation;
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <Dialog title={words.guests.link} onClose={onClose}>
      <div className="link-box">
        <p>{words.guests.linkLead(card.name, dates.both(expiresAt))}</p>
        <div className="field">
          <label htmlFor={id}>{words.guests.link}</label>
          <input id={id} readOnly value={link} dir="ltr" onFocus={(event) => event.target.select()} />
        </div>
        <div className="actions">
          <button type="button" className="primary" onClick={() => void copy()}>
            {copied ? words.app.copied : words.app.copy}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
