import type { LogKey } from "../ids.ts";
import type { StatementFault } from "./faults.ts";
import type { StatementOf } from "./statement.ts";

/** A key of the server that an officer has named, and where in the log. */
export interface NamedLogKey {
  readonly key: LogKey;
  readonly position: number;
}

/** The keys with which the server signs the log's heads, as officers have named them. */
export class LogKeys {
  private readonly named: NamedLogKey[] = [];

  copy(): LogKeys {
    const twin = new LogKeys();
    twin.named.push(...this.named);
    return twin;
  }

  /** Every key that was named, oldest first. */
  all(): readonly NamedLogKey[] {
    return [...this.named];
  }

  /** The key that a log's first `size` entries name last. */
  at(size: number): LogKey | undefined {
    return this.named.findLast(({ position }) => position < size)?.key;
  }

  name({ logKey }: StatementOf<"log.key">, position: number): StatementFault | undefined {
    if (this.named.some(({ key }) => key === logKey)) return "key-taken";
    this.named.push({ key: logKey, position });
    return undefined;
  }
}
