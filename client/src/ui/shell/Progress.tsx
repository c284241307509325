import { useId } from "react";
import type { ProgressTask } from "../../engine/facade/change.ts";
import { useEngine } from "../stores/engine.ts";
import type { Words } from "../words/en.ts";
import { useList, useNumbers, useWords } from "../words/language.ts";

/** What the tasks that are shown here count. Those before a vault is open show themselves where they were begun. */
const COUNTED: readonly (readonly [ProgressTask, keyof Words["progressOf"]])[] = [
  ["catch-up", "messages"],
  ["room-members", "members"],
  ["board-members", "members"],
  ["own-device", "conversations"],
  ["invitations", "invitations"],
  ["history", "parts"],
  ["move", "parts"],
];

interface Running {
  readonly task: ProgressTask;
  readonly done: number;
  readonly total: number;
  readonly of: keyof Words["progressOf"];
}

/** Long tasks that are under way, and how far each is. */
export function Progress() {
  const words = useWords();
  const list = useList();
  const progress = useEngine((state) => state.progress);
  const running = COUNTED.flatMap(([task, of]): readonly Running[] => {
    const how = progress[task];
    return how === undefined || how.done >= how.total ? [] : [{ task, of, ...how }];
  });
  return (
    <>
      {/* That a task has begun is said once; how far it is can be asked of its bar. */}
      <p className="visually-hidden" role="status">
        {list(running.map(({ task }) => words.progress[task]))}
      </p>
      {running.length === 0 ? null : (
        <div className="progress">
          {running.map((one) => (
            <Task key={one.task} {...one} />
          ))}
        </div>
      )}
    </>
  );
}

function Task({ task, done, total, of }: Running) {
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
