import { fail } from "@comity/shared/result";
import type { EngineResult } from "../facade/fault.ts";
import type { Clock, Connect, Transport } from "../ports.ts";

/** How long somebody who has just pressed a button waits for a first connection. */
const PATIENCE_MS = 20_000;

/** Opens a connection for a few calls before log-in, does them, and closes it. */
export async function withTransport<Value>(
  connect: Connect,
  clock: Clock,
  work: (transport: Transport) => EngineResult<Value>,
): EngineResult<Value> {
  const transport = connect();
  try {
    const up = await new Promise<boolean>((resolve) => {
      const cancel = clock.after(PATIENCE_MS, () => resolve(false));
      transport.onState((state) => {
        if (!state.up) return;
        cancel();
        resolve(true);
      });
    });
    return up ? await work(transport) : fail({ code: "transport.offline" });
  } finally {
    transport.close();
  }
}
