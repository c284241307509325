import type { NetworkId } from "@comity/shared/ids";
import type { SigningKeys } from "@comity/shared/statements/signing";
import { ActivityLog } from "./activityLog.ts";
import { Builds } from "./builds.ts";
import { Countersignatures } from "./countersigning.ts";
import { Invitations, type InvitationsParts } from "./invitations.ts";
import { Memberships } from "./memberships.ts";
import { keyInOffice } from "./officerKeys.ts";
import { OfficeOfficers, type OfficersParts } from "./officers.ts";
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
  readonly officers: OfficeOfficers;
  readonly countersignatures: Countersignatures;
  readonly tenures: OfficeTenures;

  constructor(parts: Omit<InvitationsParts & OfficersParts, "officerKeys">) {
    const officerKeys: OfficerKeys = (network) =>
      keyInOffice(parts.sodium, parts.identity(), network, parts.directory.roster(network));
    this.officerKeys = officerKeys;
    this.invitations = new Invitations({ ...parts, officerKeys });
    this.activity = new ActivityLog({ ...parts, officerKeys });
    this.builds = new Builds({ ...parts, officerKeys });
    this.recognitions = new OfficeRecognitions({ ...parts, officerKeys });
    this.officers = new OfficeOfficers({ ...parts, officerKeys });
    this.countersignatures = new Countersignatures({ ...parts, officerKeys });
    this.tenures = new OfficeTenures({ ...parts, officerKeys });
    this.memberships = new Memberships({ ...parts, officerKeys });
  }
}
