import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "@comity/client/engine/engine";
import type { EngineFacade } from "@comity/client/engine/facade/facade";
import type { EngineResult } from "@comity/client/engine/facade/fault";
import { EngineMirror } from "@comity/client/engine/facade/mirror";
import type { ThreadItem } from "@comity/client/engine/facade/views";
import type { Clock, Transport, VaultStore } from "@comity/client/engine/ports";
import { SocketTransport } from "@comity/client/engine/transport/socketTransport";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { type RunningServer, startServer } from "@comity/server/server";
import { Card } from "@comity/shared/directory/card";
import type { ConversationId, NetworkId } from "@comity/shared/ids";
import { expect } from "vitest";
import { clock, random, sodium } from "./people.ts";

export const PASSPHRASE = "eight silver market scales";

/** What a test does to a device's line: a server that alters, withholds or forgets. */
export type Line = (transport: Transport) => Transport;

/** A transport's methods, to put some of one's own over. */
export function bound(transport: Transport): Transport {
  return {
    origin: transport.origin,
    call: (event, request) => transport.call(event, request),
    on: (event, listener) => transport.on(event, listener),
    onState: (listener) => transport.onState(listener),
    renew: (ms) => transport.renew(ms),
    rest: () => transport.rest(),
    wake: () => transport.wake(),
    close: () => transport.close(),
  };
}

/** Unwraps an answer of the engine that must be a success. */
export async function must<Value>(outcome: EngineResult<Value>): Promise<Value> {
  const result = await outcome;
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

/** The whole engine on one device of a person. */
export interface Desk {
  readonly engine: EngineFacade;
  readonly mirror: EngineMirror;
  readonly store: VaultStore;
}

/** A real server, and people with whole engines on it. */
export class ArchiveGround {
  private constructor(
    private readonly folder: string,
    readonly server: RunningServer,
  ) {}

  static async open(): Promise<ArchiveGround> {
    const folder = mkdtempSync(join(tmpdir(), "comity-archive-"));
    return new ArchiveGround(folder, await startServer({ dataFolder: folder }));
  }

  async close(): Promise<void> {
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** `engineClock`: what the engine takes for the time; a connection keeps the true one. */
  async desk(
    store: VaultStore = new MemoryStore(),
    line: Line = (transport) => transport,
    engineClock: Clock = clock,
  ): Promise<Desk> {
    const { origin } = this.server;
    const engine = createEngine({
      ...{ sodium, clock: engineClock, random, store, origin },
      connect: () => line(new SocketTransport(origin, clock, random)),
      passphraseCost: { passes: 1, memory: 8192 },
    });
    return { engine, mirror: await EngineMirror.of(engine), store };
  }

  /** An officer who has founded a network. */
  async officer(
    name = "Adjoa Lawson",
    line?: Line,
  ): Promise<Desk & { network: NetworkId; recoveryKey: string }> {
    const desk = await this.desk(new MemoryStore(), line);
    const { key } = await must(
      desk.engine.found({
        link: await this.server.foundingLink(),
        passphrase: PASSPHRASE,
        networkName: "WACAP",
        card: cardOf(name, ["secretariat"]),
        deviceName: "Desk",
      }),
    );
    const { network } = await desk.mirror.until((state) =>
      state.connection.state === "online" && state.self?.recovery.kept ? state.self.networks[0] : undefined,
    );
    return { ...desk, network, recoveryKey: key };
  }

  /** A member, vouched for and ready. */
  async member(
    officer: Desk & { network: NetworkId },
    name: string,
    line?: Line,
  ): Promise<Desk & { recoveryKey: string }> {
    const { engine, mirror, network } = officer;
    const made = await must(engine.invite({ network, card: cardOf(name, ["prosecutor"]), validDays: 3 }));
    const desk = await this.desk(new MemoryStore(), line);
    const input = { link: made.link ?? "", passphrase: PASSPHRASE, deviceName: "Laptop" };
    const { key } = await must(desk.engine.enrol(input));
    await mirror.until(({ invitations }) =>
      invitations.find(({ invitation, state }) => invitation === made.invitation && state === "arrived"),
    );
    await must(engine.grant(made.invitation));
    await desk.mirror.until(({ phase, contacts, self }) =>
      phase?.phase === "ready" && contacts.length > 1 && self?.recovery.kept ? true : undefined,
    );
    return { ...desk, recoveryKey: key };
  }
}

function cardOf(name: string, roles: readonly string[]): Card {
  return Card.parse({
    name,
    authority: "Office",
    country: "GH",
    roles,
    competences: ["mla.a"],
    languages: ["en"],
  });
}

/** A whole thread, oldest line first, page by page. */
export async function wholeThread(desk: Desk, conversation: ConversationId): Promise<readonly ThreadItem[]> {
  const all: ThreadItem[] = [];
  for (let before: number | undefined; ; ) {
    const page = await must(
      desk.engine.thread({ conversation, limit: 50, ...(before === undefined ? {} : { before }) }),
    );
    all.unshift(...page.items);
    before = page.items[0]?.order;
    if (!page.more || before === undefined) return all;
  }
}

/** What a thread says: the texts of its messages, in order. */
export function textsOf(items: readonly ThreadItem[]): readonly string[] {
  return items.flatMap((item) =>
    item.kind === "message" && item.content.kind === "text" ? [item.content.text] : [],
  );
}

/** Who is at a desk. */
export const accountOf = (desk: Desk) => {
  const account = desk.mirror.state.self?.account;
  if (account === undefined) throw new Error("nobody is at this desk");
  return account;
};

/** All that was queued at a desk has its place in the log. */
export function sent(desk: Desk): Promise<true> {
  return desk.mirror.until(({ conversations }) =>
    conversations.every(({ queued, state }) => queued === 0 && state === "active") ? true : undefined,
  );
}

/** A room of two people with some history, written by both; what its thread says. */
export async function history(one: Desk, other: Desk, messages: number) {
  const room = await must(
    one.engine.createRoom({ reference: "GH-77", title: "Gold over borders", members: [accountOf(other)] }),
  );
  await other.mirror.until(({ conversations }) =>
    conversations.find(({ id, state, title }) => id === room && state === "active" && title !== undefined),
  );
  const said: string[] = [];
  for (let at = 0; at < messages; at++) {
    const text = `Message ${at}: ${"x".repeat(900)}`;
    await must((at % 3 === 0 ? other : one).engine.sendText({ conversation: room, text }));
    if (at % 10 === 9) await Promise.all([sent(one), sent(other)]);
    said.push(text);
  }
  await Promise.all([sent(one), sent(other)]);
  for (const desk of [one, other]) await says(desk, room, messages);
  return { room, said: new Set(said) };
}

/** Waits until a thread at a desk says so much. */
export async function says(desk: Desk, conversation: ConversationId, count: number) {
  await expect
    .poll(async () => textsOf(await wholeThread(desk, conversation)).length, { timeout: 60_000 })
    .toBe(count);
  return wholeThread(desk, conversation);
}

/** Links a new desk to a signed-in one as a person does, with the numbers compared. */
export async function linkTo(signedIn: Desk, fresh: Desk, deviceName: string): Promise<void> {
  const offer = await must(fresh.engine.openLink({ deviceName }));
  const [there, here] = await Promise.all([
    must(fresh.engine.compareLink()),
    must(signedIn.engine.linkDevice(offer.code)),
  ]);
  if (there.number !== here.number) throw new Error("the numbers differ");
  await Promise.all([
    must(fresh.engine.acceptLink({ passphrase: PASSPHRASE })),
    must(signedIn.engine.confirmLink(PASSPHRASE)),
  ]);
}
