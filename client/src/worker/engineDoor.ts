import type { EngineChange } from "../engine/facade/change.ts";
import type { EngineFacade } from "../engine/facade/facade.ts";
import type { DeriveKey } from "../engine/ports.ts";

/** What a tab brings with it. */
export interface TabPass {
  /** A Web Lock that the tab holds as long as it lives: how the worker learns that it is gone, even by a crash. */
  readonly lock: string;
  /** What the tab's localStorage remembers of a vault here (see BrowserMarks). */
  readonly mark: string | undefined;
}

/** What a tab reaches in the worker, through Comlink. Bytes and plain values only: nothing is shared. */
export interface EngineDoor {
  /**
   * Lets a tab in. The answer names a Web Lock that the worker holds as long as it lives; `keepMark` is told
   * what the tab's localStorage should remember from now on, `derive` derives keys in a worker of the tab's.
   */
  enter(
    pass: TabPass,
    keepMark: (mark: string | undefined) => void,
    derive: DeriveKey,
  ): Promise<{ readonly lock: string }>;
  /** Tells the whole present state, then every change. Once for each tab, after `enter`. */
  subscribe(changed: (change: EngineChange) => void): Promise<void>;
  /** Calls one method of the engine. */
  call(method: Exclude<keyof EngineFacade, "subscribe">, input: unknown): Promise<unknown>;
  /** Somebody has touched this tab; the vault locks when none was touched for so long. */
  touched(idleMs: number): void;
  /** The tab closes. When the last one has, keys are wiped from memory at once. */
  leave(): void;
}
