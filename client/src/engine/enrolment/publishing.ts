import type { NetworkId } from "@comity/shared/ids";
import { statementsPublish } from "@comity/shared/protocol/statements";
import { fail, ok, type Result } from "@comity/shared/result";
import type { SignedStatement } from "@comity/shared/statements/statement";
import type { SessionLink } from "../context.ts";
import type { Directory } from "../directory/directory.ts";
import type { EngineFault } from "../facade/fault.ts";

const TRIES = 5;

/**
 * Publishes statements at the end of a network's log. When somebody else was quicker, the log is fetched and
 * the same statements are tried behind it: what they say does not depend on their place. Where it does,
 * `stillMeant` looks before each try, and `member.changed` says that they are not meant any more.
 */
export async function publish(
  session: SessionLink,
  directory: Directory,
  network: NetworkId,
  statements: readonly SignedStatement[],
  stillMeant: () => boolean = () => true,
): Promise<Result<void, EngineFault>> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const expectedSize = directory.roster(network)?.size;
    if (expectedSize === undefined) return fail({ code: "network.unknown" });
    if (!stillMeant()) return fail({ code: "member.changed" });
    const published = await session.call(statementsPublish, {
      network,
      expectedSize,
      statements: [...statements],
    });
    if (published.ok) {
      await readUpTo(directory, network, published.value.size);
      return ok(undefined);
    }
    if (published.fault.code !== "log.moved") return published;
    await directory.refresh();
  }
  return fail({ code: "log.moved", size: directory.roster(network)?.size ?? 0 });
}

/** A refresh may have been under way since before: one more brings what was published. Without a connection it comes later. */
async function readUpTo(directory: Directory, network: NetworkId, size: number): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    await directory.refresh();
    if ((directory.roster(network)?.size ?? 0) >= size) return;
  }
}
