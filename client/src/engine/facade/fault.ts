import type { Fault } from "@comity/shared/fault";
import type { AccountId, NetworkId } from "@comity/shared/ids";
import type { Result } from "@comity/shared/result";

/** Everything that can go wrong in a call to the engine, as a closed union: shown to people in words. */
export type EngineFault =
  | Fault
  | { readonly code: "transport.offline" }
  | { readonly code: "transport.timeout" }
  | { readonly code: "passphrase.wrong" }
  | { readonly code: "passphrase.weak" }
  | { readonly code: "link.invalid" }
  | { readonly code: "link.tampered" }
  | { readonly code: "vault.exists" }
  | { readonly code: "vault.missing" }
  | { readonly code: "vault.full" }
  | { readonly code: "vault.damaged" }
  | { readonly code: "not-ready" }
  /** The engine ended under the call (its worker crashed): what was stored is kept, the rest did not happen. */
  | { readonly code: "engine.restarted" }
  /** A mistake of our own. */
  | { readonly code: "engine.failed" }
  /** What was typed is no recovery key: its check does not hold. */
  | { readonly code: "recovery.mistyped" }
  /** A recovery key, and not one that this device knows. */
  | { readonly code: "recovery.wrong-key" }
  /** There is a backup for this recovery key, and it is not what the key sealed: damaged, or changed on the server. */
  | { readonly code: "recovery.damaged" }
  /** A recovery key of this account that has ended: its number, and when it was made. */
  | { readonly code: "recovery.outdated"; readonly number: number; readonly issuedAt: number }
  /** A file of activity that was changed, or is none. */
  | { readonly code: "activity.damaged" }
  /** A file of activity that is well signed and not what this network's log says, or not by one of its officers. */
  | { readonly code: "activity.differs" }
  /** Another officer has signed about this person since the officer looked. */
  | { readonly code: "member.changed" }
  | { readonly code: "contact.unreachable"; readonly account: AccountId }
  /** The log of one of the person's networks is under an alarm: nothing new is sent to its people. */
  | { readonly code: "log.stopped"; readonly network: NetworkId }
  /** A network and the person's own don't recognise each other (any more): nothing is sent to its people. */
  | { readonly code: "network.not-recognised"; readonly network: NetworkId }
  /** What was typed is no network's code, or the server shows another network for it. */
  | { readonly code: "network.code-wrong" }
  /** It is the code of the officer's own network. */
  | { readonly code: "network.own" }
  /** Somebody's network and that of another person in the room don't recognise each other. */
  | { readonly code: "room.unrecognised"; readonly account: AccountId }
  /** The code that was typed is neither that of the log held here nor of the one that the server shows. */
  | { readonly code: "log.code-wrong" }
  /** Somebody in the conversation has other keys than they were known by, and the person has not looked at them yet. */
  | { readonly code: "keys.changed"; readonly account: AccountId }
  /** A warning makes it doubtful who reads along there, and the person has not put it aside yet. */
  | { readonly code: "conversation.doubted" }
  /** There is nothing in the room that this person has, that may be passed on, and from before the other one came. */
  | { readonly code: "history.nothing" }
  /** More than can be passed on at a time: a later date is needed. */
  | { readonly code: "history.too-much" }
  /** Something is on its way to the same person already. */
  | { readonly code: "history.under-way" }
  /** More files than one message takes. */
  | { readonly code: "files.too-many" }
  | { readonly code: "file.too-large" }
  /** The system does not give a file that was chosen: it was moved, changed or taken away. */
  | { readonly code: "file.unreadable" }
  /** What the server gives for a file is not what this person sent. It was refused. */
  | { readonly code: "file.damaged"; readonly account: AccountId }
  /** The server has a file no more that this person sent. */
  | { readonly code: "file.gone"; readonly account: AccountId }
  | { readonly code: "text.empty" }
  | { readonly code: "text.too-long" };

export type EngineResult<Value> = Promise<Result<Value, EngineFault>>;
