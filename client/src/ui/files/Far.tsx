import { useId } from "react";
import { useNumbers, useWords } from "../words/language.ts";

interface FarProps {
  readonly doing: string;
  readonly done: number;
  readonly total: number;
}

/** How far a file is, in figures and as a bar. That it has begun is said once; how far it is can be asked of the bar. */
export function Far({ doing, done, total }: FarProps) {
  const words = useWords();
  const numbers = useNumbers();
  const id = useId();
  const far = words.files.far(numbers.bytes(done), numbers.bytes(total));
  return (
    <span className="file-far">
      <span id={id}>{doing}</span>
      <progress value={done} max={Math.max(1, total)} aria-labelledby={id} aria-valuetext={far} />
      <span aria-hidden="true">{far}</span>
    </span>
  );
}
