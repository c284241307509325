import type { EngineChange } from "../engine/facade/change.ts";
import type { EngineFacade } from "../engine/facade/facade.ts";
import type { Phase } from "../engine/facade/views.ts";

export type Listener = (change: EngineChange) => void;

/**
 * The tabs of this browser and the one engine that they share. While there is none (it starts, it runs in
 * another worker, its storage does not open) the tabs are told the phase that says so.
 */
export class EngineHost {
  private engine: EngineFacade | undefined;
  private without: Phase | undefined;
  private readonly tabs = new Map<Listener, () => void>();

  get running(): EngineFacade | undefined {
    return this.engine;
  }

  /** Whether any tab listens. */
  get occupied(): boolean {
    return this.tabs.size > 0;
  }

  /** A tab begins to listen: it is told the whole present state first. */
  async join(tab: Listener): Promise<void> {
    this.tabs.set(tab, () => undefined);
    await this.attach(tab);
  }

  /** A tab has closed. The last one to go leaves no key in memory, whether this worker ends now or later. */
  leave(tab: Listener): void {
    this.tabs.get(tab)?.();
    if (this.tabs.delete(tab) && this.tabs.size === 0) void this.engine?.lock();
  }

  /** All tabs go on with this engine; one that was there before is heard no more. */
  async run(engine: EngineFacade): Promise<void> {
    this.engine = engine;
    this.without = undefined;
    for (const tab of [...this.tabs.keys()]) await this.attach(tab);
  }

  /** There is no engine at present, for a reason that the tabs show. */
  tellWithout(phase: Phase): void {
    for (const stop of this.tabs.values()) stop();
    this.engine = undefined;
    this.without = phase;
    for (const tab of this.tabs.keys()) tab({ type: "phase", phase });
  }

  private async attach(tab: Listener): Promise<void> {
    const { engine } = this;
    this.tabs.get(tab)?.();
    if (engine === undefined) {
      if (this.without !== undefined) tab({ type: "phase", phase: this.without });
      return;
    }
    // What an engine says that was replaced meanwhile, or to a tab that has left, is not passed on.
    let listening = true;
    const end = await engine.subscribe((change) => {
      if (listening) tab(change);
    });
    const stop = () => {
      listening = false;
      end();
    };
    if (this.engine === engine && this.tabs.has(tab)) this.tabs.set(tab, stop);
    else stop();
  }
}
