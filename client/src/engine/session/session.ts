import { sign } from "@comity/shared/crypto/signature";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Fault } from "@comity/shared/fault";
import type { DeviceId } from "@comity/shared/ids";
import { PROTOCOL_VERSION } from "@comity/shared/limits";
import type { CallEvent, PushEvent } from "@comity/shared/protocol/event";
import {
  challengeBytes,
  type Standing,
  sessionAuthenticate,
  sessionChallenge,
  sessionRevoked,
  sessionStanding,
} from "@comity/shared/protocol/session";
import { fail } from "@comity/shared/result";
import type { SigningKeys } from "@comity/shared/statements/signing";
import type { SessionLink } from "../context.ts";
import type { Connection } from "../facade/views.ts";
import type { CallResult, Transport, TransportFault, TransportState } from "../ports.ts";

/** Why the server does not let the device in. */
export type Refusal =
  | "device-revoked"
  | "membership-ended"
  | "office-handed-over"
  | "membership-suspended"
  | "membership-expired"
  | "account-disabled"
  | "unknown-device"
  | "outdated-client"
  | "wrong-origin";

/** The answers to a log-in that no repetition changes. */
const FINAL: Partial<Record<(Fault | TransportFault)["code"], Refusal>> = {
  "session.revoked": "device-revoked",
  "session.ended": "membership-ended",
  "session.succeeded": "office-handed-over",
  "session.unknown-device": "unknown-device",
  "session.wrong-origin": "wrong-origin",
  "session.outdated-client": "outdated-client",
};
/** What an officer, or the operator, may mend at any time: the device asks now and then. */
const MENDABLE: Partial<Record<(Fault | TransportFault)["code"], Refusal>> = {
  "session.suspended": "membership-suspended",
  "session.expired": "membership-expired",
  "session.disabled": "account-disabled",
};
const RETRY_MS = 5_000;
const ASK_AGAIN_MS = 300_000;

export interface SessionListener {
  connection(connection: Connection): void;
  standing(standing: Standing): void;
  refused(reason: Refusal): void;
}

/**
 * The logged-in connection: answers the challenge of every new socket with the device's signature, and
 * lets calls through once the server has taken it. A server that asks for anything but a 32-byte nonce gets
 * no signature.
 */
export class Session implements SessionLink {
  private loggedIn = false;
  private refused = false;
  private readonly onlineListeners = new Set<() => void>();

  constructor(
    private readonly sodium: Sodium,
    private readonly transport: Transport,
    private readonly device: DeviceId,
    private readonly keys: SigningKeys,
    private readonly listener: SessionListener,
  ) {
    transport.on(sessionChallenge, ({ protocol, nonce }) => void this.answer(protocol, nonce));
    transport.on(sessionStanding, (standing) => {
      listener.standing(standing);
      this.announceOnline();
    });
    transport.on(sessionRevoked, ({ code }) => this.afterRefusal({ code }));
    transport.onState((state) => this.follow(state));
  }

  get online(): boolean {
    return this.loggedIn;
  }

  call<Request, Response>(event: CallEvent<Request, Response>, request: Request): CallResult<Response> {
    if (!this.loggedIn) return Promise.resolve(fail({ code: "transport.offline" }));
    return this.transport.call(event, request);
  }

  on<Message>(event: PushEvent<Message>, listener: (message: Message) => void): () => void {
    return this.transport.on(event, listener);
  }

  onOnline(listener: () => void): () => void {
    this.onlineListeners.add(listener);
    if (this.loggedIn) listener();
    return () => this.onlineListeners.delete(listener);
  }

  /** Tries at once what would be tried later, and looks whether the connection that there is still lives. */
  wake(): void {
    this.transport.wake();
  }

  /** Logs in anew, on a new socket with a new challenge, after `ms`. */
  retry(ms = 0): void {
    this.refused = false;
    this.transport.renew(ms);
  }

  close(): void {
    this.loggedIn = false;
    this.onlineListeners.clear();
    this.transport.close();
  }

  private announceOnline(): void {
    for (const listener of [...this.onlineListeners]) listener();
  }

  private follow(state: TransportState): void {
    if (state.up) return;
    this.loggedIn = false;
    const { retryAt } = state;
    this.listener.connection(retryAt === undefined ? { state: "connecting" } : { state: "offline", retryAt });
  }

  private async answer(protocol: number, nonce: Uint8Array): Promise<void> {
    if (this.refused) return;
    if (protocol !== PROTOCOL_VERSION) return this.afterRefusal({ code: "session.outdated-client" });
    const { origin } = this.transport;
    const signature = sign(
      this.sodium,
      "comity/session/v1",
      challengeBytes(nonce, origin),
      this.keys.privateKey,
    );
    const { device } = this;
    const result = await this.transport.call(sessionAuthenticate, {
      protocol: PROTOCOL_VERSION,
      device,
      origin,
      signature,
    });
    if (result.ok) {
      this.loggedIn = true;
      this.listener.connection({ state: "online" });
      this.listener.standing(result.value);
      this.announceOnline();
      return;
    }
    this.afterRefusal(result.fault);
  }

  /** What is final ends the connection: a device that asked again and again would use up its address's patience. */
  private afterRefusal(fault: Fault | TransportFault): void {
    const mendable = MENDABLE[fault.code];
    if (mendable !== undefined) {
      this.transport.renew(ASK_AGAIN_MS);
      this.listener.refused(mendable);
      return;
    }
    const refusal = FINAL[fault.code];
    if (refusal === undefined) {
      // A lost connection comes back by itself; anything else is asked again later, on a new socket.
      if (fault.code !== "transport.offline")
        this.transport.renew(fault.code === "rate.limited" ? fault.retryAfterMs : RETRY_MS);
      return;
    }
    this.refused = true;
    this.transport.rest();
    this.listener.refused(refusal);
  }
}
