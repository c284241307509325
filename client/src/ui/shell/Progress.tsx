import type { ProgressTask } from "../../engine/facade/facade.ts";
import { useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

const TASKS: readonly ProgressTask[] = [
  "catch-up",
  "history",
  "room-members",
  "board-members",
  "move",
  "own-device",
];

/** Long tasks that are under way. */
export function Progress() {
  const words = useWords();
  const progress = useEngine((state) => state.progress);
  const running = TASKS.flatMap((task) => {
    const how = progress[task];
    return how === undefined || how.done >= how.total ? [] : [{ task, ...how }];
  });
  if (running.length === 0) return null;
  return (
    <div className="progress" role="status">
      {running.map(({ task, done, total }) => (
        <label key={task}>
          {words.progress[task]} <progress value={done} max={total} />
        </label>
      ))}
    </div>
  );
}
