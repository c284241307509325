import { fail, ok } from "@comity/shared/result";
import type { EngineFacade } from "../facade/facade.ts";
import { type CurrentSession, notReady, refusal } from "./currentSession.ts";

type DirectoryCalls = "compareNames" | "settleAlarms" | "exportAlarm" | "exportLog";

/** What is asked about the networks' logs and the people in them. */
export function directoryCalls(session: CurrentSession): Pick<EngineFacade, DirectoryCalls> {
  return {
    compareNames: async (names) => {
      const unlocked = session();
      return unlocked === undefined ? notReady : ok(unlocked.names.compare(names));
    },
    settleAlarms: async ({ network, code }) => {
      const unlocked = session();
      if (unlocked === undefined) return notReady;
      const settled = await unlocked.directory.watch.settle(network, code).catch(refusal);
      if (settled.ok || typeof settled.fault !== "string") return settled.ok ? settled : fail(settled.fault);
      return fail({ code: settled.fault });
    },
    exportAlarm: async (id) => {
      const file = session()?.directory.watch.evidence(id);
      return file === undefined ? notReady : ok(JSON.stringify(file, null, 2));
    },
    exportLog: async (network) => {
      const file = await session()
        ?.directory.watch.file(network)
        .catch(() => undefined);
      return file === undefined ? fail({ code: "network.unknown" }) : ok(JSON.stringify(file, null, 2));
    },
  };
}
