import { LIMITS } from "@comity/shared/limits";
import {
  conversationAcknowledge,
  conversationCommit,
  conversationCreate,
  conversationCursors,
  conversationDeposit,
  conversationDevices,
  conversationGroupInfo,
  conversationList,
  conversationRead,
  conversationRejoin,
  conversationRejoinable,
  conversationRestart,
  conversationSend,
  conversationWelcome,
} from "@comity/shared/protocol/conversation";
import type { Domain } from "../domain/domain.ts";
import { type Call, forDevices } from "./calls.ts";

/** Conversations: everything here is for devices that are in one, and each call checks that; a guest makes none. */
export function conversationCalls({
  conversations,
  delivery,
  rejoining,
  restarting,
}: Domain): readonly Call[] {
  return [
    forDevices("guest", conversationSend, 1, (caller, request) => delivery.send(caller, request)),
    forDevices("guest", conversationAcknowledge, 1, (caller, { cursors }) =>
      delivery.acknowledge(caller, cursors),
    ),
    forDevices("guest", conversationRead, 3, (caller, { conversation, after, limit, bytes }) =>
      delivery.read(caller, conversation, after, { entries: limit, bytes: bytes ?? LIMITS.bytesPerRead }),
    ),
    forDevices("guest", conversationList, 5, (caller, { after }) => delivery.list(caller, after)),
    forDevices("guest", conversationWelcome, 3, (caller, { conversation }) =>
      delivery.welcome(caller, conversation),
    ),
    forDevices("guest", conversationCursors, 3, (caller, { conversation }) =>
      delivery.cursors(caller, conversation),
    ),
    forDevices("guest", conversationDevices, 3, (caller, { conversation }) =>
      delivery.devices(caller, conversation),
    ),
    forDevices("active", conversationCreate, 10, (caller, request) => conversations.create(caller, request)),
    forDevices("guest", conversationCommit, 5, (caller, request) => conversations.commit(caller, request)),
    forDevices("guest", conversationRejoin, 10, (caller, request) => rejoining.rejoin(caller, request)),
    forDevices("active", conversationRestart, 20, (caller, request) => restarting.restart(caller, request)),
    forDevices("guest", conversationRejoinable, 5, (caller, { after }) =>
      rejoining.rejoinable(caller, after),
    ),
    forDevices("guest", conversationGroupInfo, 10, (caller, { conversation, again = false }) =>
      rejoining.groupInfo(caller, conversation, again),
    ),
    forDevices("guest", conversationDeposit, 10, (caller, { conversation, epoch, groupInfo }) =>
      rejoining.deposit(caller, conversation, epoch, groupInfo),
    ),
  ];
}
