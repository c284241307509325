import type { AccountId } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { DisabledAccountStore } from "../port/disabledAccounts.ts";
import { asRow, asRows, integer, text } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Accounts that the operator lets in no more, in SQLite. */
export function sqliteDisabledAccounts(database: Database, writer: Writer): DisabledAccountStore {
  const add = database.prepare("INSERT INTO disabled_accounts VALUES (?, ?) ON CONFLICT DO NOTHING");
  const remove = database.prepare("DELETE FROM disabled_accounts WHERE account = ?");
  const find = database.prepare("SELECT at FROM disabled_accounts WHERE account = ?");
  const all = database.prepare("SELECT account, at FROM disabled_accounts ORDER BY account");
  return {
    disable: (account, at) =>
      writer.write(() => {
        add.run(account, at);
      }),
    enable: (account) =>
      writer.write(() => {
        remove.run(account);
      }),
    async since(account) {
      const row = asRow(find.get(account));
      return row === undefined ? undefined : integer(row, "at");
    },
    all: async () =>
      asRows(all.all()).map((row) => ({ account: text<AccountId>(row, "account"), at: integer(row, "at") })),
  };
}
