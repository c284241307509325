import { printDigits } from "@comity/shared/crypto/codeDigits";
import type { AccountId, NetworkId } from "@comity/shared/ids";
import { fail } from "@comity/shared/result";
import { countersignUntil, type HeldStatement } from "@comity/shared/statements/countersigning";
import { networkCode, officerCode } from "@comity/shared/statements/networkCode";
import type { Roster } from "@comity/shared/statements/roster";
import { signStatement } from "@comity/shared/statements/signing";
import type { Statement } from "@comity/shared/statements/statement";
import { publish } from "../enrolment/publishing.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { WaitingView } from "../facade/officerViews.ts";
import type { MembershipsParts } from "./memberships.ts";

interface Which {
  readonly network: NetworkId;
  /** Where it stands in the log. */
  readonly position: number;
}

/** The two-officer rule, and what waits under it for a second officer's signature. */
export class Countersignatures {
  constructor(private readonly parts: MembershipsParts) {}

  /** Switches the rule on, or signs that it be switched off, which has effect when a second officer signs too. */
  setRule({ network, two }: { readonly network: NetworkId; readonly two: boolean }): EngineResult<void> {
    return this.sign(network, (at) => ({ v: 1, kind: "authority.rule", network, at, two }));
  }

  /** Signs as the second officer. `member.changed`: it does not wait any more. */
  countersign(which: Which): EngineResult<void> {
    return this.about(which, "authority.countersign");
  }

  /** Ends what waits, without effect. `member.changed`: it does not wait any more. */
  refuse(which: Which): EngineResult<void> {
    return this.about(which, "authority.refuse");
  }

  private async about(
    { network, position }: Which,
    kind: "authority.countersign" | "authority.refuse",
  ): EngineResult<void> {
    const waiting = () => {
      const held = this.parts.directory.roster(network)?.heldAt(position);
      return held?.state === "waiting" ? held : undefined;
    };
    const held = waiting();
    if (held === undefined) return fail({ code: "member.changed" });
    const { hash } = held;
    return this.sign(
      network,
      (at) => ({ v: 1, kind, network, at, position, hash }),
      () => waiting() !== undefined,
    );
  }

  private async sign(
    network: NetworkId,
    say: (at: number) => Statement,
    stillMeant: () => boolean = () => true,
  ): EngineResult<void> {
    const { sodium, clock, session, directory, officerKeys } = this.parts;
    const officer = officerKeys(network);
    if (officer === undefined) return fail({ code: "not-permitted" });
    return publish(
      session,
      directory,
      network,
      [signStatement(sodium, say(clock.now()), officer)],
      stillMeant,
    );
  }
}

/** What waits in a network for a second officer, as somebody sees it; what the first one's removal has ended is left out. */
export function waitingIn(roster: Roster, self: AccountId, now: number): readonly WaitingView[] {
  return roster
    .heldStatements()
    .filter(({ state, byAccount }) => state === "waiting" && roster.isOfficer(byAccount))
    .map((held) => viewOf(held, self, now));
}

function viewOf(held: HeldStatement, self: AccountId, now: number): WaitingView {
  const { position, statement, byAccount } = held;
  const until = countersignUntil(held);
  const common = {
    ...{ position, by: byAccount, at: statement.at, until },
    ...{ expired: now > until, own: byAccount === self, heir: undefined },
  };
  switch (statement.kind) {
    case "membership.grant": {
      const { account, card, validFrom, validUntil } = statement;
      const vouched = { card, validFrom, validUntil };
      return { ...common, what: "member", account, vouched, code: undefined };
    }
    case "authority.add": {
      const { account, officerKey } = statement;
      return { ...common, what: "officer", account, vouched: undefined, code: officerCode(officerKey) };
    }
    case "authority.rule":
      return { ...common, what: "rule-off", account: undefined, vouched: undefined, code: undefined };
    case "office.succeed": {
      const { from, to } = statement;
      return { ...common, what: "successor", account: from, heir: to, vouched: undefined, code: undefined };
    }
    case "network.recognise": {
      const other = { name: statement.name ?? "", code: printDigits(networkCode(statement.other)) };
      return { ...common, what: "network", account: undefined, vouched: undefined, code: undefined, other };
    }
  }
}
