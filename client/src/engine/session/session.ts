import { sign } from "@comity/shared/crypto/signature";
import type { Sodium } from "@comity/shared/crypto/sodium";
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
import type { CallResult, Transport, TransportState } from "../ports.ts";

/** Why the server does not let the device in. */
export type Refusal = "device-revoked" | "unknown-device" | "outdated-client" | "wrong-origin";

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
    transport.on(sessionRevoked, () => listener.refused("device-revoked"));
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

  /** Logs in anew, on a new socket with a new challenge. */
  retry(): void {
    this.transport.renew();
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
    if (protocol !== PROTOCOL_VERSION) return this.listener.refused("outdated-client");
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
    if (result.fault.code === "session.revoked") this.listener.refused("device-revoked");
    if (result.fault.code === "session.unknown-device") this.listener.refused("unknown-device");
    if (result.fault.code === "session.wrong-origin") this.listener.refused("wrong-origin");
    if (result.fault.code === "session.outdated-client") this.listener.refused("outdated-client");
  }
}
