import {
  type ComitySuite,
  comitySuite,
  DEFAULT_SUITE,
  SUITE_3,
} from "@comity/client/engine/mls/provider/suite";
import { loadSodium } from "@comity/shared/crypto/sodium";
import {
  type CiphersuiteImpl,
  createApplicationMessage,
  createCommit,
  createGroup,
  defaultCapabilities,
  defaultLifetime,
  emptyPskIndex,
  generateKeyPackage,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
  joinGroup,
  processPrivateMessage,
} from "ts-mls";
import { describe, expect, it } from "vitest";

const words = new TextEncoder();

async function member(name: string, suite: CiphersuiteImpl) {
  const credential = { credentialType: "basic", identity: words.encode(name) } as const;
  return generateKeyPackage(credential, defaultCapabilities(), defaultLifetime, [], suite);
}

/** One founds the group on one provider, the other joins on the other; both talk, and both commit. */
async function talk(founderSuite: CiphersuiteImpl, joinerSuite: CiphersuiteImpl): Promise<void> {
  const founder = await member("founder", founderSuite);
  const joiner = await member("joiner", joinerSuite);
  let one = await createGroup(
    words.encode("group"),
    founder.publicPackage,
    founder.privatePackage,
    [],
    founderSuite,
  );
  const added = await createCommit(
    { state: one, cipherSuite: founderSuite },
    { extraProposals: [{ proposalType: "add", add: { keyPackage: joiner.publicPackage } }] },
  );
  if (added.welcome === undefined) throw new Error("an add without a welcome");
  one = added.newState;
  let other = await joinGroup(
    added.welcome,
    joiner.publicPackage,
    joiner.privatePackage,
    emptyPskIndex,
    joinerSuite,
    one.ratchetTree,
  );
  for (let round = 0; round < 2; round++) {
    const there = await createApplicationMessage(one, words.encode(`to you ${round}`), founderSuite);
    one = there.newState;
    const heard = await processPrivateMessage(other, there.privateMessage, emptyPskIndex, joinerSuite);
    if (heard.kind !== "applicationMessage") throw new Error("no message was heard");
    other = heard.newState;
    expect(new TextDecoder().decode(heard.message)).toBe(`to you ${round}`);

    const back = await createApplicationMessage(other, words.encode(`to me ${round}`), joinerSuite);
    other = back.newState;
    const answer = await processPrivateMessage(one, back.privateMessage, emptyPskIndex, founderSuite);
    if (answer.kind !== "applicationMessage") throw new Error("no message was heard");
    one = answer.newState;
    expect(new TextDecoder().decode(answer.message)).toBe(`to me ${round}`);

    const commit = await createCommit({ state: other, cipherSuite: joinerSuite });
    if (commit.commit.wireformat !== "mls_private_message") throw new Error("a commit in the open");
    const followed = await processPrivateMessage(
      one,
      commit.commit.privateMessage,
      emptyPskIndex,
      founderSuite,
    );
    one = followed.newState;
    other = commit.newState;
    expect(one.keySchedule.epochAuthenticator).toEqual(other.keySchedule.epochAuthenticator);
  }
}

describe("a group with one member on ts-mls's own provider and one on ours", () => {
  for (const name of [SUITE_3, DEFAULT_SUITE] satisfies ComitySuite[]) {
    it(`talks both ways in ${name}`, async () => {
      const ours = comitySuite(await loadSodium(), name);
      const theirs = await getCiphersuiteImpl(getCiphersuiteFromName(name));
      await talk(ours, theirs);
      await talk(theirs, ours);
    });
  }
});
