import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import type { OfficersView, WaitingView } from "../../engine/facade/officerViews.ts";
import { SignStatement } from "../office/SignStatement.tsx";
import { CardDetails } from "../parts/CardDetails.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { useNetworkName } from "../parts/Network.tsx";
import { Person, Standing, usePersonText } from "../parts/Person.tsx";
import { engine } from "../stores/engine.ts";
import { isolatedIn } from "../words/isolation.ts";
import { useDates, useRightToLeft, useWords } from "../words/language.ts";

interface SecondSignaturesProps {
  readonly network: NetworkId;
  readonly view: OfficersView;
}

/** What one officer has signed under the two-officer rule, for another one to sign or refuse. */
export function SecondSignatures({ network, view }: SecondSignaturesProps) {
  const { second } = useWords();
  const [doing, setDoing] = useState<{ readonly what: "sign" | "refuse"; readonly one: WaitingView }>();
  if (view.waiting.length === 0) return null;
  const close = () => setDoing(undefined);
  return (
    <section aria-labelledby="second-title">
      <h3 id="second-title">{second.waiting}</h3>
      <ul className="people">
        {view.waiting.map((one) => (
          <WaitingRow key={one.position} one={one} onDo={(what) => setDoing({ what, one })} />
        ))}
      </ul>
      {doing?.what === "sign" ? <SignSecond network={network} one={doing.one} onClose={close} /> : null}
      {doing?.what === "refuse" ? <RefuseWaiting network={network} one={doing.one} onClose={close} /> : null}
    </section>
  );
}

interface WaitingRowProps {
  readonly one: WaitingView;
  readonly onDo: (what: "sign" | "refuse") => void;
}

function WaitingRow({ one, onDo }: WaitingRowProps) {
  const { second } = useWords();
  const dates = useDates();
  const personText = usePersonText();
  return (
    <li className="member">
      <span className="person">
        <strong>{second.what[one.what]}</strong>
        <Whom one={one} />
        <span className="under">{second.first(personText(one.by), dates.both(one.at))}</span>
        <span className="under">{one.expired ? second.expired : second.until(dates.day(one.until))}</span>
        {one.own && !one.expired ? <span className="under">{second.own}</span> : null}
      </span>
      <span className="actions">
        {one.own || one.expired ? null : (
          <button type="button" className="primary" onClick={() => onDo("sign")}>
            {second.look}
          </button>
        )}
        <button type="button" onClick={() => onDo("refuse")}>
          {one.own || one.expired ? second.takeBack : second.refuse}
        </button>
      </span>
    </li>
  );
}

/** Whom it is about: a new member by the card that the first officer has signed. */
function Whom({ one: { vouched, account, heir, other } }: { readonly one: WaitingView }) {
  const { tenure, recognition } = useWords();
  if (vouched !== undefined)
    return (
      <span className="person">
        <bdi className="name">{vouched.card.name}</bdi>
        <Standing card={vouched.card} />
      </span>
    );
  if (other !== undefined)
    return (
      <>
        <bdi className="name">{other.name}</bdi>
        <span className="under">
          {recognition.code} <bdi className="log-code">{other.code}</bdi>
        </span>
      </>
    );
  if (account === undefined) return null;
  return (
    <>
      <Person account={account} />
      {heir === undefined ? null : (
        <>
          <span className="under">{tenure.takesOver}</span>
          <Person account={heir} />
        </>
      )}
    </>
  );
}

interface WaitingDialogProps {
  readonly network: NetworkId;
  readonly one: WaitingView;
  readonly onClose: () => void;
}

function SignSecond({ network, one, onClose }: WaitingDialogProps) {
  const words = useWords();
  const { second } = words;
  const dates = useDates();
  const personText = usePersonText();
  const nameOf = useNetworkName();
  const rightToLeft = useRightToLeft();
  const { position, vouched, code, account, heir, other, what } = one;
  const whom = other === undefined ? personText(account) : isolatedIn(other.name, rightToLeft);
  const leads: Record<WaitingView["what"], string> = {
    member: second.signLead,
    officer: words.officers.addLead,
    successor: words.tenure.successorEffect,
    "rule-off": second.off,
    network: second.networkLead,
  };
  return (
    <Dialog title={second.signTitle} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        label={second.sign}
        sign={() => engine().countersign({ network, position })}
        onClose={onClose}
      >
        <p>
          <strong>{second.says[what](nameOf(network), whom, personText(heir))}</strong>
        </p>
        {vouched === undefined ? (
          <Whom one={one} />
        ) : (
          <>
            <CardDetails card={vouched.card} />
            <p>{words.office.memberSince(dates.day(vouched.validFrom), dates.day(vouched.validUntil))}</p>
          </>
        )}
        {code === undefined ? null : (
          <p>
            {words.officers.key} <bdi className="log-code">{code}</bdi>
          </p>
        )}
        <p>{second.first(personText(one.by), dates.both(one.at))}</p>
        <p>{leads[what]}</p>
      </SignStatement>
    </Dialog>
  );
}

function RefuseWaiting({ network, one, onClose }: WaitingDialogProps) {
  const { second } = useWords();
  const nameOf = useNetworkName();
  const { position } = one;
  return (
    <Dialog title={second.refuseTitle} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        label={one.own || one.expired ? second.takeBack : second.refuse}
        dangerous
        sign={() => engine().refuseWaiting({ network, position })}
        onClose={onClose}
      >
        <p>{second.what[one.what]}</p>
        <Whom one={one} />
        <p>
          <strong>{second.refuseSays(nameOf(network))}</strong>
        </p>
        <p>{second.refuseLead}</p>
      </SignStatement>
    </Dialog>
  );
}
