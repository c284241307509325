import { type ReactNode, useEffect, useId, useRef } from "react";
import { useWords } from "../words/language.ts";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog: focus stays in it, Escape closes it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const words = useWords();
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={heading} onClose={onClose}>
      <header className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="quiet" onClick={onClose} aria-label={words.app.close}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
}
