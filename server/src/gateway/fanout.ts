import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import type { Audience, Tell } from "../domain/context.ts";
import type { Lines } from "./line.ts";

/** The room of one device's line. */
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
 * Tells others, wherever they are connected. Through Socket.IO each message is encoded once for all its
 * recipients, and an adapter between processes takes it to the sockets of the others.
 */
export function deliver(lines: Lines, tells: readonly Tell[]): void {
  for (const { event, message, to } of tells) {
    const rooms = roomsOf(to);
    // An empty list of rooms would mean everybody.
    if (rooms.length > 0) lines.tell(rooms, event, message);
  }
}
