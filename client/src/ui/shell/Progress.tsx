import type { ProgressTask } from "../../engine/facade/change.ts";
import { TaskBar, type TaskBarProps } from "../parts/TaskBar.tsx";
import { useEngine } from "../stores/engine.ts";
import type { Words } from "../words/en.ts";
import { useList, useWords } from "../words/language.ts";

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

/** Long tasks that are under way, and how far each is. */
export function Progress() {
  const words = useWords();
  const list = useList();
  const progress = useEngine((state) => state.progress);
  const running = COUNTED.flatMap(([task, of]): readonly TaskBarProps[] => {
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
            <TaskBar key={one.task} {...one} />
          ))}
        </div>
      )}
    </>
  );
}
