import type { Sodium } from "@comity/shared/crypto/sodium";
import { hashToken } from "@comity/shared/enrolment/invitation";
import { idOfKey, type NetworkId, Token } from "@comity/shared/ids";
import { Roster } from "@comity/shared/statements/roster";
import type { SignedStatement } from "@comity/shared/statements/statement";
import type { Storage } from "../storage/port/storage.ts";
import { type DomainResult, done, refuse } from "./context.ts";

/** Network.found, membership.grant of the founder, device.certify. */
export type FoundingStatements = readonly [SignedStatement, SignedStatement, SignedStatement];

/** The one-time right to found a network, given out on the server's own console. */
export class Foundings {
  constructor(
    private readonly storage: Pick<Storage, "foundings" | "statements" | "devices">,
    private readonly sodium: Sodium,
    private readonly now: () => number,
    private readonly random: (n: number) => Uint8Array,
  ) {}

  /** A fresh token; only its hash is kept. */
  async issue(): Promise<Token> {
    const token = idOfKey(Token, this.random(32));
    await this.storage.foundings.issue(hashToken(this.sodium, token), this.now());
    return token;
  }

  /** Whether any network has been founded here. */
  async any(): Promise<boolean> {
    return (await this.storage.statements.networks()).length > 0;
  }

  /** Founds a network. Each step may be repeated, so a lost answer or a crash in between is healed by a retry. */
  async found(token: Token, statements: FoundingStatements): DomainResult<{ network: NetworkId }> {
    const roster = Roster.found(this.sodium, statements[0]);
    if (!roster.ok) return refuse({ code: "statement.invalid", reason: roster.fault });
    const { network, founding } = roster.value;
    const granted = roster.value.append(statements[1]);
    if (!granted.ok) return refuse({ code: "statement.invalid", reason: granted.fault });
    const certified = roster.value.append(statements[2]);
    if (!certified.ok) return refuse({ code: "statement.invalid", reason: certified.fault });
    if (
      granted.value.kind !== "membership.grant" ||
      granted.value.account !== founding.account ||
      certified.value.kind !== "device.certify" ||
      certified.value.account !== founding.account
    )
      return refuse({ code: "statement.invalid", reason: "not-the-founding" });
    if (!(await this.storage.foundings.spend(hashToken(this.sodium, token), network)))
      return refuse({ code: "founding.token-invalid" });
    const { device, account } = certified.value;
    if (!(await this.storage.devices.register({ device, account, network, at: this.now() })))
      return refuse({ code: "statement.invalid", reason: "device-taken" });
    const { appended } = await this.storage.statements.append(network, 0, statements);
    if (!appended && !(await this.founded(network, statements)))
      return refuse({ code: "founding.token-invalid" });
    return done({ network });
  }

  private async founded(network: NetworkId, statements: FoundingStatements): Promise<boolean> {
    const first = await this.storage.statements.read(network, 0, statements.length);
    return statements.every(({ signature }, at) => first[at]?.signature === signature);
  }
}
