import { fail, ok, type Result } from "@comity/shared/result";
import type { EngineFault } from "../facade/fault.ts";
import { faultOf } from "../facade/unexpected.ts";
import { catchUp } from "./catchUp.ts";
import type { Conversation } from "./conversation.ts";
import { sendCreation } from "./creation.ts";
import { Closed, jitter, pause } from "./ground.ts";
import { heal } from "./healing.ts";
import { prepareCommit, sendPending, type Wish } from "./membership.ts";
import { resealable, sendFirst } from "./outbox.ts";
import { PUT_OUT, slip } from "./outOfStep.ts";
import { QUEUED_ORDER } from "./records.ts";
import { heldBy, type Stop, stoppedBy } from "./stops.ts";

/** After this many lost races in a row a change of members is given up and said so. */
const ATTEMPTS = 30;
const FIRST_BACKOFF_MS = 40;
const LONGEST_BACKOFF_MS = 3000;
const RETRY_MS = 5000;
/** How often a device that is out of step looks for its way back. */
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;
/** How many such looks a wanted change of members waits for. */
const PATIENT_TRIES = 3;

/** What a change of members shows of itself. */
export type ToldProgress = (done: number, total: number) => void;

interface Waiting {
  readonly wish: Wish;
  /** Messages that were queued before go first. */
  readonly after: number;
  readonly told: ToldProgress;
  readonly answer: (result: Result<void, EngineFault>) => void;
}

type Next = "again" | "rest";

/** What others do when something was carried. */
export interface CourierHooks {
  /** Somebody else made the conversation first. */
  exists(): void;
  /** The server took the creation: what came in meanwhile is to be read. */
  created(): void;
  /** Own entries have got their places. */
  sent(): void;
  /** A commit of this device stands in the log. */
  committed(): void;
  /** This device has come in anew by itself. */
  entered(): void;
  /** This device was out of step and is no more, with the leaf that it had. */
  inStep(): void;
}

/**
 * Carries what a conversation has to send, one thing after the other: its creation, then a stored commit,
 * then wanted changes of members, then messages in their order. It stops without a connection and goes on
 * with the next one; what it carries is in the vault (wishes are not: their askers are told).
 */
export class Courier {
  private readonly wishes: Waiting[] = [];
  private readonly births: ((result: Result<void, EngineFault>) => void)[] = [];
  private underWay = false;
  private once = false;
  /** How often it was tried in vain to come in anew. */
  private tries = 0;
  /** Whether the server has refused this device's own way in: another is looked for. */
  private refusedEntry = false;
  private cancelRetry: () => void = () => undefined;

  constructor(
    private readonly conversation: Conversation,
    private readonly hooks: CourierHooks,
  ) {}

  /** Whether nothing is being carried. */
  get idle(): boolean {
    return !this.underWay;
  }

  /** Looks for something to carry. */
  go(): void {
    this.once = true;
    if (this.underWay) return;
    this.underWay = true;
    this.conversation.ground.activity.track(this.carry()).catch(() => undefined);
  }

  /** Asks for a change of members; resolves when it stands in the log, or why it can't. */
  wish(wish: Wish, told: ToldProgress = () => undefined): Promise<Result<void, EngineFault>> {
    return new Promise((answer) => {
      const after = QUEUED_ORDER + this.conversation.record.nextQueued;
      this.wishes.push({ wish, after, told, answer });
      this.conversation.membersChanging = true;
      this.go();
    });
  }

  /** Sends the creation; resolves once the conversation is there, whoever made it. */
  created(): Promise<Result<void, EngineFault>> {
    return new Promise((answer) => {
      this.births.push(answer);
      this.go();
    });
  }

  /** Ends all waiting. */
  close(): void {
    this.cancelRetry();
    this.answerAll({ code: "transport.offline" });
  }

  private answerAll(fault: EngineFault): void {
    for (const { answer } of this.wishes.splice(0)) answer(fail(fault));
    this.conversation.membersChanging = false;
    this.answerBirths(fail(fault));
  }

  private answerBirths(result: Result<void, EngineFault>): void {
    for (const answer of this.births.splice(0)) answer(result);
  }

  private async carry(): Promise<void> {
    const { ground } = this.conversation;
    try {
      while (this.once && !ground.closed()) {
        this.once = false;
        while (!ground.closed() && (await this.step()) === "again");
      }
    } catch (error) {
      // A store that refuses a write (a full disk), or does not give back what was stored: nothing was sent that is not.
      if (!(error instanceof Closed)) this.retryLater(RETRY_MS);
      const fault = faultOf(error);
      this.answerAll(fault.code === "vault.damaged" ? fault : { code: "vault.full" });
    } finally {
      this.underWay = false;
      if (!ground.context.session.online) this.answerAll({ code: "transport.offline" });
    }
  }

  private async step(): Promise<Next> {
    const { ground, record } = this.conversation;
    if (!ground.context.session.online) return "rest";
    const stopped = stoppedBy(ground, this.conversation);
    if (record.state === "creating") return stopped === undefined ? this.create() : this.stop(stopped);
    if (record.state === "left") this.answerAll({ code: "conversation.not-member" });
    // Whoever made it: a welcome may have come before the creation was sent.
    else this.answerBirths(ok(undefined));
    if (record.state !== "active" && record.state !== "joining") return "rest";
    if (record.state === "active" && !this.conversation.caughtUp) return "rest";
    const { pending } = await this.conversation.run(() => this.conversation.keys());
    if (pending?.external === true) return this.comeIn();
    if (record.state === "joining") return this.lookAround();
    if (record.broken !== undefined) return this.heal();
    if (stopped !== undefined) return this.stop(stopped);
    if (pending !== undefined) return this.commit();
    const [wish] = this.wishes;
    const [message] = this.conversation.outbox;
    // What is held back does not keep anybody from taking a person out.
    const held = message !== undefined && heldBy(ground, this.conversation) !== undefined;
    if (wish !== undefined && (message === undefined || held || message.order >= wish.after))
      return this.fulfil(wish);
    return message === undefined || held ? "rest" : this.send();
  }

  /** Nothing may be sent for now: what waits goes on waiting, and whoever waits for a change of members is told. */
  private stop(stop: Stop): Next {
    this.answerAll(stop);
    return "rest";
  }

  private async create(): Promise<Next> {
    const result = await sendCreation(this.conversation);
    switch (result.outcome) {
      case "created":
        this.answerBirths(ok(undefined));
        this.hooks.created();
        return "again";
      case "exists":
        this.answerBirths(ok(undefined));
        this.hooks.exists();
        return "rest";
      case "refused":
        this.answerBirths(fail(result.fault));
        return "rest";
      case "unanswered":
        this.answerBirths(fail(result.fault));
        this.retryLater(RETRY_MS);
        return "rest";
    }
  }

  /** A commit that was stored before, perhaps by an engine that crashed. */
  private async commit(): Promise<Next> {
    const result = await sendPending(this.conversation);
    if (result.outcome === "unanswered") {
      this.retryLater(RETRY_MS);
      return "rest";
    }
    if (result.outcome === "adopted") this.committed();
    else if (result.outcome === "lost") await catchUp(this.conversation);
    else await this.putOut(result.fault);
    return "again";
  }

  /** Out of step: the others are asked where they are. */
  private async heal(): Promise<Next> {
    const outcome = await heal(this.conversation, this.tries > 0);
    if (outcome === "in-step") this.hooks.inStep();
    if (outcome === "in-step") this.conversation.inVain = 0;
    if (outcome === "outside") {
      this.answerAll({ code: "conversation.not-member" });
      return "rest";
    }
    if (outcome !== "waiting") return "again";
    // Whoever waits for a change of members is told that it has not happened; upkeep asks again.
    if (this.tries >= PATIENT_TRIES) this.answerAll({ code: "epoch.moved", epoch: 0 });
    this.tryLater();
    return "rest";
  }

  /** An external commit that was stored before: this device comes in by it. */
  private async comeIn(): Promise<Next> {
    const { ground } = this.conversation;
    const result = await sendPending(this.conversation);
    switch (result.outcome) {
      case "adopted":
        this.tries = 0;
        this.conversation.inVain = 0;
        this.hooks.entered();
        return "again";
      case "lost":
        await pause(ground, jitter(ground, LONGEST_BACKOFF_MS));
        if (this.conversation.record.state === "active") return "again";
        this.hooks.exists();
        return "rest";
      case "refused":
        this.refusedEntry = true;
        this.tryLater();
        return "rest";
      case "unanswered":
        this.tryLater();
        return "rest";
    }
  }

  /** Neither in nor with a way in. Where the server has refused the one that there was, another is looked for. */
  private lookAround(): Next {
    if (this.refusedEntry) this.hooks.exists();
    this.refusedEntry = false;
    return "rest";
  }

  private tryLater(): void {
    this.tries += 1;
    this.conversation.inVain = this.tries;
    this.conversation.ground.tidings.changed("conversations");
    this.retryLater(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.tries));
  }

  private async fulfil(waiting: Waiting): Promise<Next> {
    const result = await this.tryFor(waiting);
    // Out of step: it is planned anew once this device is back.
    if (result === undefined) return "again";
    const place = this.wishes.indexOf(waiting);
    if (place >= 0) this.wishes.splice(place, 1);
    this.conversation.membersChanging = this.wishes.length > 0;
    waiting.answer(result);
    return "again";
  }

  /** Undefined: this device has fallen out of step meanwhile. */
  private async tryFor({ wish, told }: Waiting): Promise<Result<void, EngineFault> | undefined> {
    for (let lost = 0; lost < ATTEMPTS; ) {
      const prepared = await prepareCommit(this.conversation, wish, told);
      if (!prepared.ok) return prepared;
      switch (prepared.value.outcome) {
        case "nothing-to-do":
          return ok(undefined);
        case "unreachable":
          return fail({ code: "contact.unreachable", account: prepared.value.account });
        case "moved":
          lost += 1;
          continue;
        case "pending":
          break;
      }
      const sent = await sendPending(this.conversation);
      if (sent.outcome === "refused" && (await this.putOut(sent.fault))) return undefined;
      if (sent.outcome === "refused" || sent.outcome === "unanswered") {
        if (sent.outcome === "unanswered") this.retryLater(RETRY_MS);
        return fail(sent.fault);
      }
      if (sent.outcome === "adopted") {
        this.committed();
        continue;
      }
      lost += 1;
      const { ground } = this.conversation;
      if ((await catchUp(this.conversation)) === "stopped" && !ground.context.session.online)
        return fail({ code: "transport.offline" });
      if (this.conversation.record.state !== "active") return fail({ code: "conversation.not-member" });
      if (this.conversation.record.broken !== undefined) return undefined;
      await pause(ground, jitter(ground, Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** lost)));
    }
    return fail({ code: "epoch.moved", epoch: 0 });
  }

  /**
   * The server says that this device is out. If the log bears that out, it has left; if not, somebody's
   * commit declared what it didn't do, and the device finds its way back.
   */
  private async putOut(fault: EngineFault): Promise<boolean> {
    if (fault.code !== "conversation.not-member") return false;
    const { ground } = this.conversation;
    if ((await catchUp(this.conversation)) !== "done") return false;
    return this.conversation.change(async (draft) => {
      const { state, cursor: seq } = draft.record;
      if (state !== "active" || draft.group === undefined) return false;
      slip(draft, ground.context.clock.now(), { seq, cause: PUT_OUT, rejoin: true });
      return true;
    });
  }

  private committed(): void {
    this.hooks.sent();
    this.hooks.committed();
  }

  private async send(): Promise<Next> {
    const result = await sendFirst(this.conversation);
    if (result === "sent") this.hooks.sent();
    if (result === "sent" || result === "failed") return "again";
    if (result === "moved" || result === "removed") {
      const read = await catchUp(this.conversation);
      if (result === "removed" && (await this.putOut({ code: "conversation.not-member" }))) return "again";
      const goesOn = await this.conversation.change(async (draft) => resealable(draft));
      if (goesOn) return "again";
      // What has moved is not to be read just now.
      if (read === "stopped") this.retryLater(RETRY_MS);
      return "rest";
    }
    this.retryLater(result.waitMs ?? RETRY_MS);
    return "rest";
  }

  private retryLater(ms: number): void {
    const { ground } = this.conversation;
    this.cancelRetry();
    this.cancelRetry = ground.context.clock.after(ms + jitter(ground, ms), () => this.go());
  }
}
