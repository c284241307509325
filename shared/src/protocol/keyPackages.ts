import { z } from "zod";
import { AccountId, DeviceId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { bytesUpTo, defineCall, definePush } from "./event.ts";

/** The MLS cipher suites that Comity speaks, by their number in ts-mls's registry. */
export const Suite = z.union([z.literal(84), z.literal(3)]);
export type Suite = z.infer<typeof Suite>;

const KeyPackageBytes = bytesUpTo(LIMITS.keyPackageBytes);

/** Adds one-time key packages to the device's pool, or replaces it; and its last-resort one where given. */
export const keyPackagesPublish = defineCall(
  "keyPackages.publish",
  z.object({
    suite: Suite,
    oneTime: z.array(KeyPackageBytes).max(LIMITS.keyPackagesPerPublish),
    lastResort: KeyPackageBytes.optional(),
    /** The former pool is forgotten: it is too old, or the device has lost its private halves. */
    replace: z.boolean().optional(),
  }),
  z.object({ oneTime: z.number().int().nonnegative() }),
);

/** How many one-time packages the device's pool has left, and whether a last-resort one stands behind them. */
export const keyPackagesCount = defineCall(
  "keyPackages.count",
  z.object({ suite: Suite }),
  z.object({ oneTime: z.number().int().nonnegative(), lastResort: z.boolean() }),
);

/**
 * Takes one key package for each device of a person who is a member of one of the caller's networks (or of
 * a recognised one). Devices without any are left out; none at all is `key-package.none`.
 */
export const keyPackagesClaim = defineCall(
  "keyPackages.claim",
  z.object({ suite: Suite, account: AccountId }),
  z.object({
    packages: z
      .array(z.object({ device: DeviceId, keyPackage: KeyPackageBytes }))
      .max(LIMITS.devicesPerCommit),
  }),
);

/** Told to a device whose pool runs low. */
export const keyPackagesLow = definePush(
  "keyPackages.low",
  z.object({ suite: Suite, oneTime: z.number().int().nonnegative() }),
);
