import { useWords } from "../words/language.ts";
import { FileName } from "./FileName.tsx";

interface ChosenFilesProps {
  readonly files: readonly File[];
  readonly onRemove: (file: File) => void;
}

/** What will be sent, with the way to take each out again. */
export function ChosenFiles({ files, onRemove }: ChosenFilesProps) {
  const words = useWords();
  if (files.length === 0) return null;
  return (
    <>
      <ul className="file-list" aria-label={words.files.chosen}>
        {files.map((file, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be chosen twice; nothing of it is kept here.
          <li key={`${place}-${file.name}`}>
            <FileName name={file.name} size={file.size} />
            <button
              type="button"
              className="quiet"
              aria-label={words.files.remove(file.name)}
              onClick={() => onRemove(file)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <p className="hint">{words.files.limits}</p>
    </>
  );
}
