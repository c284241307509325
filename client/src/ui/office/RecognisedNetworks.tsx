import type { NetworkId } from "@comity/shared/ids";
import { useEffect, useState } from "react";
import type { RecognitionView } from "../../engine/facade/views.ts";
import { QrCode } from "../devices/QrCode.tsx";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { RecogniseNetwork } from "./RecogniseNetwork.tsx";
import { WithdrawRecognition } from "./WithdrawRecognition.tsx";

interface Listed {
  readonly code: string;
  readonly recognitions: readonly RecognitionView[];
}

/** The network's own code to hand over, and how it stands with other networks. */
export function RecognisedNetworks({ network }: { readonly network: NetworkId }) {
  const words = useWords();
  const { recognition } = words;
  const contacts = useEngine((state) => state.contacts);
  const [listed, setListed] = useState<Listed>();
  const [recognising, setRecognising] = useState<string>();
  const [withdrawing, setWithdrawing] = useState<RecognitionView>();
  // The directory is told anew whenever a log has grown; before it is there, there is nothing to ask.
  useEffect(() => {
    if (contacts.length === 0) return undefined;
    let closed = false;
    void engine()
      .recognitions(network)
      .then((answer) => {
        if (!closed && answer.ok) setListed(answer.value);
      });
    return () => {
      closed = true;
    };
  }, [network, contacts]);
  if (listed === undefined) return <p>{words.app.loading}</p>;
  return (
    <>
      <p>{recognition.lead}</p>
      <div className="actions">
        <button type="button" className="primary" onClick={() => setRecognising("")}>
          {recognition.recognise}
        </button>
      </div>
      <section aria-labelledby="recognised-title">
        <h3 id="recognised-title">{recognition.title}</h3>
        {listed.recognitions.length === 0 ? <p className="empty">{recognition.empty}</p> : null}
        <ul className="people">
          {listed.recognitions.map((one) => (
            <Recognised
              key={one.other}
              view={one}
              onAgain={() => setRecognising(one.code)}
              onWithdraw={() => setWithdrawing(one)}
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby="own-code-title">
        <h3 id="own-code-title">{recognition.ownTitle}</h3>
        <OwnCode code={listed.code} />
      </section>
      {recognising === undefined ? null : (
        <RecogniseNetwork network={network} code={recognising} onClose={() => setRecognising(undefined)} />
      )}
      {withdrawing === undefined ? null : (
        <WithdrawRecognition network={network} view={withdrawing} onClose={() => setWithdrawing(undefined)} />
      )}
    </>
  );
}

interface RecognisedProps {
  readonly view: RecognitionView;
  readonly onAgain: () => void;
  readonly onWithdraw: () => void;
}

function Recognised({ view, onAgain, onWithdraw }: RecognisedProps) {
  const { recognition } = useWords();
  const dates = useDates();
  const { ours, theirs, state } = view;
  const times = [
    recognition.ours(dates.day(ours.since)),
    ...(theirs === undefined ? [] : [recognition.theirs(dates.day(theirs.since))]),
    ...(ours.until === undefined ? [] : [recognition.oursEnded(dates.day(ours.until))]),
    ...(theirs?.until === undefined ? [] : [recognition.theirsEnded(dates.day(theirs.until))]),
  ];
  return (
    <li className="member">
      <span className="person">
        <span className="name">
          <bdi>{view.name === "" ? view.code : view.name}</bdi>
        </span>
        <strong className="standing">{recognition.state[state]}</strong>
        <span className="under">{times.join(" ")}</span>
        <span className="under">
          {recognition.code} <bdi className="log-code">{view.code}</bdi>
          {state === "both" ? ` · ${recognition.people(view.people)}` : ""}
        </span>
      </span>
      {ours.until === undefined ? (
        <button type="button" onClick={onWithdraw}>
          {recognition.withdraw}
        </button>
      ) : (
        <button type="button" onClick={onAgain}>
          {recognition.again}
        </button>
      )}
    </li>
  );
}

function OwnCode({ code }: { readonly code: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(true);
  };
  return (
    <div className="network-code">
      <p>{words.recognition.ownLead}</p>
      <p>
        <bdi className="log-code">{code}</bdi>
      </p>
      <div className="actions">
        <button type="button" onClick={() => void copy()}>
          {copied ? words.app.copied : words.app.copy}
        </button>
      </div>
      <QrCode text={code.replaceAll(" ", "")} label={words.recognition.qr} />
    </div>
  );
}
