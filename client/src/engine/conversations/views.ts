import { HISTORY } from "@comity/shared/content/history";
import type { ConversationView, KeyChangeView, PassingView, WaitingFor } from "../facade/views.ts";
import type { PassingRecord } from "../history/historyRecords.ts";
import type { Conversation } from "./conversation.ts";
import { type ConversationRecord, isOut } from "./records.ts";
import { canRestart } from "./restarting.ts";
import type { Stop } from "./stops.ts";

/** A conversation as screens list it; undefined: they don't. */
export function viewOf(
  conversation: Conversation,
  mutedUntil: number | undefined,
  stop: Stop | undefined,
  keyChanges: readonly KeyChangeView[],
): ConversationView | undefined {
  const { record, members, outbox } = conversation;
  const { id, kind, state, peer, network, reference, title, unread, lastActivity, preview } = record;
  // The group of the person's own devices is no conversation.
  if (kind === "own") return undefined;
  return {
    ...{ id, kind, peer, network, reference, title, unread, lastActivity, members, mutedUntil },
    preview: preview === undefined ? undefined : { author: preview.author, text: preview.text },
    state: isOut(record) ? "left" : state === "creating" ? "joining" : state,
    waitingFor: waitingFor(record, conversation.directoryAwaited),
    mayRestart: canRestart(conversation),
    unrecognised: stop?.code === "network.not-recognised" ? stop.network : undefined,
    keyChanges,
    passings: record.passings.map(passingView),
    queued: outbox.filter(({ shown }) => shown).length,
  };
}

function passingView({ offer, by, to, state, attempt, total, next }: PassingRecord): PassingView {
  const shown = state === "offered" || state === "stopping" ? "waiting" : state;
  return { offer, by, to, state: shown, done: next, total, again: attempt < HISTORY.attempts };
}

function waitingFor(
  { state, broken, refused }: ConversationRecord,
  directoryAwaited: boolean,
): WaitingFor | undefined {
  switch (state) {
    case "creating":
      return "server";
    case "joining":
      return "welcome";
    case "active":
      if (broken === undefined) return directoryAwaited ? "directory" : undefined;
      return broken.outside === true ? "outside" : "repair";
    case "left":
      return refused ? "refused" : undefined;
  }
}
