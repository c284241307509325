import type { WarningView } from "../facade/views.ts";
import type { Clock } from "../ports.ts";

/** What a person must be told loudly, of the directory and the office and of the conversations. */
export class SessionWarnings {
  private readonly own = new Map<string, WarningView>();
  private conversations: readonly WarningView[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly tell: (warnings: readonly WarningView[]) => void,
  ) {}

  /** Warns of something, once until it is dismissed. */
  warn(warning: Omit<WarningView, "at">): void {
    if (this.own.has(warning.id)) return;
    this.own.set(warning.id, { ...warning, at: this.clock.now() });
    this.told();
  }

  /** Takes over what conversations warn of. */
  ofConversations(warnings: readonly WarningView[]): void {
    this.conversations = warnings;
    this.told();
  }

  /** Whether there was such a warning here; conversations keep theirs. */
  dismiss(id: string): boolean {
    const known = this.own.delete(id);
    if (known) this.told();
    return known;
  }

  private told(): void {
    this.tell([...this.own.values(), ...this.conversations]);
  }
}
