import type { Result } from "@comity/shared/result";
import type { EngineFault } from "../engine/facade/fault.ts";
import { en } from "../ui/words/en.ts";
import { EXITS, type Exit, Stop } from "./exits.ts";
import { instant } from "./output.ts";

/** What the catalogue says for people before a browser, said for people before a terminal. */
const OTHERWISE: Partial<Record<EngineFault["code"], string>> = {
  "request.malformed": "The server did not understand this. Update Comity here and on the server.",
  "request.unknown-event": "The server is of another version. Update Comity here or on the server.",
  "session.bad-signature": "The server did not take this device's signature. Try again.",
  "session.outdated-client": "This version of Comity is too old for the server. Update it.",
  "statement.invalid": "The server refused the signature. Nothing was changed. Try again.",
  "vault.exists":
    "There is already a device in this profile. Use it, or choose another folder with --profile.",
  "vault.missing": "There is no device in this profile. Enrol one first: comity enrol LINK.",
  "vault.full":
    "The disk of this profile takes nothing more. Free some space and try again; nothing is lost.",
  "vault.damaged":
    "The data of this profile is damaged. Use your recovery key with another profile folder, and keep this one for whoever helps you.",
  "engine.failed":
    "Comity made a mistake. What is stored is kept. Try again; if it stays, tell the operator what stands below.",
};

export const words = {
  ...en,
  fault: { ...en.fault, ...OTHERWISE },
  thread: {
    ...en.thread,
    newer: "Sent by a newer version of Comity. Update this one, and it will be shown.",
  },
};

const EXIT_OF: Partial<Record<EngineFault["code"], Exit>> = {
  "transport.offline": EXITS.offline,
  "transport.timeout": EXITS.offline,
  "storage.unavailable": EXITS.offline,
  "passphrase.wrong": EXITS.passphrase,
  "passphrase.weak": EXITS.passphrase,
  "vault.exists": EXITS.profile,
  "vault.missing": EXITS.profile,
  "vault.full": EXITS.profile,
  "vault.damaged": EXITS.profile,
};

/** A fault of the engine in words, with the exit code that stands for its kind. */
export function stopFor(fault: EngineFault): Stop {
  const sentence =
    fault.code === "recovery.outdated"
      ? words.entry.recoveryOutdated(fault.number, instant(fault.issuedAt).slice(0, 10))
      : words.fault[fault.code];
  return new Stop(EXIT_OF[fault.code] ?? EXITS.refused, fault.code, sentence);
}

/** The value of an answer; anything else ends the command in words. */
export async function must<Value>(answer: Promise<Result<Value, EngineFault>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw stopFor(result.fault);
  return result.value;
}
