import type { BlobId, ConversationId } from "@comity/shared/ids";
import type { EngineChange } from "./change.ts";
import type { EngineFacade } from "./facade.ts";
import type { DownloadView, UploadView } from "./fileViews.ts";
import type {
  Connection,
  ContactView,
  ConversationView,
  GuestInvitationView,
  HealthView,
  InvitationView,
  LogAlarmView,
  LogView,
  NoticeView,
  PersonMark,
  Phase,
  PreferencesView,
  SelfView,
  ThreadItem,
  WarningView,
} from "./views.ts";

/** The engine's present state, as its changes have told it. */
export interface EngineState {
  readonly phase: Phase | undefined;
  readonly connection: Connection;
  readonly self: SelfView | undefined;
  readonly contacts: readonly ContactView[];
  /** Guests of the networks: in no directory, and shown where they are or were. */
  readonly guests: readonly ContactView[];
  readonly guestInvitations: readonly GuestInvitationView[];
  readonly conversations: readonly ConversationView[];
  readonly notices: readonly NoticeView[];
  readonly invitations: readonly InvitationView[];
  readonly warnings: readonly WarningView[];
  readonly logs: readonly LogView[];
  readonly alarms: readonly LogAlarmView[];
  readonly preferences: PreferencesView;
  readonly people: readonly PersonMark[];
  /** Undefined behind a lock. */
  readonly health: HealthView | undefined;
  readonly uploads: readonly UploadView[];
  /** Files that are being fetched. */
  readonly downloads: ReadonlyMap<BlobId, DownloadView>;
  /** The newest text of each draft that another device of this person has changed. */
  readonly drafts: ReadonlyMap<ConversationId, string>;
  /** Every thread item that has been told since the mirror began, by conversation and key. */
  readonly threads: ReadonlyMap<ConversationId, ReadonlyMap<string, ThreadItem>>;
}

/** Before anything was told. */
export const STARTING_STATE: EngineState = {
  phase: undefined,
  connection: { state: "connecting" },
  self: undefined,
  contacts: [],
  guests: [],
  guestInvitations: [],
  conversations: [],
  notices: [],
  invitations: [],
  warnings: [],
  logs: [],
  alarms: [],
  preferences: { readReceipts: true },
  people: [],
  uploads: [],
  downloads: new Map(),
  drafts: new Map(),
  health: undefined,
  threads: new Map(),
};

const FORGOTTEN = { threads: new Map(), drafts: new Map(), uploads: [], downloads: new Map() };

/** The state after a change. Progress is no state: it passes. */
export function reflect(state: EngineState, change: EngineChange): EngineState {
  switch (change.type) {
    case "phase":
      // Behind a lock nothing readable stays: lists are told empty, threads are forgotten here.
      return change.phase.phase === "ready"
        ? { ...state, phase: change.phase }
        : { ...state, phase: change.phase, ...FORGOTTEN };
    case "connection":
      return { ...state, connection: change.connection };
    case "self":
      return { ...state, self: change.self };
    case "directory":
      return { ...state, contacts: change.contacts, guests: change.guests };
    case "guest-invitations":
      return { ...state, guestInvitations: change.invitations };
    case "conversations":
      return { ...state, conversations: change.conversations };
    case "notices":
      return { ...state, notices: change.notices };
    case "invitations":
      return { ...state, invitations: change.invitations };
    case "warnings":
      return { ...state, warnings: change.warnings };
    case "logs":
      return { ...state, logs: change.logs, alarms: change.alarms };
    case "health":
      return { ...state, health: change.health };
    case "people":
      return { ...state, people: change.people };
    case "preferences":
      return { ...state, preferences: change.preferences };
    case "thread": {
      const thread = new Map(state.threads.get(change.conversation));
      for (const key of change.gone) thread.delete(key);
      for (const item of change.items) thread.set(item.key, item);
      return { ...state, threads: new Map(state.threads).set(change.conversation, thread) };
    }
    case "uploads":
      return { ...state, uploads: change.uploads };
    case "download": {
      const { download } = change;
      const downloads = new Map(state.downloads);
      if (download.done < download.total) downloads.set(download.blob, download);
      else downloads.delete(download.blob);
      return { ...state, downloads };
    }
    case "draft":
      return { ...state, drafts: new Map(state.drafts).set(change.conversation, change.text) };
    case "progress":
      return state;
  }
}

/** Follows an engine from outside a screen (command line, demo, tests) and lets its owner wait for a state. */
export class EngineMirror {
  private current = STARTING_STATE;
  private readonly waiting = new Set<() => void>();
  private stop: () => void = () => undefined;

  private constructor() {}

  /** Subscribes to the engine; resolves once the present state has been told. */
  static async of(engine: EngineFacade): Promise<EngineMirror> {
    const mirror = new EngineMirror();
    mirror.stop = await engine.subscribe((change) => {
      mirror.current = reflect(mirror.current, change);
      for (const look of [...mirror.waiting]) look();
    });
    return mirror;
  }

  get state(): EngineState {
    return this.current;
  }

  /** Resolves with the first answer of `look` that is not undefined, now or after a change; rejects when aborted. */
  until<Found>(look: (state: EngineState) => Found | undefined, signal?: AbortSignal): Promise<Found> {
    return new Promise((resolve, reject) => {
      const tryLook = () => {
        const found = look(this.current);
        if (found === undefined) return;
        this.waiting.delete(tryLook);
        resolve(found);
      };
      this.waiting.add(tryLook);
      signal?.addEventListener("abort", () => {
        this.waiting.delete(tryLook);
        reject(signal.reason);
      });
      tryLook();
    });
  }

  /** Follows no longer. */
  close(): void {
    this.stop();
    this.waiting.clear();
  }
}
