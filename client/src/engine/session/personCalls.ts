import type { Sodium } from "@comity/shared/crypto/sodium";
import { fail, ok } from "@comity/shared/result";
import type { EngineFacade } from "../facade/facade.ts";
import type { Linking } from "../linking/linking.ts";
import { recoveryKeyView } from "../recovery/recoveryState.ts";
import { type PassphraseCost, SHORTEST_PASSPHRASE } from "../vault/passphrase.ts";
import { type CurrentSession, notReady, refusal } from "./currentSession.ts";

type PersonCalls =
  | "changePassphrase"
  | "linkDevice"
  | "confirmLink"
  | "cancelLink"
  | "ownDevices"
  | "renameDevice"
  | "revokeDevice"
  | "renewRecoveryKey"
  | "confirmRecoveryKey"
  | "postponeRecoveryTest";

/** What somebody asks about their own passphrase, devices and recovery key. What is grave asks for the passphrase. */
export function personCalls(
  session: CurrentSession,
  linking: Linking,
  sodium: Sodium,
  cost: PassphraseCost,
): Pick<EngineFacade, PersonCalls> {
  return {
    changePassphrase: async ({ current, next }) => {
      const unlocked = session();
      if (unlocked === undefined) return notReady;
      if (next.length < SHORTEST_PASSPHRASE) return fail({ code: "passphrase.weak" });
      if (!(await unlocked.vault.accepts(current))) return fail({ code: "passphrase.wrong" });
      return unlocked.vault.rewrap(next, cost).then(() => ok(undefined), refusal);
    },
    linkDevice: async (code) => {
      const unlocked = session();
      return unlocked === undefined ? notReady : linking.claim(unlocked, code);
    },
    confirmLink: async (passphrase) => {
      const unlocked = session();
      return unlocked === undefined ? notReady : linking.confirm(unlocked, passphrase);
    },
    cancelLink: () => linking.cancel(),
    ownDevices: async () => session()?.ownDevices.list().catch(refusal) ?? notReady,
    renameDevice: async ({ device, name }) =>
      session()?.ownDevices.rename(device, name).catch(refusal) ?? notReady,
    revokeDevice: async ({ device, passphrase }) => {
      const unlocked = session();
      if (unlocked === undefined) return notReady;
      if (!(await unlocked.vault.accepts(passphrase))) return fail({ code: "passphrase.wrong" });
      return unlocked.ownDevices.revoke(device).catch(refusal);
    },
    renewRecoveryKey: async (passphrase) => {
      const unlocked = session();
      if (unlocked === undefined) return notReady;
      if (!(await unlocked.vault.accepts(passphrase))) return fail({ code: "passphrase.wrong" });
      return unlocked.recovery.renew().then((issued) => ok(recoveryKeyView(sodium, issued)), refusal);
    },
    confirmRecoveryKey: async (typed) => session()?.recovery.confirm(typed).catch(refusal) ?? notReady,
    postponeRecoveryTest: async () => {
      const unlocked = session();
      if (unlocked === undefined) return notReady;
      return unlocked.recovery.postpone().then(() => ok(undefined), refusal);
    },
  };
}
