import { pairCode, printPairPicture, readPairPicture } from "@comity/shared/crypto/pairCode";
import type { AccountId, NetworkId } from "@comity/shared/ids";
import { fail, ok } from "@comity/shared/result";
import type { EngineContext } from "../context.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { PairView, PersonMark, PictureVerdict, VouchingView } from "../facade/views.ts";
import type { OwnState } from "../own/ownState.ts";
import { vouchingOf } from "./vouching.ts";

/** How people make sure of each other: who vouched, the codes that two of them compare, and what came of it. */
export class Verification {
  constructor(
    private readonly context: EngineContext,
    private readonly own: OwnState,
    /** Something has changed that the person's other devices are to be told. */
    private readonly changed: () => void,
  ) {}

  /** Everything that a network's officers have said about one person, newest first. */
  vouching(input: {
    readonly network: NetworkId;
    readonly account: AccountId;
  }): EngineResult<readonly VouchingView[]> {
    return vouchingOf(this.context, input);
  }

  /** What this person and another compare. */
  async pair(account: AccountId): EngineResult<PairView> {
    const { sodium, self } = this.context;
    if (!this.isKnown(account) || account === self.account) return fail({ code: "account.unknown" });
    return ok({
      code: pairCode(sodium, self.account, account),
      picture: printPairPicture(self.account, account),
    });
  }

  /** Reads the picture that somebody shows whose card is open. Where it is theirs and meant for us, they are verified. */
  async checkPicture({
    account,
    text,
  }: {
    readonly account: AccountId;
    readonly text: string;
  }): EngineResult<PictureVerdict> {
    const read = readPairPicture(text);
    if (read === undefined) return ok({ verdict: "none" });
    const { shownBy, meantFor } = read;
    if (shownBy !== account)
      return ok(this.isKnown(shownBy) ? { verdict: "other", account: shownBy } : { verdict: "stranger" });
    if (meantFor !== this.context.self.account) return ok({ verdict: "not-for-you" });
    await this.mark(account, "verified");
    return ok({ verdict: "match" });
  }

  /** The person says that the codes were the same, or takes that back. */
  async setVerified({
    account,
    verified,
  }: {
    readonly account: AccountId;
    readonly verified: boolean;
  }): EngineResult<void> {
    if (!this.isKnown(account) || account === this.context.self.account)
      return fail({ code: "account.unknown" });
    await this.mark(account, verified ? "verified" : "none");
    return ok(undefined);
  }

  /** The person has looked at somebody's new keys: what was verified stays so. */
  async acknowledgeKeys(account: AccountId): EngineResult<void> {
    if (!this.isKnown(account)) return fail({ code: "account.unknown" });
    if (this.own.people.stateOf(account) === "none") await this.mark(account, "acknowledged");
    return ok(undefined);
  }

  private async mark(account: AccountId, state: PersonMark["state"]): Promise<void> {
    await this.own.markPerson(account, state);
    this.changed();
  }

  private isKnown(account: AccountId): boolean {
    return this.context.directory.known().some((roster) => roster.member(account) !== undefined);
  }
}
