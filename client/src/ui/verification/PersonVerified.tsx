import type { AccountId } from "@comity/shared/ids";
import { useState } from "react";
import type { PersonMark } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { CompareCodes } from "./CompareCodes.tsx";
import "./verification.css";

/** What the reader has made sure of about somebody. */
export function usePersonMark(account: AccountId): PersonMark | undefined {
  return useEngine((state) => state.people.find((one) => one.account === account));
}

/** On a card: whether the two have compared codes, and how to do so or to take it back. */
export function PersonVerified({ account }: { readonly account: AccountId }) {
  const words = useWords().verification;
  const dates = useDates();
  const mark = usePersonMark(account);
  const [comparing, setComparing] = useState(false);
  const task = useTask();
  const verified = mark?.state === "verified";
  return (
    <section className="person-verified" aria-label={words.verified}>
      <p>
        {verified ? (
          <>
            <span className="verified-mark" aria-hidden="true">
              ✓
            </span>{" "}
            {words.verifiedOn(dates.day(mark.at))}
          </>
        ) : (
          words.notVerified
        )}
      </p>
      <div className="actions">
        <button type="button" onClick={() => setComparing(true)}>
          {words.verify}
        </button>
        {verified ? (
          <button
            type="button"
            disabled={task.busy}
            title={words.takeBackLead}
            onClick={() => void task.did(() => engine().setVerified({ account, verified: false }))}
          >
            {words.takeBack}
          </button>
        ) : null}
      </div>
      <FaultNote fault={task.fault} />
      {comparing ? <CompareCodes account={account} onClose={() => setComparing(false)} /> : null}
    </section>
  );
}
