import { AccountId, DeviceId, idOfKey, Token } from "@comity/shared/ids";
import type { CallEvent } from "@comity/shared/protocol/event";
import { linkAbandon, linkAwait, linkOpen, linkReceived, linkReveal } from "@comity/shared/protocol/link";
import { fail, ok } from "@comity/shared/result";
import type { SigningKeys } from "@comity/shared/statements/signing";
import type { z } from "zod";
import type { EngineDependencies } from "../dependencies.ts";
import { type FreshKeys, newSigningKeys, signingKeysOf } from "../enrolment/newIdentity.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { LinkOffer } from "../facade/identityCalls.ts";
import type { Transport } from "../ports.ts";
import { type PortableIdentity, readPortable } from "../recovery/portableIdentity.ts";
import {
  type Agreement,
  agreeAsNew,
  commitmentOf,
  newSide,
  openPackage,
  receiptOf,
  revealOf,
} from "./agreement.ts";
import { linkOfCode, linkPlace, newLinkCode, printLinkCode } from "./linkCode.ts";
import { awaitOther } from "./polling.ts";

/** How long somebody who has just pressed a button waits for a first connection. */
const PATIENCE_MS = 20_000;
/** How long the new device waits to be certified by the other one before it does so itself. */
const CERTIFIED_WITHIN_MS = 15_000;

type Found = z.infer<typeof linkAwait.response>;

/** What a linked device becomes, once its person has confirmed. */
export interface Linked {
  readonly portable: PortableIdentity;
  readonly keys: FreshKeys;
  readonly deviceName: string;
}

/**
 * The new device's side of linking, in a browser without a vault. Everything lives in memory until the person
 * has compared the numbers: whatever breaks before, nothing has happened.
 */
export class NewDeviceLink {
  private readonly side;
  private readonly deviceKeys: SigningKeys;
  private readonly opener: Token;
  private agreed: Agreement | undefined;
  private over = false;

  private constructor(
    private readonly dependencies: EngineDependencies,
    private readonly transport: Transport,
    private readonly code: string,
    readonly deviceName: string,
  ) {
    const { sodium, random } = dependencies;
    this.side = newSide(sodium, random);
    this.deviceKeys = newSigningKeys(sodium, random);
    this.opener = idOfKey(Token, random(32));
  }
  private until = 0;

  /** Opens a meeting place and gives what to show. */
  static async open(
    dependencies: EngineDependencies,
    deviceName: string,
  ): EngineResult<{ readonly link: NewDeviceLink; readonly offer: LinkOffer }> {
    const { connect, clock, random, origin } = dependencies;
    const transport = connect();
    const code = newLinkCode(random);
    const link = new NewDeviceLink(dependencies, transport, code, deviceName);
    const asked = clock.now();
    const opened = await awaitOther(
      clock,
      asked + PATIENCE_MS,
      () => link.over,
      async () =>
        transport.call(linkOpen, { ...link.place, commitment: commitmentOf(dependencies.sodium, link.side) }),
    );
    if (!opened.ok) {
      link.end();
      return opened.fault.code === "link.expired" ? fail({ code: "transport.offline" }) : opened;
    }
    // The clocks of the two may differ: the time is counted here, from before the server was asked.
    link.until = Math.min(opened.value.expiresAt, asked + 10 * 60_000);
    const offer = { code: printLinkCode(code), link: linkOfCode(origin, code), expiresAt: link.until };
    return ok({ link, offer });
  }

  /** Waits until the other device has come, and gives the number to compare. */
  async compare(): EngineResult<{ readonly number: string }> {
    const { sodium, random } = this.dependencies;
    const answer = await this.await(({ answer }) => answer);
    if (!answer.ok) return this.failed(answer);
    const agreed = agreeAsNew(sodium, this.code, this.side, answer.value);
    if (agreed === undefined) return this.failed(fail({ code: "link.tampered" }));
    const greeting = { device: this.device, deviceName: this.deviceName };
    const reveal = revealOf(sodium, random, this.side, agreed, greeting, this.deviceKeys);
    const revealed = await this.say(linkReveal, { ...this.place, reveal });
    if (!revealed.ok) return this.failed(revealed);
    this.agreed = agreed;
    return ok({ number: agreed.number });
  }

  /** Waits for what the other device hands over, after the person has confirmed there. */
  async receive(): EngineResult<Linked> {
    const { sodium } = this.dependencies;
    const { agreed } = this;
    if (agreed === undefined) return fail({ code: "not-ready" });
    const parcel = await this.await((found) => found.package);
    if (!parcel.ok) return this.failed(parcel);
    const opened = openPackage(sodium, this.side, agreed, parcel.value);
    const portable = opened === undefined ? undefined : readPortable(opened);
    if (portable === undefined) return this.failed(fail({ code: "link.tampered" }));
    const identity = signingKeysOf(sodium, portable.identityKey);
    const account = idOfKey(AccountId, identity.publicKey);
    const { device, deviceKeys, deviceName } = this;
    return ok({ portable, keys: { account, device, identity, deviceKeys }, deviceName });
  }

  /** Says that all is stored, and waits to be certified. False: that did not come, so it is left to this device. */
  async certified(): Promise<boolean> {
    const { sodium, random, clock } = this.dependencies;
    if (this.agreed === undefined) return false;
    const receipt = receiptOf(sodium, random, this.agreed);
    const said = await this.say(linkReceived, { ...this.place, receipt });
    if (!said.ok) return false;
    const patience = clock.now() + CERTIFIED_WITHIN_MS;
    const complete = await this.await((found) => (found.complete ? true : undefined), patience);
    return complete.ok;
  }

  /** Gives up: the other device is told, as far as there is a connection. */
  async abandon(): Promise<void> {
    if (this.over) return;
    this.over = true;
    await this.transport.call(linkAbandon, this.place);
    this.transport.close();
  }

  /** Closes the connection; what was agreed is forgotten. */
  end(): void {
    this.over = true;
    this.agreed = undefined;
    this.transport.close();
  }

  private get device(): DeviceId {
    return idOfKey(DeviceId, this.deviceKeys.publicKey);
  }

  private get place() {
    return { place: linkPlace(this.dependencies.sodium, this.code), opener: this.opener };
  }

  /** What has failed here is over on the other side as well. */
  private async failed<Failure>(failure: Failure): Promise<Failure> {
    await this.abandon();
    this.end();
    return failure;
  }

  private await<Value>(pick: (found: Found) => Value | undefined, until = this.until): EngineResult<Value> {
    return awaitOther(
      this.dependencies.clock,
      until,
      () => this.over,
      async () => {
        const found = await this.transport.call(linkAwait, this.place);
        return found.ok ? ok(pick(found.value)) : found;
      },
    );
  }

  /** Says something as often as it takes to be heard. */
  private say<Request, Response>(
    event: CallEvent<Request, Response>,
    request: Request,
  ): EngineResult<Response> {
    const { clock } = this.dependencies;
    return awaitOther(
      clock,
      this.until,
      () => this.over,
      () => this.transport.call(event, request),
    );
  }
}
