import type { SessionLink } from "@comity/client/engine/context";
import type { CallResult } from "@comity/client/engine/ports";
import type { CallEvent, PushEvent } from "@comity/shared/protocol/event";

type Answer = (request: unknown, honest: SessionLink) => Promise<unknown>;

/** A server that lies where a test tells it to: in its answers, in what it pushes, and by pushing on its own. */
export class LyingServer {
  private readonly answers = new Map<string, Answer>();
  private readonly twists = new Map<string, (message: unknown) => unknown>();
  private readonly listeners = new Map<string, Set<(message: unknown) => void>>();

  /** Answers a call in the server's place, with an honest connection at hand. */
  answer<Request, Response>(
    event: CallEvent<Request, Response>,
    lie: (request: Request, honest: SessionLink) => CallResult<Response>,
  ): this {
    this.answers.set(event.name, (request, honest) => lie(event.request.parse(request), honest));
    return this;
  }

  /** Changes what is pushed. */
  twist<Message>(event: PushEvent<Message>, lie: (message: Message) => Message): this {
    this.twists.set(event.name, (message) => lie(event.message.parse(message)));
    return this;
  }

  /** It is honest from now on. */
  end(): void {
    this.answers.clear();
    this.twists.clear();
  }

  /** Pushes something that nobody has sent. */
  push<Message>(event: PushEvent<Message>, message: Message): void {
    for (const listener of this.listeners.get(event.name) ?? []) listener(message);
  }

  /** The connection as the engine sees it. */
  readonly tamper = (honest: SessionLink): SessionLink => {
    const { answers, twists, listeners } = this;
    return {
      get online() {
        return honest.online;
      },
      async call(event, request) {
        const lie = answers.get(event.name);
        if (lie === undefined) return honest.call(event, request);
        const told = await lie(request, honest);
        // The lie was typed where it was told; here only its name is known.
        return told as Awaited<ReturnType<typeof honest.call<typeof request, never>>>;
      },
      on(event, listener) {
        const hear = (message: unknown) => listener(event.message.parse(message));
        listeners.set(event.name, (listeners.get(event.name) ?? new Set()).add(hear));
        return honest.on(event, (message) => hear(twists.get(event.name)?.(message) ?? message));
      },
      onOnline: (listener) => honest.onOnline(listener),
    };
  };
}
