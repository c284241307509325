import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import { SignStatement } from "../office/SignStatement.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { useNetworkName } from "../parts/Network.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/** Tells a member that the office of an officer was offered to them, and takes it up. */
export function OfficeOffers() {
  const { officers } = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const nameOf = useNetworkName();
  const networks = useEngine((state) => state.self?.networks);
  const [later, setLater] = useState<readonly NetworkId[]>([]);
  const [accepting, setAccepting] = useState<NetworkId>();
  const offers = (networks ?? []).flatMap(({ network, offer }) =>
    offer === undefined || later.includes(network) ? [] : [{ network, ...offer }],
  );
  if (offers.length === 0) return null;
  return (
    <section className="storage-notes" aria-label={officers.nominations}>
      {offers.map(({ network, by, until, answered }) => (
        <div key={network} className="warning warning-calm" role="status">
          <p>
            {answered
              ? officers.answered(nameOf(network))
              : officers.offer(personText(by), nameOf(network), dates.day(until))}
          </p>
          {answered ? null : (
            <button type="button" onClick={() => setAccepting(network)}>
              {officers.look}
            </button>
          )}
          <button type="button" onClick={() => setLater([...later, network])}>
            {officers.later}
          </button>
        </div>
      ))}
      {accepting === undefined ? null : (
        <Dialog title={officers.acceptTitle} onClose={() => setAccepting(undefined)}>
          <SignStatement
            network={accepting}
            says={undefined}
            label={officers.accept}
            sign={() => engine().acceptOffice(accepting)}
            onClose={() => setAccepting(undefined)}
          >
            <p>
              <strong>{officers.acceptSays(nameOf(accepting))}</strong>
            </p>
            <p>{officers.acceptLead}</p>
          </SignStatement>
        </Dialog>
      )}
    </section>
  );
}
