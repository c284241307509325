import { useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/** Whether there is a connection, and when the next try is made. */
export function ConnectionState() {
  const words = useWords();
  const dates = useDates();
  const connection = useEngine((state) => state.connection);
  const text =
    connection.state === "offline"
      ? words.connection.offline(
          connection.retryAt === undefined ? undefined : dates.time(connection.retryAt),
        )
      : words.connection[connection.state];
  return (
    <p className={`connection connection-${connection.state}`} role="status">
      {text}
    </p>
  );
}
