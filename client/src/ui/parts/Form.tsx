import type { ReactNode } from "react";

interface FormProps {
  readonly onSubmit: () => Promise<void> | void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A form that is sent by Enter or its button, and never by the browser itself. */
export function Form({ onSubmit, className, children }: FormProps) {
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
    </form>
  );
}
