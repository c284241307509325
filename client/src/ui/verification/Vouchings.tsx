import { useEffect, useState } from "react";
import type { ContactView, VouchingView } from "../../engine/facade/views.ts";
import { usePersonText } from "../parts/Person.tsx";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import "./verification.css";

/** Acts by which an officer has put their name to a card. */
const VOUCHING: readonly VouchingView["what"][] = ["granted", "amended", "renewed"];

/** Who vouched for a person, when, with which key and where in the log; and everything that was signed about them before. */
export function Vouchings({ contact }: { readonly contact: ContactView }) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const acts = useVouchings(contact);
  const newest = acts?.find(({ what }) => VOUCHING.includes(what));
  const { validFrom, validUntil, vouchedBy, vouchedAt, position } = contact;
  const voucher = newest?.by === undefined ? vouchedBy : personText(newest.by);
  return (
    <>
      <li>{words.directory.vouched(voucher, dates.both(vouchedAt))}</li>
      {newest === undefined ? null : <li>{words.verification.signedWith(newest.keyCode)}</li>}
      <li>{words.directory.logPosition(position)}</li>
      <li>{words.verification.validity(dates.day(validFrom), dates.day(validUntil))}</li>
      {acts === undefined || acts.length === 0 ? null : (
        <li>
          <details>
            <summary>{words.verification.history}</summary>
            <p>{words.verification.historyLead}</p>
            <ol className="vouchings">
              {acts.map((act) => (
                <Act key={act.position} act={act} />
              ))}
            </ol>
          </details>
        </li>
      )}
    </>
  );
}

function Act({ act }: { readonly act: VouchingView }) {
  const words = useWords();
  const { activity } = words.office;
  const dates = useDates();
  const personText = usePersonText();
  const { vouched } = act;
  return (
    <li>
      <span>
        <strong>{activity.what[act.what]}</strong> <time>{dates.both(act.at)}</time>
      </span>
      {vouched === undefined || !VOUCHING.includes(act.what) ? null : (
        <span>
          <bdi>{vouched.card.name}</bdi> · <bdi>{vouched.card.authority}</bdi> ·{" "}
          {words.verification.validity(dates.day(vouched.validFrom), dates.day(vouched.validUntil))}
        </span>
      )}
      <span>
        {activity.by(personText(act.by))} · {activity.position(act.position)}
      </span>
      <span className="code-digits">{words.verification.signedWith(act.keyCode)}</span>
    </li>
  );
}

/** Read anew whenever something newer was signed about the person. */
function useVouchings({ network, account }: ContactView): readonly VouchingView[] | undefined {
  const [read, setRead] = useState<readonly VouchingView[]>();
  // The directory is told whole whenever the log has grown: the newest object stands for what was read.
  const told = useEngine((state) => state.contacts);
  useEffect(() => {
    let closed = false;
    const listed = told.some((one) => one.account === account && one.network === network);
    if (!listed) return;
    void engine()
      .vouching({ network, account })
      .then((answer) => {
        if (!closed && answer.ok) setRead(answer.value);
      });
    return () => {
      closed = true;
    };
  }, [network, account, told]);
  return read;
}
