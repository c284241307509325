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
  conversationSend,
  conversationWelcome,
} from "@comity/shared/protocol/conversation";
import type { Domain } from "../domain/domain.ts";
import { type Call, forDevices } from "./calls.ts";

/** Conversations: everything here is for members' devices, and each checks its own membership. */
export function conversationCalls({ conversations, delivery, rejoining }: Domain): readonly Call[] {
  return [
    forDevices("active", conversationSend, 1, (caller, request) => delivery.send(caller, request)),
    forDevices("active", conversationAcknowledge, 1, (caller, { cursors }) =>
      delivery.acknowledge(caller, cursors),
    ),
    forDevices("active", conversationRead, 3, (caller, { conversation, after, limit, bytes }) =>
      delivery.read(caller, conversation, after, { entries: limit, bytes: bytes ?? LIMITS.bytesPerRead }),
    ),
    forDevices("active", conversationList, 5, (caller, { after }) => delivery.list(caller, after)),
    forDevices("active", conversationWelcome, 3, (caller, { conversation }) =>
      delivery.welcome(caller, conversation),
    ),
    forDevices("active", conversationCursors, 3, (caller, { conversation }) =>
      delivery.cursors(caller, conversation),
    ),
    forDevices("active", conversationDevices, 3, (caller, { conversation }) =>
      delivery.devices(caller, conversation),
    ),
    forDevices("active", conversationCreate, 10, (caller, request) => conversations.create(caller, request)),
    forDevices("active", conversationCommit, 5, (caller, request) => conversations.commit(caller, request)),
    forDevices("active", conversationRejoin, 10, (caller, request) => rejoining.rejoin(caller, request)),
    forDevices("active", conversationRejoinable, 5, (caller, { after }) =>
      rejoining.rejoinable(caller, after),
    ),
    forDevices("active", conversationGroupInfo, 10, (caller, { conversation, again = false }) =>
      rejoining.groupInfo(caller, conversation, again),
    ),
    forDevices("active", conversationDeposit, 10, (caller, { conversation, epoch, groupInfo }) =>
      rejoining.deposit(caller, conversation, epoch, groupInfo),
    ),
  ];
}
