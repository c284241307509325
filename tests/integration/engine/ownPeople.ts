import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "@comity/client/engine/engine";
import type { EngineFacade } from "@comity/client/engine/facade/facade";
import type { EngineResult } from "@comity/client/engine/facade/fault";
import { EngineMirror } from "@comity/client/engine/facade/mirror";
import type { Transport } from "@comity/client/engine/ports";
import { SocketTransport } from "@comity/client/engine/transport/socketTransport";
import { nodeClock } from "@comity/client/node/nodeEngine";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { type RunningServer, startServer } from "@comity/server/server";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import type { ConversationId, NetworkId } from "@comity/shared/ids";
import type { CallEvent } from "@comity/shared/protocol/event";

export const PASSPHRASE = "eight silver market scales";
const CHEAP = { passes: 1, memory: 8192 };
const sodium = await loadSodium();
export const random = (n: number) => sodium.randombytes_buf(n);

export async function must<Value>(outcome: EngineResult<Value>): Promise<Value> {
  const result = await outcome;
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

export async function faultOf(outcome: EngineResult<unknown>): Promise<string> {
  const result = await outcome;
  return result.ok ? "no fault" : result.fault.code;
}

/** Changes what a server answers to one event. */
interface Lie {
  readonly event: string;
  readonly tell: (answer: unknown) => unknown;
}

/** One device: a whole engine over a store in memory, as a browser has it. */
export class Device {
  private constructor(
    readonly engine: EngineFacade,
    readonly mirror: EngineMirror,
    readonly store: MemoryStore,
    private readonly lies: Lie[],
  ) {}

  static async make(server: RunningServer, store = new MemoryStore()): Promise<Device> {
    const { origin } = server;
    const lies: Lie[] = [];
    const clock = nodeClock;
    const engine = createEngine({
      ...{ sodium, store, clock, random, origin, passphraseCost: CHEAP },
      connect: () => lying(new SocketTransport(origin, clock, random), lies),
    });
    return new Device(engine, await EngineMirror.of(engine), store, lies);
  }

  /** Changes what the server answers to an event from now on. */
  lie<Request, Response>(event: CallEvent<Request, Response>, tell: (honest: Response) => Response): void {
    this.lies.push({ event: event.name, tell: (answer) => tell(event.response.parse(answer)) });
  }

  online(): Promise<true> {
    return this.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
  }

  phase(name: string): Promise<unknown> {
    return this.mirror.until(({ phase }) => (phase?.phase === name ? phase : undefined));
  }

  /** The conversation, once this device can read and write in it. */
  joined(id: ConversationId) {
    return this.mirror.until(({ conversations }) =>
      conversations.find((one) => one.id === id && one.state === "active"),
    );
  }

  hears(id: ConversationId, text: string) {
    return this.mirror.until(({ threads }) =>
      [...(threads.get(id)?.values() ?? [])].find(
        (item) => item.kind === "message" && item.content.kind === "text" && item.content.text === text,
      ),
    );
  }

  async close(): Promise<void> {
    this.mirror.close();
    await this.engine.lock();
  }
}

function lying(honest: Transport, lies: readonly Lie[]): Transport {
  return {
    origin: honest.origin,
    async call(event, request) {
      const answer = await honest.call(event, request);
      const lie = lies.find((one) => one.event === event.name);
      if (lie === undefined || !answer.ok) return answer;
      return { ok: true, value: event.response.parse(lie.tell(answer.value)) };
    },
    on: (event, listener) => honest.on(event, listener),
    onState: (listener) => honest.onState(listener),
    wake: () => honest.wake(),
    renew: (ms) => honest.renew(ms),
    rest: () => honest.rest(),
    close: () => honest.close(),
  };
}

/** A server with one network, its officer, and whoever the officer admits. */
export class OwnWorld {
  private readonly devices: Device[] = [];
  private constructor(
    private readonly folder: string,
    readonly server: RunningServer,
  ) {}

  static async open(now?: () => number): Promise<OwnWorld> {
    const folder = mkdtempSync(join(tmpdir(), "comity-devices-"));
    const server = await startServer({ dataFolder: folder, ...(now === undefined ? {} : { now }) });
    return new OwnWorld(folder, server);
  }

  async device(store = new MemoryStore()): Promise<Device> {
    const device = await Device.make(this.server, store);
    this.devices.push(device);
    return device;
  }

  async officer(
    networkName = "WACAP",
    name = "Adjoa Lawson",
  ): Promise<Device & { readonly network: NetworkId }> {
    const device = await this.device();
    await must(
      device.engine.found({
        link: await this.server.foundingLink(),
        passphrase: PASSPHRASE,
        networkName,
        card: cardOf(name, "secretariat"),
        deviceName: "Desk",
      }),
    );
    const { network } = await device.mirror.until(({ connection, self }) =>
      connection.state === "online" ? self?.networks[0] : undefined,
    );
    return Object.assign(device, { network });
  }

  /** Invites, accepts, signs: a person with one device that is ready. */
  async admit(
    officer: Device & { readonly network: NetworkId },
    name: string,
    other: { readonly country?: string; readonly authority?: string } = {},
  ): Promise<Device> {
    const { network } = officer;
    const invited = await must(
      officer.engine.invite({
        network,
        card: Card.parse({ ...cardOf(name, "prosecutor"), ...other }),
        validDays: 3,
      }),
    );
    const device = await this.device();
    const input = { link: invited.link ?? "", passphrase: PASSPHRASE, deviceName: "Laptop" };
    await must(device.engine.enrol(input));
    await officer.mirror.until(({ invitations }) =>
      invitations.find((one) => one.invitation === invited.invitation && one.state === "arrived"),
    );
    await must(officer.engine.grant(invited.invitation));
    await device.phase("ready");
    await device.online();
    await device.engine.settled();
    return device;
  }

  async close(): Promise<void> {
    for (const device of this.devices) await device.close();
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Links a new device to a signed-in one as a person does, numbers compared; the new one is ready afterwards. */
export async function link(from: Device, to: Device, deviceName: string): Promise<void> {
  const offer = await must(to.engine.openLink({ deviceName }));
  const [there, here] = await Promise.all([
    must(to.engine.compareLink()),
    must(from.engine.linkDevice(offer.code)),
  ]);
  if (there.number !== here.number) throw new Error("the numbers differ");
  await Promise.all([
    must(to.engine.acceptLink({ passphrase: PASSPHRASE })),
    must(from.engine.confirmLink(PASSPHRASE)),
  ]);
  await to.phase("ready");
  await to.online();
}

export function cardOf(name: string, role: string) {
  return Card.parse({
    ...{ name, authority: "Office", country: "GH", roles: [role], competences: ["mla.a"] },
    languages: ["en"],
  });
}
