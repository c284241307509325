import * as archive from "@comity/shared/protocol/archive";
import * as backup from "@comity/shared/protocol/backup";
import * as blob from "@comity/shared/protocol/blob";
import * as conversation from "@comity/shared/protocol/conversation";
import * as device from "@comity/shared/protocol/device";
import type { CallEvent, PushEvent } from "@comity/shared/protocol/event";
import * as founding from "@comity/shared/protocol/founding";
import * as invitation from "@comity/shared/protocol/invitation";
import * as keyPackages from "@comity/shared/protocol/keyPackages";
import * as link from "@comity/shared/protocol/link";
import * as log from "@comity/shared/protocol/log";
import * as recognition from "@comity/shared/protocol/recognition";
import * as session from "@comity/shared/protocol/session";
import * as statements from "@comity/shared/protocol/statements";
import * as transfer from "@comity/shared/protocol/transfer";
import * as visit from "@comity/shared/protocol/visit";
import fc from "fast-check";
import { z } from "zod";

/** Fast-check prints the seed of a failure; with this one a run is the same everywhere. */
export const SEED = 20_261_124;

const modules: readonly object[] = [
  ...[archive, backup, blob, conversation, device, founding, invitation, keyPackages, link, log],
  ...[session, statements, transfer, recognition, visit],
];
const declared: readonly unknown[] = modules.flatMap((module) => Object.values(module));

const isRecord = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Every request that the protocol knows: whatever is declared later is fuzzed too. */
export const CALLS = declared.filter(
  (one): one is CallEvent<unknown, unknown> => isRecord(one) && "request" in one && "response" in one,
);

/** Everything that a server tells on its own. */
export const PUSHES = declared.filter(
  (one): one is PushEvent<unknown> => isRecord(one) && "message" in one && "name" in one,
);

/** What really exists, so that noise gets past the first door. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.constant(new Uint8Array(70_000)));
const numbers = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom(2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e300, Number.NaN, Number.POSITIVE_INFINITY, 0.5, -0),
);
const texts = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "$where",
    "A".repeat(43),
    "A".repeat(22),
    "\u0000",
    "x".repeat(9000),
  ),
);

/** Anything that a frame can carry. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  { depthSize: "small" },
  ...[bytes, numbers, texts, fc.boolean(), fc.constant(null), fc.constant(undefined)],
  fc.anything({ maxDepth: 2, maxKeys: 6, key: fc.string({ maxLength: 20 }) }).filter(isFrameable),
);

/** Frames hold at most 64-bit numbers, texts, bytes, lists and maps; what can't be encoded never reaches anybody. */
function isFrameable(value: unknown): boolean {
  if (typeof value === "bigint" || typeof value === "symbol" || typeof value === "function") return false;
  if (!isRecord(value)) return true;
  if (Array.isArray(value)) return value.every(isFrameable);
  const proto: unknown = Object.getPrototypeOf(value);
  return (
    (proto === Object.prototype || proto === null) &&
    !("__proto__" in value && Object.hasOwn(value, "__proto__")) &&
    Object.values(value).every(isFrameable)
  );
}

/** A value for a field of this name: often something that exists, often right in kind, sometimes nonsense. */
function field(name: string, known: Known): fc.Arbitrary<unknown> {
  const real = known[name] ?? [];
  const likely: fc.Arbitrary<unknown>[] = [
    bytes,
    numbers,
    texts,
    fc.array(fc.oneof(bytes, texts), { maxLength: 3 }),
  ];
  const choices = real.length === 0 ? likely : [fc.constantFrom(...real), ...likely];
  return fc.oneof(
    ...(real.length === 0 ? [] : [{ weight: 8, arbitrary: fc.constantFrom(...real) }]),
    { weight: 3, arbitrary: fc.oneof(...choices) },
    { weight: 1, arbitrary: anything },
  );
}

/** Requests for an event: mostly with its own fields, filled from what exists and from noise; sometimes anything. */
export function noiseFor(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  if (!(schema instanceof z.ZodObject)) return anything;
  const fields = Object.keys(schema.shape).map((name) => [name, field(name, known)] as const);
  const right: fc.Arbitrary<unknown> = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: anything });
}

/** Bytes that were right once: some changed, cut, doubled or put elsewhere. */
export function mutated(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat({ max: Math.max(0, original.length - 1) });
  const change = fc.tuple(fc.constantFrom("set", "cut", "grow", "swap"), place, place, fc.nat({ max: 255 }));
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let out = Uint8Array.from(original);
    for (const [kind, at, other, byte] of changes) {
      if (kind === "set" && at < out.length) out[at] = byte;
      if (kind === "cut") out = out.slice(0, at);
      if (kind === "grow") out = Uint8Array.from([...out.slice(0, at), byte, ...out.slice(at)]);
      if (kind === "swap" && at < out.length && other < out.length)
        [out[at], out[other]] = [out[other] ?? 0, out[at] ?? 0];
    }
    return out;
  });
}
