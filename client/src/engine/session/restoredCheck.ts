import { fail, ok } from "@comity/shared/result";
import type { Directory } from "../directory/directory.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { LostMark } from "../facade/views.ts";
import type { Clock } from "../ports.ts";
import type { RecoveryCare } from "../recovery/recoveryCare.ts";
import type { KeptIdentity } from "./keptIdentity.ts";
import type { Session } from "./session.ts";

/** How long a recovery waits for the networks' logs before it goes on without them. */
const CHECK_PATIENCE_MS = 20_000;

interface RestoredGround {
  readonly clock: Clock;
  readonly session: Session;
  readonly directory: Directory;
  readonly recovery: RecoveryCare;
  readonly identity: KeptIdentity;
  readonly closed: () => boolean;
  /** This device was made from an old backup, as the logs show later than its recovery could wait. */
  readonly overtaken: (by: LostMark) => void;
}

/**
 * After a recovery: whether the logs know of a newer recovery key than the one whose backup was served. To
 * pass an old backup off as the newest, a server would have to cut those logs as well, for this device only.
 * Where the logs can't be read now, it is looked at as soon as they can.
 */
export class RestoredCheck {
  constructor(private readonly ground: RestoredGround) {}

  /** Whether it has still to be looked at. */
  get due(): boolean {
    return this.ground.identity.record.unchecked === true;
  }

  async now(): EngineResult<void> {
    const { clock, session, directory, identity } = this.ground;
    const online = await new Promise<boolean>((resolve) => {
      const cancel = clock.after(CHECK_PATIENCE_MS, () => resolve(false));
      session.onOnline(() => {
        cancel();
        resolve(true);
      });
    });
    if (!online) return ok(undefined);
    await directory.refresh();
    if ((await this.compareNumber()) === undefined) return ok(undefined);
    const { number, issuedAt } = identity.record.recovery;
    return fail({ code: "recovery.outdated", number, issuedAt });
  }

  /** What a recovery had no connection for. */
  async later(): Promise<void> {
    if (this.ground.closed() || !this.due) return;
    const by = await this.compareNumber();
    if (by !== undefined) this.ground.overtaken(by);
  }

  /** The newer recovery key that the logs name after a recovery from an old backup. What is in order is not looked at again. */
  private async compareNumber(): Promise<LostMark | undefined> {
    const { identity, directory, recovery } = this.ground;
    if (!this.due || !directory.read) return undefined;
    const issued = recovery.issuedInLogs();
    if (issued !== undefined && issued.number > identity.record.recovery.number)
      return { recoveryNumber: issued.number, recoveryIssuedAt: issued.at };
    await identity.amend(({ unchecked: _compared, ...rest }) => rest);
    await recovery.save();
    return undefined;
  }
}
