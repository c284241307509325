import type { Handling } from "@comity/shared/content/content";
import { useWords } from "../words/language.ts";

/** What the sender allows. Labels of the traffic light protocol are never translated. */
export function Marking({ handling }: { readonly handling: Handling | undefined }) {
  const words = useWords();
  if (handling === undefined || (handling.codes.length === 0 && handling.tlp === undefined)) return null;
  return (
    <p className="marking">
      {handling.tlp === undefined ? null : (
        <span className={`tlp tlp-${handling.tlp.slice(4).replace("+", "-").toLowerCase()}`}>
          {handling.tlp}
        </span>
      )}
      {handling.codes.map((code) => (
        <span key={code} className="code">
          <strong>{code}</strong> {words.handling[code]}
        </span>
      ))}
    </p>
  );
}
