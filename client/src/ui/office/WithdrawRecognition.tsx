import type { NetworkId } from "@comity/shared/ids";
import type { RecognitionView } from "../../engine/facade/views.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { useNetworkName } from "../parts/Network.tsx";
import { engine } from "../stores/engine.ts";
import { isolatedIn } from "../words/isolation.ts";
import { useRightToLeft, useWords } from "../words/language.ts";
import { SignStatement } from "./SignStatement.tsx";

interface WithdrawRecognitionProps {
  readonly network: NetworkId;
  readonly view: RecognitionView;
  readonly onClose: () => void;
}

/** Says what follows from a withdrawal, and signs it. */
export function WithdrawRecognition({ network, view, onClose }: WithdrawRecognitionProps) {
  const { recognition } = useWords();
  const nameOf = useNetworkName();
  const rightToLeft = useRightToLeft();
  const { other } = view;
  const name = isolatedIn(view.name, rightToLeft);
  return (
    <Dialog title={recognition.withdrawTitle(name)} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        label={recognition.withdraw}
        dangerous
        sign={() => engine().withdrawRecognition({ network, other })}
        onClose={onClose}
      >
        <p>
          <strong>{recognition.withdrawSays(nameOf(network), name)}</strong>
        </p>
        <p>{recognition.withdrawLead}</p>
      </SignStatement>
    </Dialog>
  );
}
