import { askToPersist, useStorage } from "../stores/storage.ts";
import { useNumbers, useWords } from "../words/language.ts";

/** Whether this browser keeps what is stored, and how much room there is. */
export function BrowserStorage() {
  const words = useWords();
  const numbers = useNumbers();
  const { persistent, usage, quota } = useStorage();
  return (
    <section aria-labelledby="storage-title">
      <h3 id="storage-title">{words.storage.title}</h3>
      {persistent === undefined ? null : (
        <p>{persistent ? words.storage.persistent : words.storage.volatile}</p>
      )}
      {usage === undefined || quota === undefined ? null : (
        <p className="hint">{words.storage.used(numbers.bytes(usage), numbers.bytes(quota))}</p>
      )}
      {persistent === false ? (
        <div className="actions">
          <button type="button" onClick={() => void askToPersist()}>
            {words.storage.ask}
          </button>
        </div>
      ) : null}
    </section>
  );
}
