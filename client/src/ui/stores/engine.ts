import type { AccountId, ConversationId } from "@comity/shared/ids";
import { create } from "zustand";
import type { ProgressTask } from "../../engine/facade/change.ts";
import type { EngineFacade } from "../../engine/facade/facade.ts";
import { type EngineState, reflect, STARTING_STATE } from "../../engine/facade/mirror.ts";
import type { ContactView, ConversationView, ThreadItem } from "../../engine/facade/views.ts";
import { forgetRefusals } from "./refusedFiles.ts";

interface Mirror extends EngineState {
  /** The engine's worker ended and another one has taken its place, since the last unlock. */
  readonly restarted: boolean;
  /** The engine's worker can't be started. */
  readonly stopped: boolean;
  readonly progress: Partial<Record<ProgressTask, { readonly done: number; readonly total: number }>>;
}

/** The engine's state, as screens read it. Filled by `follow`, never by a screen. */
export const useEngine = create<Mirror>(() => ({
  ...STARTING_STATE,
  restarted: false,
  stopped: false,
  progress: {},
}));

let facade: EngineFacade | undefined;

/** The engine. Screens call it in their handlers. */
export function engine(): EngineFacade {
  if (facade === undefined) throw new Error("a screen was shown before the engine was followed");
  return facade;
}

/** Connects the store to an engine: one subscription for all screens. */
export async function follow(one: EngineFacade): Promise<void> {
  facade = one;
  await one.subscribe((change) => {
    if (change.type === "progress") {
      const { task, done, total } = change;
      useEngine.setState((state) => ({ progress: { ...state.progress, [task]: { done, total } } }));
      return;
    }
    if (change.type === "phase" && change.phase.phase !== "ready") forgetRefusals();
    useEngine.setState((state) => ({
      ...reflect(state, change),
      restarted: state.restarted && !(change.type === "phase" && change.phase.phase === "ready"),
    }));
  });
}

/** The engine ended: nothing of what it told stays, until the next one tells its state. */
export function forget(): void {
  forgetRefusals();
  useEngine.setState({ ...STARTING_STATE, restarted: true, progress: {} });
}

/** Puts a page of older items beside those that the engine has told. */
export function takePage(conversation: ConversationId, items: readonly ThreadItem[]): void {
  useEngine.setState((state) => reflect(state, { type: "thread", conversation, items, gone: [] }));
}

/** A person's card, from whichever network knows it (a current membership first). */
export function findContact(
  contacts: readonly ContactView[],
  account: AccountId | undefined,
): ContactView | undefined {
  const known = contacts.filter((contact) => contact.account === account);
  return known.find((contact) => contact.standing === "current") ?? known[0];
}

/** The contact of an account, a guest's too. */
export function useContact(account: AccountId | undefined): ContactView | undefined {
  return useEngine((state) => findContact(state.contacts, account) ?? findContact(state.guests, account));
}

/** One conversation. */
export function useConversation(id: ConversationId | undefined): ConversationView | undefined {
  return useEngine((state) => state.conversations.find((one) => one.id === id));
}
