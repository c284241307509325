import { fail, ok } from "@comity/shared/result";
import type { EngineDependencies } from "../dependencies.ts";
import { moveLink, moveToken } from "../enrolment/links.ts";
import type { EngineResult } from "../facade/fault.ts";
import { collect, deposit, packStore } from "../move/move.ts";
import { withTransport } from "../transport/onlineOnce.ts";
import { movedMark } from "../vault/vault.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** Moves a vault as it is from one store to another: it is never in two places that work. */
export class Moving {
  constructor(
    private readonly dependencies: EngineDependencies,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** Leaves the vault sealed at the server and gives the link that fetches it, once. Here it is gone. */
  moveAway(passphrase: string): EngineResult<{ link: string }> {
    return this.lifecycle.inTurn(() => this.depart(passphrase));
  }

  private async depart(passphrase: string): EngineResult<{ link: string }> {
    const { unlocked } = this.lifecycle;
    const { sodium, random, store, origin } = this.dependencies;
    if (unlocked === undefined) return fail({ code: "not-ready" });
    if (!(await unlocked.vault.accepts(passphrase))) return fail({ code: "passphrase.wrong" });
    await unlocked.conversations.settled();
    // From here on no ratchet moves any more: what is packed is the newest there will ever be.
    await unlocked.conversations.close();
    const packed = await packStore(store);
    const left = packed.ok
      ? await deposit(sodium, random, unlocked.session, packed.value, (done, total) =>
          this.lifecycle.tell({ type: "progress", task: "move", done, total }),
        )
      : packed;
    if (!left.ok) {
      await this.lifecycle.close();
      return left;
    }
    const gone = await Promise.all(
      (await store.tables()).map(async (table) =>
        (await store.scan(table)).map(({ key }) => ({ table, key, remove: true }) as const),
      ),
    );
    await store.write([movedMark(), ...gone.flat()]);
    await this.dependencies.marks?.write(undefined);
    await this.lifecycle.closeGone({ phase: "moved" });
    return ok({ link: moveLink(origin, left.value) });
  }

  /** Fetches a moved vault into this store, which must have none. */
  moveHere(link: string): EngineResult<void> {
    return this.lifecycle.inTurn(() => this.arrive(link));
  }

  private async arrive(link: string): EngineResult<void> {
    const { random, store, connect, clock } = this.dependencies;
    const token = moveToken(link);
    if (token === undefined) return fail({ code: "link.invalid" });
    if (!(await this.lifecycle.hasRoom())) return fail({ code: "vault.exists" });
    await store.wipe();
    const moved = await withTransport(connect, clock, (transport) =>
      collect(random, transport, store, token, (done, total) =>
        this.lifecycle.tell({ type: "progress", task: "move", done, total }),
      ),
    );
    if (moved.ok) this.lifecycle.tell({ type: "phase", phase: { phase: "locked" } });
    return moved;
  }
}
