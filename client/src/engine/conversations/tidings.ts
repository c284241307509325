import type { ConversationId } from "@comity/shared/ids";
import type { ProgressTask } from "../facade/change.ts";
import type { DownloadView, UploadView } from "../facade/fileViews.ts";
import type {
  ConversationView,
  HealthView,
  NoticeView,
  PersonMark,
  PreferencesView,
  ThreadItem,
  WarningView,
} from "../facade/views.ts";
import type { Clock } from "../ports.ts";
import type { ConversationsChange } from "./service.ts";

/** Lists are told at most this often: a catch-up changes them hundreds of times. */
const LISTS_EVERY_MS = 25;

/** The lists that are told whole. */
export interface Lists {
  conversations(): readonly ConversationView[];
  notices(): readonly NoticeView[];
  warnings(): readonly WarningView[];
  preferences(): PreferencesView;
  people(): readonly PersonMark[];
  health(): HealthView;
  uploads(): readonly UploadView[];
}

type ListName = keyof Lists;

/** Tells whoever listens what has changed: thread lines at once, lists gathered. */
export class Tidings {
  private readonly listeners = new Set<(change: ConversationsChange) => void>();
  private readonly due = new Set<ListName>();
  private cancel: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly lists: Lists,
  ) {}

  subscribe(listener: (change: ConversationsChange) => void): () => void {
    this.listeners.add(listener);
    for (const name of [
      "conversations",
      "notices",
      "warnings",
      "preferences",
      "people",
      "health",
      "uploads",
    ] as const)
      listener(this.listed(name));
    return () => this.listeners.delete(listener);
  }

  thread(conversation: ConversationId, items: readonly ThreadItem[], gone: readonly string[]): void {
    if (items.length + gone.length > 0) this.tell({ type: "thread", conversation, items, gone });
  }

  /** Another device of this person has changed a draft. */
  draft(conversation: ConversationId, text: string): void {
    this.tell({ type: "draft", conversation, text });
  }

  progress(task: ProgressTask, done: number, total: number): void {
    if (total > 0) this.tell({ type: "progress", task, done, total });
  }

  /** A file that somebody asked for has come further. */
  download(download: DownloadView): void {
    this.tell({ type: "download", download });
  }

  /** A list has changed. */
  changed(name: ListName): void {
    this.due.add(name);
    this.cancel ??= this.clock.after(LISTS_EVERY_MS, () => this.flush());
  }

  /** Tells now what is due. */
  flush(): void {
    this.cancel?.();
    this.cancel = undefined;
    const names = [...this.due];
    this.due.clear();
    for (const name of names) this.tell(this.listed(name));
  }

  close(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.listeners.clear();
  }

  private listed(name: ListName): ConversationsChange {
    switch (name) {
      case "conversations":
        return { type: name, conversations: this.lists.conversations() };
      case "notices":
        return { type: name, notices: this.lists.notices() };
      case "warnings":
        return { type: name, warnings: this.lists.warnings() };
      case "health":
        return { type: name, health: this.lists.health() };
      case "people":
        return { type: name, people: this.lists.people() };
      case "uploads":
        return { type: name, uploads: this.lists.uploads() };
      case "preferences":
        return { type: name, preferences: this.lists.preferences() };
    }
  }

  private tell(change: ConversationsChange): void {
    for (const listener of [...this.listeners]) listener(change);
  }
}
