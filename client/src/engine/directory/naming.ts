import type { Sodium } from "@comity/shared/crypto/sodium";
import { signStatement } from "@comity/shared/statements/signing";
import type { SessionLink } from "../context.ts";
import { signingKeysOf } from "../enrolment/newIdentity.ts";
import { publish } from "../enrolment/publishing.ts";
import type { Clock } from "../ports.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import type { Directory } from "./directory.ts";

interface Officer {
  readonly sodium: Sodium;
  readonly clock: Clock;
  readonly session: SessionLink;
  readonly directory: Directory;
  readonly identity: () => IdentityRecord;
}

/**
 * Names the server's key in the logs of the networks of which this person is an officer, where none is named yet:
 * right after the founding, through the founder's own link to the server. From then on every client knows the key
 * from an officer. A named key is replaced by nobody's client on its own.
 */
export class LogKeyNaming {
  private under = false;

  constructor(private readonly officer: Officer) {}

  /** Looks for something to name; one look at a time. */
  async look(): Promise<void> {
    if (this.under) return;
    this.under = true;
    try {
      await this.nameAll();
    } finally {
      this.under = false;
    }
  }

  private async nameAll(): Promise<void> {
    const { sodium, clock, session, directory, identity } = this.officer;
    for (const { network, officerKey } of identity().networks) {
      const roster = directory.roster(network);
      const head = directory.watch.headOf(network);
      if (officerKey === undefined || roster === undefined || head === undefined) continue;
      if (!session.online || !roster.isOfficer(identity().account)) continue;
      if (roster.logKeyAt(roster.size) !== undefined || directory.watch.stops(network)) continue;
      const named = { v: 1, kind: "log.key", network, at: clock.now(), logKey: head.key } as const;
      const statement = signStatement(sodium, named, signingKeysOf(sodium, officerKey));
      await publish(session, directory, network, [statement]);
    }
  }
}
