import type { AccountId } from "@comity/shared/ids";
import { useEffect, useState } from "react";
import type { PairView, PictureVerdict } from "../../engine/facade/views.ts";
import { mayHaveCamera } from "../devices/codeReader.ts";
import { QrCode } from "../devices/QrCode.tsx";
import { Scanner } from "../devices/Scanner.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

interface CompareCodesProps {
  readonly account: AccountId;
  readonly onClose: () => void;
}

/** How a picture of this purpose begins: every other code before the camera is passed over. */
const PICTURE = /^comity:/;

/** Two people compare: read the digits to each other, or scan the other's picture; the person is verified by it. */
export function CompareCodes({ account, onClose }: CompareCodesProps) {
  const words = useWords();
  const said = words.verification;
  const personText = usePersonText();
  const [pair, setPair] = useState<PairView>();
  const [scanning, setScanning] = useState(false);
  const [verdict, setVerdict] = useState<PictureVerdict>();
  const [differ, setDiffer] = useState(false);
  const task = useTask();
  const who = personText(account);
  useEffect(() => {
    void engine()
      .pair(account)
      .then((answer) => answer.ok && setPair(answer.value));
  }, [account]);
  const same = async () => {
    if (await task.did(() => engine().setVerified({ account, verified: true }))) onClose();
  };
  const differs = async () => {
    setDiffer(true);
    await task.did(() => engine().setVerified({ account, verified: false }));
  };
  const scan = async (text: string) => {
    setScanning(false);
    setVerdict(await task.run(() => engine().checkPicture({ account, text })));
  };
  return (
    <Dialog title={said.verifyTitle(who)} onClose={onClose}>
      <p>{said.verifyLead}</p>
      {pair === undefined ? (
        <p>{words.app.loading}</p>
      ) : (
        <div className="pair">
          <p className="pair-code">
            <span className="under">{said.code}</span>
            <output className="code-digits" data-testid="pair-code">
              {pair.code}
            </output>
          </p>
          <QrCode text={pair.picture} label={said.qr} />
        </div>
      )}
      {scanning ? <Scanner wanted={PICTURE} onCode={(text) => void scan(text)} /> : null}
      {verdict === undefined ? null : <Verdict verdict={verdict} who={who} />}
      {differ ? (
        <p className="note note-bad" role="alert">
          {said.differLead(who)}
        </p>
      ) : null}
      <FaultNote fault={task.fault} />
      <div className="actions">
        {verdict?.verdict === "match" ? (
          <button type="button" className="primary" onClick={onClose}>
            {words.app.close}
          </button>
        ) : (
          <>
            <button
              type="button"
              className="primary"
              disabled={pair === undefined || task.busy || differ}
              onClick={() => void same()}
            >
              {said.codesSame}
            </button>
            <button type="button" disabled={pair === undefined || differ} onClick={() => void differs()}>
              {said.codesDiffer}
            </button>
            {!mayHaveCamera() || scanning ? null : (
              <button type="button" onClick={() => setScanning(true)}>
                {said.scan}
              </button>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Verdict({ verdict, who }: { readonly verdict: PictureVerdict; readonly who: string }) {
  const { scanned } = useWords().verification;
  const personText = usePersonText();
  switch (verdict.verdict) {
    case "match":
      return (
        <p className="note" role="status">
          {scanned.match(who)}
        </p>
      );
    case "other":
      return (
        <p className="note note-warn" role="alert">
          {scanned.other(personText(verdict.account))}
        </p>
      );
    case "not-for-you":
      return (
        <p className="note note-warn" role="alert">
          {scanned.notForYou(who)}
        </p>
      );
    case "stranger":
      return (
        <p className="note note-bad" role="alert">
          {scanned.stranger}
        </p>
      );
    case "none":
      return (
        <p className="note" role="status">
          {scanned.none}
        </p>
      );
  }
}
