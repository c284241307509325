import type { ConversationId } from "@comity/shared/ids";
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

/** What the engine tells on its own. Lists come whole; thread items come as upserts by `key`. */
export type EngineChange =
  | { readonly type: "phase"; readonly phase: Phase }
  | { readonly type: "connection"; readonly connection: Connection }
  | { readonly type: "self"; readonly self: SelfView | undefined }
  | {
      readonly type: "directory";
      readonly contacts: readonly ContactView[];
      readonly guests: readonly ContactView[];
    }
  | { readonly type: "guest-invitations"; readonly invitations: readonly GuestInvitationView[] }
  | { readonly type: "conversations"; readonly conversations: readonly ConversationView[] }
  | {
      readonly type: "thread";
      readonly conversation: ConversationId;
      readonly items: readonly ThreadItem[];
      readonly gone: readonly string[];
    }
  | { readonly type: "notices"; readonly notices: readonly NoticeView[] }
  | { readonly type: "invitations"; readonly invitations: readonly InvitationView[] }
  | { readonly type: "warnings"; readonly warnings: readonly WarningView[] }
  /** The networks' logs as they are held here, and the alarms about them, settled ones too. */
  | { readonly type: "logs"; readonly logs: readonly LogView[]; readonly alarms: readonly LogAlarmView[] }
  | { readonly type: "health"; readonly health: HealthView }
  /** Whom the person has verified, and what else they have made sure of about people. */
  | { readonly type: "people"; readonly people: readonly PersonMark[] }
  | { readonly type: "preferences"; readonly preferences: PreferencesView }
  /** Files on their way out. */
  | { readonly type: "uploads"; readonly uploads: readonly UploadView[] }
  /** A file that was asked for has come further; done = total ends it, whatever came of it. */
  | { readonly type: "download"; readonly download: DownloadView }
  /** Another device of this person has changed a draft. */
  | { readonly type: "draft"; readonly conversation: ConversationId; readonly text: string }
  | { readonly type: "progress"; readonly task: ProgressTask; readonly done: number; readonly total: number };

/** Long tasks that show how far they are. done = total ends one. */
export type ProgressTask =
  | "unlock"
  | "catch-up"
  | "key-packages"
  | "room-members"
  | "board-members"
  | "move"
  | "history"
  | "own-device"
  | "invitations";
