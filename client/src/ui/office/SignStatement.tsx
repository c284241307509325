import type { NetworkId } from "@comity/shared/ids";
import type { ReactNode } from "react";
import type { EngineResult } from "../../engine/facade/fault.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { useTask } from "../parts/useTask.ts";
import { useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import type { OfficeWords } from "../words/office/words.ts";

interface SignStatementProps {
  readonly network: NetworkId;
  /** The sentence that is signed; undefined where the children say it. */
  readonly says: keyof OfficeWords["says"] | undefined;
  /** Whom or what the statement holds, and what else to know before one signs. */
  readonly children: ReactNode;
  /** What the button says, where it is not "Sign". */
  readonly label?: string;
  readonly dangerous?: boolean;
  /** Something must be looked at first. */
  readonly waits?: boolean;
  readonly sign: () => EngineResult<void>;
  readonly onClose: () => void;
}

/** Says in words what an officer is about to sign, with everything that the statement holds, and signs it. */
export function SignStatement(props: SignStatementProps) {
  const { network, says, children, label, dangerous = false, waits = false, sign, onClose } = props;
  const words = useWords();
  const task = useTask();
  const networks = useEngine((state) => state.self?.networks);
  const networkName = networks?.find((one) => one.network === network)?.name ?? "";
  const go = async () => {
    if (await task.did(sign)) onClose();
  };
  return (
    <>
      {says === undefined ? null : <p>{words.office.says[says](networkName)}</p>}
      {children}
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button
          type="button"
          className={dangerous ? "danger" : "primary"}
          disabled={task.busy || waits}
          onClick={() => void go()}
        >
          {task.busy ? words.app.working : (label ?? words.office.sign)}
        </button>
        <button type="button" onClick={onClose}>
          {words.app.cancel}
        </button>
      </div>
    </>
  );
}
