import type { ContactView } from "../../engine/facade/views.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Person } from "../parts/Person.tsx";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { SignStatement } from "./SignStatement.tsx";

export type Ending = "suspend" | "resume" | "revoke";

interface EndMembershipProps {
  readonly contact: ContactView;
  readonly how: Ending;
  readonly onClose: () => void;
}

/** Takes a membership's effect away, for a while or for good, or gives it back. */
export function EndMembership({ contact, how, onClose }: EndMembershipProps) {
  const { office } = useWords();
  const { network, account } = contact;
  const about = { network, account };
  const kinds = {
    suspend: {
      title: office.suspendTitle,
      lead: office.suspendLead,
      label: office.suspend,
      sign: () => engine().suspendMember(about),
    },
    resume: {
      title: office.resumeTitle,
      lead: office.resumeLead,
      label: office.resume,
      sign: () => engine().resumeMember(about),
    },
    revoke: {
      title: office.revokeTitle,
      lead: office.revokeLead,
      label: office.revoke,
      sign: () => engine().revokeMember(about),
    },
  };
  const { title, lead, label, sign } = kinds[how];
  return (
    <Dialog title={title(contact.card.name)} onClose={onClose}>
      <SignStatement
        network={network}
        says={how}
        label={label}
        dangerous={how !== "resume"}
        sign={sign}
        onClose={onClose}
      >
        <Person account={account} />
        <p>{lead}</p>
      </SignStatement>
    </Dialog>
  );
}
