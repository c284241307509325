import type { AccountId, DeviceId } from "../ids.ts";
import type { StatementFault } from "./faults.ts";
import type { Instant, StatementOf } from "./statement.ts";

/** A device of a person, as the person's identity key says. */
export interface CertifiedDevice {
  readonly device: DeviceId;
  readonly account: AccountId;
  readonly name: string;
  readonly since: Instant;
  readonly revoked: boolean;
  /** When the revoking statement was signed. What the device did before it stays good. */
  readonly revokedAt?: Instant;
}

/** Which devices belong to whom. That a person is a member, and who is an officer, is for the roster to know. */
export class Devices {
  private readonly byId = new Map<DeviceId, CertifiedDevice>();

  copy(): Devices {
    const twin = new Devices();
    for (const [id, device] of this.byId) twin.byId.set(id, device);
    return twin;
  }

  find(id: DeviceId): CertifiedDevice | undefined {
    return this.byId.get(id);
  }

  /** The devices that a person ever had, ended ones too. */
  allOf(account: AccountId): readonly CertifiedDevice[] {
    return [...this.byId.values()].filter((device) => device.account === account);
  }

  certify(statement: StatementOf<"device.certify">, signer: string): StatementFault | undefined {
    if (signer !== String(statement.account)) return "signer-not-the-account";
    if (this.byId.has(statement.device)) return "device-taken";
    const { device, account, name, at } = statement;
    this.byId.set(device, { device, account, name, since: at, revoked: false });
    return undefined;
  }

  /** `byOfficer`: whether an officer signs it. */
  revoke(
    statement: StatementOf<"device.revoke">,
    signer: string,
    byOfficer: boolean,
  ): StatementFault | undefined {
    const known = this.standing(statement);
    if (known === undefined) return "no-such-device";
    if (signer !== String(statement.account) && !byOfficer) return "signer-not-an-officer";
    this.byId.set(statement.device, { ...known, revoked: true, revokedAt: statement.at });
    return undefined;
  }

  rename(statement: StatementOf<"device.rename">, signer: string): StatementFault | undefined {
    const known = this.standing(statement);
    if (known === undefined) return "no-such-device";
    if (signer !== String(statement.account)) return "signer-not-the-account";
    this.byId.set(statement.device, { ...known, name: statement.name });
    return undefined;
  }

  private standing({ device, account }: { readonly device: DeviceId; readonly account: AccountId }) {
    const known = this.byId.get(device);
    return known === undefined || known.account !== account || known.revoked ? undefined : known;
  }
}
