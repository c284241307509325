import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineContext, SessionLink } from "@comity/client/engine/context";
import { openConversations } from "@comity/client/engine/conversations/conversations";
import type { ConversationsChange, ConversationsService } from "@comity/client/engine/conversations/service";
import { Directory } from "@comity/client/engine/directory/directory";
import type { UploadView } from "@comity/client/engine/facade/fileViews";
import type {
  ConversationView,
  NoticeView,
  ThreadItem,
  WarningView,
} from "@comity/client/engine/facade/views";
import type { Clock } from "@comity/client/engine/ports";
import { Session } from "@comity/client/engine/session/session";
import { SocketTransport } from "@comity/client/engine/transport/socketTransport";
import { type RunningServer, startServer } from "@comity/server/server";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import {
  AccountId,
  type ConversationId,
  DeviceId,
  idOfKey,
  type NetworkId,
  OfficerKey,
  Token,
} from "@comity/shared/ids";
import { networkFound } from "@comity/shared/protocol/founding";
import { statementsPublish } from "@comity/shared/protocol/statements";
import { networkIdOf, type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { SignedStatement, Statement } from "@comity/shared/statements/statement";
import { MemoryStore } from "./memoryStore.ts";

export const sodium = await loadSodium();
const PATIENCE_MS = 90_000;
const YEAR_MS = 365 * 86_400_000;

export const clock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
export const random = (n: number) => sodium.randombytes_buf(n);

function keyPair(): SigningKeys {
  return sodium.crypto_sign_keypair();
}

/** Unwraps an answer of the engine or the server that must be a success. */
export async function must<Value>(
  work: Promise<{ ok: true; value: Value } | { ok: false; fault: { code: string } }>,
): Promise<Value> {
  const result = await work;
  if (!result.ok) throw new Error(`refused: ${result.fault.code}`);
  return result.value;
}

/** A real server on a real port, which can stop and come back with the same data at the same address. */
export class TestServer {
  private constructor(
    private readonly folder: string,
    private running: RunningServer,
  ) {}

  static async start(): Promise<TestServer> {
    const folder = await mkdtemp(join(tmpdir(), "comity-conversations-"));
    return new TestServer(folder, await startServer({ dataFolder: folder }));
  }

  get origin(): string {
    return this.running.origin;
  }

  foundingToken(): Promise<string> {
    return this.running.foundingLink();
  }

  /** Up to where a device has acknowledged a conversation. */
  async cursor(device: DeviceId, conversation: ConversationId): Promise<number> {
    return (await this.running.storage.cursors.of(device, [conversation])).get(conversation) ?? 0;
  }

  async restart(): Promise<void> {
    const { port } = this.running;
    await this.running.close();
    this.running = await startServer({ dataFolder: this.folder, port });
  }

  async close(): Promise<void> {
    await this.running.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What a test may do to a device's connection: a server that forges, a line that breaks. */
export type Tamper = (link: SessionLink) => SessionLink;

/** One device of a person: keys and store stay, the engine on them comes and goes. */
export class TestDevice {
  readonly store = new MemoryStore();
  readonly device: DeviceId;
  tamper: Tamper = (link) => link;
  /** By how much this device's clock is fast. */
  fastByMs = 0;
  /** How much faster than its clock its timers run. */
  hurry = 1;
  conversations: readonly ConversationView[] = [];
  notices: readonly NoticeView[] = [];
  warnings: readonly WarningView[] = [];
  uploads: readonly UploadView[] = [];
  private readonly lookers = new Set<() => void>();
  private session: Session | undefined;
  private service: ConversationsService | undefined;
  private directory: Directory | undefined;

  constructor(
    private readonly server: TestServer,
    readonly person: Person,
    readonly keys: SigningKeys = keyPair(),
  ) {
    this.device = idOfKey(DeviceId, keys.publicKey);
  }

  get engine(): ConversationsService {
    if (this.service === undefined) throw new Error("this device's engine is not open");
    return this.service;
  }

  get link(): Session {
    if (this.session === undefined) throw new Error("this device is not connected");
    return this.session;
  }

  /** Opens the engine on what the store holds, connected unless told otherwise. */
  async open(options: { readonly offline?: boolean } = {}): Promise<this> {
    const { network } = this.person.network;
    this.directory = new Directory(
      sodium,
      this.store,
      () => [network],
      () => undefined,
      () => clock.now(),
    );
    await this.directory.load();
    const silent: SessionLink = {
      online: false,
      call: async () => ({ ok: false, fault: { code: "transport.offline" } }),
      on: () => () => undefined,
      onOnline: () => () => undefined,
    };
    if (options.offline !== true) {
      const transport = new SocketTransport(this.server.origin, clock, random);
      const told = { connection: () => undefined, standing: () => undefined, refused: () => undefined };
      this.session = new Session(sodium, transport, this.device, this.keys, told);
    }
    const session = this.tamper(this.session ?? silent);
    if (options.offline !== true) this.directory.follow(session, (again) => void clock.after(1000, again));
    const context: EngineContext = {
      ...{ sodium, random },
      clock: {
        now: () => clock.now() + this.fastByMs,
        after: (ms, callback) => clock.after(ms / this.hurry, callback),
      },
      vault: this.store,
      directory: this.directory,
      session,
      self: {
        account: this.person.account,
        device: this.device,
        deviceName: "test device",
        deviceKeys: this.keys,
      },
    };
    this.service = await openConversations(context);
    this.service.subscribe((change) => this.reflect(change));
    if (options.offline !== true) await this.until(async () => this.session?.online === true || undefined);
    return this;
  }

  /** Closes the engine and the connection; the store stays. */
  async close(): Promise<void> {
    const { session, service } = this;
    this.session = undefined;
    this.service = undefined;
    session?.close();
    await service?.close();
  }

  /** The machine dies: nothing is stored from now on, and nothing is finished. */
  async die(): Promise<void> {
    this.store.cutAt(() => "before");
    await this.close();
    this.store.restore();
  }

  /** The first answer of `look` that is not undefined, now or after something has changed. Rejects after a minute. */
  until<Found>(look: () => Promise<Found | undefined>, what = "what was waited for"): Promise<Found> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(deadline);
        clearInterval(again);
        this.lookers.delete(tryLook);
      };
      const deadline = setTimeout(() => {
        stop();
        reject(new Error(`${this.person.name} has not seen ${what}: ${this.summary()}`));
      }, PATIENCE_MS);
      const tryLook = () => {
        look().then((found) => {
          if (found === undefined) return;
          stop();
          this.readLists();
          resolve(found);
        }, reject);
      };
      // Some states (a connection) are not told as changes.
      const again = setInterval(tryLook, 100);
      this.lookers.add(tryLook);
      tryLook();
    });
  }

  /** Every line of a thread, oldest first, by pages as a screen reads it. */
  async lines(conversation: ConversationId): Promise<readonly ThreadItem[]> {
    const all: ThreadItem[] = [];
    for (let before: number | undefined; ; ) {
      const input = { conversation, limit: 40 };
      const page = await must(this.engine.thread(before === undefined ? input : { ...input, before }));
      all.unshift(...page.items);
      before = page.items[0]?.order;
      if (!page.more || before === undefined) return all;
    }
  }

  /** The texts of a thread as `name: text`, with lines that are no text in brackets. */
  async texts(conversation: ConversationId): Promise<readonly string[]> {
    const lines = await this.lines(conversation);
    return lines.flatMap((line) => {
      if (line.kind === "unreadable") return [`[${line.reason}]`];
      if (line.kind !== "message" || line.content.kind !== "text") return [];
      return [`${this.person.network.nameOf(line.author)}: ${line.content.text}`];
    });
  }

  /** Waits until the texts of a thread are these. */
  async sees(conversation: ConversationId, texts: readonly string[]): Promise<void> {
    await this.until(async () => {
      const seen = await this.texts(conversation);
      return seen.length >= texts.length ? true : undefined;
    }, `${texts.length} texts`);
    const seen = await this.texts(conversation);
    if (JSON.stringify(seen) !== JSON.stringify(texts))
      throw new Error(`${this.person.name} sees ${JSON.stringify(seen)} and not ${JSON.stringify(texts)}`);
  }

  view(conversation: ConversationId): ConversationView | undefined {
    return this.conversations.find(({ id }) => id === conversation);
  }

  /** Waits until a conversation is active here. */
  joined(conversation: ConversationId): Promise<ConversationView> {
    return this.until(async () => {
      const view = this.view(conversation);
      return view?.state === "active" ? view : undefined;
    }, "the conversation");
  }

  /** Waits until a conversation has exactly these people. */
  has(conversation: ConversationId, people: readonly Person[]): Promise<true> {
    const wanted = people.map(({ account }) => account).sort();
    return this.until(
      async () => {
        const members = this.view(conversation)?.members.map(({ account }) => account);
        return members !== undefined && [...members].sort().join() === wanted.join() ? true : undefined;
      },
      `the members ${people.map(({ name }) => name).join(", ")}`,
    );
  }

  say(conversation: ConversationId, text: string) {
    return must(this.engine.sendText({ conversation, text }));
  }

  async refreshDirectory(): Promise<void> {
    await this.directory?.refresh();
  }

  /** Lists are told a moment after lines: whoever has waited for a line finds in the lists what belongs to it. */
  private readLists(): void {
    this.service?.subscribe((change) => this.take(change))();
  }

  private reflect(change: ConversationsChange): void {
    this.take(change);
    for (const look of [...this.lookers]) look();
  }

  private take(change: ConversationsChange): void {
    if (change.type === "conversations") this.conversations = change.conversations;
    if (change.type === "notices") this.notices = change.notices;
    if (change.type === "warnings") this.warnings = change.warnings;
    if (change.type === "uploads") this.uploads = change.uploads;
  }

  private summary(): string {
    const conversations = this.conversations.map(({ id, state, members, queued }) => ({
      id,
      state,
      queued,
      members: members.map(({ account }) => this.person.network.nameOf(account)),
    }));
    return JSON.stringify({ conversations, warnings: this.warnings, online: this.session?.online });
  }
}

/** A person: identity key, and the first device. */
export class Person {
  readonly identity = keyPair();
  readonly account = idOfKey(AccountId, this.identity.publicKey);
  readonly laptop: TestDevice;

  constructor(
    readonly network: TestNetwork,
    readonly name: string,
    server: TestServer,
  ) {
    this.laptop = new TestDevice(server, this);
  }
}

/** A network with a real log on the real server, and its first officer. */
export class TestNetwork {
  readonly people: Person[] = [];
  readonly officer: Person;
  private readonly officerKeys = keyPair();
  private size = 3;
  private id: NetworkId | undefined;

  private constructor(private readonly server: TestServer) {
    this.officer = new Person(this, "Officer", server);
    this.people.push(this.officer);
  }

  get network(): NetworkId {
    if (this.id === undefined) throw new Error("not founded");
    return this.id;
  }

  static async found(server: TestServer): Promise<TestNetwork> {
    const network = new TestNetwork(server);
    const { officer, officerKeys } = network;
    const at = Date.now();
    const founding = signStatement(
      sodium,
      {
        ...{ v: 1, kind: "network.found", name: "Test network", at },
        officerKey: idOfKey(OfficerKey, officerKeys.publicKey),
        account: officer.account,
        nonce: sodium.to_base64(random(16)),
      },
      officerKeys,
    );
    network.id = networkIdOf(sodium, founding);
    const statements: [SignedStatement, SignedStatement, SignedStatement] = [
      founding,
      network.granting(officer),
      network.certifying(officer.laptop),
    ];
    const token = Token.parse((await server.foundingToken()).split("=").at(-1));
    const transport = new SocketTransport(server.origin, clock, random);
    await new Promise<void>((resolve) => {
      transport.onState(({ up }) => up && resolve());
    });
    await must(transport.call(networkFound, { token, statements }));
    transport.close();
    await officer.laptop.open();
    return network;
  }

  nameOf(account: AccountId): string {
    return this.people.find((person) => person.account === account)?.name ?? "a stranger";
  }

  /** Vouches for a new person with one device, and opens it. */
  async person(name: string): Promise<Person> {
    const person = new Person(this, name, this.server);
    await this.vouch(person);
    await person.laptop.open();
    // Whoever was just vouched for can be written to once the key packages are there.
    await person.laptop.engine.settled();
    return person;
  }

  /** The statements alone, without opening anything. */
  async vouch(person: Person): Promise<void> {
    this.people.push(person);
    await this.publish(this.granting(person), this.certifying(person.laptop));
  }

  async certify(device: TestDevice): Promise<void> {
    await this.publish(this.certifying(device));
  }

  async revoke(person: Person): Promise<void> {
    const { network } = this;
    const { account } = person;
    await this.publish(
      this.signed({ v: 1, kind: "membership.revoke", network, at: Date.now(), account }, this.officerKeys),
    );
  }

  /** An officer names who takes over from somebody. */
  async succeed(from: Person, to: Person): Promise<void> {
    const { network } = this;
    const handed = { from: from.account, to: to.account };
    await this.publish(
      this.signed({ v: 1, kind: "office.succeed", network, at: Date.now(), ...handed }, this.officerKeys),
    );
  }

  async revokeDevice(device: TestDevice): Promise<void> {
    const { network } = this;
    const { account, identity } = device.person;
    await this.publish(
      this.signed(
        { v: 1, kind: "device.revoke", network, at: Date.now(), account, device: device.device },
        identity,
      ),
    );
  }

  private async publish(...statements: SignedStatement[]): Promise<void> {
    const expectedSize = this.size;
    const { network } = this;
    this.size = (
      await must(this.officer.laptop.link.call(statementsPublish, { network, expectedSize, statements }))
    ).size;
  }

  private granting({ account, name }: Person): SignedStatement {
    const { network } = this;
    const at = Date.now();
    const card = Card.parse({
      name,
      authority: "Central Authority",
      country: "GH",
      roles: ["focal-point"],
      competences: [],
      languages: ["en"],
    });
    const validity = { validFrom: at - 60_000, validUntil: at + YEAR_MS };
    return this.signed(
      { v: 1, kind: "membership.grant", network, at, account, card, ...validity },
      this.officerKeys,
    );
  }

  private certifying({ device, person }: TestDevice): SignedStatement {
    const { network } = this;
    const { account, identity } = person;
    return this.signed(
      { v: 1, kind: "device.certify", network, at: Date.now(), account, device, name: "laptop" },
      identity,
    );
  }

  private signed(statement: Statement, keys: SigningKeys): SignedStatement {
    return signStatement(sodium, statement, keys);
  }
}
