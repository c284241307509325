/** What can go wrong by itself at the moment. All zero: fair weather. */
export interface Storm {
  /** The longest that a frame is under way, in milliseconds. */
  latencyMs: number;
  /** How likely a connection breaks at any frame. */
  breakAtFrame: number;
  /** How likely the server tells somebody to slow down. */
  slowDown: number;
  /** The longest that a write of a device takes, in milliseconds. */
  writeMs: number;
  /** The longest that a write of the server takes before it happens, and as long again until that is known. */
  serverWriteMs: number;
  /** How likely a write on the server's disk kills it: before or after it is durable. */
  serverDiesAtWrite: number;
  /** How likely a write on a device's disk kills the engine: before or after it is durable. */
  deviceDiesAtWrite: number;
}

export function fairWeather(): Storm {
  return {
    latencyMs: 40,
    breakAtFrame: 0,
    slowDown: 0,
    writeMs: 2,
    serverWriteMs: 2,
    serverDiesAtWrite: 0,
    deviceDiesAtWrite: 0,
  };
}
