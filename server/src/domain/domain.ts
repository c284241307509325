import { Archives } from "./archives.ts";
import { Arrivals } from "./arrivals.ts";
import { Backups } from "./backups.ts";
import { Blobs } from "./blobs.ts";
import type { DomainContext } from "./context.ts";
import { Conversations } from "./conversations.ts";
import { Delivery } from "./delivery.ts";
import { Devices } from "./devices.ts";
import { Foundings } from "./founding.ts";
import { Invitations } from "./invitations.ts";
import { KeyPackages } from "./keyPackages.ts";
import { Links } from "./links.ts";
import { LogKeys } from "./logKeys.ts";
import { Logs } from "./logs.ts";
import { Memberships } from "./memberships.ts";
import { Recognitions } from "./recognitions.ts";
import { Rejoining } from "./rejoining.ts";
import { Restarting } from "./restarting.ts";
import { Rosters } from "./rosters.ts";
import { Sessions } from "./sessions.ts";
import { Standings } from "./standing.ts";
import { Statements } from "./statements.ts";
import { Transfers } from "./transfers.ts";
import { Visits } from "./visits.ts";

/** All that the server decides, without a socket, a web server or a database driver. */
export interface Domain {
  readonly foundings: Foundings;
  readonly invitations: Invitations;
  readonly statements: Statements;
  readonly logs: Logs;
  readonly standings: Standings;
  readonly sessions: Sessions;
  readonly rosters: Rosters;
  readonly keyPackages: KeyPackages;
  readonly conversations: Conversations;
  readonly delivery: Delivery;
  readonly rejoining: Rejoining;
  readonly restarting: Restarting;
  readonly backups: Backups;
  readonly transfers: Transfers;
  readonly devices: Devices;
  readonly links: Links;
  readonly archives: Archives;
  readonly blobs: Blobs;
  readonly recognitions: Recognitions;
  readonly visits: Visits;
  /** Whether what a call has thrown means that the database can't be used at present. */
  unavailable(error: unknown): boolean;
}

/** Puts the parts together. */
export function makeDomain({ storage, sodium, now, random, origins }: DomainContext): Domain {
  const rosters = new Rosters(storage.statements, sodium, now);
  const memberships = new Memberships(storage.conversations);
  const invitations = new Invitations(storage, rosters, memberships, sodium, now);
  const standings = new Standings(storage.devices, storage.disabledAccounts, rosters, invitations, now);
  const logKeys = new LogKeys(storage.logKeys, sodium, now, random);
  const recognitions = new Recognitions(storage.statements, rosters, standings);
  const reading = { standings, recognitions };
  const logs = new Logs(storage.statements, rosters, reading, logKeys, sodium, now);
  const arrivals = new Arrivals(storage.conversations);
  const visits = new Visits(storage.statements, rosters, standings, invitations, arrivals, logs, sodium);
  const devices = new Devices(storage.devices, now);
  return {
    foundings: new Foundings(storage, sodium, now, random),
    invitations,
    statements: new Statements(storage, rosters, reading, invitations, logs, visits, sodium, now),
    logs,
    standings,
    sessions: new Sessions(standings, devices, sodium, random, origins),
    rosters,
    keyPackages: new KeyPackages(storage.keyPackages, standings, now),
    conversations: new Conversations(storage.conversations, memberships, standings, sodium, now),
    delivery: new Delivery(storage, memberships, standings, now),
    rejoining: new Rejoining(storage, memberships, standings, sodium, now),
    restarting: new Restarting(storage, memberships, standings, sodium, now),
    backups: new Backups(storage.backups, sodium, now),
    transfers: new Transfers(storage.transfers, sodium, now),
    devices,
    links: new Links(storage.links, sodium, now),
    archives: new Archives(storage.archives, now),
    blobs: new Blobs(storage, memberships, standings, now),
    recognitions,
    visits,
    unavailable: (error) => storage.unavailable(error),
  };
}
