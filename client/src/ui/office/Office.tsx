import { lazy, Suspense, useState } from "react";
import { PageHead } from "../directory/Directory.tsx";
import { Officers } from "../officers/Officers.tsx";
import { useEngine } from "../stores/engine.ts";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/language.ts";
import { Activity } from "./Activity.tsx";
import { Invitations } from "./Invitations.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { LinksToHandOut } from "./LinksToHandOut.tsx";
import { Members } from "./Members.tsx";
import { RecognisedNetworks } from "./RecognisedNetworks.tsx";

// Reading tables is for officers who invite many: nobody else loads it.
const InviteList = lazy(() => import("./InviteList.tsx"));

const VIEWS = ["people", "activity", "networks", "officers"] as const;

type View = (typeof VIEWS)[number];

function titleOf(view: View, { office, recognition, officers }: Words): string {
  if (view === "networks") return recognition.title;
  return view === "officers" ? officers.view : office.views[view];
}

/** The secretariat's office: whom to vouch for, who is vouched for, and what was signed. */
export function Office() {
  const words = useWords();
  const network = useEngine((state) => state.self?.networks.find((one) => one.officer));
  const [view, setView] = useState<View>("people");
  const [inviting, setInviting] = useState<"one" | "many">();
  if (network === undefined) return null;
  const close = () => setInviting(undefined);
  return (
    <section className="page" aria-labelledby="office-title">
      <PageHead id="office-title" title={`${words.office.title} · ${network.name}`} />
      <fieldset className="actions views" aria-label={words.office.title}>
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
            {titleOf(one, words)}
          </button>
        ))}
      </fieldset>
      {view === "activity" ? <Activity network={network.network} /> : null}
      {view === "networks" ? <RecognisedNetworks network={network.network} /> : null}
      {view === "officers" ? <Officers network={network.network} /> : null}
      {view === "people" ? (
        <>
          <div className="actions">
            <button type="button" className="primary" onClick={() => setInviting("one")}>
              {words.office.invite}
            </button>
            <button type="button" onClick={() => setInviting("many")}>
              {words.office.inviteList}
            </button>
          </div>
          <LinksToHandOut network={network.network} />
          <Invitations network={network.network} />
          <Members network={network.network} />
        </>
      ) : null}
      {inviting === "one" ? <InviteForm network={network.network} onClose={close} /> : null}
      {inviting === "many" ? (
        <Suspense fallback={null}>
          <InviteList network={network.network} onClose={close} />
        </Suspense>
      ) : null}
    </section>
  );
}
