import { useState } from "react";
import { PageHead } from "../directory/Directory.tsx";
import { useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { Invitations } from "./Invitations.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { Members } from "./Members.tsx";

/** The secretariat's office: whom to vouch for, and who is vouched for. */
export function Office() {
  const words = useWords();
  const network = useEngine((state) => state.self?.networks.find((one) => one.officer));
  const [inviting, setInviting] = useState(false);
  if (network === undefined) return null;
  return (
    <section className="page" aria-labelledby="office-title">
      <PageHead id="office-title" title={`${words.office.title} · ${network.name}`} />
      <div className="actions">
        <button type="button" className="primary" onClick={() => setInviting(true)}>
          {words.office.invite}
        </button>
      </div>
      <Invitations network={network.network} />
      <Members network={network.network} />
      {inviting ? <InviteForm network={network.network} onClose={() => setInviting(false)} /> : null}
    </section>
  );
}
