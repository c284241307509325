import type { Standing } from "@comity/shared/protocol/session";
import type { Caller } from "../domain/context.ts";
import type { Line } from "./line.ts";

/** One connected client, and who is behind it once that has been proved. */
export class Peer {
  /** What the device has to sign; spent by one attempt. */
  nonce: Uint8Array | undefined;
  /** Refusals for speed since the last request that was carried out. */
  limitedInARow = 0;
  private proved: { readonly caller: Caller; readonly standing: Standing } | undefined;

  constructor(readonly line: Line) {}

  /** Whose device it is; undefined before log-in. */
  get caller(): Caller | undefined {
    return this.proved?.caller;
  }

  get standing(): Standing | undefined {
    return this.proved?.standing;
  }

  /** Takes in how the device stands, at log-in and whenever that has changed. */
  stands(device: Caller["device"], standing: Standing): void {
    const networks = standing.networks.map(({ network }) => network);
    this.proved = { caller: { device, account: standing.account, networks }, standing };
  }

  /** Forgets who it is: nothing more is answered on this line but faults. */
  forget(): void {
    this.proved = undefined;
  }
}
