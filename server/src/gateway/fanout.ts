import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import type { Server } from "socket.io";
import type { Audience, Tell } from "../domain/context.ts";

/** The room of one device's socket. */
export const deviceRoom = (device: DeviceId): string => `device:${device}`;

/** The room of a person's devices. */
export const accountRoom = (account: AccountId): string => `account:${account}`;

/** The room of everybody who may read a network's log. */
export const networkRoom = (network: NetworkId): string => `network:${network}`;

function roomsOf(to: Audience): string[] {
  if ("network" in to) return [networkRoom(to.network)];
  return "devices" in to ? to.devices.map(deviceRoom) : to.accounts.map(accountRoom);
}

/**
 * Tells others, through Socket.IO's adapter: each message is encoded once for all its recipients, and an
 * adapter between processes takes it to the sockets of the others.
 */
export function deliver(io: Server, tells: readonly Tell[]): void {
  for (const { event, message, to } of tells) {
    const rooms = roomsOf(to);
    // An empty list of rooms would mean everybody.
    if (rooms.length > 0) io.to(rooms).emit(event, message);
  }
}
