import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import type { OfficersView } from "../../engine/facade/officerViews.ts";
import { SignStatement } from "../office/SignStatement.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { useNetworkName } from "../parts/Network.tsx";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

interface TwoOfficerRuleProps {
  readonly network: NetworkId;
  readonly view: OfficersView;
}

/** Whether new members and officers need two signatures, and switching that on or off. */
export function TwoOfficerRule({ network, view: { rule, waiting } }: TwoOfficerRuleProps) {
  const { second } = useWords();
  const nameOf = useNetworkName();
  const [open, setOpen] = useState(false);
  const { on, possible } = rule;
  const ending = waiting.some(({ what, expired }) => what === "rule-off" && !expired);
  const label = on ? second.switchOff : second.switchOn;
  return (
    <section aria-labelledby="rule-title">
      <h3 id="rule-title">{second.rule}</h3>
      <p>{on ? second.on : second.off}</p>
      {on || possible ? null : <p className="hint">{second.tooFew}</p>}
      {(on && !ending) || (!on && possible) ? (
        <div className="actions">
          <button type="button" onClick={() => setOpen(true)}>
            {label}
          </button>
        </div>
      ) : null}
      {open ? (
        <Dialog title={label} onClose={() => setOpen(false)}>
          <SignStatement
            network={network}
            says={undefined}
            sign={() => engine().setTwoOfficerRule({ network, two: !on })}
            onClose={() => setOpen(false)}
          >
            <p>
              <strong>{(on ? second.offSays : second.onSays)(nameOf(network))}</strong>
            </p>
            <p>{on ? second.offLead : second.onLead}</p>
          </SignStatement>
        </Dialog>
      ) : null}
    </section>
  );
}
