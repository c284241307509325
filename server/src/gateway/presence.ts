import type { DeviceId, NetworkId } from "@comity/shared/ids";
import {
  type LostStanding,
  type Standing,
  sessionReplaced,
  sessionRevoked,
  sessionStanding,
} from "@comity/shared/protocol/session";
import { statementsAppended } from "@comity/shared/protocol/statements";
import type { Domain } from "../domain/domain.ts";
import { accountRoom, deviceRoom, networkRoom } from "./fanout.ts";
import type { Lines } from "./line.ts";
import type { Peer } from "./peer.ts";

/** Which devices are connected to this process, and what changes about them while they are. */
export class Presence {
  private readonly peers = new Map<DeviceId, Peer>();
  private readonly announced = new Map<NetworkId, number>();

  constructor(
    private readonly lines: Lines,
    private readonly domain: Pick<Domain, "standings" | "rosters" | "recognitions">,
  ) {}

  /** A device has logged in: an older line of the same device, in any process, is told and closed. */
  enter(peer: Peer, device: DeviceId, standing: Standing): void {
    const room = deviceRoom(device);
    this.lines.tell([room], sessionReplaced.name, {});
    this.lines.end(room);
    peer.stands(device, standing);
    this.peers.set(device, peer);
    peer.line.join([room, accountRoom(standing.account)]);
    this.follow(peer, standing);
  }

  /** A line has closed. */
  leave(peer: Peer): void {
    const device = peer.caller?.device;
    if (device !== undefined && this.peers.get(device) === peer) this.peers.delete(device);
  }

  /** A network's log has grown: whoever it concerns is looked at again. */
  async recheck(network: NetworkId): Promise<void> {
    const roster = await this.domain.rosters.get(network);
    if (roster !== undefined) this.announced.set(network, roster.size);
    const concerned = [...this.peers.values()].filter(
      ({ caller }) =>
        caller !== undefined &&
        (caller.networks.includes(network) || roster?.member(caller.account) !== undefined),
    );
    await this.look(concerned);
  }

  /** Looks at everybody: memberships end by the clock too. */
  async recheckAll(): Promise<void> {
    await this.look([...this.peers.values()]);
  }

  /** Finds logs that another process has made grow, and passes that on to the lines of this one. */
  async followLogs(): Promise<void> {
    const own = new Set([...this.peers.values()].flatMap(({ caller }) => caller?.networks ?? []));
    const { recognitions } = this.domain;
    for (const network of new Set([...own, ...(await recognitions.followedFrom(own))])) {
      const size = (await this.domain.rosters.get(network))?.size ?? 0;
      const before = this.announced.get(network);
      this.announced.set(network, size);
      if (before === undefined || before >= size) continue;
      for (const one of [network, ...(await recognitions.followers(network, before))])
        this.lines.tellHere(networkRoom(one), statementsAppended.name, { network, size });
      await this.recheck(network);
    }
  }

  /** Finds whom the operator has disabled meanwhile, and lets go of them. */
  async followOperator(): Promise<void> {
    const disabled = await this.domain.standings.disabledAccounts();
    if (disabled.size === 0) return;
    await this.look([...this.peers.values()].filter(({ caller }) => caller && disabled.has(caller.account)));
  }

  private async look(peers: readonly Peer[]): Promise<void> {
    for (const peer of peers) {
      const { caller, standing: before } = peer;
      if (caller === undefined || before === undefined) continue;
      const standing = await this.domain.standings.of(caller.device);
      if (peer.caller?.device !== caller.device || !peer.line.open) continue;
      if (!standing.ok) this.expel(peer, standing.fault.code);
      else if (changed(before, standing.value)) {
        peer.stands(caller.device, standing.value);
        this.follow(peer, standing.value);
        peer.line.tell(sessionStanding.name, standing.value);
      }
    }
  }

  private expel(peer: Peer, code: LostStanding | "session.unknown-device"): void {
    this.leave(peer);
    peer.forget();
    peer.line.tell(sessionRevoked.name, {
      code: code === "session.unknown-device" ? "session.revoked" : code,
    });
    peer.line.end();
  }

  /** Puts the line into the rooms of its networks, and of no others. */
  private follow(peer: Peer, standing: Standing): void {
    const rooms = new Set<string>(standing.networks.map(({ network }) => networkRoom(network)));
    for (const room of peer.line.rooms) {
      if (room.startsWith("network:") && !rooms.has(room)) peer.line.leave(room);
    }
    peer.line.join([...rooms]);
    for (const { network, size } of standing.networks) {
      if (!this.announced.has(network)) this.announced.set(network, size);
    }
  }
}

/** Whether anything but the logs' sizes differs. */
function changed(before: Standing, after: Standing): boolean {
  const networks = ({ networks: all }: Standing) => all.map(({ network }) => network).join();
  return before.state !== after.state || networks(before) !== networks(after);
}
