import { fail, ok } from "@comity/shared/result";
import type { EngineDependencies } from "../dependencies.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { LinkComparison, LinkOffer } from "../facade/identityCalls.ts";
import { portableOf, writePortable } from "../recovery/portableIdentity.ts";
import type { Unlocked } from "../session/unlocked.ts";
import { readLinkCode } from "./linkCode.ts";
import { type Linked, NewDeviceLink } from "./newDevice.ts";
import { SignedInLink } from "./signedInDevice.ts";

/** The one link that is being made, on whichever side this device is. */
export class Linking {
  private asNew: NewDeviceLink | undefined;
  private asSignedIn: SignedInLink | undefined;

  constructor(private readonly dependencies: EngineDependencies) {}

  /** Opens a place for a new device; a former one is given up. */
  async open(deviceName: string): EngineResult<LinkOffer> {
    await this.cancel();
    const opened = await NewDeviceLink.open(this.dependencies, deviceName);
    if (!opened.ok) return opened;
    this.asNew = opened.value.link;
    return ok(opened.value.offer);
  }

  async compare(): EngineResult<LinkComparison> {
    const compared = (await this.asNew?.compare()) ?? fail({ code: "not-ready" });
    return compared.ok ? ok({ number: compared.value.number, deviceName: "" }) : compared;
  }

  /** Receives what the other device hands over, lets the engine begin with it, and waits to be certified. */
  async accept(begin: (linked: Linked, certified: () => Promise<boolean>) => EngineResult<void>) {
    const { asNew } = this;
    if (asNew === undefined) return fail({ code: "not-ready" } as const);
    const linked = await asNew.receive();
    if (!linked.ok) return linked;
    const begun = await begin(linked.value, () => asNew.certified());
    asNew.end();
    this.asNew = undefined;
    return begun;
  }

  /** Comes to a new device's place. */
  async claim(unlocked: Unlocked, typed: string): EngineResult<LinkComparison> {
    await this.cancel();
    const code = readLinkCode(typed);
    if (code === undefined) return fail({ code: "link.invalid" });
    const claimed = await SignedInLink.claim(this.dependencies, unlocked.session, code);
    if (!claimed.ok) return claimed;
    this.asSignedIn = claimed.value;
    const { number, greeting } = claimed.value;
    return ok({ number, deviceName: greeting.deviceName });
  }

  /** Hands over to the new device and, once it has stored everything, certifies it. */
  async confirm(unlocked: Unlocked, passphrase: string): EngineResult<void> {
    const { asSignedIn } = this;
    if (asSignedIn === undefined) return fail({ code: "not-ready" });
    if (!(await unlocked.vault.accepts(passphrase))) return fail({ code: "passphrase.wrong" });
    // What was said a moment ago is to be read on the new device as well.
    await unlocked.keepAll();
    const bytes = writePortable(portableOf(unlocked.identity));
    const delivered = await asSignedIn.deliver(bytes);
    this.dependencies.sodium.memzero(bytes);
    if (!delivered.ok) {
      this.asSignedIn = undefined;
      return delivered;
    }
    const { device, deviceName } = asSignedIn.greeting;
    const certified = await unlocked.ownDevices.certify(device, deviceName);
    if (certified.ok) await asSignedIn.complete();
    this.asSignedIn = undefined;
    return certified;
  }

  async cancel(): Promise<void> {
    const { asNew, asSignedIn } = this;
    this.asNew = undefined;
    this.asSignedIn = undefined;
    await Promise.all([asNew?.abandon(), asSignedIn?.refuse()]);
  }
}
