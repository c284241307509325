import type { ReactNode } from "react";

/** Shown while keys are made or checked: it takes seconds, and says why. */
export function KeyWork({ children }: { readonly children: ReactNode }) {
  return (
    <div className="key-work" role="status">
      <progress />
      <p>{children}</p>
    </div>
  );
}
