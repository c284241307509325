import type { Token } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { LinkRecord, LinkStore } from "../port/handOvers.ts";
import { asRow, blob, integer, type Row, text } from "./row.ts";
import type { Writer } from "./writer.ts";

const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/** Meeting places of two devices, in SQLite. */
export function sqliteLinks(database: Database, writer: Writer): LinkStore {
  const add = database.prepare("INSERT INTO links VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
  const find = database.prepare("SELECT * FROM links WHERE place_hash = ?");
  const addStep = database.prepare("INSERT INTO link_steps VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  const findStep = database.prepare("SELECT author, bytes FROM link_steps WHERE place_hash = ? AND step = ?");
  const expirePlaces = database.prepare("DELETE FROM links WHERE expires_at <= ?");
  const expireSteps = database.prepare("DELETE FROM link_steps WHERE expires_at <= ?");
  const record = (row: Row): LinkRecord => ({
    placeHash: text<Token>(row, "place_hash"),
    openerHash: text<Token>(row, "opener_hash"),
    commitment: blob(row, "commitment"),
    expiresAt: integer(row, "expires_at"),
  });
  return {
    open: ({ placeHash, openerHash, commitment, expiresAt }) =>
      writer.write(() => {
        add.run(placeHash, openerHash, commitment, expiresAt);
        const row = asRow(find.get(placeHash));
        return (
          row !== undefined &&
          text(row, "opener_hash") === openerHash &&
          same(blob(row, "commitment"), commitment)
        );
      }),
    async find(placeHash) {
      const row = asRow(find.get(placeHash));
      return row === undefined ? undefined : record(row);
    },
    leave: (placeHash, step, author, bytes, expiresAt) =>
      writer.write(() => {
        addStep.run(placeHash, step, author, bytes, expiresAt);
        const row = asRow(findStep.get(placeHash, step));
        return row !== undefined && text(row, "author") === author && same(blob(row, "bytes"), bytes);
      }),
    async step(placeHash, step) {
      const row = asRow(findStep.get(placeHash, step));
      return row === undefined ? undefined : { author: text(row, "author"), bytes: blob(row, "bytes") };
    },
    expire: (now) =>
      writer.write(() => {
        expirePlaces.run(now);
        expireSteps.run(now);
      }),
  };
}
