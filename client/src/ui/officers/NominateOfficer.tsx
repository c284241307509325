import type { AccountId, NetworkId } from "@comity/shared/ids";
import { fail } from "@comity/shared/result";
import { useState } from "react";
import type { OfficersView } from "../../engine/facade/officerViews.ts";
import { SignStatement } from "../office/SignStatement.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { Choice } from "../parts/Field.tsx";
import { useNetworkName } from "../parts/Network.tsx";
import { Person, usePersonText } from "../parts/Person.tsx";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

interface NominateOfficerProps {
  readonly network: NetworkId;
  readonly view: OfficersView;
  /** Somebody to whom it was offered before. */
  readonly chosen: AccountId | undefined;
  readonly onClose: () => void;
}

/** Chooses a member, and signs that the office is offered to them. */
export function NominateOfficer({ network, view, chosen, onClose }: NominateOfficerProps) {
  const words = useWords();
  const { officers } = words;
  const contacts = useEngine((state) => state.contacts);
  const personText = usePersonText();
  const nameOf = useNetworkName();
  const [picked, setPicked] = useState<string>(chosen ?? "");
  const taken = new Set<AccountId>([
    ...view.officers.map(({ account }) => account),
    ...view.nominations.filter(({ expired }) => !expired).map(({ account }) => account),
  ]);
  const members = contacts.filter(
    (one) => one.network === network && one.standing === "current" && !taken.has(one.account),
  );
  const account = members.find((one) => one.account === picked)?.account;
  return (
    <Dialog title={officers.nominate} onClose={onClose}>
      {members.length === 0 ? (
        <p className="empty">{officers.nobody}</p>
      ) : (
        <Choice
          label={officers.member}
          value={picked}
          onChange={setPicked}
          options={[
            ["", officers.choose],
            ...members.map((one) => [one.account, personText(one.account)] as const),
          ]}
        />
      )}
      <SignStatement
        network={network}
        says={undefined}
        waits={account === undefined}
        sign={async () =>
          account === undefined
            ? fail({ code: "not-permitted" })
            : engine().nominateOfficer({ network, account })
        }
        onClose={onClose}
      >
        {account === undefined ? null : (
          <>
            <Person account={account} />
            <p>
              <strong>{officers.nominateSays(nameOf(network), personText(account))}</strong>
            </p>
          </>
        )}
        <p>{officers.nominateLead}</p>
      </SignStatement>
    </Dialog>
  );
}
