import type { Sodium } from "@comity/shared/crypto/sodium";
import { hashToken } from "@comity/shared/enrolment/invitation";
import type { Fault } from "@comity/shared/fault";
import type { Token } from "@comity/shared/ids";
import type { Result } from "@comity/shared/result";
import type { LinkRecord, LinkStep, LinkStore } from "../storage/port/handOvers.ts";
import { type Caller, type DomainResult, done, refuse } from "./context.ts";

/** How long two devices have to find each other and be compared. */
export const LINK_LIFETIME_MS = 10 * 60 * 1000;

type Nothing = Record<string, never>;
const NO_BYTES = new Uint8Array();

/**
 * Meeting places of a new device and a signed-in one. The server carries keys that it could exchange and a
 * package that it can't read: the number on both screens is what shows an exchange.
 */
export class Links {
  constructor(
    private readonly store: LinkStore,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  async open(place: Token, opener: Token, commitment: Uint8Array): DomainResult<{ expiresAt: number }> {
    const now = this.now();
    await this.store.expire(now);
    const placeHash = hashToken(this.sodium, place);
    const openerHash = hashToken(this.sodium, opener);
    const expiresAt = now + LINK_LIFETIME_MS;
    if (!(await this.store.open({ placeHash, openerHash, commitment, expiresAt })))
      return refuse({ code: "link.taken" });
    const opened = await this.store.find(placeHash);
    return done({ expiresAt: opened?.expiresAt ?? expiresAt });
  }

  async claim(
    caller: Caller,
    place: Token,
    answer: Uint8Array,
  ): DomainResult<{ commitment: Uint8Array; expiresAt: number }> {
    const found = await this.usable(place);
    if (!found.ok) return found;
    const { commitment, expiresAt } = found.value;
    return (await this.leave(found.value, "answer", caller.device, answer))
      ? done({ commitment, expiresAt })
      : refuse({ code: "link.taken" });
  }

  reveal(place: Token, opener: Token, bytes: Uint8Array): DomainResult<Nothing> {
    return this.byOpener(place, opener, "answer", "reveal", bytes);
  }

  deliver(caller: Caller, place: Token, bytes: Uint8Array): DomainResult<Nothing> {
    return this.byClaimant(caller, place, "reveal", "package", bytes);
  }

  received(place: Token, opener: Token, receipt: Uint8Array): DomainResult<Nothing> {
    return this.byOpener(place, opener, "package", "receipt", receipt);
  }

  complete(caller: Caller, place: Token): DomainResult<Nothing> {
    return this.byClaimant(caller, place, "receipt", "complete", NO_BYTES);
  }

  abandon(place: Token, opener: Token): DomainResult<Nothing> {
    return this.byOpener(place, opener, undefined, "ended", NO_BYTES);
  }

  refuse(caller: Caller, place: Token): DomainResult<Nothing> {
    return this.byClaimant(caller, place, "answer", "ended", NO_BYTES);
  }

  /** What has been left for the new device. */
  async await(
    place: Token,
    opener: Token,
  ): DomainResult<{ answer?: Uint8Array; package?: Uint8Array; complete: boolean }> {
    const found = await this.opened(place, opener);
    if (!found.ok) return found;
    const { placeHash } = found.value;
    const [answer, parcel, complete] = await Promise.all([
      this.store.step(placeHash, "answer"),
      this.store.step(placeHash, "package"),
      this.store.step(placeHash, "complete"),
    ]);
    return done({
      ...(answer === undefined ? {} : { answer: answer.bytes }),
      ...(parcel === undefined ? {} : { package: parcel.bytes }),
      complete: complete !== undefined,
    });
  }

  /** What has been left for the device that claimed the place. */
  async look(caller: Caller, place: Token): DomainResult<{ reveal?: Uint8Array; receipt?: Uint8Array }> {
    const found = await this.claimed(caller, place);
    if (!found.ok) return found;
    const { placeHash } = found.value;
    const [reveal, receipt] = await Promise.all([
      this.store.step(placeHash, "reveal"),
      this.store.step(placeHash, "receipt"),
    ]);
    return done({
      ...(reveal === undefined ? {} : { reveal: reveal.bytes }),
      ...(receipt === undefined ? {} : { receipt: receipt.bytes }),
    });
  }

  private async byOpener(
    place: Token,
    opener: Token,
    after: LinkStep | undefined,
    step: LinkStep,
    bytes: Uint8Array,
  ): DomainResult<Nothing> {
    const found = await this.opened(place, opener);
    return found.ok ? this.follow(found.value, after, step, found.value.openerHash, bytes) : found;
  }

  private async byClaimant(
    caller: Caller,
    place: Token,
    after: LinkStep,
    step: LinkStep,
    bytes: Uint8Array,
  ): DomainResult<Nothing> {
    const found = await this.claimed(caller, place);
    return found.ok ? this.follow(found.value, after, step, caller.device, bytes) : found;
  }

  private async follow(
    record: LinkRecord,
    after: LinkStep | undefined,
    step: LinkStep,
    author: string,
    bytes: Uint8Array,
  ): DomainResult<Nothing> {
    if (after !== undefined && (await this.store.step(record.placeHash, after)) === undefined)
      return refuse({ code: "not-permitted" });
    const left = await this.leave(record, step, author, bytes);
    // Both may end a place: whoever comes second finds it as wanted.
    return left || step === "ended" ? done({}) : refuse({ code: "link.taken" });
  }

  private leave(
    { placeHash, expiresAt }: LinkRecord,
    step: LinkStep,
    author: string,
    bytes: Uint8Array,
  ): Promise<boolean> {
    return this.store.leave(placeHash, step, author, bytes, expiresAt);
  }

  private async opened(place: Token, opener: Token): Promise<Result<LinkRecord, Fault>> {
    const found = await this.usable(place);
    if (!found.ok) return found;
    const mine = found.value.openerHash === hashToken(this.sodium, opener);
    return mine ? found : refuse({ code: "link.unknown" });
  }

  private async claimed(caller: Caller, place: Token): Promise<Result<LinkRecord, Fault>> {
    const found = await this.usable(place);
    if (!found.ok) return found;
    const answer = await this.store.step(found.value.placeHash, "answer");
    return answer?.author === caller.device ? found : refuse({ code: "link.unknown" });
  }

  /** A place that is there, has not expired and was not ended. */
  private async usable(place: Token): Promise<Result<LinkRecord, Fault>> {
    const found = await this.store.find(hashToken(this.sodium, place));
    if (found === undefined) return refuse({ code: "link.unknown" });
    if (found.expiresAt <= this.now()) return refuse({ code: "link.expired" });
    const ended = await this.store.step(found.placeHash, "ended");
    return ended === undefined ? { ok: true, value: found } : refuse({ code: "link.cancelled" });
  }
}
