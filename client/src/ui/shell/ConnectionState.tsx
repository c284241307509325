import { useEffect, useState } from "react";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** Whether there is a connection; without one, when the next try is made, and a way not to wait for it. */
export function ConnectionState() {
  const words = useWords();
  const connection = useEngine((state) => state.connection);
  return (
    <div className="connection-line">
      <p className={`connection connection-${connection.state}`} role="status">
        {words.connection[connection.state]}
      </p>
      {connection.state === "offline" ? (
        <>
          {connection.retryAt === undefined ? null : <Countdown until={connection.retryAt} />}
          <button type="button" className="quiet" onClick={() => void engine().connectNow()}>
            {words.connection.now}
          </button>
        </>
      ) : null}
    </div>
  );
}

/** The same where the left pane is out of sight, and only when there is something to say. */
export function ConnectionBanner() {
  const online = useEngine((state) => state.connection.state === "online");
  return online ? null : (
    <div className="connection-banner narrow-only">
      <ConnectionState />
    </div>
  );
}

/** The seconds are for eyes only: a screen reader that read each of them out would say nothing else. */
function Countdown({ until }: { readonly until: number }) {
  const words = useWords();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return (
    <span className="connection-next" aria-hidden="true">
      {words.connection.next(seconds)}
    </span>
  );
}
