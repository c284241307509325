import { LIMITS } from "@comity/shared/limits";
import type { Capabilities, ClientConfig } from "ts-mls";
import { defaultKeyPackageEqualityConfig } from "ts-mls";
import type { LeafIdentity } from "./leaf.ts";
import { readIdentity } from "./leaf.ts";
import { paddingOfCommits } from "./padding.ts";
import { DEFAULT_SUITE } from "./provider/suite.ts";

/** The number of Comity's suite in the registry of suites. */
export const DEFAULT_SUITE_NUMBER = 84;

/** What a Comity leaf says that it can do (RFC 9420 section 7.2). */
export const CAPABILITIES: Capabilities = {
  versions: ["mls10"],
  ciphersuites: [DEFAULT_SUITE],
  extensions: [],
  proposals: [],
  credentials: ["basic"],
};

/**
 * Decides about one leaf that an operation brings in. `undefined` credentials never get here: a leaf that
 * is not in Comity's form is refused before. Rejects where nothing can be said now: so does the operation then.
 */
export type JudgeLeaf = (leaf: LeafIdentity) => Promise<boolean>;

/** The settings of one operation on a group: everything that Comity fixes, and who judges its leaves. */
export function configJudgedBy(judge: JudgeLeaf): ClientConfig {
  return {
    keyRetentionConfig: {
      retainKeysForGenerations: 64,
      retainKeysForEpochs: LIMITS.epochWindow,
      maximumForwardRatchetSteps: 2000,
    },
    lifetimeConfig: { maximumTotalLifetime: 8_640_000n, validateLifetimeOnReceive: false },
    keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
    paddingConfig: paddingOfCommits(),
    authService: {
      async validateCredential(credential, signatureKey) {
        const leaf = readIdentity(credential, signatureKey);
        return leaf !== undefined && (await judge(leaf));
      },
    },
  };
}

/** Where an operation brings in no leaf: whatever would come is refused. */
export const REFUSING_CONFIG: ClientConfig = configJudgedBy(async () => false);
