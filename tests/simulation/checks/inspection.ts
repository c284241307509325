import { ConversationRecord, TABLES } from "@comity/client/engine/conversations/records";
import type { Group } from "@comity/client/engine/mls/group";
import { loadGroup } from "@comity/client/engine/mls/groupRecords";
import { readJson } from "@comity/client/engine/mls/json";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import { readIdentity } from "@comity/client/engine/vault/identityRecord";
import { SealedVault } from "@comity/client/engine/vault/vault";
import type { ConversationId } from "@comity/shared/ids";
import { PASSPHRASE, type SimulatedDevice } from "../world/device.ts";
import { Process } from "../world/process.ts";
import type { World } from "../world/world.ts";

/** What a device has on its disk about a conversation. */
export interface Inspected {
  readonly record: ConversationRecord;
  readonly group: Group | undefined;
}

/** Opens a device's vault beside its engine and reads what is durable, with the engine's own code. */
export async function inspect(
  world: World,
  device: SimulatedDevice,
): Promise<ReadonlyMap<ConversationId, Inspected>> {
  const { time, sodium, dice } = world;
  const reader = new Process(`inspection of ${device.name}`, time, dice.fork("inspection"));
  const opened = await SealedVault.open(sodium, reader.random, device.disk.openedBy(reader), PASSPHRASE);
  const inspected = new Map<ConversationId, Inspected>();
  if (!opened.ok) return inspected;
  const vault = opened.value;
  const identity = await readIdentity(vault);
  if (identity === undefined) return inspected;
  const suite = comitySuite(sodium, DEFAULT_SUITE, { randomBytes: reader.random });
  for (const { value } of await vault.scan(TABLES.conversation)) {
    const record = readJson(ConversationRecord, value);
    if (record === undefined) continue;
    const group = await loadGroup(vault, record.id, suite, identity.deviceKey);
    inspected.set(record.id, { record, group });
  }
  return inspected;
}
