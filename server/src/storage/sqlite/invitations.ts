import type { AccountId, InvitationId, NetworkId, Token } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { InvitationRecord, InvitationState, InvitationStore } from "../port/enrolment.ts";
import { asRow, asRows, blob, integer, optionalText, type Row, text } from "./row.ts";
import type { Writer } from "./writer.ts";

function record(row: Row): InvitationRecord {
  return {
    invitation: text<InvitationId>(row, "invitation"),
    network: text<NetworkId>(row, "network"),
    tokenHash: text<Token>(row, "token_hash"),
    sealedCard: blob(row, "sealed_card"),
    state: text<InvitationState>(row, "state"),
    createdAt: integer(row, "created_at"),
    expiresAt: integer(row, "expires_at"),
    enrolment: optionalText(row, "enrolment"),
    mac: optionalText(row, "mac"),
    host: optionalText<AccountId>(row, "host"),
  };
}

/** Invitations, in SQLite. */
export function sqliteInvitations(database: Database, writer: Writer): InvitationStore {
  const add = database.prepare(
    "INSERT INTO invitations VALUES (?, ?, ?, ?, 'open', ?, ?, NULL, NULL, ?) ON CONFLICT DO NOTHING",
  );
  const find = database.prepare("SELECT * FROM invitations WHERE invitation = ?");
  const findByToken = database.prepare("SELECT * FROM invitations WHERE token_hash = ?");
  const redeem = database.prepare(
    "UPDATE invitations SET state = 'redeemed', enrolment = ?, mac = ? WHERE token_hash = ?",
  );
  const settle = database.prepare("UPDATE invitations SET state = ? WHERE invitation = ?");
  const ofNetwork = database.prepare(
    "SELECT * FROM invitations WHERE network = ? ORDER BY created_at DESC, invitation LIMIT ?",
  );
  const one = (row: Row | undefined) => (row === undefined ? undefined : record(row));
  return {
    create: (entry) =>
      writer.write(
        () =>
          add.run(
            entry.invitation,
            entry.network,
            entry.tokenHash,
            entry.sealedCard,
            entry.createdAt,
            entry.expiresAt,
            entry.host ?? null,
          ).changes === 1,
      ),
    find: async (invitation) => one(asRow(find.get(invitation))),
    findByToken: async (tokenHash) => one(asRow(findByToken.get(tokenHash))),
    redeem: (tokenHash, enrolment, mac) =>
      writer.write(() => {
        const known = one(asRow(findByToken.get(tokenHash)));
        if (known === undefined) return false;
        if (known.state === "redeemed") return known.enrolment === enrolment && known.mac === mac;
        if (known.state !== "open") return false;
        redeem.run(enrolment, mac, tokenHash);
        return true;
      }),
    settle: (invitation, from, to) =>
      writer.write(() => {
        const known = one(asRow(find.get(invitation)));
        if (known === undefined || !from.includes(known.state)) return false;
        settle.run(to, invitation);
        return true;
      }),
    ofNetwork: async (network, limit) => asRows(ofNetwork.all(network, limit)).map(record),
  };
}
