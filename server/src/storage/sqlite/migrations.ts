/** Each entry brings the database from the version of its index to the next. Never edit one: append. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE devices (
    device TEXT PRIMARY KEY, account TEXT NOT NULL, registered_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX devices_of_account ON devices (account);
  CREATE TABLE device_networks (
    device TEXT NOT NULL, network TEXT NOT NULL, PRIMARY KEY (device, network)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE foundings (
    token_hash TEXT PRIMARY KEY, issued_at INTEGER NOT NULL, network TEXT
  ) STRICT;
  CREATE TABLE invitations (
    invitation TEXT PRIMARY KEY, network TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE,
    sealed_card BLOB NOT NULL, state TEXT NOT NULL, created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL, enrolment TEXT, mac TEXT
  ) STRICT;
  CREATE INDEX invitations_of_network ON invitations (network, created_at);
  CREATE TABLE statements (
    network TEXT NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL, signer TEXT NOT NULL,
    signature TEXT NOT NULL, PRIMARY KEY (network, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE key_packages (
    id INTEGER PRIMARY KEY, device TEXT NOT NULL, suite INTEGER NOT NULL, last_resort INTEGER NOT NULL,
    added_at INTEGER NOT NULL, bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX key_packages_of_device ON key_packages (device, suite, last_resort, id);
  CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE envelopes (
    conversation INTEGER NOT NULL, seq INTEGER NOT NULL, kind INTEGER NOT NULL, epoch INTEGER NOT NULL,
    sender INTEGER NOT NULL, message_id BLOB NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL,
    floor INTEGER NOT NULL, epoch_after INTEGER NOT NULL, commit_seq INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX envelopes_by_seq ON envelopes (conversation, seq);
  CREATE UNIQUE INDEX envelopes_by_message ON envelopes (conversation, sender, message_id);
  CREATE TABLE commits (
    conversation TEXT NOT NULL, seq INTEGER NOT NULL, sender TEXT NOT NULL, at INTEGER NOT NULL,
    epoch_after INTEGER NOT NULL, devices TEXT NOT NULL, added TEXT NOT NULL, removed TEXT NOT NULL,
    welcome BLOB, PRIMARY KEY (conversation, seq)
  ) STRICT;
  CREATE TABLE places (
    device TEXT NOT NULL, conversation TEXT NOT NULL, joined INTEGER NOT NULL, left_at INTEGER,
    PRIMARY KEY (device, conversation)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE cursors (
    device TEXT NOT NULL, conversation TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (device, conversation)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE backups (
    account TEXT PRIMARY KEY, locator_hash TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE transfers (
    token_hash TEXT PRIMARY KEY, parts INTEGER NOT NULL, expires_at INTEGER NOT NULL, claimant TEXT,
    spent INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE transfer_parts (
    token_hash TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (token_hash, part)
  ) STRICT;
  `,
  `
  CREATE TABLE group_infos (
    conversation TEXT PRIMARY KEY, epoch INTEGER NOT NULL, bytes BLOB NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE devices ADD COLUMN seen_at INTEGER;
  CREATE TABLE links (
    place_hash TEXT PRIMARY KEY, opener_hash TEXT NOT NULL, commitment BLOB NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX links_by_expiry ON links (expires_at);
  CREATE TABLE link_steps (
    place_hash TEXT NOT NULL, step TEXT NOT NULL, author TEXT NOT NULL, bytes BLOB NOT NULL,
    expires_at INTEGER NOT NULL, PRIMARY KEY (place_hash, step)
  ) STRICT;
  CREATE INDEX link_steps_by_expiry ON link_steps (expires_at);
  `,
  `
  CREATE TABLE archive_segments (
    account TEXT NOT NULL, place INTEGER NOT NULL, bytes BLOB NOT NULL, total INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX archive_segments_by_place ON archive_segments (account, place);
  CREATE TABLE backup_notes (
    locator_hash TEXT PRIMARY KEY, account TEXT NOT NULL, note BLOB NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE log_keys (number INTEGER PRIMARY KEY, seed BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
  `,
  `
  CREATE TABLE disabled_accounts (account TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
  `,
  `
  ALTER TABLE invitations ADD COLUMN host TEXT;
  `,
  `
  CREATE TABLE blobs (
    blob TEXT PRIMARY KEY, conversation TEXT NOT NULL, uploader TEXT NOT NULL, account TEXT NOT NULL,
    bytes INTEGER NOT NULL, chunks INTEGER NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX blobs_of_account ON blobs (account, at);
  CREATE TABLE blob_chunks (
    blob TEXT NOT NULL, place INTEGER NOT NULL, bytes BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX blob_chunks_by_place ON blob_chunks (blob, place);
  `,
];
