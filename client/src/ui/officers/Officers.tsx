import type { NetworkId } from "@comity/shared/ids";
import { useEffect, useState } from "react";
import type { NominationView, OfficersView, OfficerView } from "../../engine/facade/officerViews.ts";
import { Person, usePersonText } from "../parts/Person.tsx";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { NominateOfficer } from "./NominateOfficer.tsx";
import { SecondSignatures } from "./SecondSignatures.tsx";
import { EndOffice, RenewKey, SignIntoOffice, WithdrawOffer } from "./SignOfficer.tsx";
import { TwoOfficerRule } from "./TwoOfficerRule.tsx";

type Doing =
  | { readonly what: "nominate"; readonly account?: NominationView["account"] }
  | { readonly what: "renew" }
  | { readonly what: "end"; readonly officer: OfficerView }
  | { readonly what: "add" | "withdraw"; readonly nomination: NominationView };

/** What is known of a network's officers, asked again whenever its log has grown. */
export function useOfficers(network: NetworkId): OfficersView | undefined {
  const contacts = useEngine((state) => state.contacts);
  const self = useEngine((state) => state.self);
  const [view, setView] = useState<OfficersView>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what they are is not looked at, that they changed is
  useEffect(() => {
    let closed = false;
    void engine()
      .officers(network)
      .then((answer) => {
        if (!closed && answer.ok) setView(answer.value);
      });
    return () => {
      closed = true;
    };
  }, [network, contacts, self]);
  return view;
}

/** The officers of a network and to whom the office was offered, with all that an officer can sign about them. */
export function Officers({ network }: { readonly network: NetworkId }) {
  const words = useWords();
  const { officers } = words;
  const view = useOfficers(network);
  const [doing, setDoing] = useState<Doing>();
  if (view === undefined) return <p>{words.app.loading}</p>;
  const close = () => setDoing(undefined);
  const people = new Set(view.officers.map(({ account }) => account));
  return (
    <>
      <p>{officers.lead}</p>
      {people.size === 1 ? <p className="note">{officers.onlyOne}</p> : null}
      <div className="actions">
        <button type="button" className="primary" onClick={() => setDoing({ what: "nominate" })}>
          {officers.nominate}
        </button>
      </div>
      <SecondSignatures network={network} view={view} />
      <section aria-labelledby="officers-title">
        <h3 id="officers-title">{officers.title}</h3>
        <ul className="people">
          {view.officers.map((officer) => (
            <OfficerRow
              key={officer.key}
              officer={officer}
              alone={view.officers.length === 1}
              onRenew={() => setDoing({ what: "renew" })}
              onEnd={() => setDoing({ what: "end", officer })}
            />
          ))}
        </ul>
      </section>
      {view.nominations.length === 0 ? null : (
        <section aria-labelledby="nominations-title">
          <h3 id="nominations-title">{officers.nominations}</h3>
          <ul className="people">
            {view.nominations.map((nomination) => (
              <NominationRow
                key={nomination.account}
                nomination={nomination}
                signed={view.waiting.some(
                  ({ what, account, expired }) =>
                    what === "officer" && account === nomination.account && !expired,
                )}
                onAgain={() => setDoing({ what: "nominate", account: nomination.account })}
                onAdd={() => setDoing({ what: "add", nomination })}
                onWithdraw={() => setDoing({ what: "withdraw", nomination })}
              />
            ))}
          </ul>
        </section>
      )}
      <TwoOfficerRule network={network} view={view} />
      {doing?.what === "nominate" ? (
        <NominateOfficer network={network} view={view} chosen={doing.account} onClose={close} />
      ) : null}
      {doing?.what === "renew" ? <RenewKey network={network} onClose={close} /> : null}
      {doing?.what === "end" ? <EndOffice network={network} officer={doing.officer} onClose={close} /> : null}
      {doing?.what === "add" ? (
        <SignIntoOffice network={network} nomination={doing.nomination} rule={view.rule.on} onClose={close} />
      ) : null}
      {doing?.what === "withdraw" ? (
        <WithdrawOffer network={network} nomination={doing.nomination} onClose={close} />
      ) : null}
    </>
  );
}

interface OfficerRowProps {
  readonly officer: OfficerView;
  readonly alone: boolean;
  readonly onRenew: () => void;
  readonly onEnd: () => void;
}

function OfficerRow({ officer, alone, onRenew, onEnd }: OfficerRowProps) {
  const { officers } = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const { account, code, since, addedBy, founder, ownKey, self, held } = officer;
  const how = founder
    ? officers.founder
    : account === addedBy
      ? undefined
      : officers.addedBy(personText(addedBy));
  return (
    <li className="member">
      <span className="person">
        <Person account={account} />
        <span className="under">
          {officers.since(dates.day(since))}
          {how === undefined ? "" : ` · ${how}`}
        </span>
        <span className="under">
          {officers.key} <bdi className="log-code">{code}</bdi>
        </span>
        {ownKey ? null : <span className="under">{officers.notOwnWord}</span>}
        {self && !held ? <span className="under">{officers.notHeld}</span> : null}
      </span>
      <span className="actions">
        {held ? (
          <button type="button" onClick={onRenew}>
            {officers.renew}
          </button>
        ) : null}
        {alone ? null : (
          <button type="button" onClick={onEnd}>
            {self ? officers.layDown : officers.remove}
          </button>
        )}
      </span>
    </li>
  );
}

interface NominationRowProps {
  readonly nomination: NominationView;
  /** Signed by one officer already. */
  readonly signed: boolean;
  readonly onAgain: () => void;
  readonly onAdd: () => void;
  readonly onWithdraw: () => void;
}

function NominationRow({ nomination, signed, onAgain, onAdd, onWithdraw }: NominationRowProps) {
  const { officers } = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const { account, at, by, expired, code } = nomination;
  return (
    <li className="member">
      <span className="person">
        <Person account={account} />
        <span className="under">{officers.offered(dates.day(at), personText(by))}</span>
        <strong className="standing">
          {code !== undefined ? officers.named : expired ? officers.expired : officers.waits}
        </strong>
        {code === undefined ? null : (
          <span className="under">
            {officers.key} <bdi className="log-code">{code}</bdi>
          </span>
        )}
      </span>
      {signed ? null : (
        <span className="actions">
          {code !== undefined ? (
            <button type="button" className="primary" onClick={onAdd}>
              {officers.add}
            </button>
          ) : expired ? (
            <button type="button" onClick={onAgain}>
              {officers.again}
            </button>
          ) : null}
          <button type="button" onClick={onWithdraw}>
            {officers.withdraw}
          </button>
        </span>
      )}
    </li>
  );
}
