import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineFacade } from "@comity/client/engine/facade/facade";
import type { EngineResult } from "@comity/client/engine/facade/fault";
import { EngineMirror, type EngineState } from "@comity/client/engine/facade/mirror";
import type { ThreadItem } from "@comity/client/engine/facade/views";
import { FileStore } from "@comity/client/node/fileStore";
import { createNodeEngine } from "@comity/client/node/nodeEngine";
import { Card } from "@comity/shared/directory/card";
import type { AccountId, ConversationId } from "@comity/shared/ids";
import { ServerProcess } from "./serverProcess.ts";

export const PASSPHRASE = "several unrelated words";
/** What a try at the passphrase costs here: these tests are about other things. */
export const CHEAP = { passes: 1, memory: 8192 };
const PATIENCE_MS = 90_000;

/** Unwraps an answer that must be a success. */
export async function must<Value>(work: EngineResult<Value>): Promise<Value> {
  const result = await work;
  if (!result.ok) throw new Error(`refused: ${result.fault.code}`);
  return result.value;
}

export const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });

/** One person's device over a file store, in this process. */
export class FaultyPerson {
  private constructor(
    readonly name: string,
    readonly folder: string,
    readonly engine: EngineFacade,
    readonly mirror: EngineMirror,
    private readonly store: FileStore,
  ) {}

  /** Opens a folder's vault, or another store; `connectTo` where the line to the server leads through something. */
  static async open(name: string, folder: string, origin: string, connectTo?: string): Promise<FaultyPerson> {
    const store = FileStore.open(folder);
    if (!store.ok) throw new Error(store.fault.code);
    const engine = await createNodeEngine({
      ...{ origin, store: store.value, passphraseCost: CHEAP },
      ...(connectTo === undefined ? {} : { connectTo }),
    });
    const mirror = await EngineMirror.of(engine);
    return new FaultyPerson(name, folder, engine, mirror, store.value);
  }

  get account(): AccountId {
    const self = this.mirror.state.self;
    if (self === undefined) throw new Error(`${this.name} has no account`);
    return self.account;
  }

  until<Found>(look: (state: EngineState) => Found | undefined, what: string): Promise<Found> {
    return this.mirror.until(look, AbortSignal.timeout(PATIENCE_MS)).catch(() => {
      const { connection, phase, conversations } = this.mirror.state;
      const held = conversations.map(({ state, queued }) => ({ state, queued }));
      throw new Error(`${this.name} never saw ${what}: ${JSON.stringify({ connection, phase, held })}`);
    });
  }

  online(): Promise<true> {
    return this.until(({ connection }) => connection.state === "online" || undefined, "a connection");
  }

  joined(conversation: ConversationId): Promise<true> {
    return this.until(
      ({ conversations }) =>
        conversations.some(({ id, state }) => id === conversation && state === "active") || undefined,
      "the conversation",
    );
  }

  /** Nothing waits to be sent any more. */
  async sentAll(conversation: ConversationId): Promise<void> {
    await this.until(
      ({ conversations }) => conversations.find(({ id }) => id === conversation)?.queued === 0 || undefined,
      "everything sent",
    );
  }

  say(conversation: ConversationId, text: string) {
    return must(this.engine.sendText({ conversation, text }));
  }

  async lines(conversation: ConversationId): Promise<readonly ThreadItem[]> {
    const all: ThreadItem[] = [];
    for (let before: number | undefined; ; ) {
      const input = { conversation, limit: 200 };
      const page = await must(this.engine.thread(before === undefined ? input : { ...input, before }));
      all.unshift(...page.items);
      before = page.items[0]?.order;
      if (!page.more || before === undefined) return all;
    }
  }

  /** The texts of a thread in its order; a line that can't be read stands in brackets. */
  async texts(conversation: ConversationId): Promise<readonly string[]> {
    return (await this.lines(conversation)).flatMap((line) => {
      if (line.kind === "unreadable") return [`[${line.reason}]`];
      return line.kind === "message" && line.content.kind === "text" ? [line.content.text] : [];
    });
  }

  /** Waits until a thread holds so many texts, and gives them. */
  async texted(conversation: ConversationId, count: number): Promise<readonly string[]> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const texts = await this.texts(conversation);
      if (texts.length >= count) return texts;
      if (Date.now() > until) throw new Error(`${this.name} has ${texts.length} texts of ${count}`);
      await pause(50);
    }
  }

  async close(): Promise<void> {
    await this.engine.lock();
    this.mirror.close();
    this.store.close();
  }
}

/** A real server process with a founded network, and folders for people. */
export class FaultGround {
  private constructor(
    readonly folder: string,
    readonly server: ServerProcess,
    readonly officer: FaultyPerson,
  ) {}

  /** `dataFolder`: another place for the server's data; `mongodbUri`: another database. */
  static async open(dataFolder?: string, mongodbUri?: string): Promise<FaultGround> {
    const folder = mkdtempSync(join(tmpdir(), "comity-faults-"));
    const server = await ServerProcess.start(dataFolder ?? join(folder, "server"), mongodbUri);
    const officer = await FaultyPerson.open("Officer", join(folder, "Officer"), server.origin);
    await must(
      officer.engine.found({
        ...{ link: server.foundingLink, passphrase: PASSPHRASE, networkName: "Faults", deviceName: "Desk" },
        card: cardOf("Officer"),
      }),
    );
    await officer.online();
    await officer.engine.settled();
    return new FaultGround(folder, server, officer);
  }

  /** Invites and vouches for somebody, whose vault lies in the folder unless another place is given. */
  async person(name: string, folder = join(this.folder, name)): Promise<FaultyPerson> {
    const network = this.officer.mirror.state.self?.networks[0]?.network;
    if (network === undefined) throw new Error("no network");
    const made = await must(this.officer.engine.invite({ network, card: cardOf(name), validDays: 2 }));
    if (made.link === undefined) throw new Error("no link");
    mkdirSync(folder, { recursive: true });
    const person = await FaultyPerson.open(name, folder, this.server.origin);
    await must(person.engine.enrol({ link: made.link, passphrase: PASSPHRASE, deviceName: "Laptop" }));
    await this.officer.until(
      ({ invitations }) =>
        invitations.find((one) => one.invitation === made.invitation && one.state === "arrived"),
      "the keys",
    );
    await must(this.officer.engine.grant(made.invitation));
    await person.until(({ phase }) => phase?.phase === "ready" || undefined, "the signature");
    await person.engine.settled();
    return person;
  }

  async close(...people: FaultyPerson[]): Promise<void> {
    this.server.thaw();
    await Promise.all([this.officer, ...people].map((one) => one.close()));
    await this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function cardOf(name: string): Card {
  return Card.parse({
    ...{ name, authority: "Central Authority", country: "GH", competences: [], languages: ["en"] },
    roles: [name === "Officer" ? "secretariat" : "focal-point"],
  });
}

/** What must be true of a conversation at the end, whatever happened to anybody. */
export async function sameEverywhere(
  conversation: ConversationId,
  people: readonly FaultyPerson[],
  said: readonly string[],
): Promise<readonly string[]> {
  // What waits to be sent stands at its writer's end of the thread, whatever has come in between meanwhile.
  await Promise.all(people.map((one) => one.sentAll(conversation)));
  const threads = await Promise.all(people.map((one) => one.texted(conversation, said.length)));
  const [first = []] = threads;
  for (const thread of threads) if (thread.join("\n") !== first.join("\n")) throw new Error("threads differ");
  if ([...first].sort().join("\n") !== [...said].sort().join("\n"))
    throw new Error(`not what was said: ${JSON.stringify(first)}`);
  return first;
}
