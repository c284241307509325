import type { AccountId } from "@comity/shared/ids";
import { useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import "./verification.css";

/** Beside a name: the reader has compared codes with this person. */
export function VerifiedMark({ account }: { readonly account: AccountId }) {
  const words = useWords();
  const verified = useEngine(({ people }) =>
    people.some((one) => one.account === account && one.state === "verified"),
  );
  if (!verified) return null;
  return (
    <span className="verified-mark" role="img" aria-label={words.verification.verified}>
      ✓
    </span>
  );
}
