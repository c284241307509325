import type { ReactNode } from "react";
import type { EngineFault } from "../../engine/facade/fault.ts";
import { useWords } from "../words/language.ts";
import { FaultNote } from "./FaultNote.tsx";

interface FormEndProps {
  readonly task: { readonly busy: boolean; readonly fault: EngineFault | undefined };
  /** What the button does. */
  readonly submit: string;
  readonly kind?: "primary" | "danger";
  /** Whether everything that is needed stands in the form. */
  readonly ready: boolean;
  readonly onCancel?: () => void;
  /** What is said between the fields and the buttons, after what went wrong. */
  readonly children?: ReactNode;
}

/** How a form ends: what went wrong last, the button that sends it, and the way out. */
export function FormEnd({ task, submit, kind, ready, onCancel, children }: FormEndProps) {
  const words = useWords();
  return (
    <>
      <FaultNote fault={task.fault} />
      {children}
      <div className="actions">
        <button type="submit" className={kind} disabled={task.busy || !ready}>
          {submit}
        </button>
        {onCancel === undefined ? null : (
          <button type="button" onClick={onCancel}>
            {words.app.cancel}
          </button>
        )}
      </div>
    </>
  );
}
