/**
 * One client's connection as the gateway knows it: Socket.IO's socket, or the simulator's. Ordered and
 * reliable until it breaks, and then gone for good.
 */
export interface Line {
  /** Of whoever is at the other end, past the operator's own proxies. */
  readonly address: string;
  /** Whether something said to it may still arrive. */
  readonly open: boolean;
  /** Whose news this line hears. */
  readonly rooms: ReadonlySet<string>;
  tell(event: string, message: unknown): void;
  join(rooms: readonly string[]): void;
  leave(room: string): void;
  /** Ends the line; what was said before still goes out. */
  end(): void;
}

/** The lines of all processes of this server, by the rooms that they have joined. */
export interface Lines {
  /** Tells every line that is in one of the rooms, each once, in whatever process it is. */
  tell(rooms: readonly string[], event: string, message: unknown): void;
  /** Tells those of this process only. */
  tellHere(room: string, event: string, message: unknown): void;
  /** Ends all lines of a room, in whatever process they are. */
  end(room: string): void;
}

/** Calls back again and again every `ms`; the answer stops it. */
export type Every = (ms: number, callback: () => void) => () => void;
