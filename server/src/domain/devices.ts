import type { DeviceId } from "@comity/shared/ids";
import type { DeviceStore } from "../storage/port/enrolment.ts";
import { type Caller, type DomainResult, done } from "./context.ts";

/** Log-ins are noted to the hour: enough to recognise a forgotten device, too little for a time sheet. */
const COARSE_MS = 3_600_000;

/** What the server knows of devices beside the logs: when each was last here. */
export class Devices {
  constructor(
    private readonly store: DeviceStore,
    private readonly now: () => number,
  ) {}

  /** Notes a log-in; at most one write an hour for each device. */
  async noteLogIn(device: DeviceId): Promise<void> {
    const hour = this.now() - (this.now() % COARSE_MS);
    const known = await this.store.find(device);
    if (known === undefined || (known.seenAt ?? -1) >= hour) return;
    await this.store.seen(device, hour);
  }

  /** The caller's own devices, revoked ones too. */
  async list(caller: Caller): DomainResult<{ devices: { device: DeviceId; lastLogIn?: number }[] }> {
    const devices = await this.store.ofAccount(caller.account);
    return done({
      devices: devices.map(({ device, seenAt }) => ({
        device,
        ...(seenAt === undefined ? {} : { lastLogIn: seenAt }),
      })),
    });
  }
}
