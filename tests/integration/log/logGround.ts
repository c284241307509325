import type { SessionLink } from "@comity/client/engine/context";
import { Directory, type LogRefusal } from "@comity/client/engine/directory/directory";
import { foundNetwork } from "@comity/client/engine/enrolment/founding";
import { certifyDevice, type FreshKeys, freshKeys } from "@comity/client/engine/enrolment/newIdentity";
import { toBase64url } from "@comity/shared/bytes/base64url";
import { utf8 } from "@comity/shared/bytes/bytes";
import { sign } from "@comity/shared/crypto/signature";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import { idOfKey, LogKey, type NetworkId, SignerKey } from "@comity/shared/ids";
import { logProveConsistency } from "@comity/shared/protocol/log";
import { statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import { fail, ok } from "@comity/shared/result";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { SignedStatement } from "@comity/shared/statements/statement";
import { rootOf, type SignedHead, signHead, treeOf } from "@comity/shared/transparency/head";
import { MemoryStore } from "../engine/memoryStore.ts";

const sodium = await loadSodium();

export const NOW = 1_800_000_000_000;
export const random = (n: number) => sodium.randombytes_buf(n);
export const card = Card.parse({
  name: "Adjoa",
  authority: "Office",
  country: "TG",
  roles: ["secretariat"],
  competences: [],
  languages: ["fr"],
});

/** A server that shows whatever log and heads it is told to, and a directory that reads it: the ground of tests. */
export class LogGround {
  /** What the server shows as entries, in pages of two. */
  readonly log: SignedStatement[] = [];
  /** What the server's heads and proofs are about; undefined: what it shows. */
  claimed: readonly SignedStatement[] | undefined;
  /** With which key it signs. */
  signs: SigningKeys = sodium.crypto_sign_keypair();
  /** What is done to each head before it is shown. */
  twist: (head: SignedHead) => SignedHead = (head) => head;
  /** The server's clock, which also is the client's. */
  now = NOW;
  readonly refusals: LogRefusal[] = [];
  readonly later: (() => void)[] = [];
  /** Whether there is a line to the server, whether it answers, and whether it lets this device read. */
  line: "offline" | "silent" | "unshown" | "there" = "there";
  readonly store = new MemoryStore();

  private constructor(
    readonly network: NetworkId,
    readonly keys: FreshKeys,
    readonly officer: SigningKeys,
    public directory: Directory,
  ) {}

  /** A network of one person with so many further devices; its log is not read yet. */
  static async of(devices: number): Promise<LogGround> {
    const keys = freshKeys(sodium, random);
    const input = { networkName: "N", card, deviceName: "Desk" };
    const { network, officer, statements } = foundNetwork(sodium, random, keys, input, NOW);
    const nothing = new Directory(
      sodium,
      new MemoryStore(),
      () => [],
      () => undefined,
      () => NOW,
    );
    const ground = new LogGround(network, keys, officer, nothing);
    ground.log.push(...statements, ...ground.more(devices));
    ground.directory = await ground.reopened();
    return ground;
  }

  /** Opens a directory on what the vault holds, of a person who is in other networks too. */
  async reopened(...others: NetworkId[]): Promise<Directory> {
    const directory = new Directory(
      sodium,
      this.store,
      () => [this.network, ...others],
      (refusal) => this.refusals.push(refusal),
      () => this.now,
    );
    await directory.load();
    directory.follow(this.server(), (again) => this.later.push(again));
    return directory;
  }

  /** So many further entries for a log. */
  more(count: number): SignedStatement[] {
    return Array.from({ length: count }, () => {
      const unit = freshKeys(sodium, random, this.keys.identity);
      return certifyDevice(sodium, unit, this.network, "Laptop", NOW);
    });
  }

  /** An officer's statement that names a key of the server. */
  naming(keys = this.signs): SignedStatement {
    const logKey = idOfKey(LogKey, keys.publicKey);
    const { network } = this;
    return signStatement(sodium, { v: 1, kind: "log.key", network, at: NOW, logKey }, this.officer);
  }

  /** A body signed by the officer, whatever it says. */
  resigned(body: string): SignedStatement {
    const signature = sign(sodium, "comity/statement/v1", utf8(body), this.officer.privateKey);
    return {
      body,
      signer: idOfKey(SignerKey, this.officer.publicKey),
      signature: toBase64url(signature),
    };
  }

  /** The head of a log as the server signs it. */
  headOf(log: readonly SignedStatement[], at = this.now): SignedHead {
    const root = rootOf(treeOf(sodium, log));
    return signHead(sodium, { network: this.network, size: log.length, root, at }, this.signs);
  }

  private server(): SessionLink {
    const ground = this;
    return {
      get online() {
        return ground.line !== "offline";
      },
      call: async (event, request) => {
        if (this.line === "silent") return fail({ code: "transport.timeout" });
        const claimed = this.claimed ?? this.log;
        const tree = treeOf(sodium, claimed);
        if (event.name === logProveConsistency.name) {
          const { from, to } = logProveConsistency.request.parse(request);
          if (to > tree.size || from > to) return fail({ code: "log.moved", size: tree.size });
          return ok(event.response.parse({ proof: tree.consistency(from, to) }));
        }
        if (event.name === statementsPublish.name) {
          const { expectedSize, statements } = statementsPublish.request.parse(request);
          if (expectedSize !== this.log.length) return fail({ code: "log.moved", size: this.log.length });
          this.log.push(...statements);
          return ok(event.response.parse({ size: this.log.length }));
        }
        const { network, from } = statementsRead.request.parse(request);
        if (this.line === "unshown" || network !== this.network) return fail({ code: "network.unknown" });
        const statements = this.log.slice(from, from + 2);
        const head = this.twist(this.headOf(claimed));
        const proof = tree.consistency(Math.min(tree.size, from + statements.length));
        return ok(event.response.parse({ statements, head, proof }));
      },
      on: () => () => undefined,
      onOnline: () => () => undefined,
    };
  }
}
