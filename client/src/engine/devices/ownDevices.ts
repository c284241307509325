import type { DeviceId, NetworkId } from "@comity/shared/ids";
import { deviceList } from "@comity/shared/protocol/device";
import { fail, ok } from "@comity/shared/result";
import type { CertifiedDevice } from "@comity/shared/statements/devices";
import type { Roster } from "@comity/shared/statements/roster";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import { DeviceName, type Statement } from "@comity/shared/statements/statement";
import type { SessionLink } from "../context.ts";
import type { EngineDependencies } from "../dependencies.ts";
import type { Directory } from "../directory/directory.ts";
import { certifyDevice, signingKeysOf } from "../enrolment/newIdentity.ts";
import { publish } from "../enrolment/publishing.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { OwnDeviceView } from "../facade/views.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";

export interface OwnDevicesParts extends Pick<EngineDependencies, "sodium" | "clock"> {
  readonly session: SessionLink;
  readonly directory: Directory;
  readonly identity: () => IdentityRecord;
}

/** The person's own devices: which there are, what they are called, and which are to end. */
export class OwnDevices {
  constructor(private readonly parts: OwnDevicesParts) {}

  /** All devices that the networks' logs name, this one first, then the newest; ended ones last. */
  async list(): EngineResult<readonly OwnDeviceView[]> {
    const { session, identity } = this.parts;
    const known = await session.call(deviceList, {});
    const logIns = new Map(known.ok ? known.value.devices.map((one) => [one.device, one.lastLogIn]) : []);
    const here = identity().device;
    const views = [...this.devices()].map(
      ([device, { name, since, revoked }]): OwnDeviceView => ({
        ...{ device, name, since, revoked },
        current: device === here,
        lastLogIn: logIns.get(device),
      }),
    );
    const rank = ({ current, revoked }: OwnDeviceView) => (current ? 0 : revoked ? 2 : 1);
    return ok(views.sort((one, other) => rank(one) - rank(other) || other.since - one.since));
  }

  /** Gives a device of this person's another name, in every network in which it stands. */
  async rename(device: DeviceId, name: string): EngineResult<void> {
    const given = DeviceName.safeParse(name.trim());
    if (!given.success) return fail({ code: name.trim() === "" ? "text.empty" : "text.too-long" });
    return this.say(device, (network, at) => ({
      ...{ v: 1, kind: "device.rename", network, at },
      ...{ account: this.parts.identity().account, device, name: given.data },
    }));
  }

  /** Ends another device of this person's in every network: the server refuses it at once. */
  async revoke(device: DeviceId): EngineResult<void> {
    if (device === this.parts.identity().device) return fail({ code: "not-permitted" });
    return this.sayEnded(device);
  }

  /** Ends this device itself, which is about to be given up: nothing is left in the logs that anybody could log in with. */
  async endThis(): EngineResult<void> {
    return this.sayEnded(this.parts.identity().device);
  }

  private sayEnded(device: DeviceId): EngineResult<void> {
    const { account } = this.parts.identity();
    return this.say(device, (network, at) => ({
      ...{ v: 1, kind: "device.revoke", network, at },
      ...{ account, device },
    }));
  }

  /** Certifies a new device in every network in which the person is a member now. */
  async certify(device: DeviceId, name: string): EngineResult<void> {
    const { sodium, clock, session, directory } = this.parts;
    const { account } = this.parts.identity();
    for (const roster of directory.rosters()) {
      const at = clock.now();
      if (roster.membershipFault(account, at) !== undefined) continue;
      if (roster.device(device)?.account === account) continue;
      const keys = { account, device, identity: this.identityKeys() };
      const certificate = certifyDevice(sodium, keys, roster.network, name, at);
      const published = await publish(session, directory, roster.network, [certificate]);
      if (!published.ok && !this.standsIn(roster, device)) return published;
    }
    return ok(undefined);
  }

  private standsIn(roster: Roster, device: DeviceId): boolean {
    return this.parts.directory.roster(roster.network)?.device(device) !== undefined;
  }

  /** Publishes a statement about a device in each network in which it stands. Said twice, it is said once. */
  private async say(
    device: DeviceId,
    statement: (network: NetworkId, at: number) => Statement,
  ): EngineResult<void> {
    const { sodium, clock, session, directory } = this.parts;
    const { account } = this.parts.identity();
    let said = false;
    for (const roster of directory.rosters()) {
      const known = roster.device(device);
      if (known === undefined || known.account !== account || known.revoked) continue;
      const signed = signStatement(sodium, statement(roster.network, clock.now()), this.identityKeys());
      const published = await publish(session, directory, roster.network, [signed]);
      if (!published.ok) return published;
      said = true;
    }
    return said ? ok(undefined) : fail({ code: "not-permitted" });
  }

  private identityKeys(): SigningKeys {
    return signingKeysOf(this.parts.sodium, this.parts.identity().identityKey);
  }

  /** A device of several networks is one, and ended only when it is so in all of them. */
  private devices(): ReadonlyMap<DeviceId, CertifiedDevice> {
    const found = new Map<DeviceId, CertifiedDevice>();
    for (const roster of this.parts.directory.rosters())
      for (const device of roster.allDevicesOf(this.parts.identity().account)) {
        const known = found.get(device.device);
        if (known === undefined || (known.revoked && !device.revoked)) found.set(device.device, device);
      }
    return found;
  }
}
