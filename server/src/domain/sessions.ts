import { verify } from "@comity/shared/crypto/signature";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Fault } from "@comity/shared/fault";
import { bytesOfId, type DeviceId } from "@comity/shared/ids";
import { PROTOCOL_VERSION } from "@comity/shared/limits";
import { challengeBytes, type Standing } from "@comity/shared/protocol/session";
import type { Result } from "@comity/shared/result";
import type { Devices } from "./devices.ts";
import type { Standings } from "./standing.ts";

/** What a device sends to log in. */
export interface LogIn {
  readonly protocol: number;
  readonly device: DeviceId;
  readonly origin: string;
  readonly signature: Uint8Array;
}

/** Log-in by a challenge that the device's key signs. The nonce belongs to one socket and is used once. */
export class Sessions {
  constructor(
    private readonly standings: Standings,
    private readonly devices: Pick<Devices, "noteLogIn">,
    private readonly sodium: Sodium,
    private readonly random: (n: number) => Uint8Array,
    private readonly origins: () => readonly string[],
  ) {}

  /** A fresh challenge. */
  challenge(): Uint8Array {
    return this.random(32);
  }

  /** The standing of a device that signed this nonce, for an origin of ours. */
  async authenticate(nonce: Uint8Array, logIn: LogIn): Promise<Result<Standing, Fault>> {
    if (logIn.protocol !== PROTOCOL_VERSION) return { ok: false, fault: { code: "session.outdated-client" } };
    if (!this.origins().includes(logIn.origin)) return { ok: false, fault: { code: "session.wrong-origin" } };
    const signed = challengeBytes(nonce, logIn.origin);
    const key = bytesOfId(logIn.device);
    if (!verify(this.sodium, "comity/session/v1", signed, logIn.signature, key))
      return { ok: false, fault: { code: "session.bad-signature" } };
    const standing = await this.standings.of(logIn.device);
    if (standing.ok) await this.devices.noteLogIn(logIn.device);
    return standing;
  }
}
