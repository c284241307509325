import { sessionAlive } from "@comity/shared/protocol/session";
import { expect, it } from "vitest";
import type { Clock, TransportState } from "../ports.ts";
import { type ClientSocket, SocketTransport } from "./socketTransport.ts";

/** A clock that goes on only when a test says so. */
class StillClock implements Clock {
  private at = 0;
  private readonly timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.at;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.at + ms, callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  pass(ms: number): void {
    const end = this.at + ms;
    for (;;) {
      const [next] = [...this.timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.timers.delete(next);
      this.at = next.at;
      next.callback();
    }
    this.at = end;
  }
}

/** A line to a server that a test plays: it answers only where the test lets it. */
class Wire implements ClientSocket {
  connected = false;
  tries = 0;
  readonly asked: { readonly event: string; readonly answer: (answer: unknown) => void }[] = [];
  private readonly listeners = new Map<string, (message: unknown) => void>();
  /** Something comes in that is no message yet. */
  sign: (sign: "heartbeat" | "frame") => void = () => undefined;

  onSign(listener: (sign: "heartbeat" | "frame") => void): void {
    this.sign = listener;
  }

  connect(): void {
    this.tries += 1;
  }

  disconnect(): void {
    if (!this.connected) return;
    this.happens("disconnect");
  }

  emit(event: string, _request: unknown, answer: (answer: unknown) => void): void {
    this.asked.push({ event, answer });
  }

  on(event: string, listener: (message: unknown) => void): void {
    this.listeners.set(event, listener);
  }

  off(event: string): void {
    this.listeners.delete(event);
  }

  happens(event: "connect" | "disconnect" | "connect_error"): void {
    this.connected = event === "connect";
    this.listeners.get(event)?.(undefined);
  }
}

function stage(random: (n: number) => Uint8Array = (n) => new Uint8Array(n).fill(128)) {
  const clock = new StillClock();
  const wire = new Wire();
  const states: TransportState[] = [];
  const transport = new SocketTransport("http://origin", clock, random, "http://origin", () => wire);
  transport.onState((state) => states.push(state));
  return { clock, wire, states, transport };
}

/** How long until the next try, after a loss. */
function waited({ clock, wire }: ReturnType<typeof stage>): number {
  const before = wire.tries;
  for (let ms = 0; ms <= 40_000; ms += 10) {
    if (wire.tries > before) return ms;
    clock.pass(10);
  }
  throw new Error("never tried again");
}

it("waits longer after each failure, up to half a minute, and only a connection that stood for a while counts as one", () => {
  const here = stage();
  const waits: number[] = [];
  for (let round = 0; round < 8; round++) {
    here.wire.happens("connect_error");
    waits.push(waited(here));
  }
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
  expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  const longest = waits.at(-1) ?? 0;
  // Let in and dropped at once: that is no success.
  here.wire.happens("connect");
  here.clock.pass(1000);
  here.wire.happens("disconnect");
  expect(waited(here)).toBe(longest);
  here.wire.happens("connect");
  here.clock.pass(10_000);
  here.wire.happens("disconnect");
  expect(waited(here)).toBe(waits[0]);
});

it("comes back spread over time: clients that lost the same server don't all knock in one moment", () => {
  const waits = Array.from({ length: 256 }, (_, index) => {
    const here = stage((n) => new Uint8Array(n).fill(index));
    here.wire.happens("connect");
    here.wire.happens("disconnect");
    return waited(here);
  });
  const early = waits.filter((ms) => ms < 500).length;
  expect(early).toBeLessThan(256 * 0.4);
  expect(new Set(waits).size).toBeGreaterThan(100);
});

it("tries at once when told that things have changed, and only once", () => {
  const here = stage();
  here.wire.happens("connect_error");
  expect(here.states.at(-1)).toMatchObject({ up: false, retryAt: expect.any(Number) });
  here.transport.wake();
  here.clock.pass(0);
  expect(here.wire.tries).toBe(2);
  here.transport.wake();
  here.clock.pass(0);
  expect(here.wire.tries).toBe(2);
});

it("asks a socket that may be dead for a sign of life, keeps it if it answers, and replaces it in seconds if not", () => {
  const here = stage();
  here.wire.happens("connect");
  here.transport.wake();
  here.transport.wake();
  expect(here.wire.asked.map(({ event }) => event)).toEqual(["session.alive"]);
  here.wire.asked[0]?.answer({ ok: true, value: {} });
  here.clock.pass(4000);
  expect(here.wire.connected).toBe(true);

  const asleep = stage();
  asleep.wire.happens("connect");
  asleep.transport.wake();
  asleep.clock.pass(4999);
  expect(asleep.wire.connected).toBe(true);
  asleep.clock.pass(1);
  expect(asleep.wire.connected).toBe(false);
  expect(asleep.wire.tries).toBe(2);
});

it("stays away when told to rest, whatever happens", () => {
  const here = stage();
  here.wire.happens("connect");
  here.transport.rest();
  here.transport.wake();
  here.clock.pass(100_000);
  expect(here.wire.tries).toBe(1);
  expect(here.wire.asked).toEqual([]);
});

it("waits for an answer as long as something comes in, and gives a call up after silence or at last", async () => {
  const here = stage();
  here.wire.happens("connect");
  const outcomes: string[] = [];
  const call = () =>
    void here.transport
      .call(sessionAlive, {})
      .then((answer) => outcomes.push(answer.ok ? "answered" : answer.fault.code));
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  call();
  call();
  // The first is answered late, as a page is on a thin link: the second has still all its patience.
  here.clock.pass(79_000);
  here.wire.asked[0]?.answer({ ok: true, value: {} });
  here.clock.pass(79_000);
  await settled();
  expect(outcomes).toEqual(["answered"]);
  here.clock.pass(2_000);
  await settled();
  expect(outcomes).toEqual(["answered", "transport.timeout"]);
  call();
  const stuck = here.wire.asked.length;
  for (let minute = 0; minute < 16; minute++) {
    call();
    here.clock.pass(60_000);
    here.wire.asked.at(-1)?.answer({ ok: true, value: {} });
  }
  await settled();
  expect(here.wire.asked.length).toBeGreaterThan(stuck);
  expect(outcomes.filter((outcome) => outcome === "transport.timeout")).toHaveLength(2);
});

it("takes a connection for dead on which nothing at all has come in, and for living while parts of something come", () => {
  const here = stage();
  here.wire.happens("connect");
  here.wire.sign("heartbeat");
  here.clock.pass(74_000);
  expect(here.wire.connected).toBe(true);
  // Five minutes of one large packet: no heartbeat gets past it.
  for (let part = 0; part < 60; part++) {
    here.wire.sign("frame");
    here.clock.pass(5_000);
  }
  expect(here.wire.connected).toBe(true);
  // The server hears meanwhile that this side is there, and not more often than it needs.
  expect(here.wire.asked.map(({ event }) => event)).toEqual(Array.from({ length: 8 }, () => "session.alive"));
  here.clock.pass(70_000);
  expect(here.wire.connected).toBe(false);
  expect(here.states.at(-1)).toMatchObject({ up: false, retryAt: expect.any(Number) });
});

it("says nothing of its own where heartbeats come in time", () => {
  const here = stage();
  here.wire.happens("connect");
  for (let beat = 0; beat < 20; beat++) {
    here.wire.sign("heartbeat");
    for (let n = 0; n < 6; n++) {
      here.clock.pass(5_000);
      here.wire.sign("frame");
    }
  }
  expect(here.wire.asked).toEqual([]);
  expect(here.wire.connected).toBe(true);
});

it("waits for a call's answer while what it carries is on its way up", async () => {
  const here = stage();
  here.wire.happens("connect");
  const outcomes: string[] = [];
  void here.transport
    .call(sessionAlive, {})
    .then((answer) => outcomes.push(answer.ok ? "answered" : answer.fault.code));
  for (let beat = 0; beat < 12; beat++) {
    here.clock.pass(30_000);
    here.wire.sign("heartbeat");
  }
  here.wire.asked[0]?.answer({ ok: true, value: {} });
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(outcomes).toEqual(["answered"]);
});
