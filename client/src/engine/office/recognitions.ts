import { printDigits } from "@comity/shared/crypto/codeDigits";
import { type NetworkId, OfficerKey } from "@comity/shared/ids";
import { networkIdentify } from "@comity/shared/protocol/recognition";
import { fail, ok } from "@comity/shared/result";
import { networkCode, officerCode, readNetworkCode } from "@comity/shared/statements/networkCode";
import type { Recognition } from "@comity/shared/statements/recognitions";
import type { Roster } from "@comity/shared/statements/roster";
import { networkIdOf, readStatement, signStatement } from "@comity/shared/statements/signing";
import type { Statement } from "@comity/shared/statements/statement";
import { publish } from "../enrolment/publishing.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { NetworkIntroduction, RecognitionView } from "../facade/views.ts";
import type { MembershipsParts } from "./memberships.ts";

/** Which other networks a network recognises: what an officer sees of them, and signs. */
export class OfficeRecognitions {
  constructor(private readonly parts: MembershipsParts) {}

  /** The network's own code, to hand to another secretariat, and how it stands with others. */
  async list(network: NetworkId): EngineResult<{
    readonly code: string;
    readonly recognitions: readonly RecognitionView[];
  }> {
    const roster = this.parts.directory.roster(network);
    if (roster === undefined) return fail({ code: "network.unknown" });
    const recognitions = roster.allRecognitions().map((said) => this.viewOf(roster, said));
    return ok({ code: printDigits(networkCode(network)), recognitions });
  }

  /**
   * What a network says of itself that has this code. The server shows its founding statement, and it is believed only if
   * it is the one that the code stands for. `network.code-wrong`: it is none; `network.unknown`: the server knows no such.
   */
  async identify(input: {
    readonly network: NetworkId;
    readonly code: string;
  }): EngineResult<NetworkIntroduction> {
    const { sodium, session } = this.parts;
    const code = readNetworkCode(input.code);
    if (code === undefined) return fail({ code: "network.code-wrong" });
    const asked = await session.call(networkIdentify, { code });
    if (!asked.ok) return asked;
    const { founding, recognises } = asked.value;
    const read = readStatement(sodium, founding);
    const network = networkIdOf(sodium, founding);
    if (!read.ok || read.value.kind !== "network.found" || networkCode(network) !== code)
      return fail({ code: "network.code-wrong" });
    if (network === input.network) return fail({ code: "network.own" });
    const { name, at, officerKey } = read.value;
    return ok({
      ...{ network, name, foundedAt: at, officerCode: officerCode(OfficerKey.parse(officerKey)) },
      ...{ code: printDigits(code), recognisesUs: recognises.includes(input.network) },
    });
  }

  /** Says that the other network's people are taken in rooms. It takes effect when both say so. */
  recognise({
    network,
    other,
    name,
  }: {
    readonly network: NetworkId;
    readonly other: NetworkId;
    readonly name: string;
  }): EngineResult<void> {
    return this.sign(network, (at) => ({ v: 1, kind: "network.recognise", network, at, other, name }));
  }

  /** Says that they are taken no more. It has effect at once, whatever the other network says. */
  withdraw({
    network,
    other,
  }: {
    readonly network: NetworkId;
    readonly other: NetworkId;
  }): EngineResult<void> {
    return this.sign(network, (at) => ({ v: 1, kind: "network.withdraw", network, at, other }));
  }

  private async sign(network: NetworkId, say: (at: number) => Statement): EngineResult<void> {
    const { sodium, clock, session, directory, officerKeys } = this.parts;
    const officer = officerKeys(network);
    if (officer === undefined) return fail({ code: "not-permitted" });
    return publish(session, directory, network, [signStatement(sodium, say(clock.now()), officer)]);
  }

  private viewOf(roster: Roster, said: Recognition): RecognitionView {
    const { directory, clock } = this.parts;
    const { other } = said;
    const theirs = directory.roster(other);
    const back = theirs?.recognition(roster.network);
    const both = said.until === undefined && back !== undefined && back.until === undefined;
    const now = clock.now();
    const people = theirs?.members().filter(({ account }) => !theirs.membershipFault(account, now)).length;
    return {
      other,
      name: theirs?.name ?? said.name ?? "",
      code: printDigits(networkCode(other)),
      state: both ? "both" : stateOf(said, back),
      ours: { since: said.since, until: said.until },
      theirs: back === undefined ? undefined : { since: back.since, until: back.until },
      people: both ? (people ?? 0) : 0,
    };
  }
}

/** Who has ended it first, or that only we have said so. */
function stateOf(ours: Recognition, theirs: Recognition | undefined): RecognitionView["state"] {
  const withdrawn = theirs?.until;
  if (
    withdrawn !== undefined &&
    withdrawn >= ours.since &&
    withdrawn < (ours.until ?? Number.POSITIVE_INFINITY)
  )
    return "withdrawn-by-them";
  return ours.until === undefined ? "ours" : "withdrawn-by-us";
}
