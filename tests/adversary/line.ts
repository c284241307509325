import { AccountId } from "@comity/shared/ids";
import type { Answer } from "@comity/shared/protocol/event";
import { Decoder, Encoder, type Packet } from "@comity/shared/protocol/frame";
import { sessionAuthenticate } from "@comity/shared/protocol/session";
import { type RawData, WebSocket } from "ws";
import { z } from "zod";
import type { Lies } from "./lies.ts";

const EVENT = 2;
const ACK = 3;
/** Ids of calls that the adversary makes by itself: a browser counts its own from 0. */
const OWN_CALLS = 1_000_000_000;

const Event = z.tuple([z.string()]).rest(z.unknown());
const LoggedIn = z.object({ ok: z.literal(true), value: z.object({ account: AccountId }) });

function bytesOf(data: RawData): Uint8Array {
  const whole = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(whole);
}

/**
 * One connection of a browser with the adversary in it. Every packet is taken apart and put together anew, with whatever
 * lies there are for the account that has logged in on it. Heartbeats pass as they are.
 */
export class Line {
  /** Who has logged in on it, as the real server has said. */
  account: AccountId | undefined;
  private readonly encoder = new Encoder();
  private readonly early: { readonly data: RawData; readonly binary: boolean }[] = [];
  private readonly asked = new Map<number, (answer: unknown) => void>();
  private readonly logIns = new Set<number>();
  private calls = OWN_CALLS;

  constructor(
    private readonly browser: WebSocket,
    private readonly server: WebSocket,
    private readonly lies: Lies,
  ) {
    const up = new Decoder();
    const down = new Decoder();
    up.on("decoded", (packet) => this.goesUp(packet));
    down.on("decoded", (packet) => this.goesDown(packet));
    browser.on("message", (data, binary) => {
      if (binary) up.add(bytesOf(data));
      else this.passUp(data, false);
    });
    server.on("message", (data, binary) => {
      if (binary) down.add(bytesOf(data));
      else browser.send(data, { binary: false });
    });
    server.on("open", () => {
      for (const { data, binary } of this.early.splice(0)) server.send(data, { binary });
    });
    server.on("close", () => browser.close());
    browser.on("close", () => server.close());
    server.on("error", () => browser.terminate());
    browser.on("error", () => server.terminate());
  }

  /** Asks the real server in the name of whoever is on this line. */
  ask(event: { readonly name: string }, request: unknown): Promise<unknown> {
    const id = this.calls++;
    return new Promise((resolve) => {
      this.asked.set(id, resolve);
      this.sendUp({ type: EVENT, nsp: "/", data: [event.name, request], id });
    });
  }

  /** Tells the browser something that the real server has not said. */
  tell(event: string, message: unknown): void {
    this.sendDown({ type: EVENT, nsp: "/", data: [event, message] });
  }

  private goesUp(packet: Packet): void {
    const { type, id } = packet;
    const event = Event.safeParse(packet.data);
    const [name, request] = type === EVENT && event.success ? event.data : [""];
    const lie = this.lies.answerOf(name, this.account);
    if (lie === undefined || id === undefined) {
      if (name === sessionAuthenticate.name && id !== undefined) this.logIns.add(id);
      this.sendUp(packet);
      return;
    }
    void lie(request, (asked, what) => this.ask(asked, what)).then((answer: Answer) =>
      this.sendDown({ type: ACK, nsp: "/", data: [answer], id }),
    );
  }

  private goesDown(packet: Packet): void {
    const { type, id, data } = packet;
    const event = Event.safeParse(data);
    if (type === EVENT && event.success) {
      const [name, message] = event.data;
      const told = this.lies.pushOf(name, this.account, message);
      if (told !== undefined) this.tell(name, told);
    } else if (type !== ACK || id === undefined || !this.answered(id, data)) this.sendDown(packet);
  }

  /** Takes an answer in; true: it was to a call of the adversary's own, and the browser knows nothing of it. */
  private answered(id: number, data: unknown): boolean {
    const answer: unknown = Array.isArray(data) ? data[0] : undefined;
    if (this.logIns.delete(id)) this.account = LoggedIn.safeParse(answer).data?.value.account;
    const own = this.asked.get(id);
    own?.(answer);
    this.asked.delete(id);
    return own !== undefined;
  }

  private sendUp(packet: Packet): void {
    for (const frame of this.encoder.encode(packet)) this.passUp(Buffer.from(frame), true);
  }

  private passUp(data: RawData, binary: boolean): void {
    if (this.server.readyState === WebSocket.OPEN) this.server.send(data, { binary });
    else this.early.push({ data, binary });
  }

  private sendDown(packet: Packet): void {
    if (this.browser.readyState !== WebSocket.OPEN) return;
    for (const frame of this.encoder.encode(packet)) this.browser.send(frame, { binary: true });
  }
}
