import { linkClaim, linkComplete, linkDeliver, linkLook, linkRefuse } from "@comity/shared/protocol/link";
import { fail, ok } from "@comity/shared/result";
import type { SessionLink } from "../context.ts";
import type { EngineDependencies } from "../dependencies.ts";
import type { EngineResult } from "../facade/fault.ts";
import {
  agreeAsSignedIn,
  checkReceipt,
  type Greeting,
  type Revealed,
  sealPackage,
  signedInSide,
} from "./agreement.ts";
import { linkPlace } from "./linkCode.ts";
import { awaitOther } from "./polling.ts";

/** The new device is at its screen and answers at once; a poor line gets a minute. */
const REVEALED_WITHIN_MS = 60_000;
/** How long the new device may take to receive and store, once everything is handed over. */
const STORED_WITHIN_MS = 5 * 60_000;

/** The signed-in device's side of linking: nothing leaves it before the person has compared and confirmed. */
export class SignedInLink {
  private over = false;

  private constructor(
    private readonly dependencies: Pick<EngineDependencies, "sodium" | "random" | "clock">,
    private readonly session: SessionLink,
    private readonly place: ReturnType<typeof linkPlace>,
    private readonly revealed: Revealed,
  ) {}

  /** Comes to the place of a code and waits until the new device has shown its keys. */
  static async claim(
    dependencies: Pick<EngineDependencies, "sodium" | "random" | "clock">,
    session: SessionLink,
    code: string,
  ): EngineResult<SignedInLink> {
    const { sodium, random, clock } = dependencies;
    const place = linkPlace(sodium, code);
    const side = signedInSide(sodium, random);
    const claimed = await session.call(linkClaim, { place, answer: side.publicKey });
    if (!claimed.ok) return claimed;
    const reveal = await awaitOther(
      clock,
      clock.now() + REVEALED_WITHIN_MS,
      () => false,
      async () => {
        const found = await session.call(linkLook, { place });
        return found.ok ? ok(found.value.reveal) : found;
      },
    );
    if (!reveal.ok) return reveal;
    const revealed = agreeAsSignedIn(sodium, code, side, claimed.value.commitment, reveal.value);
    sodium.memzero(side.privateKey);
    if (revealed === undefined) {
      await session.call(linkRefuse, { place });
      return fail({ code: "link.tampered" });
    }
    return ok(new SignedInLink(dependencies, session, place, revealed));
  }

  get number(): string {
    return this.revealed.agreed.number;
  }

  /** The device that is to be certified, and what it calls itself. */
  get greeting(): Greeting {
    return this.revealed.greeting;
  }

  /** Hands over and waits until the new device has stored everything. The person has confirmed before. */
  async deliver(bytes: Uint8Array): EngineResult<void> {
    const { sodium, random, clock } = this.dependencies;
    const { place, session } = this;
    const until = clock.now() + STORED_WITHIN_MS;
    const parcel = sealPackage(sodium, random, this.revealed, bytes);
    const delivered = await awaitOther(
      clock,
      until,
      () => this.over,
      () => session.call(linkDeliver, { place, package: parcel }),
    );
    if (!delivered.ok) return delivered;
    const receipt = await awaitOther(
      clock,
      until,
      () => this.over,
      async () => {
        const found = await session.call(linkLook, { place });
        return found.ok ? ok(found.value.receipt) : found;
      },
    );
    if (!receipt.ok) return receipt;
    return checkReceipt(sodium, this.revealed.agreed, receipt.value)
      ? ok(undefined)
      : fail({ code: "link.tampered" });
  }

  /** Tells the new device that it is certified everywhere. It finds out by itself if this does not arrive. */
  async complete(): Promise<void> {
    this.over = true;
    await this.session.call(linkComplete, { place: this.place });
  }

  /** Refuses: the new device is told, as far as there is a connection. */
  async refuse(): Promise<void> {
    if (this.over) return;
    this.over = true;
    await this.session.call(linkRefuse, { place: this.place });
  }
}
