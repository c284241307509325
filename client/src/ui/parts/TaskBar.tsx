import { useId } from "react";
import type { ProgressTask } from "../../engine/facade/change.ts";
import type { Words } from "../words/en.ts";
import { useNumbers, useWords } from "../words/language.ts";

export interface TaskBarProps {
  readonly task: ProgressTask;
  readonly done: number;
  readonly total: number;
  /** What the task counts. */
  readonly of: keyof Words["progressOf"];
}

/** How far a long task is, in figures and as a bar. */
export function TaskBar({ task, done, total, of }: TaskBarProps) {
  const words = useWords();
  const numbers = useNumbers();
  const id = useId();
  const far = words.progressOf[of](numbers.count(done), numbers.count(total), total);
  return (
    <div>
      <span id={id}>{words.progress[task]}</span>
      <span className="progress-far">
        <progress value={done} max={total} aria-labelledby={id} aria-valuetext={far} />
        <span aria-hidden="true">{far}</span>
      </span>
    </div>
  );
}
