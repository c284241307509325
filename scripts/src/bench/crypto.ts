import {
  type ComitySuite,
  comitySuite,
  DEFAULT_SUITE,
  SUITE_3,
} from "@comity/client/engine/mls/provider/suite";
import { loadSodium } from "@comity/shared/crypto/sodium";
import {
  type CiphersuiteImpl,
  type ClientState,
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
  type Proposal,
  processPrivateMessage,
} from "ts-mls";

const SIZES = [2, 20, 200] as const;
const MESSAGE = new Uint8Array(256).fill(7);
const words = new TextEncoder();

function keyPackage(suite: CiphersuiteImpl, index: number) {
  const credential = { credentialType: "basic", identity: words.encode(`device ${index}`) } as const;
  return generateKeyPackage(credential, defaultCapabilities(), defaultLifetime, [], suite);
}

/** Runs `work` some times and gives the median time of one run, in milliseconds. */
async function median(times: number, work: () => Promise<void>): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < times; run++) {
    const started = performance.now();
    await work();
    taken.push(performance.now() - started);
  }
  taken.sort((one, other) => one - other);
  return taken[Math.floor(taken.length / 2)] ?? 0;
}

async function add(
  state: ClientState,
  packages: Awaited<ReturnType<typeof keyPackage>>[],
  suite: CiphersuiteImpl,
) {
  const extraProposals: Proposal[] = packages.map(({ publicPackage }) => ({
    proposalType: "add",
    add: { keyPackage: publicPackage },
  }));
  const made = await createCommit({ state, cipherSuite: suite }, { extraProposals });
  if (made.welcome === undefined) throw new Error("an add without a welcome");
  return { ...made, welcome: made.welcome };
}

/** One column of the table: times in milliseconds for a group of `devices`. */
async function measure(suite: CiphersuiteImpl, devices: number): Promise<Record<string, number>> {
  const founder = await keyPackage(suite, 0);
  let one = await createGroup(
    words.encode("bench"),
    founder.publicPackage,
    founder.privatePackage,
    [],
    suite,
  );
  const others = [];
  for (let index = 1; index < devices; index++) others.push(await keyPackage(suite, index));
  const filled = await add(one, others, suite);
  one = filled.newState;
  const [first] = others;
  if (first === undefined) throw new Error("a group of one");
  const joinIt = () =>
    joinGroup(
      filled.welcome,
      first.publicPackage,
      first.privatePackage,
      emptyPskIndex,
      suite,
      one.ratchetTree,
    );
  const few = devices > 50 ? 3 : 7;
  const join = await median(few, async () => void (await joinIt()));
  let other = await joinIt();

  const sent: Awaited<ReturnType<typeof createApplicationMessage>>["privateMessage"][] = [];
  const encrypt = await median(200, async () => {
    const made = await createApplicationMessage(one, MESSAGE, suite);
    one = made.newState;
    sent.push(made.privateMessage);
  });
  let next = 0;
  const decrypt = await median(200, async () => {
    const message = sent[next++];
    if (message === undefined) throw new Error("nothing was sent");
    other = (await processPrivateMessage(other, message, emptyPskIndex, suite)).newState;
  });
  const newcomer = await keyPackage(suite, devices);
  const addOne = await median(few, async () => void (await add(one, [newcomer], suite)));
  const commit = await median(few, async () => void (await createCommit({ state: one, cipherSuite: suite })));
  const { commit: message } = await createCommit({ state: one, cipherSuite: suite });
  if (message.wireformat !== "mls_private_message") throw new Error("a commit in the open");
  const { privateMessage } = message;
  const process = await median(
    few,
    async () => void (await processPrivateMessage(other, privateMessage, emptyPskIndex, suite)),
  );
  return { encrypt, decrypt, add: addOne, join, commit, process };
}

/** Prints encrypt, decrypt, add, join, commit and process times for our provider and for ts-mls's own. */
export async function benchCrypto(): Promise<void> {
  const sodium = await loadSodium();
  for (const name of [SUITE_3, DEFAULT_SUITE] satisfies ComitySuite[]) {
    process.stdout.write(`\n${name}, times in milliseconds (median; message of 256 bytes)\n`);
    const providers = {
      ours: comitySuite(sodium, name),
      "ts-mls": await getCiphersuiteImpl(getCiphersuiteFromName(name)),
    };
    for (const devices of SIZES)
      for (const [provider, suite] of Object.entries(providers)) {
        const row = await measure(suite, devices);
        const cells = Object.entries(row).map(([what, ms]) => `${what} ${ms.toFixed(ms < 10 ? 3 : 1)}`);
        process.stdout.write(
          `${String(devices).padStart(4)} devices  ${provider.padEnd(7)} ${cells.join("  ")}\n`,
        );
      }
  }
}
