import type { EngineFacade } from "@comity/client/engine/facade/facade";
import type { EngineResult } from "@comity/client/engine/facade/fault";
import { createNodeEngine } from "@comity/client/node/nodeEngine";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { Card } from "@comity/shared/directory/card";
import type { ConversationId } from "@comity/shared/ids";
import { gather } from "../../demo/stage.ts";

export const PASSPHRASE = "seven quiet harbour lanterns";
/** So that Argon2id, which is counted by itself, costs nothing here. */
const NO_COST = { passes: 1, memory: 8192 };

/** Unwraps an answer that must be a success. */
export async function must<Value>(outcome: EngineResult<Value>): Promise<Value> {
  const result = await outcome;
  if (!result.ok) throw new Error(`refused: ${result.fault.code}`);
  return result.value;
}

/** A text of 100 letters. */
export function textOf(n: number): string {
  return `${n} `.padEnd(100, "The request was sent to the competent authority. ");
}

/**
 * Somebody who writes in many rooms, and others who are away. Each of these comes back once: the copy of a device
 * that has been in use since would be taken for what it is, an old backup, and heal first.
 */
export interface Absence {
  readonly writer: EngineFacade;
  readonly rooms: readonly ConversationId[];
  /** What the officer's and the absent people's devices hold. */
  readonly officerStore: MemoryStore;
  readonly awayStores: readonly MemoryStore[];
  /** Lets the writer say so many messages, all rooms in turn; backwards, each waits for the one before. */
  write(messages: number, order?: "backwards"): Promise<void>;
}

function cardOf(name: string): Card {
  return Card.parse({
    ...{ name, authority: "Central Authority", country: "GH", roles: ["focal-point"] },
    ...{ competences: [], languages: ["en"] },
  });
}

/** Founds a network, makes the rooms, and lets the second person go away. */
export async function goAway(
  origin: string,
  foundingLink: string,
  rooms: number,
  people: number,
): Promise<Absence> {
  const stores: MemoryStore[] = [];
  const newEngine = () => {
    const store = new MemoryStore();
    stores.push(store);
    return createNodeEngine({ origin, store, passphraseCost: NO_COST });
  };
  const theatre = {
    ...{ newEngine, passphrase: PASSPHRASE, tell: () => undefined },
    foundingLink: async () => foundingLink,
  };
  const officer = { handle: "officer", card: cardOf("Officer") };
  const members = Array.from({ length: people }, (_, at) => ({
    handle: `away ${at}`,
    card: cardOf(`Away ${at}`),
  }));
  const [writer, ...away] = await gather(theatre, { name: "Bench", officer, members });
  const [officerStore, ...awayStores] = stores;
  const accounts = away.flatMap(({ mirror }) => mirror.state.self?.account ?? []);
  if (writer === undefined || officerStore === undefined) throw new Error("nobody is there");
  const ids: ConversationId[] = [];
  while (ids.length < rooms) {
    const details = { reference: `2026/${ids.length}`, title: "Bench" };
    const made = await writer.engine.createRoom({ ...details, members: accounts });
    if (made.ok) ids.push(made.value);
    // Key packages come a moment after the membership.
    else if (made.fault.code === "contact.unreachable") await new Promise((go) => setTimeout(go, 50));
    else throw new Error(made.fault.code);
  }
  for (const { mirror, engine } of away) {
    await mirror.until(
      ({ conversations }) =>
        ids.every((id) =>
          conversations.some((one) => one.id === id && one.state === "active" && one.title),
        ) || undefined,
    );
    mirror.close();
    await engine.lock();
  }
  const queued = new Set<string>();
  const sent = new Set<string>();
  let look: () => void = () => undefined;
  await writer.engine.subscribe((change) => {
    if (change.type !== "thread") return;
    for (const item of change.items)
      if (item.kind === "message" && item.mine && item.delivery !== "queued") sent.add(item.messageId);
    look();
  });
  const allSent = () =>
    new Promise<void>((resolve) => {
      look = () => {
        if ([...queued].every((id) => sent.has(id))) resolve();
      };
      look();
    });
  return {
    writer: writer.engine,
    rooms: ids,
    officerStore,
    awayStores,
    async write(messages, order) {
      for (let n = 0; n < messages; n++) {
        const turn = order === undefined ? n : messages - 1 - n;
        const conversation = ids[turn % ids.length];
        if (conversation === undefined) continue;
        queued.add(await must(writer.engine.sendText({ conversation, text: textOf(n) })));
        if (order !== undefined) await allSent();
      }
      await allSent();
    },
  };
}

/** The device of whoever is kept for other measurements than catching up. */
export function lastOf(stores: readonly MemoryStore[]): MemoryStore {
  const last = stores.at(-1);
  if (last === undefined) throw new Error("nobody is away");
  return last;
}

/** An independent copy of what a device holds, to fill up. */
export async function copyOf(store: MemoryStore): Promise<MemoryStore> {
  const copy = new MemoryStore();
  for (const table of await store.tables())
    await copy.write((await store.scan(table)).map((record) => ({ table, ...record })));
  return copy;
}

/** A device that comes back, not yet unlocked. */
export function comeBack(origin: string, store: MemoryStore, connectTo?: string): Promise<EngineFacade> {
  return createNodeEngine({
    ...{ origin, store, passphraseCost: NO_COST },
    ...(connectTo === undefined ? {} : { connectTo }),
  });
}
