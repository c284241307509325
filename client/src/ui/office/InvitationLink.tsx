import { useId, useState } from "react";
import type { InvitationView } from "../../engine/facade/views.ts";
import { engine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/** The link of an invitation, and how to hand it over. */
export function InvitationLink({ invitation }: { readonly invitation: InvitationView }) {
  const words = useWords();
  const dates = useDates();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const { link = "" } = invitation;
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
    await engine().handedOver([invitation.invitation]);
  };
  return (
    <div className="link-box">
      <p>{words.office.linkLead(invitation.card.name, dates.both(invitation.expiresAt))}</p>
      <div className="field">
        <label htmlFor={id}>{words.office.linkTitle}</label>
        <input id={id} readOnly value={link} dir="ltr" onFocus={(event) => event.target.select()} />
      </div>
      <div className="actions">
        <button type="button" className="primary" onClick={() => void copy()}>
          {copied ? words.app.copied : words.app.copy}
        </button>
      </div>
    </div>
  );
}
