import { describe } from "vitest";
import type { FreshGround } from "./ground.ts";
import { appendingContract } from "./stores/appending.ts";
import { archivesContract } from "./stores/archives.ts";
import { backupsContract } from "./stores/backups.ts";
import { blobsContract } from "./stores/blobs.ts";
import { cursorsContract } from "./stores/cursors.ts";
import { devicesContract } from "./stores/devices.ts";
import { disabledAccountsContract } from "./stores/disabledAccounts.ts";
import { durabilityContract } from "./stores/durability.ts";
import { foundingsContract } from "./stores/foundings.ts";
import { groupInfosContract } from "./stores/groupInfos.ts";
import { invitationsContract } from "./stores/invitations.ts";
import { keyPackagesContract } from "./stores/keyPackages.ts";
import { linksContract } from "./stores/links.ts";
import { logContract } from "./stores/log.ts";
import { logKeysContract } from "./stores/logKeys.ts";
import { placesContract } from "./stores/places.ts";
import { statementsContract } from "./stores/statements.ts";
import { transfersContract } from "./stores/transfers.ts";

/** What the storage port promises, tried on one engine. The same lines for all of them. */
export function storageContract(name: string, fresh: FreshGround): void {
  describe(name, () => {
    devicesContract(fresh);
    foundingsContract(fresh);
    invitationsContract(fresh);
    statementsContract(fresh);
    logKeysContract(fresh);
    keyPackagesContract(fresh);
    appendingContract(fresh);
    logContract(fresh);
    placesContract(fresh);
    groupInfosContract(fresh);
    cursorsContract(fresh);
    backupsContract(fresh);
    transfersContract(fresh);
    linksContract(fresh);
    archivesContract(fresh);
    blobsContract(fresh);
    disabledAccountsContract(fresh);
    durabilityContract(fresh);
  });
}
