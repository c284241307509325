import type { EngineFacade } from "../engine/facade/facade.ts";
import { EngineMirror, type EngineState } from "../engine/facade/mirror.ts";
import { faultOf } from "../engine/facade/unexpected.ts";
import type { Phase } from "../engine/facade/views.ts";
import type { FileStore } from "../node/fileStore.ts";
import { createNodeEngine } from "../node/nodeEngine.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import type { Invocation } from "./invocation.ts";
import { askPassphrase } from "./passphrase.ts";
import { openProfile, serverOf } from "./profile.ts";
import { must, stopFor, words } from "./words.ts";

/** A profile's device with its engine running. */
export interface Device {
  readonly engine: EngineFacade;
  readonly mirror: EngineMirror;
  /** Whether the server has let it in and everything up to then is stored here. */
  readonly online: boolean;
  /** The passphrase, for what asks for it a second time: at a terminal it is typed again. */
  readonly passphraseAgain: () => Promise<string>;
}

/** How long an ending waits for the network: everything is stored already, and a crash would lose nothing either. */
const GOODBYE_MS = 3_000;

/** Runs an engine over a profile's vault for as long as `work` takes, and closes everything afterwards. */
export async function withEngine<Value>(
  folder: string,
  server: string,
  work: (engine: EngineFacade, mirror: EngineMirror) => Promise<Value>,
): Promise<Value> {
  const store = openProfile(folder);
  const engine = await createNodeEngine({ origin: server, store });
  const mirror = await EngineMirror.of(engine);
  try {
    return await work(engine, mirror);
  } catch (error) {
    if (error instanceof Stop) throw error;
    const fault = faultOf(error);
    if (fault.code === "engine.failed") throw error;
    throw stopFor(fault);
  } finally {
    await goodbye(engine, store);
    mirror.close();
  }
}

/**
 * Opens the profile's device with its passphrase. `online`: connects and catches up first, or ends the
 * command; `either`: says so and goes on without. The person must be vouched for unless `anyPhase`.
 */
export async function withDevice<Value>(
  invocation: Invocation,
  need: "online" | "either",
  work: (device: Device) => Promise<Value>,
  anyPhase = false,
): Promise<Value> {
  const server = invocation.server ?? serverOf(invocation.profile);
  if (server === undefined) throw noDevice(invocation.profile);
  return withEngine(invocation.profile, server, async (engine, mirror) => {
    refuseUnusable(mirror.state.phase, invocation.profile);
    const source = { fd: invocation.passphraseFd };
    const passphrase = await askPassphrase(source);
    await must(engine.unlock(passphrase));
    const passphraseAgain = async () => (source.fd === undefined ? askPassphrase(source) : passphrase);
    const online = await comeOnline(engine, mirror, invocation.waitMs);
    if (!online && need === "online") throw noConnection(server);
    if (!online)
      invocation.output.remark(`No connection to ${server}: this is what the profile held already.`);
    if (!anyPhase && mirror.state.phase?.phase === "waiting") throw stopFor({ code: "session.pending" });
    return work({ engine, mirror, online, passphraseAgain });
  });
}

/** Waits until the server has let this device in and what it had is stored. False: not in that time. */
export async function comeOnline(
  engine: EngineFacade,
  mirror: EngineMirror,
  waitMs: number,
): Promise<boolean> {
  const state = await waitFor(mirror, waitMs, ({ connection, phase }) => {
    if (phase?.phase === "refused") return { refused: phase.reason } as const;
    return connection.state === "online" ? "online" : undefined;
  });
  if (typeof state === "object")
    throw new Stop(EXITS.refused, state.refused, words.lock.refused[state.refused]);
  if (state === undefined) return false;
  await Promise.race([engine.settled(), pause(waitMs)]);
  return true;
}

/** The first state that `look` likes, or undefined when the time is up. */
export async function waitFor<Found>(
  mirror: EngineMirror,
  ms: number,
  look: (state: EngineState) => Found | undefined,
): Promise<Found | undefined> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Late()), ms);
  try {
    return await mirror.until(look, late.signal);
  } catch (error) {
    if (error instanceof Late) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
class Late extends Error {}

export function noConnection(server: string): Stop {
  return new Stop(
    EXITS.offline,
    "transport.offline",
    `There is no connection to ${server}. Nothing was sent. Check the address and the network, and try again.`,
  );
}

function noDevice(folder: string): Stop {
  return new Stop(
    EXITS.profile,
    "vault.missing",
    `There is no device in the profile ${folder}. Enrol one first (comity enrol LINK), or name another folder with --profile.`,
  );
}

function refuseUnusable(phase: Phase | undefined, folder: string): void {
  if (phase?.phase === "empty") throw noDevice(folder);
  if (phase?.phase === "moved")
    throw new Stop(
      EXITS.profile,
      "moved",
      `The device of the profile ${folder} has moved elsewhere. Nothing is left here.`,
    );
}

async function goodbye(engine: EngineFacade, store: FileStore): Promise<void> {
  await Promise.race([engine.lock(), pause(GOODBYE_MS)]);
  store.close();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** The origin that a link belongs to. */
export function originOf(link: string): string {
  if (!URL.canParse(link)) throw stopFor({ code: "link.invalid" });
  const { origin, protocol } = new URL(link);
  if (!/^https?:$/.test(protocol))
    throw misused("A Comity link begins with https:// (or http:// on this machine).");
  return origin;
}
