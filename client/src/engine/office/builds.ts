import { BuildHash, type NetworkId } from "@comity/shared/ids";
import { fail } from "@comity/shared/result";
import { signStatement } from "@comity/shared/statements/signing";
import { publish } from "../enrolment/publishing.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { MembershipsParts } from "./memberships.ts";

/** What an officer signs about the builds of the pages that members load. */
export class Builds {
  constructor(private readonly parts: MembershipsParts) {}

  /** Says in the network's log that this build is held for the right one. */
  async publish(input: { readonly network: NetworkId; readonly build: string }): EngineResult<void> {
    const { sodium, clock, session, directory, officerKeys } = this.parts;
    const { network } = input;
    const build = BuildHash.safeParse(input.build).data;
    const officer = officerKeys(network);
    if (build === undefined) return fail({ code: "request.malformed" });
    if (officer === undefined) return fail({ code: "not-permitted" });
    const at = clock.now();
    const statement = signStatement(sodium, { v: 1, kind: "build.publish", network, at, build }, officer);
    return publish(session, directory, network, [statement]);
  }
}
