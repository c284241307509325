import type { EngineChange } from "./change.ts";
import type { ConversationCalls } from "./conversationCalls.ts";
import type { DirectoryCalls } from "./directoryCalls.ts";
import type { EngineResult } from "./fault.ts";
import type { FileCalls } from "./fileCalls.ts";
import type { GuestCalls } from "./guestCalls.ts";
import type { IdentityCalls } from "./identityCalls.ts";
import type { OfficeCalls } from "./officeCalls.ts";
import type { PassingCalls } from "./passingCalls.ts";

/**
 * The one door between screens and engine. Every method may be called at any time and answers in words of
 * a closed union; none throws for an expected failure.
 */
export interface EngineFacade
  extends ConversationCalls,
    DirectoryCalls,
    FileCalls,
    GuestCalls,
    IdentityCalls,
    OfficeCalls,
    PassingCalls {
  /** Starts listening, and tells the whole present state first. Returns how to stop. */
  subscribe(listener: (change: EngineChange) => void): Promise<() => void>;
  /** Tries to connect at once; a connection that seems to stand must show that it lives, or is replaced. */
  connectNow(): Promise<void>;
  dismissWarning(id: string): EngineResult<void>;
  /**
   * Resolves when nothing is under way any more: what the server has told of so far is stored on this device,
   * and what could be sent is sent. What waits for a connection or for another person is not waited for.
   */
  settled(): Promise<void>;
}
