import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { DeviceRecord, DeviceStore } from "../port/enrolment.ts";
import { asRow, asRows, integer, optionalInteger, type Row, text } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Which device belongs to which account, in SQLite. */
export function sqliteDevices(database: Database, writer: Writer): DeviceStore {
  const find = database.prepare("SELECT * FROM devices WHERE device = ?");
  const ofAccount = database.prepare(
    "SELECT * FROM devices WHERE account = ? ORDER BY registered_at, device",
  );
  const networks = database.prepare("SELECT network FROM device_networks WHERE device = ? ORDER BY network");
  const add = database.prepare("INSERT INTO devices VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING");
  const addNetwork = database.prepare("INSERT INTO device_networks VALUES (?, ?) ON CONFLICT DO NOTHING");
  const see = database.prepare("UPDATE devices SET seen_at = MAX(COALESCE(seen_at, 0), ?) WHERE device = ?");
  const record = (row: Row): DeviceRecord => ({
    device: text<DeviceId>(row, "device"),
    account: text<AccountId>(row, "account"),
    networks: asRows(networks.all(text(row, "device"))).map((one) => text<NetworkId>(one, "network")),
    registeredAt: integer(row, "registered_at"),
    seenAt: optionalInteger(row, "seen_at"),
  });
  return {
    register: ({ device, account, network, at }) =>
      writer.write(() => {
        add.run(device, account, at);
        const row = asRow(find.get(device));
        if (row === undefined || text(row, "account") !== account) return false;
        addNetwork.run(device, network);
        return true;
      }),
    async find(device) {
      const row = asRow(find.get(device));
      return row === undefined ? undefined : record(row);
    },
    ofAccount: async (account) => asRows(ofAccount.all(account)).map(record),
    seen: (device, at) =>
      writer.write(() => {
        see.run(at, device);
      }),
  };
}
