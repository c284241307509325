import type { Fault } from "@comity/shared/fault";
import type { AccountId } from "@comity/shared/ids";
import { type Answer, type CallEvent, type PushEvent, readAnswer } from "@comity/shared/protocol/event";
import type { Result } from "@comity/shared/result";

/** Asks the real server, in the name of whoever is lied to. */
type Ask = (event: { readonly name: string }, request: unknown) => Promise<unknown>;
type AnswerLie = (request: unknown, ask: Ask) => Promise<Answer>;
type PushLie = (message: unknown) => unknown;

/** What the real server answers to a call of whoever is lied to. */
export type Honest = <Request, Response>(
  event: CallEvent<Request, Response>,
  request: Request,
) => Promise<Result<Response, Fault>>;

/** Whom a lie is for: one account, or everybody. */
export type Victim = AccountId | "everybody";

/** The lies that are told just now. A newer one for the same victim and event takes the place of the former. */
export class Lies {
  private readonly answers = new Map<string, AnswerLie>();
  private readonly pushes = new Map<string, PushLie>();

  /** Answers a victim's call in the server's place. */
  answer<Request, Response>(
    event: CallEvent<Request, Response>,
    victim: Victim,
    lie: (request: Request, honest: Honest) => Promise<Result<Response, Fault>>,
  ): void {
    this.answers.set(`${event.name} ${victim}`, async (request, ask) => {
      const told = await lie(event.request.parse(request), async (asked, what) =>
        readAnswer(asked, await ask(asked, what)),
      );
      if (!told.ok) return told;
      return { ok: true, value: event.write?.(told.value) ?? told.value };
    });
  }

  /** Changes what a victim is told; undefined: it is not told. */
  push<Message>(
    event: PushEvent<Message>,
    victim: Victim,
    lie: (message: Message) => Message | undefined,
  ): void {
    this.pushes.set(`${event.name} ${victim}`, (message) => lie(event.message.parse(message)));
  }

  /** The server is honest from now on. */
  end(): void {
    this.answers.clear();
    this.pushes.clear();
  }

  /** How a call is answered, if not by the real server. */
  answerOf(event: string, account: AccountId | undefined): AnswerLie | undefined {
    return this.answers.get(`${event} ${account}`) ?? this.answers.get(`${event} everybody`);
  }

  /** What becomes of something that the real server tells; undefined: nothing. */
  pushOf(event: string, account: AccountId | undefined, message: unknown): unknown {
    const lie = this.pushes.get(`${event} ${account}`) ?? this.pushes.get(`${event} everybody`);
    return lie === undefined ? message : lie(message);
  }
}
