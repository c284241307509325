import type { NetworkId } from "@comity/shared/ids";
import type { NominationView, OfficerView } from "../../engine/facade/officerViews.ts";
import { SignStatement } from "../office/SignStatement.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { useNetworkName } from "../parts/Network.tsx";
import { Person, usePersonText } from "../parts/Person.tsx";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

interface SignProps {
  readonly network: NetworkId;
  readonly onClose: () => void;
}

/** Shows the key that a person has named, and signs it into office. */
export function SignIntoOffice({
  network,
  nomination,
  rule,
  onClose,
}: SignProps & { readonly nomination: NominationView; readonly rule: boolean }) {
  const { officers, second } = useWords();
  const personText = usePersonText();
  const nameOf = useNetworkName();
  const { account, key, code } = nomination;
  if (key === undefined) return null;
  const who = personText(account);
  return (
    <Dialog title={officers.addTitle(who)} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        sign={() => engine().addOfficer({ network, account, key })}
        onClose={onClose}
      >
        <Person account={account} />
        <p>
          <strong>{officers.addSays(nameOf(network), who)}</strong>
        </p>
        <p>
          {officers.key} <bdi className="log-code">{code}</bdi>
        </p>
        <p>{officers.named}</p>
        {rule ? <p className="note">{second.ruleIsOn}</p> : null}
        <p>{officers.addLead}</p>
      </SignStatement>
    </Dialog>
  );
}

/** Takes back an offer of the office. */
export function WithdrawOffer({
  network,
  nomination,
  onClose,
}: SignProps & { readonly nomination: NominationView }) {
  const { officers } = useWords();
  const personText = usePersonText();
  const nameOf = useNetworkName();
  const { account } = nomination;
  const who = personText(account);
  return (
    <Dialog title={officers.withdrawTitle(who)} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        label={officers.withdraw}
        dangerous
        sign={() => engine().withdrawOffer({ network, account })}
        onClose={onClose}
      >
        <Person account={account} />
        <p>
          <strong>{officers.withdrawSays(nameOf(network), who)}</strong>
        </p>
        <p>{officers.withdrawLead}</p>
      </SignStatement>
    </Dialog>
  );
}

/** Ends an officer's key, somebody else's or one's own. */
export function EndOffice({ network, officer, onClose }: SignProps & { readonly officer: OfficerView }) {
  const { officers } = useWords();
  const personText = usePersonText();
  const nameOf = useNetworkName();
  const { account, key, code, self } = officer;
  const who = personText(account);
  return (
    <Dialog title={self ? officers.layDownTitle : officers.removeTitle(who)} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        label={self ? officers.layDown : officers.remove}
        dangerous
        sign={() => engine().removeOfficer({ network, key })}
        onClose={onClose}
      >
        <Person account={account} />
        <p>
          <strong>{officers.removeSays(nameOf(network), who)}</strong>
        </p>
        <p>
          {officers.key} <bdi className="log-code">{code}</bdi>
        </p>
        <p>{self ? officers.layDownLead : officers.removeLead}</p>
      </SignStatement>
    </Dialog>
  );
}

/** Replaces the own officer's key by a new one. */
export function RenewKey({ network, onClose }: SignProps) {
  const { officers } = useWords();
  const nameOf = useNetworkName();
  return (
    <Dialog title={officers.renew} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        sign={() => engine().renewOfficerKey(network)}
        onClose={onClose}
      >
        <p>
          <strong>{officers.renewSays(nameOf(network))}</strong>
        </p>
        <p>{officers.renewLead}</p>
      </SignStatement>
    </Dialog>
  );
}
