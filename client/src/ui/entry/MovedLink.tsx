import { useId } from "react";
import { useWords } from "../words/language.ts";

/** The one-time link to a device that has just left this browser. */
export function MovedLink({ link }: { readonly link: string }) {
  const words = useWords();
  const id = useId();
  return (
    <>
      <h1>{words.lock.movedTitle}</h1>
      <div className="field">
        <label htmlFor={id}>{words.settings.moved}</label>
        <input id={id} readOnly value={link} dir="ltr" onFocus={(event) => event.target.select()} />
      </div>
      <div className="actions">
        <button type="button" className="primary" onClick={() => void navigator.clipboard.writeText(link)}>
          {words.app.copy}
        </button>
      </div>
    </>
  );
}
