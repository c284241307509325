import type { Heartbeat } from "@comity/shared/limits";

/** So many looks without a sign of life are silence. */
const LOOKS = 15;

/** A connection below everything that is said on it. */
export interface Beating {
  /** Something has come in: an answer to a heartbeat, or a frame, be it a part of a packet. */
  heard(sign: "answer" | "frame"): void;
  /** It is gone. */
  over(): void;
}

/** What is done with a connection. */
export interface Vein {
  /** It has been silent for too long. */
  end(): void;
  /** The other side should hear something, whatever it is. */
  speak(): void;
}

interface State extends Vein {
  /** Looks since something was heard. */
  quiet: number;
  /** Looks since a heartbeat was answered, or since this side last spoke. */
  unanswered: number;
}

/**
 * Which connections live. What comes in counts, in whatever small pieces, not how long a large packet takes: on
 * a thin line it may take minutes, and the answer to a heartbeat waits behind it. There is no next heartbeat before
 * that answer, so this side speaks by itself meanwhile. Looks are counted and not the time between them: a process
 * that was stopped for a while must not take everybody for dead.
 */
export class Pulse {
  private readonly following = new Map<Beating, State>();
  readonly lookEveryMs: number;
  private readonly late: number;

  constructor({ everyMs, silenceMs }: Heartbeat) {
    this.lookEveryMs = silenceMs / LOOKS;
    this.late = everyMs / this.lookEveryMs + 1;
  }

  follow(vein: Vein): Beating {
    const state: State = { ...vein, quiet: 0, unanswered: 0 };
    const beating: Beating = {
      heard: (sign) => {
        state.quiet = 0;
        if (sign === "answer") state.unanswered = 0;
      },
      over: () => void this.following.delete(beating),
    };
    this.following.set(beating, state);
    return beating;
  }

  /** To be called every `lookEveryMs`. */
  look(): void {
    for (const [beating, state] of this.following) {
      const heard = state.quiet === 0;
      state.quiet += 1;
      state.unanswered += 1;
      if (state.quiet > LOOKS) {
        this.following.delete(beating);
        state.end();
      } else if (heard && state.unanswered > this.late) {
        state.unanswered = 0;
        state.speak();
      }
    }
  }
}
