import { later, useStorage } from "../stores/storage.ts";
import { dueNotes } from "../stores/storageNotes.ts";
import { useNumbers, useWords } from "../words/language.ts";

/** What this browser may do to the keys, said calmly and in time: each note can be put off. */
export function StorageNotes() {
  const words = useWords();
  const numbers = useNumbers();
  const state = useStorage();
  const notes = dueNotes(state, Date.now());
  if (notes.length === 0) return null;
  const { usage = 0, quota = 1 } = state;
  const texts = {
    volatile: words.storage.volatile,
    nearlyFull: words.storage.nearlyFull(numbers.share(usage / quota)),
  };
  return (
    <section className="storage-notes" aria-label={words.storage.title} role="status">
      {notes.map((note) => (
        <div key={note} className="warning warning-calm">
          <p>{texts[note]}</p>
          <button type="button" onClick={() => later(note)}>
            {words.storage.later}
          </button>
        </div>
      ))}
    </section>
  );
}
