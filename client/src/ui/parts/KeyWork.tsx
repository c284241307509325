import { type ReactNode, useId } from "react";

/** Shown while keys are made or checked: it takes seconds, and says why. It is one step, of which nothing can be counted. */
export function KeyWork({ children }: { readonly children: ReactNode }) {
  const id = useId();
  return (
    <div className="key-work" role="status">
      <progress aria-labelledby={id} />
      <p id={id}>{children}</p>
    </div>
  );
}
