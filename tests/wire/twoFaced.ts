import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "@comity/server/server";
import { openStorage } from "@comity/server/storage/open";
import type { Storage } from "@comity/server/storage/port/storage";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { idOfKey, type NetworkId, TreeHash } from "@comity/shared/ids";
import { ok } from "@comity/shared/result";
import type { SignedStatement } from "@comity/shared/statements/statement";
import { type SignedHead, signHead } from "@comity/shared/transparency/head";

/** What a false face shows of a log that really has these entries. */
export type Show = (entries: readonly SignedStatement[]) => readonly SignedStatement[];

const MUCH = 100_000;

/**
 * A server with two faces: one database and one key, and whoever comes to the false one is shown another log. Both are
 * the real server with the real domain; only what the second reads as the log is another.
 */
export class TwoFaced {
  /** What the false face shows; at first, what there is. */
  show: Show = (entries) => entries;

  private constructor(
    private readonly folder: string,
    readonly honest: RunningServer,
    readonly storage: Storage,
    private falseFace: RunningServer | undefined,
  ) {}

  static async open(): Promise<TwoFaced> {
    const folder = mkdtempSync(join(tmpdir(), "comity-two-faced-"));
    const opened = await openStorage({ dataFolder: folder });
    if (!opened.ok) throw new Error(opened.fault.code);
    const storage = opened.value;
    const shared: Storage = { ...storage, close: async () => undefined };
    const honest = await startServer({ dataFolder: folder, open: async () => ok(shared) });
    const self = new TwoFaced(folder, honest, storage, undefined);
    await self.turn();
    return self;
  }

  get false(): RunningServer {
    if (this.falseFace === undefined) throw new Error("the server has one face only");
    return this.falseFace;
  }

  /** The false face begins anew, at its address, with what it shows now: it remembers nothing of another log. */
  async turn(show: Show = this.show): Promise<void> {
    this.show = show;
    const port = this.falseFace?.port ?? 0;
    await this.falseFace?.close();
    const { statements } = this.storage;
    const shown = async (network: NetworkId) => this.show(await statements.read(network, 0, MUCH));
    const lying: Storage = {
      ...this.storage,
      statements: {
        ...statements,
        size: async (network) => (await shown(network)).length,
        read: async (network, from, limit) => (await shown(network)).slice(from, from + limit),
      },
      close: async () => undefined,
    };
    this.falseFace = await startServer({ dataFolder: this.folder, port, open: async () => ok(lying) });
  }

  /** The log as it really is; there is one network. */
  async log(): Promise<readonly SignedStatement[]> {
    const [network] = await this.storage.statements.networks();
    return network === undefined ? [] : this.storage.statements.read(network, 0, MUCH);
  }

  /** A head that the server signs for some other log of this size. */
  async otherHead(network: NetworkId, size: number, at: number): Promise<SignedHead> {
    const sodium = await loadSodium();
    const [seed = new Uint8Array(32)] = await this.storage.logKeys.all();
    const root = idOfKey(TreeHash, randomBytes(32));
    return signHead(sodium, { network, size, root, at }, sodium.crypto_sign_seed_keypair(seed));
  }

  async close(): Promise<void> {
    await this.falseFace?.close();
    await this.honest.close();
    await this.storage.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
