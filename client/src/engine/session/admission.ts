import { networkFound } from "@comity/shared/protocol/founding";
import { invitationRedeem } from "@comity/shared/protocol/invitation";
import type { Standing } from "@comity/shared/protocol/session";
import type { EngineDependencies } from "../dependencies.ts";
import type { Directory } from "../directory/directory.ts";
import { certifyIn, type Waiting } from "../enrolment/certifying.ts";
import { signingKeysOf } from "../enrolment/newIdentity.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { RefusedReason } from "../facade/views.ts";
import { withTransport } from "../transport/onlineOnce.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import { isPassing } from "./passing.ts";
import type { Refusal, Session } from "./session.ts";

/** How long until it is told again what the server could not take. */
const AGAIN_MS = 10_000;
/** How often a device whose owner's membership can hold again looks whether it does. */
const ASK_AGAIN_MS = 300_000;

interface AdmissionGround {
  readonly dependencies: EngineDependencies;
  readonly session: Session;
  readonly directory: Directory;
  readonly identity: () => IdentityRecord;
  readonly amend: (change: (identity: IdentityRecord) => IdentityRecord) => Promise<void>;
  readonly closed: () => boolean;
  /** The server lets this device in no longer, or again. */
  readonly refused: () => void;
  readonly readmitted: () => void;
}

/**
 * Whether the server lets this device in, and the last step of an enrolment, a founding or a linking that a crash may
 * have left between the two: it is told again until the server knows of it.
 */
export class Admission {
  /** Why the server lets this device in nowhere; undefined: it does, or has not been asked. */
  shutOut: RefusedReason | undefined;
  private ending = false;

  constructor(private readonly ground: AdmissionGround) {}

  /** This device is being given up: no refusal is news any more. */
  end(): void {
    this.ending = true;
  }

  /** The server has let this device in, with this standing. */
  async follow(standing: Standing): Promise<void> {
    if (this.shutOut !== undefined) {
      this.shutOut = undefined;
      this.ground.readmitted();
    }
    if (this.ground.identity().unfinished?.kind === "certification") await this.finishCertifying();
    else if (standing.state === "pending") await this.finishTelling();
    else if (this.ground.identity().unfinished !== undefined) await this.ground.amend(withoutUnfinished);
    await this.ground.directory.refresh();
  }

  /** Says again what a crash may have kept from the server. Both calls are harmless when repeated. */
  private async finishTelling(): Promise<void> {
    const { unfinished } = this.ground.identity();
    if (unfinished?.kind !== "enrolment") return;
    const { token, enrolment, mac } = unfinished;
    const told = await this.ground.session.call(invitationRedeem, { token, enrolment, mac });
    if (told.ok) await this.ground.amend(withoutUnfinished);
  }

  /**
   * A crash may have left this device certified in some of its networks only, and where its owner is suspended it could
   * not be. Saying it again is harmless.
   */
  private async finishCertifying(): EngineResult<Waiting | undefined> {
    const { account, device, deviceName, identityKey, networks } = this.ground.identity();
    const identity = signingKeysOf(this.ground.dependencies.sodium, identityKey);
    const ids = networks.map(({ network }) => network);
    const certified = await certifyIn(
      this.ground.dependencies,
      ids,
      { account, device, identity },
      deviceName,
    );
    if (certified.ok && certified.value === undefined && !this.ground.closed())
      await this.ground.amend(withoutUnfinished);
    return certified;
  }

  /** The server has refused this device. */
  async refused(reason: Refusal): Promise<void> {
    if (this.ending) return;
    const { unfinished } = this.ground.identity();
    if (reason === "unknown-device" && unfinished !== undefined) return this.tellAgain(unfinished);
    if (reason !== "outdated-client" && reason !== "wrong-origin") this.shut(reason);
  }

  /** The server lets this device in nowhere, until it says otherwise. */
  private shut(reason: RefusedReason): void {
    this.shutOut = reason;
    this.ground.refused();
  }

  /** The server has never heard of this device since it crashed, or we did, in the middle of telling. */
  private async tellAgain(unfinished: NonNullable<IdentityRecord["unfinished"]>): Promise<void> {
    const { connect, clock } = this.ground.dependencies;
    if (unfinished.kind === "certification") return this.afterCertifying(await this.finishCertifying());
    const told = await withTransport<unknown>(connect, clock, (transport) => {
      if (unfinished.kind === "enrolment") {
        const { token, enrolment, mac } = unfinished;
        return transport.call(invitationRedeem, { token, enrolment, mac });
      }
      const [founding, membership, device] = unfinished.statements;
      if (founding === undefined || membership === undefined || device === undefined)
        throw new Error("a founding of fewer than three statements was stored");
      return transport.call(networkFound, {
        token: unfinished.token,
        statements: [founding, membership, device],
      });
    });
    this.afterTelling(told);
  }

  /** The server knows of this device nowhere: where its owner's membership can hold again, it is said again. */
  private afterCertifying(certified: Awaited<EngineResult<Waiting | undefined>>): void {
    if (certified.ok && certified.value !== undefined) {
      this.shut(certified.value);
      this.ground.session.retry(ASK_AGAIN_MS);
    } else this.afterTelling(certified);
  }

  private afterTelling(told: Awaited<EngineResult<unknown>>): void {
    if (told.ok) this.ground.session.retry();
    else if (isPassing(told.fault)) this.ground.session.retry(AGAIN_MS);
    else this.shut("unknown-device");
  }
}

function withoutUnfinished(identity: IdentityRecord): IdentityRecord {
  const { unfinished: _told, ...rest } = identity;
  return rest;
}
