import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** So many points in so many seconds. */
export interface Budget {
  readonly points: number;
  readonly seconds: number;
}

/** How fast anybody may go. Generous enough for a device that catches up after weeks away. */
export interface RateLimits {
  /** New connections of one address. */
  readonly connections: Budget;
  /** Weights of events before log-in, of one address. */
  readonly beforeLogIn: Budget;
  /** Weights of events of one device. */
  readonly device: Budget;
}

export const DEFAULT_RATE_LIMITS: RateLimits = {
  connections: { points: 600, seconds: 60 },
  beforeLogIn: { points: 2000, seconds: 60 },
  device: { points: 5000, seconds: 10 },
};

/** Who may go on, and who has to wait. Each answer is 0, or how many milliseconds to wait. */
export interface Rates {
  /** Somebody at this address connects. */
  connection(address: string): Promise<number>;
  /** A device, or an address before log-in, asks for something of this weight. */
  event(who: { readonly device: string } | { readonly address: string }, weight: number): Promise<number>;
}

/** Keeps the budgets in this process's memory, on the machine's clock. */
export class MemoryRates implements Rates {
  private readonly connections: RateLimiterMemory;
  private readonly beforeLogIn: RateLimiterMemory;
  private readonly device: RateLimiterMemory;

  constructor(limits: RateLimits) {
    const limiter = ({ points, seconds }: Budget) => new RateLimiterMemory({ points, duration: seconds });
    this.connections = limiter(limits.connections);
    this.beforeLogIn = limiter(limits.beforeLogIn);
    this.device = limiter(limits.device);
  }

  connection(address: string): Promise<number> {
    return waitFor(this.connections, address, 1);
  }

  event(who: { readonly device: string } | { readonly address: string }, weight: number): Promise<number> {
    return "device" in who
      ? waitFor(this.device, who.device, weight)
      : waitFor(this.beforeLogIn, who.address, weight);
  }
}

async function waitFor(limiter: RateLimiterMemory, key: string, weight: number): Promise<number> {
  try {
    await limiter.consume(key, weight);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext));
    throw refused;
  }
}
