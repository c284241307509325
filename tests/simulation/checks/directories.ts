import { readIdentity } from "@comity/client/engine/vault/identityRecord";
import { SealedVault } from "@comity/client/engine/vault/vault";
import { fromUtf8 } from "@comity/shared/bytes/bytes";
import { SignedStatement } from "@comity/shared/statements/statement";
import { PASSPHRASE, type SimulatedDevice } from "../world/device.ts";
import { Process } from "../world/process.ts";
import type { World } from "../world/world.ts";

/** What every device has on its disk of its networks' logs is what the logs hold: nothing more, without a gap. */
export async function checkDirectories(world: World, devices: readonly SimulatedDevice[]): Promise<string[]> {
  const problems: string[] = [];
  for (const device of devices) {
    const reader = new Process(`directory of ${device.name}`, world.time, world.dice.fork("directory"));
    const store = device.disk.openedBy(reader);
    const opened = await SealedVault.open(world.sodium, reader.random, store, PASSPHRASE);
    const identity = opened.ok ? await readIdentity(opened.value) : undefined;
    if (!opened.ok || identity === undefined) continue;
    for (const { network } of identity.networks) {
      const log = world.server.disk.statements.get(network) ?? [];
      const stored = await opened.value.scan(`log-${network}`);
      const wrong = log.findIndex((statement, place) => !holds(stored[place], place, statement));
      if (wrong >= 0) problems.push(`directory of ${device.name}: lacks statement ${wrong} of ${log.length}`);
      else if (stored.length > log.length) problems.push(`directory of ${device.name}: more than the log`);
    }
  }
  return problems;
}

function holds(
  record: { readonly key: string; readonly value: Uint8Array } | undefined,
  place: number,
  { body, signature }: SignedStatement,
): boolean {
  if (record === undefined || Number(record.key) !== place) return false;
  const stored = SignedStatement.parse(JSON.parse(fromUtf8(record.value) ?? "null"));
  return stored.body === body && stored.signature === signature;
}
