import type { NetworkId } from "@comity/shared/ids";
import type { SigningKeys } from "@comity/shared/statements/signing";
import { signingKeysOf } from "../enrolment/newIdentity.ts";
import { ActivityLog } from "./activityLog.ts";
import { Builds } from "./builds.ts";
import { Invitations, type InvitationsParts } from "./invitations.ts";
import { Memberships } from "./memberships.ts";
import { OfficeRecognitions } from "./recognitions.ts";
import { OfficeTenures } from "./tenures.ts";

/** The key with which this person signs for a network; undefined where they are no officer of it. */
export type OfficerKeys = (network: NetworkId) => SigningKeys | undefined;

/** The secretariat's office, on the client of an officer: whom to invite, and what is signed about members. */
export class Office {
  readonly officerKeys: OfficerKeys;
  readonly invitations: Invitations;
  readonly memberships: Memberships;
  readonly activity: ActivityLog;
  readonly builds: Builds;
  readonly recognitions: OfficeRecognitions;
  readonly tenures: OfficeTenures;

  constructor(parts: Omit<InvitationsParts, "officerKeys">) {
    const officerKeys: OfficerKeys = (network) => {
      const pinned = parts.identity().networks.find((one) => one.network === network);
      return pinned?.officerKey === undefined ? undefined : signingKeysOf(parts.sodium, pinned.officerKey);
    };
    this.officerKeys = officerKeys;
    this.invitations = new Invitations({ ...parts, officerKeys });
    this.activity = new ActivityLog({ ...parts, officerKeys });
    this.builds = new Builds({ ...parts, officerKeys });
    this.recognitions = new OfficeRecognitions({ ...parts, officerKeys });
    this.tenures = new OfficeTenures({ ...parts, officerKeys });
    this.memberships = new Memberships({ ...parts, officerKeys });
  }
}
